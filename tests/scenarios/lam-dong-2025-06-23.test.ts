import { describe, expect, it } from 'vitest'
import { conformanceOf, expectGone, expectShrunk, planOf, simulated } from './simulated.ts'

const name = 'lam-dong-2025-06-23'

describe('the trial run in Lâm Đồng', () => {
  it('has hand-overs that the province’s system does not understand; with one system there is none', () => {
    expectGone(name, 'three-systems', 10)
    expect(simulated(planOf(name)).verdict.status).toBe('FAIL')
    expect(simulated(planOf(name, 'three-systems')).verdict.status).toBe('PASS')
  })

  it('enters by hand whatever was not understood', () => {
    const { operations } = simulated(planOf(name))
    const row = (operation: string) => operations.find((each) => each.operation === operation)
    expect(row('province.enter')?.calls).toBe(row('province.hand-over')?.errors)
  })

  it('plays the scripts of Party, Council and Committee at each point', () => {
    const { blocks, units, total } = conformanceOf(simulated(planOf(name)))
    expect(blocks.map(({ block }) => block)).toEqual([
      'party',
      'council',
      'committee-direct',
      'committee-online',
      'committee-province',
      'relay',
    ])
    expect(units).toHaveLength(6)
    expect(total).toMatchObject({ steps: 6 * 33, notReached: 0, evidenceMissing: 0 })
    expect(total.conformance).toBeGreaterThan(0.95)
  })

  it('is slower where the lines are', () => {
    expectShrunk(name, 'slow-lines', 1.2)
  })

  it('has dossiers at the counter, online, and online with the province', () => {
    const { units, steps, indicators } = simulated(planOf(name))
    expect(units).toHaveLength(6)
    expect(steps.find(({ step }) => step === 'sign-decision')?.ended).toBeGreaterThan(50)
    for (const channel of ['direct', 'online'])
      expect(indicators.find((row) => row.channel === channel && row.field === 'all')?.finished).toBeGreaterThan(100)
  })
})
