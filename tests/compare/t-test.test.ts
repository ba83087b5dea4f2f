import { describe, expect, it } from 'vitest'
import { estimate, holm, paired, sampleOf, trimmedSampleOf, twoSided, welch } from '../../src/compare/t-test.ts'

describe('Student’s t', () => {
  it.each([
    // t tables: two-sided values of p.
    [12.706, 1, 0.05],
    [4.303, 2, 0.05],
    [2.228, 10, 0.05],
    [3.169, 10, 0.01],
    [4.587, 10, 0.001],
    [1.984, 100, 0.05],
    [0.7, 10, 0.4999],
  ])('of %f with %i degrees of freedom has the p of the tables', (t, freedom, p) => {
    expect(twoSided(t, freedom)).toBeCloseTo(p, 3)
    expect(twoSided(-t, freedom)).toBeCloseTo(p, 3)
  })

  it('is 1 for no difference, and tells one tiny chance from another', () => {
    expect(twoSided(0, 5)).toBe(1)
    expect(twoSided(60, 30)).toBeLessThan(twoSided(40, 30))
    expect(twoSided(60, 30)).toBeGreaterThan(0)
  })
})

describe('the tests', () => {
  it('agree with the published example of unequal variances (Welch’s t test, 15 against 15)', () => {
    const a = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4]
    const b = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4]
    expect(welch(sampleOf(a), sampleOf(b)).p).toBeCloseTo(0.021, 3)
  })

  it('find by pairs what the spread between them hides', () => {
    const before = [10, 30, 50, 70, 90]
    const after = before.map((value, index) => value + 1 + (index % 2) / 10)
    expect(paired(before, after).p).toBeLessThan(1e-4)
    expect(welch(sampleOf(before), sampleOf(after)).p).toBeGreaterThan(0.9)
  })

  it('find none between equals, and are not certain of a difference because nothing varied', () => {
    expect(estimate(0, 0, 9, 0.1)).toEqual({ difference: 0, ci95: [0, 0], p: 1 })
    expect(paired([1, 2, 3], [2, 3, 4])).toMatchObject({ difference: 1, p: 0.25 })
    expect(welch(sampleOf([1, 1]), sampleOf([2, 2])).p).toBeCloseTo(1 / 3, 12)
  })
})

describe('a trimmed sample', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

  it('is the mean of the middle, with the error of Yuen from the winsorised values', () => {
    const { mean, standardError, n } = trimmedSampleOf(values)
    expect({ mean, n }).toEqual({ mean: 5.5, n: 6 })
    // Winsorised: 3 3 3 4 5 6 7 8 8 8, of which the squares of the deviations add up to 42.5.
    expect(standardError).toBeCloseTo(Math.sqrt(42.5 / (6 * 5)), 12)
  })

  it('is not moved by a value that is far out', () => {
    expect(trimmedSampleOf(values.with(9, 10_000))).toEqual(trimmedSampleOf(values))
  })
})

describe('Holm’s correction', () => {
  it('gives the values of the published example', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(6)))).toEqual([0.03, 0.06, 0.06, 0.02])
  })

  it('leaves one alone, keeps the order, and never passes 1', () => {
    expect(holm([0.03])).toEqual([0.03])
    expect(holm([0.9, 0.8, 0.7])).toEqual([1, 1, 1])
    expect(holm([])).toEqual([])
  })
})
