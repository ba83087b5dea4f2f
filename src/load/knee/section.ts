import type { KneePlateau, KneeResult } from '../../schema/index.ts'
import type { OperationTimes } from '../../verdict/index.ts'
import type { Knee, MeasuredPlateau } from './find.ts'
import { errorRateOf } from './held.ts'
import { givesInFirst } from './search.ts'
import type { UslFigure } from './usl.ts'

const HOUR_S = 3600

/** What the result says of the search. */
export function kneeSection(
  knee: Knee,
  { plateauMs, tolerance, headRoomWanted }: { plateauMs: number; tolerance: number; headRoomWanted: number },
): KneeResult {
  const { search, usl, bounds } = knee
  const { peak } = knee.shown.work
  const peakPerSecond = peak.dossiers / HOUR_S
  const valid = search.plateaus.filter(({ invalid }) => invalid === null)
  const held = valid.filter((plateau) => plateau.held && plateau.rate === search.held)
  const most = (of: (plateau: MeasuredPlateau) => number) => (valid.length === 0 ? null : Math.max(...valid.map(of)))
  const isShort = knee.calibration !== null && !knee.calibration.enough
  return {
    limit: isShort && search.limit === 'systems' ? 'generator' : search.limit,
    bounds: { ...bounds },
    plateauS: plateauMs / 1000,
    warmUpS: knee.warmUpMs / 1000,
    tolerance,
    held: search.held,
    failed: search.failed,
    heldCallsPerSecond: held.length === 0 ? null : mean(held.map(({ callsPerSecond }) => callsPerSecond)),
    heldSystems: systemsOf(held),
    mostCallsPerSecond: most(({ callsPerSecond }) => callsPerSecond),
    mostFinishedPerSecond: most(({ throughput }) => throughput),
    givesInFirst: givesInFirst(search),
    peakPerHour: peak.dossiers,
    headRoom: search.held === null ? (search.failed === null ? null : 0) : search.held / peakPerSecond,
    headRoomFailed: search.failed === null ? null : search.failed / peakPerSecond,
    headRoomWanted,
    usl: usl && {
      alone: fitted(usl.alone),
      contention: fitted(usl.contention),
      coherency: fitted(usl.coherency),
      mostThroughput: fitted(usl.mostThroughput),
      bestConcurrency: usl.bestConcurrency,
      r2: usl.r2,
    },
    plateaus: search.plateaus.map(row),
  }
}

/**
 * The operations of the system that gave in first, each with what that system answers in all at the highest rate that
 * held: calls under way in it are that rate times how long one takes. Where no system gave in, none is known.
 */
export function withCapacity(
  operations: readonly OperationTimes[],
  { limit, givesInFirst: operation, heldSystems }: Pick<KneeResult, 'limit' | 'givesInFirst' | 'heldSystems'>,
): OperationTimes[] {
  const system = limit === 'systems' ? operation?.split('.')[0] : undefined
  const capacity = heldSystems.find((each) => each.system === system)?.callsPerSecond
  return operations.map((each) =>
    capacity !== undefined && each.operation.split('.')[0] === system ? { ...each, capacityPerSecond: capacity } : each,
  )
}

/** Whether the search says that the systems carry what is asked for; null where it can't say. */
export function carriesEnough({ headRoom, headRoomFailed, headRoomWanted, limit }: KneeResult): boolean | null {
  if (headRoom === null) return null
  if (headRoom >= headRoomWanted) return true
  if (limit === 'systems') return false
  // Stopped before its end, it knows all the same when a rate below what is asked for has failed.
  return headRoomFailed !== null && headRoomFailed <= headRoomWanted && limit === 'stopped' ? false : null
}

function row(plateau: MeasuredPlateau): KneePlateau {
  const { rate, held, invalid, miss, reading, throughput, callsPerSecond, concurrency, cpuShare } = plateau
  return {
    rate,
    verdict: invalid === null ? (held ? 'held' : 'failed') : 'invalid',
    missed: miss?.what ?? null,
    operation: miss?.operation ?? null,
    reason: invalid,
    finishedPerSecond: throughput,
    callsPerSecond,
    systems: reading.systems.map((each) => ({ ...each })),
    concurrency,
    slowestP95Ms: reading.operations.length === 0 ? null : Math.max(...reading.operations.map(({ p95Ms }) => p95Ms)),
    errorRate: errorRateOf(reading),
    begun: reading.begun,
    backlog: reading.backlog,
    cpuShare,
  }
}

/** Mean calls a second of each system over several plateaus. */
function systemsOf(plateaus: readonly MeasuredPlateau[]): KneeResult['heldSystems'] {
  const names = [...new Set(plateaus.flatMap(({ reading }) => reading.systems.map(({ system }) => system)))]
  return names.map((system) => ({
    system,
    callsPerSecond: mean(
      plateaus.map(({ reading }) => reading.systems.find((each) => each.system === system)?.callsPerSecond ?? 0),
    ),
  }))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function fitted({ value, ci95: [low, high] }: UslFigure): {
  value: number | null
  low: number | null
  high: number | null
} {
  const finite = (figure: number) => (Number.isFinite(figure) ? figure : null)
  return { value: finite(value), low: finite(low), high: finite(high) }
}
