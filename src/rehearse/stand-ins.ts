import { readFileSync } from 'node:fs'
import { Fault } from '../faults/index.ts'
import { outagesOf } from '../operation/index.ts'
import { loadCatalogue, type Plan, suggest } from '../scenario/index.ts'
import { type StandInName, standInNames, type TargetFile } from '../schema/index.ts'
import {
  type DatabasePlace,
  type LaunchOptions,
  launchSystems,
  type PlantedFault,
  type RunningSystems,
  standIns,
  type World,
} from '../systems/index.ts'
import { readTarget } from '../target/index.ts'

export interface StandInOptions {
  /** Where the stand-ins keep their databases. */
  readonly database: DatabasePlace
  /** Starts this program as a stand-in's process. */
  readonly childCommand: { readonly file: string; readonly args: readonly string[] }
  /** Ports to try; a free one where none is named, or the named one is taken. */
  readonly ports?: Partial<Record<StandInName, number>>
  /** Which stand-ins; those that the scenario needs without. */
  readonly systems?: readonly StandInName[]
}

/** How operations become requests to the stand-ins. */
export function standInTarget(): TargetFile {
  const file = new URL('../../scenarios/targets/stand-ins.yaml', import.meta.url)
  return readTarget(readFileSync(file, 'utf8'), 'scenarios/targets/stand-ins.yaml')
}

/**
 * Makes sure that the stand-ins can serve a scenario, before anything is started or written.
 * @throws Fault scenario-invalid for a system operation that they do not have
 */
export function assertRehearsable(plan: Plan): void {
  const known = Object.keys(standInTarget().operations)
  for (const { name: workflow, steps } of plan.workflows) {
    for (const { name: step, outcomes } of steps) {
      for (const { operation } of outcomes) {
        if (operation === undefined || known.includes(operation.name)) continue
        throw new Fault(
          'scenario-invalid',
          `workflows.${workflow}.steps.${step} calls ${operation.name}, which the stand-in systems do not have.`,
          suggest(operation.name, known) ?? `They have ${known.join(', ')}.`,
        )
      }
    }
  }
}

/**
 * Starts the stand-in systems as the scenario describes its centres.
 * @throws Fault as assertRehearsable does; system-not-started when one does not come up
 */
export function startStandIns(plan: Plan, options: StandInOptions): Promise<RunningSystems> {
  assertRehearsable(plan)
  const launch: LaunchOptions = {
    database: options.database,
    childCommand: options.childCommand,
    systems: options.systems ?? neededBy(plan),
    ...(options.ports ? { ports: options.ports } : {}),
    world: worldOf(plan),
    faults: faultsOf(plan),
  }
  return launchSystems(launch)
}

/** Systems that keep every dossier: what they count is held against what the run counts. */
const keepers: readonly StandInName[] = ['portal', 'one-stop']

/** The keepers of the dossiers, and what the workflows call besides. */
function neededBy(plan: Plan): StandInName[] {
  const called = plan.workflows.flatMap(({ steps }) =>
    steps.flatMap(({ outcomes }) => outcomes.flatMap(({ operation }) => operation?.system ?? [])),
  )
  return standInNames.filter((name) => keepers.includes(name) || (called.includes(name) && name in standIns))
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
    centres: plan.units.map(({ code, name, organisationId, province, provinceCode, without }) => ({
      code,
      name,
      organisationId,
      province,
      provinceCode,
      without: [...without],
    })),
    procedures: plan.procedures.map(({ code, nameVi, limit }) => ({ code, name: nameVi, limit })),
    limitReduction: plan.policies.limitReduction,
    sameDayCutOffMin: plan.sameDayCutOffMin,
  }
}

/** The scenario's outages as planted faults. Citizens at home are not cut off when the centre's own line is lost. */
function faultsOf(plan: Plan): PlantedFault[] {
  return outagesOf(plan).map(({ system, unit, centreOnly, fromMs, toMs }, index) => ({
    id: `outage-${index}`,
    kind: 'connection-lost',
    system,
    ...(unit === undefined ? {} : { units: [unit] }),
    ...(centreOnly && system === 'portal' ? { callers: 'officials' as const } : {}),
    fromMs,
    toMs,
  }))
}
