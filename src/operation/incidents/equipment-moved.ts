import { parseLocal } from '../../calendar/index.ts'
import type { Incident } from '../../schema/index.ts'
import type { IncidentEffect } from './effect.ts'

/** Equipment of one unit serves in another; what is in use is finished first. */
export function equipmentMoved(incident: Extract<Incident, { kind: 'equipment-moved' }>): IncidentEffect {
  const { item, count, unit, toUnit, from, to } = incident
  return { loans: [{ item, count, fromUnit: unit, toUnit, fromMs: parseLocal(from), toMs: parseLocal(to) }] }
}
