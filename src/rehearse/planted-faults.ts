import { MINUTE_MS } from '../calendar/index.ts'
import { compileDuration, type Draws, keyOf } from '../chance/index.ts'
import { Fault } from '../faults/index.ts'
import { type Outage, outagesOf, ownOutagesOf, systemFaultsOf } from '../operation/index.ts'
import { type Plan, refuseShareFor } from '../scenario/index.ts'
import { type OperationModel, type SystemName, systemNames } from '../schema/index.ts'
import { faultProblem, type PlantedFault } from '../systems/index.ts'

const NOT_IMPLEMENTED = 501
const DELAY = keyOf('planted-delay')
/** Lengths that stand for a distribution of delays, each as likely. */
const DELAYS = 40

/**
 * What the scenario says goes wrong with the systems, as faults of the stand-ins: outages of incidents, of the models'
 * plans and by chance, faults of incidents, and what single operations do wrong. Latency is not planted: a
 * stand-in takes the time it takes, and slow-lines.ts counts what a line and a small server add.
 * @param draws of the rehearsed replication, for outages by chance: the same times as simulated
 * @throws Fault scenario-invalid for an incident's fault that the stand-in does not know
 */
export function plantedFaults(plan: Plan, draws: Draws): PlantedFault[] {
  const outages = [...outagesOf(plan), ...ownOutagesOf(plan, draws)]
  const incidents = systemFaultsOf(plan).map(
    ({ name, system, fault, operations, unit, share, more, fromMs, toMs }) => ({
      id: `incident-${name}`,
      kind: fault,
      system,
      ...(operations ? { operations: [...operations] } : {}),
      ...(unit === undefined ? {} : { units: [unit] }),
      ...(share < 1 ? { share } : {}),
      ...(Object.keys(more).length > 0 ? { more: { ...more } } : {}),
      fromMs,
      toMs,
    }),
  )
  for (const fault of incidents) assertKnown(fault)
  return [
    ...outages.map(outageFault),
    ...incidents,
    ...systemNames.flatMap((system) =>
      Object.entries(plan.systems[system]?.operations ?? {}).flatMap(([operation, model]) => [
        ...modelFaults(system, operation, model, draws),
        ...refusals(plan, system, operation, model),
      ]),
    ),
  ]
}

function assertKnown(fault: PlantedFault): void {
  const problem = faultProblem(fault)
  if (problem === undefined) return
  throw new Fault('scenario-invalid', `${fault.id}: ${problem}.`, 'docs/systems.md lists the faults of each system.')
}

/** Citizens at home are not cut off when the centre's own line is lost. */
function outageFault({ system, unit, centreOnly, fromMs, toMs }: Outage, index: number): PlantedFault {
  return {
    id: `outage-${index}`,
    kind: 'connection-lost',
    system,
    ...(unit === undefined ? {} : { units: [unit] }),
    ...(centreOnly && (system === 'portal' || system === 'identity') ? { callers: 'officials' as const } : {}),
    fromMs: Math.round(fromMs),
    toMs: Math.round(toMs),
  }
}

function modelFaults(system: SystemName, operation: string, model: OperationModel, draws: Draws): PlantedFault[] {
  const { missing, delay, failShare = 0, lostShare = 0, duplicateShare = 0 } = model
  const fault = (kind: string, share: number, more?: PlantedFault['more']): PlantedFault[] =>
    share === 0
      ? []
      : [
          {
            id: `model-${operation}-${kind}`,
            kind,
            system,
            operations: [operation],
            ...(share < 1 ? { share } : {}),
            ...(more ? { more } : {}),
          },
        ]
  return [
    ...(missing ? fault('server-error', 1, { status: NOT_IMPLEMENTED }) : []),
    ...fault('failed', failShare),
    ...fault('transfer-lost', lostShare),
    // Under its own id the receiver knows a message again; what a scenario counts as come twice comes as another.
    ...fault('transfer-duplicated', duplicateShare, { as: 'another' }),
    ...(delay ? delayFaults(system, operation, compileDuration(delay), draws) : []),
  ]
}

/** One for each share: units whose one-stop software speaks differently may be refused differently. */
function refusals(plan: Plan, system: SystemName, operation: string, model: OperationModel): PlantedFault[] {
  const shares = Map.groupBy(plan.units, ({ oneStop }) => refuseShareFor(model, oneStop))
  return [...shares]
    .filter(([share]) => share > 0)
    .map(([share, units]) => ({
      id: `model-${operation}-refused${shares.size === 1 ? '' : `-${share}`}`,
      kind: 'refused',
      system,
      operations: [operation],
      ...(shares.size === 1 ? {} : { units: units.map(({ code }) => code) }),
      ...(share < 1 ? { share } : {}),
    }))
}

/** Each hits its share of what those before it left, so that all are as likely. */
function delayFaults(
  system: SystemName,
  operation: string,
  delayMs: (draws: Draws) => number,
  draws: Draws,
): PlantedFault[] {
  return Array.from({ length: DELAYS }, (_, index) => ({
    id: `model-${operation}-delay-${index}`,
    kind: 'transfer-delayed',
    system,
    operations: [operation],
    ...(index === DELAYS - 1 ? {} : { share: 1 / (DELAYS - index) }),
    more: { delayMin: delayMs(draws.at(0, index, keyOf(operation), DELAY)) / MINUTE_MS },
  }))
}
