import { parseLocal } from '../../calendar/index.ts'
import type { Incident } from '../../schema/index.ts'
import type { IncidentEffect } from './effect.ts'

/** Calls that count while the connection is lost fail; officials try again after the retry time. */
export function connectionLost(incident: Extract<Incident, { kind: 'connection-lost' }>): IncidentEffect {
  return { outages: [{ system: incident.system, fromMs: parseLocal(incident.from), toMs: parseLocal(incident.to) }] }
}
