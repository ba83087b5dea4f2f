/**
 * What each kind of incident does. One file a kind; the union of kinds is schema/incident.ts, and `Incident['kind']`
 * makes a kind without an effect here a type error.
 */
import type { Plan } from '../../scenario/index.ts'
import type { Incident } from '../../schema/index.ts'
import { connectionLost } from './connection-lost.ts'
import { countersClosed } from './counters-closed.ts'
import type { IncidentEffect, Outage, SystemFault } from './effect.ts'
import { equipmentMoved } from './equipment-moved.ts'
import { officialsAway } from './officials-away.ts'
import { systemFault } from './system-fault.ts'
import { training } from './training.ts'

export type { Absence, Closure, IncidentEffect, Loan, Outage, SystemFault, Training } from './effect.ts'

type Effects = { readonly [K in Incident['kind']]: (incident: Extract<Incident, { kind: K }>) => IncidentEffect }

const effects: Effects = {
  'connection-lost': connectionLost,
  'officials-away': officialsAway,
  'counters-closed': countersClosed,
  training,
  'equipment-moved': equipmentMoved,
  'system-fault': systemFault,
}

function effectOf<K extends Incident['kind']>(incident: Extract<Incident, { kind: K }>): IncidentEffect {
  // The table's type pairs each kind with its own incident; TypeScript can't follow that through a generic index.
  const effect = effects[incident.kind as K] as unknown as (incident: Incident) => IncidentEffect
  return effect(incident)
}

/** Everything that the scenario's incidents do. */
export function effectsOf(plan: Plan): IncidentEffect[] {
  return (plan.scenario.incidents ?? []).map((incident) => effectOf(incident))
}

/** Times at which a system cannot be reached. */
export function outagesOf(plan: Plan): Outage[] {
  return effectsOf(plan).flatMap((effect) => effect.outages ?? [])
}

/** In what way systems fail, and when. */
export function systemFaultsOf(plan: Plan): SystemFault[] {
  return effectsOf(plan).flatMap((effect) => effect.faults ?? [])
}
