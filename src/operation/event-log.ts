import { formatInstant, MINUTE_MS } from '../calendar/index.ts'
import { dossierId } from '../people/index.ts'
import type { Plan } from '../scenario/index.ts'
import { channels, type EventLine } from '../schema/index.ts'
import { CITIZEN, type Entry } from './journal.ts'
import { scriptLine } from './scripts/script-line.ts'

/** The entry as a line of events.ndjson. */
export function eventLine(plan: Plan, entry: Readonly<Entry>): EventLine {
  const { event } = entry
  if (entry.script) return scriptLine(plan, entry, entry.script)
  const unit = plan.units[entry.unit] as Plan['units'][number]
  if (event === 'came' || event === 'went') {
    const line: EventLine = {
      at: formatInstant(entry.atMs),
      unit: unit.code,
      dossier: '',
      event,
      step: '',
      by: unit.officials[entry.by]?.id ?? '',
      state: 0,
    }
    return withSite(line, plan, entry)
  }
  const where = plan.units[entry.atUnit] as Plan['units'][number]
  const step = plan.workflows[entry.workflow]?.steps[entry.step]
  const unattended = step?.by.kind === 'agency' ? step.by.who : 'citizen'
  const id = dossierId(unit.code, entry.dossier)
  const line: EventLine = {
    at: formatInstant(entry.atMs),
    unit: unit.code,
    dossier: entry.leg === 0 ? id : `${id}/${entry.leg}`,
    event,
    step: step?.name ?? '',
    by: entry.by === CITIZEN ? unattended : (where.officials[entry.by]?.id ?? ''),
    state: entry.state,
  }
  if (event === 'arrived') {
    line.procedure = plan.procedures[entry.procedure]?.code ?? ''
    line.channel = channels[entry.channel] ?? ''
    if (entry.stream !== 0) line.stream = plan.streams[entry.stream]?.name ?? ''
  }
  if (where !== unit) line.atUnit = where.code
  if (event === 'queued' || event === 'turned-away') withSite(line, plan, entry)
  if (Number.isNaN(entry.tripMs)) line.trip = true
  else if (entry.tripMs > 0) line.tripMin = entry.tripMs / MINUTE_MS
  if (entry.over) line.over = true
  if (!Number.isNaN(entry.dueMs)) line.due = formatInstant(entry.dueMs)
  if (entry.operation !== '') {
    line.operation = entry.operation
    line.ms = entry.tookMs
  }
  if (entry.reason !== '') line.reason = entry.reason
  return line
}

function withSite(line: EventLine, plan: Plan, entry: Readonly<Entry>): EventLine {
  const site = plan.units[entry.atUnit]?.sites[entry.site]?.name ?? ''
  if (site !== '') line.site = site
  return line
}
