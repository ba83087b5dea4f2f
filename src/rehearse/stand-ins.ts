import { readFileSync } from 'node:fs'
import { Fault } from '../faults/index.ts'
import { outagesOf } from '../operation/index.ts'
import { loadCatalogue, type Plan, suggest } from '../scenario/index.ts'
import { type StandInName, standInNames, type TargetFile } from '../schema/index.ts'
import { type LaunchOptions, launchSystems, type RunningSystems } from '../systems/index.ts'
import { readTarget } from '../target/index.ts'

export interface StandInOptions {
  /** Folder in which each stand-in keeps its database. */
  readonly folder: string
  /** Starts this program as a stand-in's process. */
  readonly childCommand: { readonly file: string; readonly args: readonly string[] }
  /** Ports to try; a free one where none is named, or the named one is taken. */
  readonly ports?: Partial<Record<StandInName, number>>
}

/** How operations become requests to the stand-ins. */
export function standInTarget(): TargetFile {
  const file = new URL('../../scenarios/targets/stand-ins.yaml', import.meta.url)
  return readTarget(readFileSync(file, 'utf8'), 'scenarios/targets/stand-ins.yaml')
}

/**
 * Makes sure that the stand-ins can serve a scenario, before anything is started or written.
 * @throws Fault usage for a scenario of several units; scenario-invalid for a system operation that they do not have
 */
export function assertRehearsable(plan: Plan): void {
  if (plan.units.length !== 1) {
    throw new Fault(
      'usage',
      `${plan.scenario.name} has ${plan.units.length} units; the stand-in systems serve one centre.`,
      'Rehearse each unit in a scenario of its own; "dientap simulate" takes several at once.',
    )
  }
  const known = Object.keys(standInTarget().operations)
  for (const { where, operation } of callsOf(plan)) {
    if (known.includes(operation)) continue
    throw new Fault(
      'scenario-invalid',
      `${where} calls ${operation}, which the stand-in systems do not have.`,
      suggest(operation, known) ?? `They have ${known.join(', ')}.`,
    )
  }
}

function* callsOf({ workflows, scripts }: Plan): Generator<{ where: string; operation: string }> {
  for (const { name: workflow, steps } of workflows) {
    for (const { name: step, outcomes } of steps) {
      const where = `workflows.${workflow}.steps.${step}`
      for (const { operation } of outcomes) if (operation) yield { where, operation: operation.name }
    }
  }
  for (const { name: script, steps } of scripts) {
    for (const { name: step, does } of steps)
      if (does.kind === 'call') yield { where: `step ${step} of the script ${script}`, operation: does.operation }
  }
}

/**
 * Starts the stand-in systems as the scenario describes its centre.
 * @throws Fault as assertRehearsable does; system-not-started when one does not come up
 */
export function startStandIns(plan: Plan, options: StandInOptions): Promise<RunningSystems> {
  assertRehearsable(plan)
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
