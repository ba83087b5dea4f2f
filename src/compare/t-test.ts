import quantileT from '@stdlib/stats-base-dists-t-quantile'

/** A difference with its 95 % interval, and how surprising it would be if there were none. */
export interface Estimate {
  readonly difference: number
  readonly ci95: readonly [low: number, high: number]
  /** Two-sided. */
  readonly p: number
}

/** A sample, as far as a test needs it. */
export interface Sample {
  readonly mean: number
  /** Of the mean. */
  readonly standardError: number
  readonly n: number
}

/** @param values at least two */
export function sampleOf(values: readonly number[]): Sample {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  return { mean, standardError: Math.sqrt(variance / n), n }
}

/** Of each end, the share that is trimmed. */
const TRIMMED = 0.2

/**
 * The mean without the fifth of the values at either end, and its standard error from the winsorised variance (Yuen,
 * Biometrika 61, 1974): a few values far out, as a busy machine brings them, hide no difference. `n` is that of the
 * values kept, for the degrees of freedom.
 * @param values at least five
 */
export function trimmedSampleOf(values: readonly number[]): Sample {
  const n = values.length
  const cut = Math.floor(TRIMMED * n)
  const sorted = values.toSorted((a, b) => a - b)
  const kept = sorted.slice(cut, n - cut)
  const [least, most] = [kept[0] as number, kept.at(-1) as number]
  const { standardError } = sampleOf(values.map((value) => Math.min(most, Math.max(least, value))))
  const squares = standardError ** 2 * n * (n - 1)
  const left = kept.length
  return { mean: sampleOf(kept).mean, standardError: Math.sqrt(squares / (left * (left - 1))), n: left }
}

/**
 * Student's t test of paired values: the mean of the differences (Law, Simulation Modeling and Analysis, 2015,
 * §10.2.1).
 * @param before, after of one length, at least two
 */
export function paired(before: readonly number[], after: readonly number[]): Estimate {
  const { mean, standardError, n } = sampleOf(after.map((value, index) => value - (before[index] as number)))
  // Without any spread the signs alone speak: all n the same way.
  return estimate(mean, standardError, n - 1, 2 ** (1 - n))
}

/** Welch's t test of two independent samples (Biometrika 34, 1947), with the degrees of freedom of Satterthwaite. */
export function welch(before: Sample, after: Sample): Estimate {
  const [a, b] = [before.standardError ** 2, after.standardError ** 2]
  const freedom = a + b === 0 ? 1 : (a + b) ** 2 / (a ** 2 / (before.n - 1) + b ** 2 / (after.n - 1))
  return estimate(after.mean - before.mean, Math.sqrt(a + b), freedom, oddOne(Math.min(before.n, after.n)))
}

/** Chance that one of n + 1 alike, picked blindly, is the one that differs from all others. */
export const oddOne = (n: number): number => 1 / (n + 1)

/**
 * A difference of known standard error. Where nothing varied at all, Student's t would be certain of anything.
 * @param leastP what may be said at best then
 */
export function estimate(difference: number, standardError: number, freedom: number, leastP: number): Estimate {
  // Differences of equal numbers are zero but for rounding.
  if (standardError <= 1e-12 * Math.abs(difference) || standardError === 0) {
    return { difference, ci95: [difference, difference], p: difference === 0 ? 1 : leastP }
  }
  const half = quantileT(0.975, freedom) * standardError
  return { difference, ci95: [difference - half, difference + half], p: twoSided(difference / standardError, freedom) }
}

const LEAST_LOG10 = -300

/** Chance that Student's t is at least so far from 0: its quantile function turned round by halving, log-scale. */
export function twoSided(t: number, freedom: number): number {
  if (t === 0) return 1
  let low = LEAST_LOG10
  let high = Math.log10(0.5)
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (-quantileT(10 ** middle, freedom) > Math.abs(t)) low = middle
    else high = middle
  }
  return Math.min(1, 2 * 10 ** high)
}

/**
 * Holm's step-down correction (Scandinavian Journal of Statistics 6, 1979): judged by these, the chance that any
 * difference at all is claimed where there is none stays below the level, however the indicators hang together.
 * @returns the adjusted values, in the order given
 */
export function holm(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => (ps[a] as number) - (ps[b] as number))
  const adjusted = ps.map(() => 1)
  let most = 0
  order.forEach((index, rank) => {
    most = Math.max(most, Math.min(1, (ps.length - rank) * (ps[index] as number)))
    adjusted[index] = most
  })
  return adjusted
}
