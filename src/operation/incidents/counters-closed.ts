import { parseLocal } from '../../calendar/index.ts'
import type { Incident } from '../../schema/index.ts'
import type { IncidentEffect } from './effect.ts'

/** Nobody new is served at counters that are closed. */
export function countersClosed(incident: Extract<Incident, { kind: 'counters-closed' }>): IncidentEffect {
  const { unit, count, from, to } = incident
  return { closures: [{ unit, count, fromMs: parseLocal(from), toMs: parseLocal(to) }] }
}
