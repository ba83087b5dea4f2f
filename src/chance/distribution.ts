import gammaFunction from '@stdlib/math-base-special-gamma'
import { Fault } from '../faults/index.ts'
import type { Duration } from '../schema/index.ts'
import type { Draws } from './draws.ts'
import { gammaQuantile } from './gamma-quantile.ts'
import { WeightedPick } from './pick.ts'

const MINUTE_MS = 60_000

/**
 * Makes a sampler of a length of time. The sampler reads the block that `at` has positioned and returns whole
 * milliseconds, at least 0. Inverse transforms of `first` (Devroye, "Non-Uniform Random Variate Generation", 1986,
 * chapter II.2); the lognormal by Box–Muller on `first` and `second`, with sigma² = ln(1 + cv²) and
 * mu = ln(mean) − sigma²/2, so that `meanMin` is the mean of the lengths and not of their logarithms. Gamma, Weibull
 * and empirical lengths never fall as `first` grows; the gamma has shape 1 ÷ cv², the Weibull scale
 * mean ÷ Γ(1 + 1 ÷ shape).
 * Fault `scenario-invalid` when bounds are out of order or weights do not fit their values.
 */
export function compileDuration(duration: Duration): (draws: Draws) => number {
  switch (duration.kind) {
    case 'fixed': {
      const lengthMs = Math.round(duration.min * MINUTE_MS)
      return () => lengthMs
    }
    case 'uniform': {
      ordered(duration, [duration.lowMin, duration.highMin])
      const lowMs = duration.lowMin * MINUTE_MS
      const spanMs = duration.highMin * MINUTE_MS - lowMs
      return (draws) => Math.round(lowMs + spanMs * draws.first)
    }
    case 'exponential': {
      const meanMs = duration.meanMin * MINUTE_MS
      return (draws) => Math.round(-meanMs * Math.log(draws.first))
    }
    case 'triangular':
      return triangular(duration)
    case 'lognormal': {
      const variance = Math.log1p(duration.cv * duration.cv)
      const sigma = Math.sqrt(variance)
      const mu = Math.log(duration.meanMin * MINUTE_MS) - variance / 2
      return (draws) => {
        const normal = Math.sqrt(-2 * Math.log(draws.first)) * Math.cos(2 * Math.PI * draws.second)
        return Math.round(Math.exp(mu + sigma * normal))
      }
    }
    case 'gamma': {
      const meanMs = duration.meanMin * MINUTE_MS
      const shape = 1 / (duration.cv * duration.cv)
      // A coefficient of variation that squares to nothing leaves no spread.
      if (!Number.isFinite(shape)) return () => Math.round(meanMs)
      const ofMean = gammaQuantile(shape)
      return (draws) => Math.round(meanMs * ofMean(draws.first))
    }
    case 'weibull': {
      const power = 1 / duration.shape
      const scaleMs = (duration.meanMin * MINUTE_MS) / gammaFunction(1 + power)
      // 1 − first is exact and above 0: `first` is the middle of one of 2^52 cells.
      return (draws) => Math.round(scaleMs * (-Math.log(1 - draws.first)) ** power)
    }
    case 'empirical':
      return empirical(duration)
  }
}

/** The mean of a duration in minutes, by formula, so that offered load can be reckoned before a run. Faults as above. */
export function meanMinOf(duration: Duration): number {
  switch (duration.kind) {
    case 'fixed':
      return duration.min
    case 'uniform':
      return (duration.lowMin + duration.highMin) / 2
    case 'triangular':
      return (duration.lowMin + duration.modeMin + duration.highMin) / 3
    case 'exponential':
    case 'lognormal':
    case 'gamma':
    case 'weibull':
      return duration.meanMin
    case 'empirical': {
      const weights = weightsOf(duration)
      let total = 0
      let sumMin = 0
      for (const [index, valueMin] of duration.valuesMin.entries()) {
        const weight = weights[index] ?? 0
        total += weight
        sumMin += weight * valueMin
      }
      return sumMin / total
    }
  }
}

