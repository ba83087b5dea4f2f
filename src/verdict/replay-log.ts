import type { Journal } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { EventLine } from '../schema/index.ts'
import { LogReader } from './log-reader.ts'
import type { TallyDetail } from './state.ts'
import { Tally } from './tally.ts'

/**
 * Works out the figures of a run from its saved event log alone: the state of the tally is the one of the run that
 * wrote it. Throws Fault `file-unreadable` with the number of the line when the log is not one of this plan.
 * @param lines of events.ndjson, in order
 * @param untilMs end of what was run, epoch ms
 * @param options.detail of the tally; options.also is told every entry too
 */
export function tallyOfLog(
  plan: Plan,
  lines: Iterable<EventLine>,
  untilMs = plan.toMs,
  { detail = 'all', also }: { readonly detail?: TallyDetail; readonly also?: Journal } = {},
): Tally {
  const tally = new Tally(plan, detail)
  const reader = new LogReader(plan)
  let number = 0
  for (const line of lines) {
    const entry = reader.entry(line, ++number)
    tally.record(entry)
    also?.record(entry)
  }
  tally.close(untilMs)
  return tally
}
