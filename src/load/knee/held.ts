import type { Plan } from '../../scenario/index.ts'
import type { PlateauOperation, Reading } from './counts.ts'

/** What a plateau must keep to count as held. */
export interface KneeBounds {
  /** 95th percentile of the time to answer, of each operation. */
  readonly p95Ms: number
  /** Failed calls ÷ calls, of all together; an answer that says no is none. */
  readonly errorRate: number
  /** Dossiers by which those under way grow ÷ dossiers begun. */
  readonly backlogShare: number
}

/** Where the scenario has no target that says otherwise. */
const USUAL: KneeBounds = { p95Ms: 500, errorRate: 0.01, backlogShare: 0.05 }
/** An operation that is called more rarely has no 95th percentile to speak of. */
const LEAST_CALLS = 5
/** A single dossier more or less proves nothing. */
const LEAST_BACKLOG = 3

/** The scenario's targets of latency and errors; the usual ones where it has none. */
export function kneeBounds({ scenario: { targets } }: Pick<Plan, 'scenario'>): KneeBounds {
  const most = (name: string): number | undefined => {
    const stated = targets.flatMap(({ indicator, atMost }) =>
      indicator === name && atMost !== undefined ? [atMost] : [],
    )
    return stated.length === 0 ? undefined : Math.min(...stated)
  }
  return {
    p95Ms: most('operationP95Ms') ?? USUAL.p95Ms,
    errorRate: most('operationErrorRate') ?? USUAL.errorRate,
    backlogShare: USUAL.backlogShare,
  }
}

/** Which target a plateau missed, and the operation that missed it by most. */
export interface Miss {
  readonly what: 'latency' | 'errors' | 'backlog'
  readonly operation: string
}

/** What a plateau missed; null where it held everything. */
export function missOf(reading: Reading, bounds: KneeBounds): Miss | null {
  const { operations } = reading
  const often = operations.filter(({ calls }) => calls >= LEAST_CALLS)
  const latency = worst(often, ({ p95Ms }) => p95Ms / bounds.p95Ms)
  if (errorRateOf(reading) > bounds.errorRate) {
    return { what: 'errors', operation: worst(operations, ({ errors }) => errors)?.operation ?? '' }
  }
  if (latency && latency.by > 1) return { what: 'latency', operation: latency.operation }
  if (reading.backlog <= Math.max(LEAST_BACKLOG, bounds.backlogShare * reading.begun)) return null
  // Dossiers pile up where most calls are under way.
  const slowest = worst(operations, ({ calls, meanMs }) => calls * meanMs)
  return { what: 'backlog', operation: slowest?.operation ?? '' }
}

/** Failed calls ÷ calls; 0 without a call. */
export function errorRateOf({ operations }: Reading): number {
  const sum = (of: (operation: PlateauOperation) => number) => operations.reduce((all, each) => all + of(each), 0)
  return (
    sum(({ errors }) => errors) /
    Math.max(
      1,
      sum(({ calls }) => calls),
    )
  )
}

function worst(
  operations: readonly PlateauOperation[],
  by: (operation: PlateauOperation) => number,
): { readonly operation: string; readonly by: number } | undefined {
  return operations
    .map((each) => ({ operation: each.operation, by: by(each) }))
    .reduce<{ operation: string; by: number } | undefined>(
      (most, each) => (most && most.by >= each.by ? most : each),
      undefined,
    )
}