/** The greatest length in minutes that a duration can have, Infinity where it has no bound. Faults as above. */
export function longestMinOf(duration: Duration): number {
  switch (duration.kind) {
    case 'fixed':
      return duration.min
    case 'uniform':
    case 'triangular':
      return duration.highMin
    case 'lognormal':
      return duration.cv === 0 ? duration.meanMin : Number.POSITIVE_INFINITY
    case 'exponential':
    case 'gamma':
    case 'weibull':
      return Number.POSITIVE_INFINITY
    case 'empirical': {
      const weights = weightsOf(duration)
      let longestMin = 0
      for (const [index, valueMin] of duration.valuesMin.entries()) {
        if ((weights[index] ?? 0) > 0) longestMin = Math.max(longestMin, valueMin)
      }
      return longestMin
    }
  }
}

type Empirical = Extract<Duration, { kind: 'empirical' }>

/** The observed lengths from the shortest on, so that a larger uniform never gives a shorter one. */
function empirical(duration: Empirical): (draws: Draws) => number {
  const weights = weightsOf(duration)
  const order = duration.valuesMin.map((_, index) => index)
  order.sort((a, b) => (duration.valuesMin[a] ?? 0) - (duration.valuesMin[b] ?? 0))
  const lengthsMs = Float64Array.from(order, (index) => Math.round((duration.valuesMin[index] ?? 0) * MINUTE_MS))
  if (duration.weights === undefined) {
    const count = lengthsMs.length
    // Below the count always: the greatest `first`, 1 − 2^-53, times a whole number rounds to less than that number.
    return (draws) => lengthsMs[Math.floor(draws.first * count)] as number
  }
  const pick = new WeightedPick(order.map((index) => weights[index] ?? 0))
  return (draws) => lengthsMs[pick.index(draws.first)] as number
}

function weightsOf(duration: Empirical): readonly number[] {
  const { valuesMin, weights } = duration
  if (weights === undefined) return valuesMin.map(() => 1)
  if (weights.length !== valuesMin.length) {
    throw new Fault(
      'scenario-invalid',
      `An empirical duration has ${valuesMin.length} values and ${weights.length} weights.`,
      'Write one weight for each value, or none at all.',
    )
  }
  if (!weights.some((weight) => weight > 0)) {
    throw new Fault(
      'scenario-invalid',
      `An empirical duration has no weight above 0: ${weights.slice(0, 10).join(', ')}${weights.length > 10 ? ', …' : ''}.`,
      'Give at least one value a weight above 0, or leave the weights out.',
    )
  }
  return weights
}

function triangular(duration: Extract<Duration, { kind: 'triangular' }>): (draws: Draws) => number {
  ordered(duration, [duration.lowMin, duration.modeMin, duration.highMin])
  const lowMs = duration.lowMin * MINUTE_MS
  const highMs = duration.highMin * MINUTE_MS
  const spanMs = highMs - lowMs
  if (spanMs === 0) return () => Math.round(lowMs)
  const risingMs = duration.modeMin * MINUTE_MS - lowMs
  const fallingMs = spanMs - risingMs
  const risingShare = risingMs / spanMs
  return (draws) => {
    const u = draws.first
    return Math.round(
      u < risingShare ? lowMs + Math.sqrt(u * spanMs * risingMs) : highMs - Math.sqrt((1 - u) * spanMs * fallingMs),
    )
  }
}

function ordered(duration: Duration, boundsMin: readonly number[]): void {
  const sorted = boundsMin.every((bound, index) => index === 0 || bound >= (boundsMin[index - 1] ?? bound))
  if (!sorted) {
    throw new Fault(
      'scenario-invalid',
      `A ${duration.kind} duration has its bounds out of order: ${boundsMin.join(', ')} minutes.`,
      'Write lowMin ≤ highMin, and modeMin between them.',
    )
  }
}
