import quantileBeta from '@stdlib/stats-base-dists-beta-quantile'
import quantileT from '@stdlib/stats-base-dists-t-quantile'

/** Confidence of all intervals. */
const LEVEL = 0.95
const TAIL = (1 - LEVEL) / 2

export type Interval = [low: number, high: number]

/**
 * Mean with its confidence interval, mean ± t·s/√n, and the interval for one more value, mean ± t·s·√(1 + 1/n), with
 * Student's t of n − 1 degrees of freedom (Hahn & Meeker, Statistical Intervals, 2017, §4).
 * @param values at least two; throws RangeError for fewer
 */
export function intervals(values: readonly number[]): { mean: number; ci95: Interval; pi95: Interval } {
  const n = values.length
  if (n < 2) throw new RangeError(`an interval needs at least two values, not ${n}`)
  const mean = meanOf(values)
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const t = quantileT(1 - TAIL, n - 1)
  const ofMean = t * Math.sqrt(variance / n)
  const ofOne = t * Math.sqrt(variance * (1 + 1 / n))
  return { mean, ci95: [mean - ofMean, mean + ofMean], pi95: [mean - ofOne, mean + ofOne] }
}

/**
 * Whether the 95 % confidence interval of the mean is at most ± `halfWidth` wide: then no more replications are
 * needed. Asked after every replication, it lets the interval cover a little less than 95 %; asked from ten values on
 * the loss is small (Law, Simulation Modeling and Analysis, 2015, §9.4.1). Never with fewer than two values.
 */
export function enough(values: readonly number[], halfWidth: number): boolean {
  if (values.length < 2) return false
  const { mean, ci95 } = intervals(values)
  return ci95[1] - mean <= halfWidth
}

/**
 * Share of trials that succeeded, with the 95 % confidence interval of Clopper and Pearson (Biometrika 26, 1934): it
 * covers the true probability at least that often, for any n. From quantiles of the beta distribution.
 * @param successes of `trials`, at least one trial; throws RangeError otherwise
 */
export function proportion(successes: number, trials: number): { estimate: number; ci95: Interval } {
  if (!(trials >= 1 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`${successes} of ${trials} is no share`)
  }
  const failures = trials - successes
  return {
    estimate: successes / trials,
    ci95: [
      successes === 0 ? 0 : quantileBeta(TAIL, successes, failures + 1),
      failures === 0 ? 1 : quantileBeta(1 - TAIL, successes + 1, failures),
    ],
  }
}

/** Values in one batch of MSER-5. */
const BATCH = 5

/**
 * Where a series has forgotten how it began: MSER-5 (White, Cobb & Spratt, A comparison of five steady-state
 * truncation heuristics for simulation, WSC 2000). The means of batches of five are cut where the marginal standard
 * error of the rest, Σ(x − x̄)² ÷ k², is least; the first of equal ones. Only the first half is searched: a cut beyond
 * it would say that the series is too short.
 * @returns how many values to leave out, the mean of the rest, and the batch means of the rest; values after the last
 *   whole batch are in neither. Throws RangeError for fewer than ten values.
 */
export function mser5(values: readonly number[]): { truncated: number; mean: number; batches: number[] } {
  const batches = batchMeans(values, BATCH)
  if (batches.length < 2) throw new RangeError(`${values.length} values are too few to look for a steady state`)
  let sum = 0
  let squares = 0
  let best = 0
  let least = Number.POSITIVE_INFINITY
  // Deviations from the mean of all keep the sum of squares exact enough when values are large and alike.
  const centre = meanOf(batches)
  for (let cut = batches.length - 1; cut >= 0; cut--) {
    const deviation = (batches[cut] as number) - centre
    sum += deviation
    squares += deviation * deviation
    if (cut > batches.length / 2) continue
    const left = batches.length - cut
    const error = Math.max(0, squares - (sum * sum) / left) / (left * left)
    if (error <= least) {
      least = error
      best = cut
    }
  }
  const rest = batches.slice(best)
  return { truncated: best * BATCH, mean: meanOf(rest), batches: rest }
}

/** Batches from which an interval is made: between 10 and 30 the choice matters little (Schmeiser, OR 30, 1982). */
const INTERVAL_BATCHES = 20

/**
 * 95 % confidence interval of the mean of a correlated series, from the means of twenty long batches, which are nearly
 * independent (Law, 2015, §9.5.3).
 * @param values a series in its steady state, or the batches of `mser5`, at least two; throws RangeError for fewer.
 *   Fewer than forty are taken one by one.
 */
export function batchMeansInterval(values: readonly number[]): { mean: number; ci95: Interval } {
  const length = Math.max(1, Math.floor(values.length / INTERVAL_BATCHES))
  // What is left over by whole batches is what comes first: it is nearest to the beginning.
  const whole = values.slice(values.length % length)
  const { mean, ci95 } = intervals(batchMeans(whole, length))
  return { mean, ci95 }
}

/** Means of consecutive batches; values after the last whole one are left out. */
function batchMeans(values: readonly number[], length: number): number[] {
  return Array.from({ length: Math.floor(values.length / length) }, (_, at) =>
    meanOf(values.slice(at * length, (at + 1) * length)),
  )
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
