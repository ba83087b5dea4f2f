import { parseInstant } from '../calendar/index.ts'
import { CITIZEN, type Entry } from '../operation/index.ts'
import { indexOfDossier } from '../people/index.ts'
import type { Plan } from '../scenario/index.ts'
import { type Channel, channels, type EventLine } from '../schema/index.ts'
import { Tally } from './tally.ts'

/**
 * Works out the figures of a run from its saved event log alone.
 * @param lines of events.ndjson, in order
 */
export function tallyOfLog(plan: Plan, lines: Iterable<EventLine>): Tally {
  const tally = new Tally(plan)
  const unitOf = new Map(plan.units.map((unit, index) => [unit.code, index]))
  const procedureOf = new Map(plan.procedures.map((procedure, index) => [procedure.code, index]))
  for (const line of lines) {
    const entry: Entry = {
      atMs: parseInstant(line.at),
      event: line.event,
      unit: unitOf.get(line.unit) ?? -1,
      dossier: indexOfDossier(line.dossier),
      workflow: -1,
      step: -1,
      by: CITIZEN,
      state: line.state,
      procedure: procedureOf.get(line.procedure ?? '') ?? -1,
      channel: channels.indexOf(line.channel as Channel),
      dueMs: line.due === undefined ? Number.NaN : parseInstant(line.due),
      operation: line.operation ?? '',
      tookMs: line.ms ?? 0,
      reason: line.reason ?? '',
    }
    tally.record(entry)
  }
  return tally
}
