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

/** What the replications say together: a measure that fewer than two can speak of is left out. */
export function steadyStateOf(replications: readonly SteadyMeans[]): SteadyState {
  return {
    rows: measures.flatMap((measure) => {
      const found = replications.map((means) => means[measure]).filter((each) => each !== null)
      if (found.length < 2) return []
      const { mean, ci95 } = intervals(found.map((each) => each.mean))
      const truncatedShare = found.reduce((sum, each) => sum + each.truncatedShare, 0) / found.length
      return [{ measure, mean, ci95: [Math.max(0, ci95[0]), ci95[1]], truncatedShare }]
    }),
  }
}
