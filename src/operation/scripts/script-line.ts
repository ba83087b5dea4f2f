import { formatInstant } from '../../calendar/index.ts'
import { dossierId } from '../../people/index.ts'
import type { Plan } from '../../scenario/index.ts'
import type { EventLine } from '../../schema/index.ts'
import type { Entry, ScriptEntry } from '../journal.ts'

/** What happened in a step of a script, as a line of events.ndjson. */
export function scriptLine(plan: Plan, entry: Readonly<Entry>, told: Readonly<ScriptEntry>): EventLine {
  const unit = plan.units[entry.unit] as Plan['units'][number]
  const script = plan.scripts[told.script] as Plan['scripts'][number]
  const step = script.steps[told.step] as (typeof script.steps)[number]
  const line: EventLine = {
    at: formatInstant(entry.atMs),
    unit: unit.code,
    dossier: told.dossier < 0 ? '' : dossierId(unit.code, told.dossier),
    event: entry.event,
    step: step.name,
    by: unit.officials[entry.by]?.id ?? told.who,
    state: 0,
    script: script.name,
    block: script.blocks[step.block]?.name ?? '',
  }
  if (told.remedy !== '') line.remedy = told.remedy
  if (entry.event === 'script-done') line.evidence = [...told.evidence]
  if (entry.operation !== '') line.operation = entry.operation
  if (entry.event === 'script-called' || entry.event === 'script-failed') line.ms = entry.tookMs
  if (told.status !== 0) line.status = told.status
  if (entry.reason !== '') line.reason = entry.reason
  return line
}
