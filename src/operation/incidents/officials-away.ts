import { parseLocal } from '../../calendar/index.ts'
import type { Incident } from '../../schema/index.ts'
import type { IncidentEffect } from './effect.ts'

/** Officials of a role are away: work at a desk rests, whom they serve at a counter they serve to the end. */
export function officialsAway(incident: Extract<Incident, { kind: 'officials-away' }>): IncidentEffect {
  const { role, count, unit, from, to } = incident
  return { absences: [{ role, count, unit, fromMs: parseLocal(from), toMs: parseLocal(to) }] }
}
