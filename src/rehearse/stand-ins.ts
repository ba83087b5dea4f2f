import { outagesOf } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import { loadCatalogue } from '../scenario/index.ts'
import { Fault } from '../faults/index.ts'
import { launchSystems, type LaunchOptions, type RunningSystems } from '../systems/index.ts'

export interface StandInOptions {
  /** Folder in which each stand-in keeps its database. */
  readonly folder: string
  /** Starts this program as a stand-in's process. */
  readonly childCommand: { readonly file: string; readonly args: readonly string[] }
  /** First port to try; 0 takes any free one. */
  readonly port?: number
}

/**
 * Starts the stand-in systems as the scenario describes its centre.
 * @throws Fault usage for a scenario of several units; system-not-started when one does not come up
 */
export function startStandIns(plan: Plan, options: StandInOptions): Promise<RunningSystems> {
  const [unit, ...others] = plan.units
  if (unit === undefined || others.length > 0) {
    throw new Fault(
      'usage',
      `${plan.scenario.name} has ${plan.units.length} units; the stand-in systems serve one centre.`,
      'Rehearse each unit in a scenario of its own; "dientap simulate" takes several at once.',
    )
  }
  const { calendar } = plan.scenario
  const faults = outagesOf(plan)
  const launch: LaunchOptions = {
    folder: options.folder,
    childCommand: options.childCommand,
    port: options.port ?? 0,
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
    faults,
  }
  return launchSystems(launch)
}
