import quantileT from '@stdlib/stats-base-dists-t-quantile'
import { describe, expect, it } from 'vitest'
import { batchMeansInterval, enough, intervals, mser5, proportion } from '../../src/verdict/index.ts'
import { uniforms } from '../kernel/random.ts'

/**
 * Distribution function of Student's t with n degrees of freedom in closed form (Abramowitz & Stegun 1964, 26.7.3 for
 * odd and 26.7.4 for even n; they give P(|T| < t)).
 */
function distributionT(t: number, n: number): number {
  const angle = Math.atan(t / Math.sqrt(n))
  const cosSquared = Math.cos(angle) ** 2
  const odd = n % 2 === 1
  let term = odd ? Math.cos(angle) : 1
  let sum = n === 1 ? 0 : term
  for (let k = odd ? 3 : 2; k <= n - 2; k += 2) {
    term *= ((k - 1) / k) * cosSquared
    sum += term
  }
  const both = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum
  return (1 + both) / 2
}

describe('the quantile of Student’s t that intervals use', () => {
  const shares = [0.95, 0.975, 0.995]

  it.each([
    // Abramowitz & Stegun 1964, table 26.10.
    [1, [6.314, 12.706, 63.657]],
    [2, [2.92, 4.303, 9.925]],
    [5, [2.015, 2.571, 4.032]],
    [10, [1.812, 2.228, 3.169]],
    [30, [1.697, 2.042, 2.75]],
    [120, [1.658, 1.98, 2.617]],
  ])('is the published one for %i degrees of freedom', (n, published) => {
    expect(shares.map((p) => Number(quantileT(p, n).toFixed(3)))).toEqual(published)
  })

  it.each([
    // Made by R 2.9.2, published with the tests of Apache Commons Math (TDistributionTest).
    [0.9, 5, 1.47588404882],
    [0.95, 5, 2.01504837333],
    [0.975, 5, 2.57058183564],
    [0.99, 5, 3.36492999891],
    [0.999, 5, 5.89342953136],
    // Made by SciPy, scipy.stats.t.ppf.
    [0.975, 10, 2.2281388519649385],
    [0.975, 29, 2.045229642132703],
    [0.975, 30, 2.0422724563012373],
    [0.975, 99, 1.9842169515086827],
  ])('is the published one to ten digits: at %f with %i degrees of freedom', (p, n, published) => {
    expect(quantileT(p, n).toPrecision(10)).toBe(published.toPrecision(10))
  })

  it.each([1, 2, 5, 10, 30, 120, 199])('agrees with the closed form to ten digits for %i degrees of freedom', (n) => {
    for (const p of shares) {
      const t = quantileT(p, n)
      // What is wrong with t is what is wrong with the share ÷ the density there.
      const density = (distributionT(t * 1.0001, n) - distributionT(t * 0.9999, n)) / (0.0002 * t)
      expect(Math.abs(distributionT(t, n) - p) / density / t, `p ${p}`).toBeLessThan(1e-10)
    }
  })

  it('has closed forms of its own for 1 and 2 degrees of freedom', () => {
    for (const p of shares) {
      const cauchy = Math.tan(Math.PI * (p - 0.5))
      const two = (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p)))
      expect(quantileT(p, 1) / cauchy).toBeCloseTo(1, 11)
      expect(quantileT(p, 2) / two).toBeCloseTo(1, 11)
    }
  })
})

