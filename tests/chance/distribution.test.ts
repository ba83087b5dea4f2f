import { describe, expect, it } from 'vitest'
import { compileDuration, Draws, longestMinOf, meanMinOf } from '../../src/chance/index.ts'
import { Fault } from '../../src/faults/index.ts'
import type { Duration } from '../../src/schema/index.ts'

const COUNT = 100_000
const MINUTE_MS = 60_000

function moments(duration: Duration) {
  const sample = compileDuration(duration)
  const draws = new Draws(77, 0)
  let sum = 0
  let squares = 0
  let least = Number.POSITIVE_INFINITY
  let most = 0
  for (let dossier = 0; dossier < COUNT; dossier++) {
    const minutes = sample(draws.at(1, dossier, 2, 3)) / MINUTE_MS
    sum += minutes
    squares += minutes * minutes
    least = Math.min(least, minutes)
    most = Math.max(most, minutes)
  }
  const mean = sum / COUNT
  return { mean, variance: squares / COUNT - mean * mean, least, most }
}

const cases: { duration: Duration; mean: number; variance: number; low: number; high: number }[] = [
  { duration: { kind: 'fixed', min: 12 }, mean: 12, variance: 0, low: 12, high: 12 },
  { duration: { kind: 'uniform', lowMin: 5, highMin: 30 }, mean: 17.5, variance: 625 / 12, low: 5, high: 30 },
  { duration: { kind: 'exponential', meanMin: 20 }, mean: 20, variance: 400, low: 0, high: Number.POSITIVE_INFINITY },
  {
    duration: { kind: 'triangular', lowMin: 5, modeMin: 15, highMin: 30 },
    mean: 50 / 3,
    variance: (25 + 225 + 900 - 75 - 150 - 450) / 18,
    low: 5,
    high: 30,
  },
  {
    duration: { kind: 'lognormal', meanMin: 15, cv: 0.6 },
    mean: 15,
    variance: 81,
    low: 0,
    high: Number.POSITIVE_INFINITY,
  },
  { duration: { kind: 'gamma', meanMin: 15, cv: 0.6 }, mean: 15, variance: 81, low: 0, high: Number.POSITIVE_INFINITY },
  {
    // Scale 20 ÷ Γ(1.5), variance scale² − mean², with Γ(1.5) = √π ÷ 2.
    duration: { kind: 'weibull', meanMin: 20, shape: 2 },
    mean: 20,
    variance: 400 * (4 / Math.PI - 1),
    low: 0,
    high: Number.POSITIVE_INFINITY,
  },
  {
    duration: { kind: 'empirical', valuesMin: [9, 4, 30], weights: [1, 2, 1] },
    mean: 47 / 4,
    variance: (81 + 2 * 16 + 900) / 4 - (47 / 4) ** 2,
    low: 4,
    high: 30,
  },
]

const sampleMs = (duration: Duration, draws: Draws) => compileDuration(duration)(draws)

