import { parseLocal } from '../../calendar/index.ts'
import type { Incident } from '../../schema/index.ts'
import type { IncidentEffect } from './effect.ts'

/** Officials of a role take up nothing new while they are away. */
export function officialsAway(incident: Extract<Incident, { kind: 'officials-away' }>): IncidentEffect {
  const { role, count, unit, from, to } = incident
  return { absences: [{ role, count, unit, fromMs: parseLocal(from), toMs: parseLocal(to) }] }
}
