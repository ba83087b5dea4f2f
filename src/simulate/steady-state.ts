import type { SteadyState } from '../schema/index.ts'
import { intervals, mser5 } from '../verdict/index.ts'
import { joined, type SeriesState } from './arrival-series.ts'

/** Mean of one replication's series once its beginning is left out. */
interface SteadyMean {
  readonly mean: number
  /** Share of the series that was left out. */
  readonly truncatedShare: number
}

/** What a replication says of the steady state; null where its series is too short to say anything. */
export interface SteadyMeans {
  readonly waitMin: SteadyMean | null
  readonly turnaroundHours: SteadyMean | null
}

const measures = ['waitMin', 'turnaroundHours'] as const

/** @param parts of one replication, in any order */
export function steadyMeansOf(parts: readonly SeriesState[]): SteadyMeans {
  const series = joined(parts)
  return {
    waitMin: steadyMean(series.waitMs, 60_000),
    turnaroundHours: steadyMean(series.turnaroundMs, 3_600_000),
  }
}

/** MSER-5 needs two batches of five. */
const LEAST_VALUES = 10

function steadyMean(column: readonly number[], unitMs: number): SteadyMean | null {
  const values = column.filter((ms) => ms >= 0).map((ms) => ms / unitMs)
  if (values.length < LEAST_VALUES) return null
  const { mean, truncated } = mser5(values)
  return { mean, truncatedShare: truncated / values.length }
}

/** MSER leaves out half of a series at most: where it comes so near, the bound has spoken, and not the series. */
const NOT_SETTLED_SHARE = 0.45

/**
 * What the replications say together: a measure that fewer than two can speak of is left out. A mean of what has no
 * steady state would look like any other, so there is none.
 * @param growing whether a queue of the plan grows for ever
 */
export function steadyStateOf(replications: readonly SteadyMeans[], growing: boolean): SteadyState {
  return {
    rows: measures.flatMap((measure): SteadyState['rows'] => {
      const found = replications.map((means) => means[measure]).filter((each) => each !== null)
      if (found.length < 2) return []
      const truncatedShare = found.reduce((sum, each) => sum + each.truncatedShare, 0) / found.length
      const none = growing ? 'overloaded' : truncatedShare >= NOT_SETTLED_SHARE ? 'not-settled' : null
      if (none) return [{ measure, mean: null, ci95: null, none, truncatedShare }]
      const { mean, ci95 } = intervals(found.map((each) => each.mean))
      return [{ measure, mean, ci95: [Math.max(0, ci95[0]), ci95[1]], none, truncatedShare }]
    }),
  }
}