describe('intervals', () => {
  it('of five values use t with 4 degrees of freedom, 2.776445105', () => {
    // Mean 3, variance (4 + 1 + 0 + 1 + 4) ÷ 4 = 2.5.
    const { mean, ci95, pi95 } = intervals([1, 2, 3, 4, 5])
    expect(mean).toBe(3)
    expect(ci95[1] - mean).toBeCloseTo(2.776445105 * Math.sqrt(2.5 / 5), 8)
    expect(mean - ci95[0]).toBeCloseTo(2.776445105 * Math.sqrt(2.5 / 5), 8)
    expect(pi95[1] - mean).toBeCloseTo(2.776445105 * Math.sqrt(2.5 * 1.2), 8)
    expect(mean - pi95[0]).toBeCloseTo(2.776445105 * Math.sqrt(2.5 * 1.2), 8)
  })

  it('of ten values use t with 9 degrees of freedom, 2.262157163', () => {
    // 0, 2, …, 18: mean 9, variance 4 × 82.5 ÷ 9.
    const { mean, ci95, pi95 } = intervals(Array.from({ length: 10 }, (_, i) => 2 * i))
    const variance = 330 / 9
    expect(mean).toBe(9)
    expect(ci95[1]).toBeCloseTo(9 + 2.262157163 * Math.sqrt(variance / 10), 7)
    expect(pi95[0]).toBeCloseTo(9 - 2.262157163 * Math.sqrt(variance * 1.1), 7)
  })

  it('of equal values have no width', () => {
    expect(intervals([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, ci95: [0.5, 0.5], pi95: [0.5, 0.5] })
  })

  it('are not made of fewer than two values', () => {
    expect(() => intervals([1])).toThrow(RangeError)
  })
})

describe('the precision of a mean', () => {
  it('is enough when the confidence interval is no wider than asked', () => {
    // Half width 2.776445105 × √0.5 = 1.963243.
    expect(enough([1, 2, 3, 4, 5], 1.964)).toBe(true)
    expect(enough([1, 2, 3, 4, 5], 1.963)).toBe(false)
    expect(enough([3, 3], 0)).toBe(true)
  })

  it('is never enough with fewer than two values', () => {
    expect([enough([], 100), enough([3], 100)]).toEqual([false, false])
  })
})

describe('the interval of a proportion', () => {
  it.each([
    // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 1998, table I.
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
  ])('is the published one of Clopper and Pearson for %i of %i', (successes, trials, low, high) => {
    const { estimate, ci95 } = proportion(successes, trials)
    expect(estimate).toBe(successes / trials)
    expect(ci95.map((bound) => Number(bound.toFixed(4)))).toEqual([low, high])
  })

  it('has a closed form where none or all succeeded: the share q with qⁿ = 0.025', () => {
    const bound = 0.025 ** (1 / 200)
    expect(proportion(0, 200).ci95).toEqual([0, expect.closeTo(1 - bound, 12)])
    expect(proportion(200, 200).ci95).toEqual([expect.closeTo(bound, 12), 1])
  })

  it('leaves 2.5 % of the binomial distribution outside at each bound', () => {
    const [low, high] = proportion(7, 20).ci95
    const upTo = (most: number, p: number) => {
      let [term, sum] = [(1 - p) ** 20, 0]
      for (let k = 0; k <= most; k++) {
        sum += term
        term *= ((20 - k) / (k + 1)) * (p / (1 - p))
      }
      return sum
    }
    expect(1 - upTo(6, low)).toBeCloseTo(0.025, 10)
    expect(upTo(7, high)).toBeCloseTo(0.025, 10)
  })

  it('is refused for what is no share', () => {
    for (const [successes, trials] of [
      [0, 0],
      [3, 2],
      [-1, 2],
    ] as const) {
      expect(() => proportion(successes, trials)).toThrow(RangeError)
    }
  })
})

/** Autocorrelated values around 0: each is 0.8 × the one before and a uniform of its own in (−1, 1). */
function correlated(count: number, seed: number, first = 0): number[] {
  const random = uniforms(seed)
  const values = [first]
  while (values.length < count) values.push(0.8 * (values.at(-1) as number) + 2 * random() - 1)
  return values
}

/** MSER-5 word for word: the marginal standard error at every cut of the first half. */
function naiveMser5(values: readonly number[]): number {
  const means = Array.from({ length: Math.floor(values.length / 5) }, (_, at) => {
    return values.slice(5 * at, 5 * at + 5).reduce((sum, value) => sum + value) / 5
  })
  const errors = Array.from({ length: Math.floor(means.length / 2) + 1 }, (_, cut) => {
    const rest = means.slice(cut)
    const mean = rest.reduce((sum, value) => sum + value) / rest.length
    return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2
  })
  return 5 * errors.indexOf(Math.min(...errors))
}

describe('MSER-5', () => {
  it('cuts off a beginning that is unlike the rest, to the batch', () => {
    const transient = Array.from({ length: 50 }, () => 100)
    const steady = Array.from({ length: 450 }, (_, i) => i % 2)
    const { truncated, mean, batches } = mser5([...transient, ...steady])
    expect(truncated).toBe(50)
    expect(mean).toBeCloseTo(0.5, 12)
    expect(batches).toHaveLength(90)
    expect(batches.slice(0, 2)).toEqual([0.4, 0.6])
  })

  it('cuts off a decline from a value far away, and little of the rest', () => {
    const values = correlated(2000, 11, 40)
    const { truncated, mean } = mser5(values)
    // 40 × 0.8²⁰ is 0.46, within the noise.
    expect(truncated).toBeGreaterThanOrEqual(15)
    expect(truncated).toBeLessThanOrEqual(60)
    expect(Math.abs(mean)).toBeLessThan(0.3)
  })

  it('cuts nothing off a series that is the same throughout', () => {
    expect(mser5(Array(100).fill(3))).toEqual({ truncated: 0, mean: 3, batches: Array(20).fill(3) })
    expect(mser5(Array.from({ length: 100 }, (_, i) => i % 5)).truncated).toBe(0)
  })

  it('finds the cut that the definition gives', () => {
    for (let seed = 0; seed < 20; seed++) {
      const values = correlated(150 + 7 * seed, seed, seed)
      expect(mser5(values).truncated, `seed ${seed}`).toBe(naiveMser5(values))
    }
  })

  it('is not misled by a large level: the cut depends on differences only', () => {
    const values = correlated(400, 5, 30)
    expect(mser5(values.map((value) => value + 1e9)).truncated).toBe(mser5(values).truncated)
  })

  it('never cuts beyond the half, and needs two batches', () => {
    const rising = Array.from({ length: 100 }, (_, i) => i)
    expect(mser5(rising).truncated).toBeLessThanOrEqual(50)
    expect(() => mser5(Array(9).fill(1))).toThrow(RangeError)
  })
})

describe('the interval of a correlated mean', () => {
  it('is made of the means of twenty batches; what is left over is left out at the beginning', () => {
    const values = Array.from({ length: 41 }, (_, i) => i)
    const means = Array.from({ length: 20 }, (_, i) => 2 * i + 1.5)
    const { mean, ci95 } = intervals(means)
    expect(batchMeansInterval(values)).toEqual({ mean, ci95 })
  })

  it('covers the true mean nearly as often as it says, where values taken one by one would not', () => {
    let [covered, naively] = [0, 0]
    const series = 200
    for (let seed = 0; seed < series; seed++) {
      const values = correlated(1000, 1000 + seed)
      const holds = ({ ci95: [low, high] }: { ci95: [number, number] }) => (low <= 0 && 0 <= high ? 1 : 0)
      covered += holds(batchMeansInterval(values))
      naively += holds(intervals(values))
    }
    expect(covered / series).toBeGreaterThan(0.89)
    expect(covered / series).toBeLessThan(0.99)
    expect(naively / series).toBeLessThan(0.6)
  })
})
