import { describe, expect, it } from 'vitest'
import { conformanceOf, expectGone, expectShrunk, planOf, simulated } from './simulated.ts'

const name = 'an-giang-lost-connection'

describe('the lost connection in An Giang', () => {
  it('keeps citizens from registering in Hội An; without it every call succeeds', () => {
    expectGone(name, 'connection-lost', 20)
    expect(simulated(planOf(name)).verdict.status).toBe('FAIL')
    expect(simulated(planOf(name, 'connection-lost')).verdict.status).toBe('PASS')
  })

  it('makes its script late in Hội An, and not in Vĩnh Hòa', () => {
    const late = (...without: string[]) =>
      conformanceOf(simulated(planOf(name, ...without))).trace.flatMap(({ unit, step, outcome }) =>
        outcome === 'late' && step === 'caught-submitted' ? [unit] : [],
      )
    expect(late()).toEqual(['30673'])
    expect(late('connection-lost')).toEqual([])
  })

  it('loses no dossier', () => {
    expect(simulated(planOf(name)).conservation.holds).toBe(true)
  })

  it.each([
    ['old-machines', 5],
    ['archive-below-standard', 20],
  ])('shows %s, and not without it', (difficulty, atLeast) => {
    expectGone(name, difficulty, atLeast)
  })

  it.each([
    ['small-server', 3],
    ['not-adapted', 1.3],
  ])('shows %s, and less of it without', (difficulty, times) => {
    expectShrunk(name, difficulty, times)
  })
})
