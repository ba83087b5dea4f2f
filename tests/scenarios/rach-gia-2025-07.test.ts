import { describe, expect, it } from 'vitest'
import { figures, planOf, simulated } from './simulated.ts'

const name = 'rach-gia-2025-07'
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('the first month in Rạch Giá', () => {
  it('has 2,800 dossiers and about 97 % of them on time, as reported', () => {
    const plan = planOf(name)
    expect(figures(plan, 'indicators.all.received', 2)).toEqual([2800, 2800])
    const onTime = mean(figures(plan, 'indicators.all.onTimeRate', 6))
    expect(onTime).toBeGreaterThan(0.955)
    expect(onTime).toBeLessThan(0.985)
    expect(simulated(plan).verdict.status).toBe('PASS')
  })

  it('loses the connection, and no call fails without that', () => {
    const errors = (...without: string[]) =>
      simulated(planOf(name, ...without)).operations.reduce((sum, row) => sum + row.errors, 0)
    expect(errors()).toBeGreaterThan(10)
    expect(errors('line-down-on-10-july')).toBe(0)
  })
})
