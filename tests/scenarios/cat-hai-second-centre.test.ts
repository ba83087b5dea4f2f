import { describe, expect, it } from 'vitest'
import { expectShrunk, planOf, simulated } from './simulated.ts'

const name = 'cat-hai-second-centre'

describe('the second centre of Cát Hải', () => {
  it('would have spared the islanders many hours of travel, had it been open from the first day', () => {
    expectShrunk(name, 'across-the-water', 1.25)
  })

  it('receives islanders from 21 July on, and not before', () => {
    const [unit] = planOf(name).units
    expect(unit?.sites.map(({ name: site }) => site)).toEqual(['', 'cat-hai-island'])
    const { visits, staff, units } = simulated(planOf(name))
    expect(units[0]?.received).toBeGreaterThan(700)
    expect(visits.trips).toBeGreaterThan(500)
    // Two of the five clerks are there for the last nine working days only.
    const clerks = staff.find(({ role }) => role === 'clerk')
    expect(clerks?.presentHours).toBeLessThan(700)
  })

  it('passes', () => {
    expect(simulated(planOf(name)).verdict.status).toBe('PASS')
  })
})
