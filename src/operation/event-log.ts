import { formatInstant } from '../calendar/index.ts'
import { dossierId } from '../people/index.ts'
import type { Plan } from '../scenario/index.ts'
import { channels, type EventLine } from '../schema/index.ts'
import { CITIZEN, type Entry } from './journal.ts'

/** The entry as a line of events.ndjson. */
export function eventLine(plan: Plan, entry: Readonly<Entry>): EventLine {
  const unit = plan.units[entry.unit] as Plan['units'][number]
  const step = plan.workflows[entry.workflow]?.steps[entry.step]
  const line: EventLine = {
    at: formatInstant(entry.atMs),
    unit: unit.code,
    dossier: dossierId(unit.code, entry.dossier),
    event: entry.event,
    step: step?.name ?? '',
    by: entry.by === CITIZEN ? 'citizen' : (unit.officials[entry.by]?.id ?? ''),
    state: entry.state,
  }
  if (entry.event === 'arrived') {
    line.procedure = plan.procedures[entry.procedure]?.code ?? ''
    line.channel = channels[entry.channel] ?? ''
  }
  if (!Number.isNaN(entry.dueMs)) line.due = formatInstant(entry.dueMs)
  if (entry.operation !== '') {
    line.operation = entry.operation
    line.ms = entry.tookMs
  }
  if (entry.reason !== '') line.reason = entry.reason
  return line
}
