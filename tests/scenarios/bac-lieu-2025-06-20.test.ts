import { describe, expect, it } from 'vitest'
import { conformanceOf, expectGone, figures, planOf, simulated } from './simulated.ts'

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

  it('plays its script in each unit, and most of it as written', () => {
    const { total, blocks, units } = conformanceOf(simulated(planOf(name)))
    expect(units).toHaveLength(7)
    expect(blocks.map(({ block }) => block)).toContain('meeting')
    expect(total.conformance).toBeGreaterThan(0.9)
    // Small as the room is, the scripted citizen too finds no place in it.
    const inTime = (...without: string[]) =>
      figures(planOf(name, ...without), 'conformance.blocks.direct.conforming', 4).reduce((sum, each) => sum + each, 0)
    expect(inTime('small-room')).toBeGreaterThan(inTime())
  })

  it('leaves minutes of every meeting', () => {
    const minutes = conformanceOf(simulated(planOf(name))).steps.find(({ step }) => step === 'minutes')
    expect(minutes).toMatchObject({ steps: 7, done: 7, evidenceMissing: 0 })
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
