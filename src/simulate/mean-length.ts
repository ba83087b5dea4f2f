import type { Duration } from '../schema/index.ts'

/** Mean of a length of time, minutes. */
export function meanMin(duration: Duration): number {
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
      const { valuesMin, weights = valuesMin.map(() => 1) } = duration
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      return valuesMin.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total
    }
  }
}
