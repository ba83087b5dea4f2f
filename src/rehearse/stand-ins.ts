import { Fault } from '../faults/index.ts'
import { outagesOf } from '../operation/index.ts'
import { loadCatalogue, type Plan, suggest } from '../scenario/index.ts'
import { type StandInName, standInNames } from '../schema/index.ts'
import { type LaunchOptions, launchSystems, type RunningSystems } from '../systems/index.ts'
import { fileFor, loadTarget, operationsFor, type TargetFiles } from '../target/index.ts'

export interface StandInOptions {
  /** Folder in which each stand-in keeps its database. */
  readonly folder: string
  /** Starts this program as a stand-in's process. */
  readonly childCommand: { readonly file: string; readonly args: readonly string[] }
  /** Ports to try; a free one where none is named, or the named one is taken. */
  readonly ports?: Partial<Record<StandInName, number>>
}

/** How operations become requests to the stand-ins. */
export function standInTarget(): TargetFiles {
  return loadTarget('stand-ins')
}

/**
 * Makes sure that a target can serve a scenario, before anything is started or written.
 * @throws Fault scenario-invalid for a system operation that it does not have; as Targets does
 */
export function assertRehearsable(plan: Plan, target: TargetFiles = standInTarget()): void {
  const dialects = [...new Set(plan.units.map(({ oneStop }) => oneStop))]
  const spoken = dialects.map((dialect) => ({
    name: fileFor(target, dialect).name,
    operations: operationsFor(target, dialect),
  }))
  for (const { name: workflow, steps } of plan.workflows) {
    for (const { name: step, outcomes } of steps) {
      for (const { operation } of outcomes) {
        const lacking = operation && spoken.find(({ operations }) => !operations.has(operation.name))
        if (!lacking) continue
        const known = [...lacking.operations]
        throw new Fault(
          'scenario-invalid',
          `workflows.${workflow}.steps.${step} calls ${operation.name}, which the target ${lacking.name} does not have.`,
          suggest(operation.name, known) ?? `It has ${known.join(', ')}.`,
        )
      }
    }
  }
}

/** Whether a scenario calls a system of which the target does not say where it is: then stand-ins are started. */
export function needsStandIns(plan: Plan, target: TargetFiles): boolean {
  const files = [target.own, ...plan.units.map(({ oneStop }) => fileFor(target, oneStop))]
  const called = new Set(
    plan.workflows.flatMap(({ steps }) =>
      steps.flatMap(({ outcomes }) => outcomes.flatMap(({ operation }) => (operation ? [operation.system] : []))),
    ),
  )
  return [...called].some((system) => !files.some(({ systems }) => systems?.[system]?.url !== undefined))
}

/**
 * Starts the stand-in systems as the scenario describes its centre.
 * @throws Fault as assertRehearsable does; system-not-started when one does not come up
 */
export function startStandIns(plan: Plan, options: StandInOptions): Promise<RunningSystems> {
  if (plan.units.length !== 1) {
    throw new Fault(
      'usage',
      `${plan.scenario.name} has ${plan.units.length} units; the stand-in systems serve one centre.`,
      'Rehearse each unit in a scenario of its own; "dientap simulate" takes several at once.',
    )
  }
  const unit = plan.units[0] as Plan['units'][number]
  const { calendar } = plan.scenario
  const launch: LaunchOptions = {
    directory: options.folder,
    childCommand: options.childCommand,
    ...(options.ports ? { ports: options.ports } : {}),
    centre: {
      unit: { code: unit.code, name: unit.name, organisationId: unit.organisationId },
      calendar: {
        week: calendar.week,
        holidays: calendar.holidays === 'vietnam' ? Object.fromEntries(loadCatalogue().holidays) : {},
        fromMs: plan.fromMs,
        toMs: plan.toMs,
      },
      procedures: plan.procedures.map(({ code, nameVi, limit }) => ({ code, name: nameVi, limit })),
      limitReduction: plan.policies.limitReduction,
      sameDayCutOffMin: plan.sameDayCutOffMin,
    },
    faults: outagesOf(plan).flatMap(({ system, fromMs, toMs }) => {
      const name = standInNames.find((each) => each === system)
      return name ? [{ kind: 'connection-lost' as const, system: name, fromMs, toMs }] : []
    }),
  }
  return launchSystems(launch)
}