describe('a duration', () => {
  for (const { duration, mean, variance, low, high } of cases) {
    it(`of kind ${duration.kind} has its mean, its variance and its bounds`, () => {
      const seen = moments(duration)
      // Five standard errors of the mean; 5 % of the variance, whose own error the long tails make largest.
      expect(Math.abs(seen.mean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / COUNT) + 1e-9)
      expect(Math.abs(seen.variance - variance)).toBeLessThanOrEqual(0.05 * variance + 1e-6)
      expect(seen.least).toBeGreaterThanOrEqual(low)
      expect(seen.most).toBeLessThanOrEqual(high)
    })
  }

  it('is whole milliseconds', () => {
    const draws = new Draws(5, 0)
    for (const { duration } of cases) {
      for (let dossier = 0; dossier < 200; dossier++) {
        const length = sampleMs(duration, draws.at(1, dossier, 2, 3))
        expect(Number.isInteger(length) && length >= 0).toBe(true)
      }
    }
  })

  it('without spread is fixed', () => {
    const draws = new Draws(5, 0).at(1, 2, 3, 4)
    expect(sampleMs({ kind: 'uniform', lowMin: 4, highMin: 4 }, draws)).toBe(4 * MINUTE_MS)
    expect(sampleMs({ kind: 'triangular', lowMin: 4, modeMin: 4, highMin: 4 }, draws)).toBe(4 * MINUTE_MS)
    expect(sampleMs({ kind: 'lognormal', meanMin: 4, cv: 0 }, draws)).toBe(4 * MINUTE_MS)
    expect(sampleMs({ kind: 'gamma', meanMin: 4, cv: 1e-12 }, draws)).toBe(4 * MINUTE_MS)
    expect(sampleMs({ kind: 'gamma', meanMin: 4, cv: 1e-200 }, draws)).toBe(4 * MINUTE_MS)
    expect(sampleMs({ kind: 'empirical', valuesMin: [4] }, draws)).toBe(4 * MINUTE_MS)
  })

  it('with the mode on a bound stays inside the bounds', () => {
    const draws = new Draws(5, 0)
    for (const modeMin of [2, 8]) {
      for (let dossier = 0; dossier < 1000; dossier++) {
        const length = sampleMs({ kind: 'triangular', lowMin: 2, modeMin, highMin: 8 }, draws.at(1, dossier, 2, 3))
        expect(length >= 2 * MINUTE_MS && length <= 8 * MINUTE_MS).toBe(true)
      }
    }
  })

  it('of the kinds that were there first has the lengths it always had', () => {
    const draws = new Draws(2025, 3)
    const lengths = (duration: Duration) => [1, 2, 3].map((dossier) => sampleMs(duration, draws.at(7, dossier, 8, 9)))
    expect(lengths({ kind: 'uniform', lowMin: 5, highMin: 30 })).toEqual([1_749_692, 982_258, 1_026_328])
    expect(lengths({ kind: 'exponential', meanMin: 20 })).toEqual([40_937, 945_375, 870_262])
    expect(lengths({ kind: 'triangular', lowMin: 5, modeMin: 15, highMin: 30 })).toEqual([1_587_215, 942_114, 965_551])
    expect(lengths({ kind: 'lognormal', meanMin: 15, cv: 0.6 })).toEqual([723_737, 519_566, 1_281_586])
  })

  it('with bounds out of order is refused as a fault of the scenario', () => {
    expect(() => compileDuration({ kind: 'uniform', lowMin: 9, highMin: 3 })).toThrow(Fault)
    expect(() => compileDuration({ kind: 'triangular', lowMin: 1, modeMin: 9, highMin: 3 })).toThrow(/1, 9, 3 minutes/)
  })

  it('of kind empirical without a weight for each value, or without any, is refused as a fault of the scenario', () => {
    const uneven: Duration = { kind: 'empirical', valuesMin: [1, 2, 3], weights: [1, 2] }
    const none: Duration = { kind: 'empirical', valuesMin: [1, 2], weights: [0, 0] }
    for (const ask of [compileDuration, meanMinOf, longestMinOf]) {
      expect(() => ask(uneven)).toThrow(expect.objectContaining({ code: 'scenario-invalid' }))
      expect(() => ask(uneven)).toThrow(/3 values and 2 weights/)
      expect(() => ask(none)).toThrow(expect.objectContaining({ code: 'scenario-invalid' }))
    }
  })
})

describe('what is known of a duration before it is drawn', () => {
  for (const { duration, mean, low, high } of cases) {
    it(`of kind ${duration.kind} is its mean and its greatest length`, () => {
      expect(meanMinOf(duration)).toBeCloseTo(mean, 10)
      expect(longestMinOf(duration)).toBe(high)
      expect(meanMinOf(duration)).toBeGreaterThanOrEqual(low)
    })
  }

  it('leaves out values that are never drawn, and spread where there is none', () => {
    expect(longestMinOf({ kind: 'empirical', valuesMin: [5, 90], weights: [1, 0] })).toBe(5)
    expect(meanMinOf({ kind: 'empirical', valuesMin: [5, 90], weights: [1, 0] })).toBe(5)
    expect(meanMinOf({ kind: 'empirical', valuesMin: [5, 90] })).toBe(47.5)
    expect(longestMinOf({ kind: 'lognormal', meanMin: 4, cv: 0 })).toBe(4)
  })
})
