import { parseLocal } from '../../calendar/index.ts'
import type { Incident } from '../../schema/index.ts'
import type { IncidentEffect } from './effect.ts'

/** A system fails in a stated way; what a simulation makes of it is in operation/modelled-faults. */
export function systemFault(incident: Extract<Incident, { kind: 'system-fault' }>): IncidentEffect {
  const { name, system, fault, operations, unit, share = 1, more = {} } = incident
  const span = { fromMs: parseLocal(incident.from), toMs: parseLocal(incident.to) }
  return { faults: [{ name, system, fault, operations, unit, share, more, ...span }] }
}
