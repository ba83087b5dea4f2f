import { describe, expect, it } from 'vitest'
import { binomial, Draws } from '../../src/chance/index.ts'

function counts(n: number, p: number, times: number): number[] {
  const draws = new Draws(23, 0)
  return Array.from({ length: times }, (_, unit) => binomial(n, p, (i) => draws.uniform(unit, i, 2, 3)))
}

/** Binomial probabilities of 0 … n, by their own recurrence in logarithms. */
function probabilities(n: number, p: number): number[] {
  const list: number[] = []
  let logarithm = n * Math.log1p(-p)
  for (let k = 0; k <= n; k++) {
    if (k > 0) logarithm += Math.log(((n - k + 1) / k) * (p / (1 - p)))
    list.push(Math.exp(logarithm))
  }
  return list
}

describe('a binomial count', () => {
  // Means on both sides of the 10 that divides the two methods, and both sides of one half.
  for (const [n, p] of [
    [1, 0.3],
    [20, 0.3],
    [1000, 0.0098],
    [1000, 0.0102],
    [20, 0.5],
    [100, 0.3],
    [50, 0.9],
    [300, 0.8],
  ] as const) {
    it(`of ${n} with ${p} has the probabilities of the distribution`, () => {
      const times = 100_000
      const seen = new Float64Array(n + 1)
      for (const k of counts(n, p, times)) seen[k] = (seen[k] ?? 0) + 1
      let chiSquare = 0
      let cells = 0
      for (const [k, probability] of probabilities(n, p).entries()) {
        const expected = probability * times
        if (expected < 10) continue
        chiSquare += ((seen[k] ?? 0) - expected) ** 2 / expected
        cells += 1
      }
      expect(cells).toBeGreaterThan(1)
      // Four standard deviations above the mean of a chi-square.
      expect(chiSquare).toBeLessThan(cells + 4 * Math.sqrt(2 * cells))
    })
  }

  for (const [n, p] of [
    [20_000_000, 1e-7],
    [20_000_000, 1e-5],
    [20_000_000, 0.031],
    [20_000_000, 0.5],
    [20_000_000, 0.97],
    [20_000_000, 1 - 1e-7],
    [3_000_000_000, 0.8],
  ] as const) {
    it(`of ${n} with ${p} has its mean and variance`, () => {
      const times = 40_000
      const seen = counts(n, p, times)
      const mean = n * p
      const variance = n * p * (1 - p)
      const average = seen.reduce((sum, k) => sum + k, 0) / times
      const spread = seen.reduce((sum, k) => sum + (k - average) ** 2, 0) / times
      expect(seen.every((k) => Number.isInteger(k) && k >= 0 && k <= n)).toBe(true)
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / times))
      // Fourth central moment of a binomial: variance + 3 variance² (1 − 2 / n) − …, here at most this.
      expect(Math.abs(spread - variance)).toBeLessThan(4 * Math.sqrt((2 * variance * variance + variance) / times))
    })
  }

  it('is a function of its key, and one of failures above one half', () => {
    const draws = new Draws(1, 0)
    const uniform = (i: number) => draws.uniform(7, i, 2, 3)
    const once = binomial(5000, 0.25, uniform)
    draws.at(1, 1, 1, 1)
    expect(binomial(5000, 0.25, uniform)).toBe(once)
    expect(binomial(5000, 0.75, uniform)).toBe(5000 - once)
  })

  it('is certain where chance has no say', () => {
    expect(binomial(0, 0.4, () => 0.999)).toBe(0)
    expect(binomial(9, 0, () => 0.999)).toBe(0)
    expect(binomial(9, 1, () => 0.001)).toBe(9)
  })

  it('ends within n even for the uniforms at either end', () => {
    for (const u of [2 ** -53, 1 - 2 ** -53]) {
      for (const p of [0.01, 0.5, 0.99]) {
        const count = binomial(12, p, () => u)
        expect(Number.isInteger(count) && count >= 0 && count <= 12, `${u} ${p}`).toBe(true)
      }
    }
    expect(binomial(12, 0.5, () => 1 - 2 ** -53)).toBe(12)
    expect(binomial(12, 0.5, () => 2 ** -53)).toBe(0)
  })

  it('of no whole number, or with no probability, is refused', () => {
    for (const n of [-1, 2.5, Number.NaN]) expect(() => binomial(n, 0.5, () => 0.5)).toThrow(RangeError)
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => binomial(9, p, () => 0.5)).toThrow(RangeError)
  })
})
