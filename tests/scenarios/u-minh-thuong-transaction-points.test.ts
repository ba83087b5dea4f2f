import { describe, expect, it } from 'vitest'
import { expectShrunk, planOf, simulated } from './simulated.ts'

const name = 'u-minh-thuong-transaction-points'

describe('the policy bank’s transaction days in U Minh Thượng', () => {
  it('make borrowers wait for hours, for all come at once; a few at a time they do not', () => {
    expectShrunk(name, 'all-at-once', 3)
    expect(simulated(planOf(name)).verdict.status).toBe('FAIL')
    expect(simulated(planOf(name, 'all-at-once')).verdict.status).toBe('PASS')
  })

  it('see the heads of 208 groups and some borrowers', () => {
    const { indicators, throughput } = simulated(planOf(name))
    const bank = indicators.find((row) => row.field === 'policy_bank' && row.channel === 'all')
    // Two of them in the script.
    expect(bank?.received).toBe(528 + 2)
    const busiest = throughput.byDay.toSorted((a, b) => b.received - a.received).map(({ date }) => date)
    expect(busiest.slice(0, 3).sort()).toEqual(['2025-07-08', '2025-07-15', '2025-07-22'])
  })

  it('leave the centre’s own counters alone', () => {
    const { steps } = simulated(planOf(name))
    expect(steps.find(({ step }) => step === 'receive')?.waitP90Min).toBeLessThan(10)
  })
})
