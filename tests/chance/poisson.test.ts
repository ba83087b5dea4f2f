import { describe, expect, it } from 'vitest'
import { Draws, poisson } from '../../src/chance/index.ts'

function counts(mean: number, times: number): number[] {
  const draws = new Draws(19, 0)
  return Array.from({ length: times }, (_, unit) => poisson(mean, (i) => draws.uniform(unit, i, 2, 3)))
}

/** Poisson probabilities of 0 … last, by their own recurrence from the logarithm of the first. */
function probabilities(mean: number, last: number): number[] {
  const list: number[] = []
  let logarithm = -mean
  for (let k = 0; k <= last; k++) {
    if (k > 0) logarithm += Math.log(mean / k)
    list.push(Math.exp(logarithm))
  }
  return list
}

describe('a Poisson count', () => {
  for (const mean of [0.3, 4, 9.9, 10, 30, 2800, 1e6, 1e8, 4e9]) {
    it(`with mean ${mean} has that mean and variance`, () => {
      const times = 40_000
      const seen = counts(mean, times)
      const average = seen.reduce((sum, k) => sum + k, 0) / times
      const variance = seen.reduce((sum, k) => sum + (k - average) ** 2, 0) / times
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / times))
      // Standard error of the variance of a Poisson: sqrt((2 mean² + mean) / times).
      expect(Math.abs(variance - mean)).toBeLessThan(4 * Math.sqrt((2 * mean * mean + mean) / times))
    })
  }

  for (const mean of [4, 10, 40]) {
    it(`with mean ${mean} has the probabilities of the distribution`, () => {
      const times = 100_000
      const last = Math.ceil(mean + 12 * Math.sqrt(mean))
      const seen = new Float64Array(last + 1)
      for (const k of counts(mean, times)) seen[Math.min(k, last)] = (seen[Math.min(k, last)] ?? 0) + 1
      let chiSquare = 0
      let cells = 0
      for (const [k, probability] of probabilities(mean, last).entries()) {
        const expected = probability * times
        if (expected < 10) continue
        chiSquare += ((seen[k] ?? 0) - expected) ** 2 / expected
        cells += 1
      }
      // Four standard deviations above the mean of a chi-square.
      expect(chiSquare).toBeLessThan(cells + 4 * Math.sqrt(2 * cells))
    })
  }

  it('of a hundred million lies about its mean as a normal does', () => {
    // Skewness 1e-4 and steps of 1e-4 standard deviations: what is left to the normal is far below the bound.
    const mean = 1e8
    const times = 40_000
    const sorted = Float64Array.from(counts(mean, times), (k) => (k - mean) / Math.sqrt(mean)).sort()
    // Printed normal quantiles; the share below each within four standard errors.
    for (const [z, share] of [
      [-2.3263, 0.01],
      [-1.2816, 0.1],
      [-0.6745, 0.25],
      [0, 0.5],
      [0.6745, 0.75],
      [1.2816, 0.9],
      [2.3263, 0.99],
    ] as const) {
      const below = sorted.findIndex((value) => value > z) / times
      expect(Math.abs(below - share), `z ${z}`).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / times))
    }
  })

  it('is a function of its key', () => {
    const draws = new Draws(1, 0)
    const once = poisson(2800, (i) => draws.uniform(7, i, 2, 3))
    draws.at(1, 1, 1, 1)
    expect(poisson(2800, (i) => draws.uniform(7, i, 2, 3))).toBe(once)
  })

  it('with mean 0 is 0, and a mean that is none is refused', () => {
    expect(poisson(0, () => 0.999)).toBe(0)
    expect(() => poisson(-1, () => 0.5)).toThrow(RangeError)
    expect(() => poisson(Number.NaN, () => 0.5)).toThrow(RangeError)
  })

  it('ends even for the largest uniform there is', () => {
    expect(poisson(5, () => 1 - 2 ** -53)).toBeGreaterThan(20)
  })
})
