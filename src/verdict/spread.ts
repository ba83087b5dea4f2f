import quantileT from '@stdlib/stats-base-dists-t-quantile'
import type { IndicatorName, RunResult } from '../schema/index.ts'

/** Fewer periods can be alike by chance, and would make any other look strange. */
export const LEAST_PERIODS = 5

/** Standard deviation of an indicator over single periods, from so many of them. */
export interface Spread {
  readonly sd: number
  readonly n: number
}

/**
 * How much single periods differ, by the prediction of a result: worked back from the 95 % interval of its mean, of
 * which one side may be cut at 0 or 1. Undefined without a prediction of the indicator, or from fewer
 * than five periods.
 */
export function predictedSpread({ prediction }: RunResult, indicator: IndicatorName): Spread | undefined {
  const row = prediction?.rows.find((each) => each.indicator === indicator)
  if (!prediction || !row) return undefined
  const n = prediction.replications
  if (n < LEAST_PERIODS) return undefined
  const half = Math.max(row.mean - row.ci95[0], row.ci95[1] - row.mean)
  return { sd: (half * Math.sqrt(n)) / quantileT(0.975, n - 1), n }
}
