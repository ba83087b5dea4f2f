import { Fault } from '../faults/index.ts'
import type { Duration } from '../schema/index.ts'
import type { Draws } from './draws.ts'

const MINUTE_MS = 60_000

/**
 * Makes a sampler of a length of time. The sampler reads the block that `at` has positioned and returns whole
 * milliseconds, at least 0. Inverse transforms of `first` (Devroye, "Non-Uniform Random Variate Generation", 1986,
 * chapter II.2); the lognormal by Box–Muller on `first` and `second`, with sigma² = ln(1 + cv²) and
 * mu = ln(mean) − sigma²/2, so that `meanMin` is the mean of the lengths and not of their logarithms.
 * Fault `scenario-invalid` when bounds are out of order.
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
  }
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
