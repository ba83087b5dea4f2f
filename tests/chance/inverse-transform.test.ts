import { describe, expect, it } from 'vitest'
import { compileDuration, Draws } from '../../src/chance/index.ts'
import type { Duration } from '../../src/schema/index.ts'

const COUNT = 100_000
const MINUTE_MS = 60_000

/** The length in minutes at one uniform, not a drawn one. */
function atUniform(duration: Duration): (u: number) => number {
  const sample = compileDuration(duration)
  const draws = new Draws(1, 0)
  return (u) => {
    draws.first = u
    return sample(draws) / MINUTE_MS
  }
}

function drawn(duration: Duration): Float64Array {
  const sample = compileDuration(duration)
  const draws = new Draws(29, 0)
  return Float64Array.from({ length: COUNT }, (_, dossier) => sample(draws.at(1, dossier, 2, 3)) / MINUTE_MS)
}

/** Kolmogorov's statistic times √n, of lengths in minutes against their distribution function. */
function kolmogorov(values: Float64Array, cdf: (x: number) => number): number {
  let greatest = 0
  for (const [index, value] of values.toSorted().entries()) {
    const wanted = cdf(value)
    greatest = Math.max(greatest, wanted - index / COUNT, (index + 1) / COUNT - wanted)
  }
  return greatest * Math.sqrt(COUNT)
}

/** Of a sum of k exponentials, each with mean 1. */
function erlangCdf(k: number, x: number): number {
  let term = 1
  let sum = 1
  for (let i = 1; i < k; i++) {
    term *= x / i
    sum += term
  }
  return 1 - Math.exp(-x) * sum
}

const kinds: Duration[] = [
  { kind: 'gamma', meanMin: 15, cv: 0.05 },
  { kind: 'gamma', meanMin: 15, cv: 0.6 },
  { kind: 'gamma', meanMin: 15, cv: 4 },
  { kind: 'weibull', meanMin: 15, shape: 0.1 },
  { kind: 'weibull', meanMin: 15, shape: 0.8 },
  { kind: 'weibull', meanMin: 15, shape: 100 },
  { kind: 'empirical', valuesMin: [7, 3, 3, 12.5, 0] },
  { kind: 'empirical', valuesMin: [7, 3, 3, 12.5, 0], weights: [0.5, 0, 2, 1, 0.1] },
]

