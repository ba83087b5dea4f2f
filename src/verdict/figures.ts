import type { Plan } from '../scenario/index.ts'
import type { IndicatorName, IndicatorRow, RunResult, TargetBound } from '../schema/index.ts'
import type { Tally } from './tally.ts'

/** Every figure that a target or a prediction may name. Plain JSON: shards write it to files. */
export interface Figures {
  /** Of all dossiers first, then by channel. */
  readonly rows: readonly IndicatorRow[]
  readonly dossiersPerWorkingDay: number | null
  readonly operationErrorRate: number | null
  readonly operationP95Ms: number | null
  readonly turnedAway: number
  readonly gaveUp: number
  readonly shutOut: number
  readonly tripsPerDossier: number | null
  /** Null without scripts. */
  readonly conformance: number | null
}

/** Working days of [fromMs, toMs), the mean over units. */
export function workingDaysOf(plan: Plan, toMs: number): number {
  const days = plan.units.map((unit) => unit.calendar.workingDays(plan.fromMs, toMs))
  return Math.round(days.reduce((sum, count) => sum + count, 0) / days.length)
}

/**
 * Figures of a closed tally.
 * @param untilMs end of what was run, epoch ms
 */
export function figuresOf(plan: Plan, tally: Tally, untilMs = plan.toMs): Figures {
  const operations = tally.operations()
  const calls = operations.reduce((sum, row) => sum + row.calls, 0)
  const errors = operations.reduce((sum, row) => sum + row.errors, 0)
  const days = workingDaysOf(plan, untilMs)
  const rows = tally.indicators('channels')
  const { turnedAway, gaveUp, shutOut, tripsPerDossier } = tally.visits()
  return {
    rows,
    dossiersPerWorkingDay: days === 0 ? null : (rows[0]?.finished ?? 0) / days,
    operationErrorRate: calls === 0 ? null : errors / calls,
    operationP95Ms: tally.p95Ms,
    turnedAway,
    gaveUp,
    shutOut,
    tripsPerDossier,
    conformance: tally.scripts?.share() ?? null,
  }
}

/** The figures that a result holds. Percentiles of single operations do not add up to that of all. */
export function figuresIn(result: RunResult): Figures {
  const { operations, visits } = result
  const calls = operations.reduce((sum, row) => sum + row.calls, 0)
  const errors = operations.reduce((sum, row) => sum + row.errors, 0)
  return {
    rows: result.indicators,
    dossiersPerWorkingDay: result.throughput.perWorkingDay,
    operationErrorRate: calls === 0 ? null : errors / calls,
    operationP95Ms: null,
    turnedAway: visits.turnedAway,
    gaveUp: visits.gaveUp,
    shutOut: visits.shutOut,
    tripsPerDossier: visits.tripsPerDossier,
    conformance: result.conformance?.total.conformance ?? null,
  }
}

/**
 * The value of an indicator, of all dossiers or of one channel's; null where there is nothing to measure. Some are
 * known for the whole run only, whatever the channel.
 */
export function figureOf(figures: Figures, indicator: IndicatorName, channel?: TargetBound['channel']): number | null {
  switch (indicator) {
    case 'dossiersPerWorkingDay':
    case 'operationErrorRate':
    case 'operationP95Ms':
    case 'turnedAway':
    case 'gaveUp':
    case 'tripsPerDossier':
    case 'conformance':
      return figures[indicator]
    default: {
      const row = figures.rows.find((each) => each.field === 'all' && each.channel === (channel ?? 'all'))
      return row ? row[indicator] : null
    }
  }
}

/** Whether a value keeps a bound. Nothing measured keeps no bound. */
export function meets(target: TargetBound, value: number | null): boolean {
  if (value === null) return false
  return value >= (target.atLeast ?? Number.NEGATIVE_INFINITY) && value <= (target.atMost ?? Number.POSITIVE_INFINITY)
}
