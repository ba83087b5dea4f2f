import { Histogram } from '../verdict/index.ts'
import type { InstanceResult } from './measure/instance.ts'
import type { LoadWork } from './work/build.ts'

/** What a load run learnt of the systems, for simulations: times in milliseconds, never compressed. */
export interface Profile {
  readonly version: 1
  readonly run: string
  readonly scenario: string
  readonly dossiersPerSecond: number
  readonly operations: readonly ProfileOperation[]
}

export interface ProfileOperation {
  readonly operation: string
  readonly calls: number
  readonly failed: number
  /** Calls a second at which this was measured; what it can take may be more. */
  readonly callsPerSecond: number
  readonly meanMs: number
  /** At 0, 1, … 100 %: the least to the greatest. */
  readonly quantilesMs: readonly number[]
}

export function profileOf(scenario: string, work: LoadWork, result: InstanceResult): Profile {
  return {
    version: 1,
    run: result.runId,
    scenario,
    dossiersPerSecond: work.ratePerSecond,
    operations: result.operations.map(({ operation, outcomes, tookUs }) => {
      const took = new Histogram()
      took.add(tookUs)
      const good = (outcomes.ok ?? 0) + (outcomes['taken-by-another'] ?? 0)
      return {
        operation,
        calls: took.count,
        failed: took.count - good,
        callsPerSecond: took.count / (work.plan.durationMs / 1000),
        meanMs: (took.mean() ?? 0) / 1000,
        quantilesMs: Array.from({ length: 101 }, (_, p) => (took.quantile(Math.max(p, 0.01) / 100) ?? 0) / 1000),
      }
    }),
  }
}
