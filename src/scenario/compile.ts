import { parseLocal } from '../calendar/index.ts'
import { type Scenario, type SystemModel, systemNames } from '../schema/index.ts'
import type { Catalogue } from './catalogue.ts'
import { compileDemand } from './compile-demand.ts'
import { compileScripts } from './compile-scripts.ts'
import { compileUnits } from './compile-units.ts'
import { compileWorkflow } from './compile-workflow.ts'
import { groupsOf } from './groups.ts'
import { minutesOf } from './known.ts'
import { calendarOf } from './office-hours.ts'
import type { Plan, PolicyPlan, SystemPlan } from './plan.ts'
import type { RecordedRow } from './recorded.ts'
import { spanOf } from './span.ts'
import { traitsOf } from './traits.ts'
import type { UnitEntry } from './unit-entries.ts'
import { usedWorkflows } from './workflows.ts'

const MINUTE_MS = 60_000
/** The defaults that the schema publishes; validation fills nothing in. */
const defaults = {
  limitReduction: 0,
  retryMin: 15,
  reEntryMin: 2,
  noticeLostMin: 1440,
  sameDayCutOff: '15:00',
} as const

/** What the checks have read beside the scenario. */
export interface Beside {
  readonly catalogue: Catalogue
  readonly entries: readonly UnitEntry[]
  /** Rows of the files of recorded arrivals, by name of the stream. */
  readonly recorded: ReadonlyMap<string, readonly RecordedRow[]>
  /** Of the text, the catalogues and the files, hex. */
  readonly sha256: string
}

/** Turns a scenario in which every check has passed into the plan that all three clocks interpret. */
export function compile(scenario: Scenario, { catalogue, entries, recorded, sha256 }: Beside): Plan {
  const span = spanOf(scenario)
  const calendar = calendarOf(scenario, catalogue, span)
  const traits = traitsOf(scenario, catalogue)
  const workflows = usedWorkflows(scenario, catalogue).map(([name, workflow]) =>
    compileWorkflow(name, workflow, traits),
  )
  const units = compileUnits(scenario, entries, catalogue, calendar, traits, span)
  const { streams, procedures } = compileDemand(scenario, { catalogue, traits, units, workflows, span, recorded })
  const systems = compileSystems(scenario.systems)
  return {
    scenario,
    sha256,
    ...span,
    units,
    groups: groupsOf(units, streams, systems),
    traits,
    streams,
    procedures,
    workflows,
    systems,
    policies: compilePolicies(scenario.policies),
    scripts: compileScripts(scenario, { traits, units, streams }),
    sameDayCutOffMin: minutesOf(scenario.calendar.sameDayCutOff ?? defaults.sameDayCutOff),
  }
}

function compilePolicies(policies: Scenario['policies']): PolicyPlan {
  return {
    limitReduction: policies.limitReduction ?? defaults.limitReduction,
    retryMs: (policies.retryMin ?? defaults.retryMin) * MINUTE_MS,
    reEntryMs: (policies.reEntryMin ?? defaults.reEntryMin) * MINUTE_MS,
    order: policies.order ?? 'fifo',
    paperFirst: policies.paperFirst ?? false,
    noticeLostMs: (policies.noticeLostMin ?? defaults.noticeLostMin) * MINUTE_MS,
    forward: policies.forward,
    assistant: policies.assistant,
  }
}

function compileSystems(systems: Scenario['systems']): Plan['systems'] & Readonly<Record<string, SystemPlan>> {
  return Object.fromEntries(
    systemNames.flatMap((name) => {
      const model = systems[name]
      return model ? [[name, compileSystem(model)]] : []
    }),
  )
}

function compileSystem(model: SystemModel): SystemPlan {
  return {
    latency: model.latency,
    concurrent: model.concurrent ?? Number.POSITIVE_INFINITY,
    shared: model.shared ?? false,
    planned: (model.planned ?? []).map(({ from, to }) => ({ fromMs: parseLocal(from), toMs: parseLocal(to) })),
    outages: model.outages,
    operations: model.operations ?? {},
  }
}
