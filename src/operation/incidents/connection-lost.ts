import { parseLocal } from '../../calendar/index.ts'
import { type Incident, systemNames } from '../../schema/index.ts'
import type { IncidentEffect } from './effect.ts'

/**
 * Calls that count while the connection is lost fail; officials try again after the retry time. When the line that all
 * systems share is lost, citizens at home are not cut off from the portal.
 */
export function connectionLost(incident: Extract<Incident, { kind: 'connection-lost' }>): IncidentEffect {
  const { system, unit } = incident
  const span = { fromMs: parseLocal(incident.from), toMs: parseLocal(incident.to) }
  if (system !== 'all') return { outages: [{ system, unit, centreOnly: false, ...span }] }
  return { outages: systemNames.map((each) => ({ system: each, unit, centreOnly: true, ...span })) }
}
