import quantileT from '@stdlib/stats-base-dists-t-quantile'

/** Chance that a sound program fails anywhere in the suite: one in a thousand, shared by all figures (Bonferroni). */
export const FAMILY_ERROR = 0.001
const LEVEL = 0.95
/** Replications that do not differ are held against the exact value to this share of it: rounding of doubles. */
const ROUNDING = 1e-9

/** How a simulated mean stands to an exact value. */
export interface Judgement {
  readonly simulated: number
  readonly ci95: readonly [number, number]
  /** (simulated − exact) ÷ standard error; null where the replications do not differ at all. */
  readonly z: number | null
  /** The largest |z| that is within bounds. */
  readonly limit: number
  readonly within: boolean
}

/**
 * Holds the mean of replications against an exact value by Student's t test, at the two-sided level
 * FAMILY_ERROR ÷ `figures`, so that all figures of the suite together fail by chance once in a thousand suites.
 * @param values one for each replication, at least 2, independent of each other
 * @param figures how many figures the whole suite has
 */
export function judge(values: readonly number[], exact: number, figures: number): Judgement {
  const n = values.length
  if (n < 2) throw new RangeError('a figure needs at least two replications')
  const simulated = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - simulated) ** 2, 0) / (n - 1)
  const error = Math.sqrt(variance / n)
  const half = quantileT(1 - (1 - LEVEL) / 2, n - 1) * error
  const limit = quantileT(1 - FAMILY_ERROR / figures / 2, n - 1)
  const away = simulated - exact
  const same = error <= ROUNDING * Math.abs(exact)
  return {
    simulated,
    ci95: [simulated - half, simulated + half],
    z: same ? null : away / error,
    limit,
    within: same ? Math.abs(away) <= ROUNDING * Math.abs(exact) : Math.abs(away) <= limit * error,
  }
}
