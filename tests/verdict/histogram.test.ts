import { describe, expect, it } from 'vitest'
import { ExactSum } from '../../src/verdict/exact-sum.ts'
import { Histogram } from '../../src/verdict/histogram.ts'
import { uniforms } from '../kernel/random.ts'

/** Waits as they come: many short ones, a long tail, from microseconds to months. */
function values(count: number, scale: number): number[] {
  const random = uniforms(7)
  return Array.from({ length: count }, () => Math.floor(-Math.log(1 - random()) * scale))
}

function histogramOf(numbers: readonly number[]): Histogram {
  const histogram = new Histogram()
  for (const value of numbers) histogram.record(value)
  return histogram
}

/** Nearest rank, from all the values themselves. */
function exactQuantile(numbers: readonly number[], p: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] as number
}

const shares = [0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]

describe('a histogram', () => {
  it('is exact below 2,048', () => {
    const small = values(5000, 300).filter((value) => value < 2048)
    const histogram = histogramOf(small)
    for (const p of shares) expect(histogram.quantile(p), `p ${p}`).toBe(exactQuantile(small, p))
  })

  it.each([
    ['few values of minutes', 900, 1.8e6],
    ['many values of minutes', 60_000, 1.8e6],
    ['values of months', 20_000, 2.6e9],
    ['values beyond 32 bits', 20_000, 1e12],
  ])('is within 0.05 % of the exact quantile: %s', (_, count, scale) => {
    const numbers = values(count, scale)
    const histogram = histogramOf(numbers)
    for (const p of shares) {
      const exact = exactQuantile(numbers, p)
      expect(Math.abs((histogram.quantile(p) as number) - exact) / exact, `p ${p}`).toBeLessThanOrEqual(0.0005)
    }
  })

  it('keeps its bound at every border of its buckets', () => {
    for (let power = 11; power <= 50; power++) {
      for (const value of [2 ** power - 1, 2 ** power, 2 ** power + 1, 1.5 * 2 ** power, 1.7 * 2 ** power]) {
        const whole = Math.floor(value)
        // Between a smaller and a greater one, whose exact values would otherwise be given.
        const middle = histogramOf([0, whole, 2 ** 51]).quantile(0.5) as number
        expect(Math.abs(middle - whole) / whole, `${whole}`).toBeLessThanOrEqual(0.0005)
      }
    }
  })

  it('has the exact count, mean, least and greatest value', () => {
    const numbers = values(30_000, 1.8e6)
    const histogram = histogramOf(numbers)
    expect(histogram.count).toBe(30_000)
    expect(histogram.mean()).toBe(numbers.reduce((sum, value) => sum + value, 0) / 30_000)
    expect([histogram.quantile(1e-9), histogram.quantile(1)]).toEqual([Math.min(...numbers), Math.max(...numbers)])
  })

  it('of equal values gives just that value', () => {
    expect([0.01, 0.5, 0.9, 1].map((p) => histogramOf(Array(100).fill(1_799_999)).quantile(p))).toEqual(
      Array(4).fill(1_799_999),
    )
  })

  it('of nothing has no quantile and no mean', () => {
    expect([new Histogram().quantile(0.5), new Histogram().mean()]).toEqual([null, null])
  })

  it('does not count what is no length', () => {
    for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => new Histogram().record(value), String(value)).toThrow(RangeError)
    }
  })

  // As published for HdrHistogram: with k significant digits the sub-buckets per octave are the power of two at or
  // above 10^k, half of which are new in each octave; 3 digits give 2,048, and 65 minutes in µs take 23,552 counts.
  it('has as many buckets as HdrHistogram of three digits: 1,024 an octave beyond 2,048', () => {
    const top = 3.9e9
    const bucketOf = (value: number) => histogramOf([value]).state().buckets[0] as number
    expect(bucketOf(2047)).toBe(2047)
    expect(bucketOf(2048)).toBe(2048)
    expect(bucketOf(2049)).toBe(2048)
    expect(bucketOf(4096)).toBe(3072)
    expect(Math.ceil((bucketOf(top) + 1) / 1024) * 1024).toBe(23_552)
  })
})

describe('the state of a histogram', () => {
  it('is the same in whatever order and grouping values came, also past the change from list to counts', () => {
    const numbers = values(40_000, 1.8e6)
    const whole = histogramOf(numbers).state()
    const parts = [numbers.slice(0, 100), numbers.slice(100, 20_000), numbers.slice(20_000)].map(histogramOf)
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      const sum = new Histogram()
      for (const part of order) sum.add((parts[part] as Histogram).state())
      expect(sum.state()).toEqual(whole)
      expect(sum.quantile(0.9)).toBe(histogramOf(numbers).quantile(0.9))
    }
    expect(histogramOf([...numbers].reverse()).state()).toEqual(whole)
  })

  it('survives JSON and an empty part', () => {
    const state = histogramOf([3, 3, 5000]).state()
    const again = new Histogram()
    again.add(new Histogram().state())
    again.add(JSON.parse(JSON.stringify(state)))
    again.add(new Histogram().state())
    expect(again.state()).toEqual(state)
    expect(state).toEqual({ count: 3, min: 3, max: 5000, sum: [0, 5006], buckets: [3, 2, 3298, 1] })
  })
})

describe('an exact sum', () => {
  it('loses nothing beyond 2⁵³, whatever the order', () => {
    const big = 2 ** 52 - 1
    const numbers = [...Array(9).fill(big), ...Array(9).fill(1)]
    const [there, back] = [new ExactSum(), new ExactSum()]
    for (const value of numbers) there.add(value)
    for (const value of [...numbers].reverse()) back.add(value)
    // 9 × (2⁵² − 1) + 9 = 9 × 2⁵².
    expect([there.state(), back.state()]).toEqual([
      [9, 0],
      [9, 0],
    ])
    const sum = new ExactSum()
    sum.addState(there.state())
    sum.addState([0, 5])
    expect([sum.state(), sum.value]).toEqual([[9, 5], 9 * 2 ** 52 + 5])
  })
})
