import { Draws } from '../chance/index.ts'
import { PLAYED_REPLICATION } from '../operation/index.ts'
import { calledOperations, loadCatalogue, type Plan } from '../scenario/index.ts'
import { type StandInName, type SystemName, standInNames } from '../schema/index.ts'
import {
  type Account,
  type DatabasePlace,
  type LaunchOptions,
  launchSystems,
  type RunningSystems,
  standIns,
  type World,
} from '../systems/index.ts'
import type { SecretSource } from '../target/index.ts'
import { accountsOf, citizensKeyOf } from './accounts.ts'
import { type Capacities, capacitiesOf } from './capacities.ts'
import { plantedFaults } from './planted-faults.ts'

export interface StandInOptions {
  /** Where the stand-ins keep their databases. */
  readonly database: DatabasePlace
  /** Starts this program as a stand-in's process. */
  readonly childCommand: { readonly file: string; readonly args: readonly string[] }
  /** Ports to try; a free one where none is named, or the named one is taken. */
  readonly ports?: Partial<Record<StandInName, number>>
  /** Of the run, for what happens by chance; the scenario's without. */
  readonly seed?: number
  /** Which stand-ins; those that the scenario needs without. */
  readonly systems?: readonly StandInName[]
  /** Secrets of the officials' accounts; without them nobody needs to log in. */
  readonly secrets?: SecretSource
  /** Accounts besides those of the officials; only together with these. */
  readonly accounts?: readonly Account[]
  /** What they can take, before what the scenario says. */
  readonly capacities?: Capacities
}

/**
 * Starts the stand-in systems as the scenario describes its centres.
 * @throws Fault scenario-invalid for a fault that they can't show; system-not-started when one does not come up
 */
export async function startStandIns(plan: Plan, options: StandInOptions): Promise<RunningSystems> {
  const faults = plantedFaults(plan, new Draws(options.seed ?? plan.scenario.seed, PLAYED_REPLICATION))
  const launch: LaunchOptions = {
    database: options.database,
    childCommand: options.childCommand,
    systems: options.systems ?? neededBy(plan),
    ...(options.ports ? { ports: options.ports } : {}),
    ...(options.secrets ? loginsFor(plan, options.secrets, options.accounts ?? []) : {}),
    capacities: { ...capacitiesOf(plan), ...options.capacities },
    world: worldOf(plan),
    faults,
  }
  return launchSystems(launch)
}

function loginsFor(plan: Plan, secrets: SecretSource, more: readonly Account[]): Partial<LaunchOptions> {
  const citizensKey = citizensKeyOf(secrets)
  return {
    access: 'asked',
    accounts: [...accountsOf(plan, secrets), ...more],
    ...(citizensKey === undefined ? {} : { citizensKey }),
  }
}

/** Systems that keep every dossier: what they count is held against what the run counts. */
const keepers: readonly StandInName[] = ['portal', 'one-stop']

/** Citizens log in at the one before they come to the other. */
const logsInFor: Partial<Record<StandInName, StandInName>> = { identity: 'portal' }

/** Stand-ins that are told of what others do, though nobody calls them: a meeting's resolutions become documents. */
const alsoTold: Partial<Record<SystemName, readonly SystemName[]>> = { meetings: ['documents'] }

/** The keepers of the dossiers, where citizens log in for them, what workflows and scripts call, and what these tell. */
export function neededBy(plan: Plan): StandInName[] {
  const called = calledOperations(plan).flatMap(({ system }) => [system, ...(alsoTold[system] ?? [])])
  const isKept = (name: StandInName | undefined) => name !== undefined && keepers.includes(name)
  return standInNames.filter(
    (name) => isKept(name) || isKept(logsInFor[name]) || (called.includes(name) && name in standIns),
  )
}

/** Whether every dossier is kept there, so that what it counts can be held against what the run counts. */
export function isKeeper(system: StandInName): boolean {
  return keepers.includes(system)
}

function worldOf(plan: Plan): World {
  const { calendar } = plan.scenario
  return {
    seed: plan.scenario.seed,
    calendar: {
      week: calendar.week,
      holidays: calendar.holidays === 'vietnam' ? Object.fromEntries(loadCatalogue().holidays) : {},
      fromMs: plan.fromMs,
      toMs: plan.toMs,
    },
    centres: plan.units.map(({ code, name, organisationId, province, provinceCode, oneStop, without }) => ({
      code,
      name,
      organisationId,
      province,
      provinceCode,
      oneStop,
      without: [...without],
    })),
    procedures: plan.procedures.map(({ code, nameVi, field, limit, feeVnd, feeSourced }) => ({
      ...{ code, name: nameVi, field, limit },
      ...(feeVnd === undefined ? {} : { feeVnd, feeSourced }),
    })),
    limitReduction: plan.policies.limitReduction,
    sameDayCutOffMin: plan.sameDayCutOffMin,
  }
}
