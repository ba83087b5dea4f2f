import { parseInstant } from '../calendar/index.ts'
import { HourlyLimits } from '../limits/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { EventLine, RunResult } from '../schema/index.ts'
import { assemble } from './assemble.ts'
import { tallyOfLog } from './replay-log.ts'

/** A figure of a saved result that its event log does not give. */
export interface Difference {
  /** Where it stands in result.json: `indicators.0.finished`. */
  readonly place: string
  readonly saved: unknown
  /** Undefined where the log gives nothing of the kind. */
  readonly recounted: unknown
}

export interface Recount {
  /** Figures and words that were held against each other. */
  readonly compared: number
  readonly differences: readonly Difference[]
}

/**
 * Works out a result anew from its event log and holds the two against each other. What no log can tell is taken from
 * the saved result: when and how it was run, what the systems’ databases count, and the findings and the prediction, whose
 * replications have no log; whether the measured lies inside the prediction is worked out anew.
 * @param plan of the scenario that was run
 * @param lines of events.ndjson, in order
 * @throws Fault file-unreadable where the log is not one of the plan, with the number of the line
 */
export function recount(plan: Plan, saved: RunResult, lines: Iterable<EventLine>): Recount {
  const { run, conservation, lag, findings, lateness, prediction, selftest, warnings, files } = saved
  const untilMs = run.until === undefined ? plan.toMs : parseInstant(run.until)
  // Results of before there were any have none.
  const hours = saved.bottlenecks && new HourlyLimits(plan, run.seed)
  const tally = tallyOfLog(plan, lines, untilMs, hours ? { also: hours } : {})
  hours?.close(untilMs)
  const recounted = assemble({
    plan,
    run,
    tally,
    bottlenecks: hours?.result(),
    growth: saved.growth,
    untilMs,
    systems: conservation.systems.length === 0 ? undefined : conservation.systems,
    lag,
    findings,
    lateness,
    prediction,
    selftest,
    warnings,
    files,
  })
  const differences: Difference[] = []
  const compared = compare('', saved, recounted, differences)
  return { compared, differences }
}

/** @returns how many values without parts were compared */
function compare(place: string, saved: unknown, recounted: unknown, differences: Difference[]): number {
  if (!hasParts(saved) || !hasParts(recounted)) {
    if (saved !== recounted) differences.push({ place, saved, recounted })
    return 1
  }
  const keys = new Set([...Object.keys(saved), ...Object.keys(recounted)])
  let compared = 0
  for (const key of keys) {
    compared += compare(place === '' ? key : `${place}.${key}`, saved[key], recounted[key], differences)
  }
  return compared
}

function hasParts(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
