import { describe, expect, it } from 'vitest'
import { expectGone, planOf, simulated } from './simulated.ts'

const name = 'bac-lieu-2025-06-20'

describe('the trial run in Bạc Liêu', () => {
  it('turns citizens away, for the room is too small; with room enough nobody is', () => {
    expectGone(name, 'small-room', 5)
    expect(simulated(planOf(name)).verdict.status).toBe('FAIL')
    expect(simulated(planOf(name, 'small-room')).verdict.status).toBe('PASS')
  })

  it('asks the superior where a case is unclear, and sends nobody home for it', () => {
    expectGone(name, 'unclear-rules', 10)
    const { steps } = simulated(planOf(name))
    const asked = steps.find(({ step }) => step === 'ask-superior')
    expect(asked?.ended).toBe(asked?.begun)
  })

  it('brings documents in and out through every step of the register', () => {
    const { steps, units } = simulated(planOf(name))
    const ended = (step: string) => steps.find((row) => row.step === step)?.ended ?? 0
    expect(units).toHaveLength(7)
    expect(ended('register-document')).toBe(7 * 6 + 2 * 3)
    expect(ended('close-document')).toBeGreaterThan(40)
    expect(ended('send-document')).toBeGreaterThan(10)
  })
})
