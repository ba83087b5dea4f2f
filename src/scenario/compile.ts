import type { WorkCalendar } from '../calendar/index.ts'
import { Fault } from '../faults/index.ts'
import { channels, type Outcome, type Scenario, type Step, systemNames, type Workflow } from '../schema/index.ts'
import type { Catalogue, ProcedureRow, UnitRow } from './catalogue.ts'
import { workflowNamed } from './check-references.ts'
import { calendarOf } from './check-time.ts'
import { END_NAME } from './check-workflow.ts'
import {
  END,
  type OfficialPlan,
  type OutcomePlan,
  type Plan,
  type ProcedurePlan,
  type StepActor,
  type StepPlan,
  type UnitPlan,
  type WorkflowPlan,
} from './plan.ts'
import { spanOf } from './span.ts'

const MINUTE_MS = 60_000
/** The defaults that the schema publishes; validation fills nothing in. */
const defaults = { limitReduction: 0, retryMin: 15, reEntryMin: 2, sameDayCutOff: '15:00', sicknessPerDay: 0 } as const

/**
 * Turns a scenario in which every check has passed into the plan that all three clocks interpret.
 * @param sha256 of the text and the catalogues it refers to, hex
 */
export function compile(scenario: Scenario, catalogue: Catalogue, sha256: string): Plan {
  const span = spanOf(scenario)
  const calendar = calendarOf(scenario, catalogue, span)
  const names = [...new Set(scenario.demand.procedures.map((procedure) => procedure.workflow))]
  const { policies } = scenario
  return {
    scenario,
    sha256,
    ...span,
    units: scenario.units.map((unit) => compileUnit(unit, calendar, catalogue)),
    procedures: scenario.demand.procedures.map((procedure) => compileProcedure(procedure, names, catalogue)),
    workflows: names.map((name) =>
      compileWorkflow(name, known(workflowNamed(name, scenario, catalogue), `workflow ${name}`)),
    ),
    policies: {
      limitReduction: policies.limitReduction ?? defaults.limitReduction,
      retryMs: (policies.retryMin ?? defaults.retryMin) * MINUTE_MS,
      reEntryMs: (policies.reEntryMin ?? defaults.reEntryMin) * MINUTE_MS,
    },
    sameDayCutOffMin: minutesOf(scenario.calendar.sameDayCutOff ?? defaults.sameDayCutOff),
  }
}

type Unit = Scenario['units'][number]

function compileUnit(unit: Unit, calendar: WorkCalendar, catalogue: Catalogue): UnitPlan {
  const row: UnitRow = known(catalogue.units.get(unit.code), `unit ${unit.code}`)
  return {
    code: unit.code,
    name: row.name,
    province: row.province,
    provinceCode: row.provinceCode,
    identityPrefixes: known(
      catalogue.identityPrefixes.get(row.provinceCode),
      `identity prefixes of province ${row.provinceCode}`,
    ),
    population: unit.population,
    organisationId: unit.organisationId,
    counters: unit.counters,
    calendar,
    officials: compileStaff(unit.staff),
  }
}

/** Officials of one role are numbered on through all its groups, so that an id is held once in a unit. */
function compileStaff(staff: Unit['staff']): OfficialPlan[] {
  const numbers = new Map<string, number>()
  return staff.flatMap(({ role, count, skills, sicknessPerDay }) =>
    Array.from({ length: count }, () => {
      const number = (numbers.get(role) ?? 0) + 1
      numbers.set(role, number)
      return {
        id: `${role}-${number}`,
        role,
        skills: skills ?? [],
        sicknessPerDay: sicknessPerDay ?? defaults.sicknessPerDay,
      }
    }),
  )
}

function compileProcedure(
  asked: Scenario['demand']['procedures'][number],
  workflows: readonly string[],
  catalogue: Catalogue,
): ProcedurePlan {
  const row: ProcedureRow = known(catalogue.procedures.get(asked.code), `procedure ${asked.code}`)
  return {
    code: row.code,
    nameVi: row.nameVi,
    nameEn: row.nameEn,
    field: row.field,
    weight: asked.weight,
    workflow: workflows.indexOf(asked.workflow),
    limit: known(row.limit, `limit of procedure ${asked.code}`),
    documents: row.documents,
    limitSourced: row.limitSourced,
  }
}

function compileWorkflow(name: string, workflow: Workflow): WorkflowPlan {
  const names = Object.keys(workflow.steps)
  const indexOf = (step: string): number => {
    const index = names.indexOf(step)
    return known(index === -1 ? undefined : index, `step ${step} of workflow ${name}`)
  }
  const [direct, online, post] = channels.map((channel) => indexOf(workflow.start[channel])) as [number, number, number] // one for each channel
  return {
    name,
    start: [direct, online, post],
    steps: Object.entries(workflow.steps).map(
      ([step, given]): StepPlan => ({
        name: step,
        by: actorOf(given),
        takes: given.takes,
        outcomes: given.outcomes.map((outcome) =>
          compileOutcome(outcome, outcome.to === END_NAME ? END : indexOf(outcome.to)),
        ),
      }),
    ),
  }
}

function actorOf(step: Step): StepActor {
  if (step.by === 'citizen') return { kind: 'citizen' }
  const roundsMin = [...new Set((step.rounds ?? []).map(minutesOf))].sort((a, b) => a - b)
  return { kind: 'official', role: step.role, skill: step.skill, counter: step.counter ?? false, roundsMin }
}

function compileOutcome(outcome: Outcome, to: number): OutcomePlan {
  return {
    when: outcome.when,
    share: outcome.share,
    operation: outcome.operation === undefined ? undefined : operationOf(outcome.operation),
    state: outcome.state,
    completes: outcome.completes ?? false,
    to,
  }
}

function operationOf(name: string): OutcomePlan['operation'] {
  const system = systemNames.find((one) => name.startsWith(`${one}.`))
  return { name, system: known(system, `system of operation ${name}`) }
}

/** HH:MM to minutes after midnight. */
function minutesOf(clock: string): number {
  const [hour, minute] = clock.split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}

/** The checks ran before: what is missing here is a gap in them. */
function known<T>(value: T | undefined, what: string): T {
  if (value === undefined)
    throw new Fault('internal', `no ${what}, though the scenario was checked`, 'please report this with the scenario')
  return value
}