describe('an inverse transform', () => {
  it('never gives a shorter length for a larger uniform, always whole milliseconds of at least 0', () => {
    const logits = Array.from({ length: 4001 }, (_, i) => 1 / (1 + Math.exp(36 - (72 * i) / 4000)))
    for (const duration of kinds) {
      const sample = compileDuration(duration)
      const draws = new Draws(1, 0)
      let before = 0
      for (const u of [2 ** -53, ...logits, 1 - 2 ** -53]) {
        draws.first = u
        const length = sample(draws)
        expect(Number.isInteger(length) && length >= before, `${JSON.stringify(duration)} at ${u}: ${length}`).toBe(
          true,
        )
        before = length
      }
    }
  })

  it('reads the first uniform and no other', () => {
    for (const duration of kinds) {
      const sample = compileDuration(duration)
      const draws = new Draws(1, 0).at(1, 2, 3, 4)
      const once = sample(draws)
      draws.second = 1 - draws.second
      expect(sample(draws), JSON.stringify(duration)).toBe(once)
    }
  })

  it('of a sum of exponentials, of an exponential and of Weibull lengths follows the distribution function', () => {
    // Kolmogorov's statistic stays under 1.95 in 99.9 % of samples.
    const four = drawn({ kind: 'gamma', meanMin: 20, cv: 0.5 })
    expect(kolmogorov(four, (x) => erlangCdf(4, x / 5))).toBeLessThan(1.95)
    const hundred = drawn({ kind: 'gamma', meanMin: 200, cv: 0.1 })
    expect(kolmogorov(hundred, (x) => erlangCdf(100, x / 2))).toBeLessThan(1.95)
    for (const duration of [
      { kind: 'gamma', meanMin: 20, cv: 1 },
      { kind: 'weibull', meanMin: 20, shape: 1 },
    ] as const) {
      expect(kolmogorov(drawn(duration), (x) => 1 - Math.exp(-x / 20))).toBeLessThan(1.95)
    }
    // Γ(1.5), Γ(1.2) and Γ(3): Abramowitz and Stegun, table 6.1.
    for (const [shape, gammaOf] of [
      [2, 0.8862269255],
      [5, 0.9181687424],
      [0.5, 2],
    ] as const) {
      const values = drawn({ kind: 'weibull', meanMin: 2000, shape })
      expect(kolmogorov(values, (x) => 1 - Math.exp(-(((x * gammaOf) / 2000) ** shape)))).toBeLessThan(1.95)
    }
  })

  it('of gamma and Weibull lengths has their means and variances', () => {
    // [duration, variance ÷ mean², fourth central moment ÷ variance²]. Gamma: kurtosis 3 + 6 cv²; Weibull by
    // Γ(1 + k ÷ shape) at shape ½, whose moments about 0 are k-th: (2k)! scale^k with scale = mean ÷ 2.
    for (const [duration, relative, kurtosis] of [
      [{ kind: 'gamma', meanMin: 30, cv: 0.02 }, 0.0004, 3.0024],
      [{ kind: 'gamma', meanMin: 30, cv: 0.3 }, 0.09, 3.54],
      [{ kind: 'gamma', meanMin: 30, cv: 1.5 }, 2.25, 16.5],
      [{ kind: 'weibull', meanMin: 30, shape: 0.5 }, 5, 87.72],
      [{ kind: 'weibull', meanMin: 30, shape: 1 }, 1, 9],
    ] as const) {
      const values = drawn(duration)
      const mean = values.reduce((sum, x) => sum + x, 0) / COUNT
      const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / COUNT
      const wanted = relative * 900
      const name = JSON.stringify(duration)
      // Four standard errors each.
      expect(Math.abs(mean - 30), name).toBeLessThan(4 * Math.sqrt(wanted / COUNT))
      expect(Math.abs(variance - wanted), name).toBeLessThan(4 * wanted * Math.sqrt((kurtosis - 1) / COUNT))
    }
  })

  it('of Weibull lengths has the characteristic life and the median of the textbook', () => {
    // At u = 1 − 1/e the scale itself, whatever the shape; at one half scale × (ln 2)^(1 ÷ shape).
    const scale = 60 / 0.8862269255
    const at = atUniform({ kind: 'weibull', meanMin: 60, shape: 2 })
    expect(at(1 - Math.exp(-1))).toBeCloseTo(scale, 4)
    expect(at(0.5)).toBeCloseTo(scale * Math.sqrt(Math.LN2), 4)
  })

  it('of gamma lengths has the quantiles of printed chi-square tables', () => {
    // Ten degrees of freedom: shape 5, mean 10.
    const at = atUniform({ kind: 'gamma', meanMin: 10, cv: Math.sqrt(0.2) })
    expect(at(0.05)).toBeCloseTo(3.94, 2)
    expect(at(0.95)).toBeCloseTo(18.307, 2)
  })

  it('of observed lengths gives each as often as its weight says, the shortest first', () => {
    const at = atUniform({ kind: 'empirical', valuesMin: [7, 3, 12], weights: [2, 1, 1] })
    expect([0.01, 0.24, 0.26, 0.74, 0.76, 0.99].map(at)).toEqual([3, 3, 7, 7, 12, 12])
    const equal = atUniform({ kind: 'empirical', valuesMin: [7, 3, 12] })
    expect([0.01, 0.33, 0.34, 0.66, 0.67, 1 - 2 ** -53].map(equal)).toEqual([3, 3, 7, 7, 12, 12])
    const values = drawn({ kind: 'empirical', valuesMin: [7, 3, 12], weights: [2, 1, 1] })
    const sevens = values.filter((x) => x === 7).length / COUNT
    // Four standard errors of a share of one half.
    expect(Math.abs(sevens - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(COUNT))
  })
})
