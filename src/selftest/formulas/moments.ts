import type { Duration } from '../../schema/index.ts'

/** First two moments of a length of time. */
export interface Moments {
  readonly meanMin: number
  /** Mean of the square, minutes². */
  readonly squareMin2: number
}

/**
 * Mean and mean square of a length of time, worked out from its parameters alone, by the textbook formula of each
 * distribution (Gross & Harris, Fundamentals of Queueing Theory, 4th ed. 2008, appendix 3; Weibull: Johnson, Kotz &
 * Balakrishnan, Continuous Univariate Distributions, 1994, chapter 21). Nothing is shared with what draws the lengths.
 */
export function momentsOf(duration: Duration): Moments {
  switch (duration.kind) {
    case 'fixed':
      return byCv(duration.min, 0)
    case 'uniform': {
      const { lowMin: low, highMin: high } = duration
      return { meanMin: (low + high) / 2, squareMin2: (low * low + low * high + high * high) / 3 }
    }
    case 'exponential':
      return byCv(duration.meanMin, 1)
    case 'triangular': {
      const { lowMin: a, modeMin: m, highMin: b } = duration
      const meanMin = (a + m + b) / 3
      const variance = (a * a + m * m + b * b - a * m - a * b - m * b) / 18
      return { meanMin, squareMin2: variance + meanMin * meanMin }
    }
    case 'lognormal':
    case 'gamma':
      return byCv(duration.meanMin, duration.cv)
    case 'weibull': {
      const { meanMin, shape } = duration
      const cvSquared = gamma(1 + 2 / shape) / gamma(1 + 1 / shape) ** 2 - 1
      return byCv(meanMin, Math.sqrt(cvSquared))
    }
    case 'empirical': {
      const weights = duration.weights ?? duration.valuesMin.map(() => 1)
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const mean = (of: (valueMin: number) => number) =>
        duration.valuesMin.reduce((sum, value, index) => sum + of(value) * (weights[index] ?? 0), 0) / total
      return { meanMin: mean((value) => value), squareMin2: mean((value) => value * value) }
    }
  }
}

/** Moments of a mixture: with probability `share` of a part its moments. Shares add up to 1. */
export function mixture(parts: readonly { readonly share: number; readonly of: Moments }[]): Moments {
  return {
    meanMin: parts.reduce((sum, { share, of }) => sum + share * of.meanMin, 0),
    squareMin2: parts.reduce((sum, { share, of }) => sum + share * of.squareMin2, 0),
  }
}

/** Moments of a length that takes `factor` times as long. */
export function stretched(of: Moments, factor: number): Moments {
  return { meanMin: of.meanMin * factor, squareMin2: of.squareMin2 * factor * factor }
}

function byCv(meanMin: number, cv: number): Moments {
  return { meanMin, squareMin2: meanMin * meanMin * (1 + cv * cv) }
}

/** Coefficients of Lanczos' approximation for g = 7, n = 9 (Godfrey 2001); relative error below 1e-14 for x ≥ ½. */
const LANCZOS_G = 7
const LANCZOS_FIRST = 0.99999999999980993
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** Γ(x) for x ≥ ½. */
export function gamma(x: number): number {
  const sum = LANCZOS.reduce((total, coefficient, index) => total + coefficient / (x + index), LANCZOS_FIRST)
  const base = x + LANCZOS_G - 0.5
  return Math.sqrt(2 * Math.PI) * base ** (x - 0.5) * Math.exp(-base) * sum
}
