import { describe, expect, it } from 'vitest'
import { judge } from '../../src/selftest/judge.ts'
import { uniforms } from '../kernel/random.ts'

/** Forty values around 10 whose mean has a standard error of about 0.75 %. */
const values = (() => {
  const next = uniforms(1)
  return Array.from({ length: 40 }, () => 10 * (1 + 0.164 * (next() - 0.5)))
})()
const FIGURES = 40

describe('a simulated mean held against an exact value', () => {
  it('is within bounds of the value around which it lies', () => {
    expect(judge(values, 10, FIGURES)).toMatchObject({ within: true, z: expect.any(Number) })
  })

  it.each([0.95, 1.05])('is out when the exact value is planted wrong, times %f', (factor) => {
    expect(judge(values, 10 * factor, FIGURES).within).toBe(false)
  })

  it('has mean, interval and z by Student’s t', () => {
    const { simulated, ci95, z } = judge([9, 10, 11], 9, 1)
    expect(simulated).toBe(10)
    // Standard error 1 ÷ √3, t(0.975, 2) = 4.302653.
    expect(ci95[0]).toBeCloseTo(10 - 4.302653 / Math.sqrt(3), 6)
    expect(ci95[1]).toBeCloseTo(10 + 4.302653 / Math.sqrt(3), 6)
    expect(z).toBeCloseTo(Math.sqrt(3), 12)
  })

  it('is judged at one in a thousand for all figures together', () => {
    // t(0.9995, 39) = 3.5581 for one figure (tables of Student’s t); a larger family is judged more mildly.
    expect(judge(values, 10, 1).limit).toBeCloseTo(3.558, 3)
    expect(judge(values, 10, 40).limit).toBeGreaterThan(4.5)
  })

  it('is out by chance far less often than one time in a hundred', () => {
    const next = uniforms(7)
    let out = 0
    for (let suite = 0; suite < 2000; suite++) {
      const normal = () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())
      if (!judge(Array.from({ length: 10 }, normal), 0, 1).within) out++
    }
    // Binomial with 2,000 trials at 0.001: more than 10 would happen once in 100,000 times.
    expect(out).toBeLessThanOrEqual(10)
  })

  it('that no replication moves is compared with the value itself', () => {
    expect(judge([5, 5, 5], 5, 1)).toMatchObject({ z: null, within: true })
    expect(judge([5, 5, 5], 5.001, 1)).toMatchObject({ z: null, within: false })
  })

  it('needs two replications', () => {
    expect(() => judge([5], 5, 1)).toThrow(RangeError)
  })
})
