/** From a few lines of scenario data to the figures of a result. */
import { expect } from 'vitest'
import { Draws } from '../../../src/chance/index.ts'
import { eventLine, ModelledSystems, Operation } from '../../../src/operation/index.ts'
import { checkScenario, formatProblem, type Plan, type Problem } from '../../../src/scenario/index.ts'
import {
  conforms,
  type Demand,
  type EventLine,
  type Incident,
  type IndicatorRow,
  type OperationRow,
  type Outcome,
  RunResult,
  type Scenario,
  type StaffRow,
  type Step,
  type StepRow,
  type Unit,
  type Workflow,
} from '../../../src/schema/index.ts'
import { assemble, Tally, tallyOfLog } from '../../../src/verdict/index.ts'

/** What a scenario says; whatever it leaves out is one plain week of one unit, below. */
export interface Given {
  /** The workflow of every procedure; a channel begins at the first step unless `start` says otherwise. */
  readonly steps: Record<string, Step>
  readonly start?: Partial<Workflow['start']>
  /** Who and what the unit has; one clerk and nine counters without. */
  readonly unit?: Partial<Unit>
  /** Instead: several units, each with what it has. */
  readonly units?: readonly Partial<Unit>[]
  /** One dossier comes in person on Monday at 08:00 without. */
  readonly demand?: Partial<Demand>
  readonly policies?: Scenario['policies']
  readonly systems?: Scenario['systems']
  readonly incidents?: readonly Incident[]
  /** Last day; the first is Monday 7 July 2025. */
  readonly to?: string
  /** Hours of every day of the week; 07:00-11:30 and 13:30-17:00 from Monday to Friday without. */
  readonly everyDay?: string
}

export const RACH_GIA = '30742'
/** Marital-status certificate: three working days. */
export const THREE_DAYS = '1.004873'
/** Certified copy: the same day when received by 15:00. */
export const SAME_DAY = '2.000815'
const OFFICE_HOURS = '07:00-11:30,13:30-17:00'
const workingWeek = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
const wholeWeek = [...workingWeek, 'saturday', 'sunday'] as const

/** So many dossiers on a day of the week from 7 to 13 July 2025: comeAt(3, 'monday', '08:00'). */
export function comeAt(dossiers: number, day: (typeof wholeWeek)[number], clock: string): Demand['volume'] {
  return { kind: 'scheduled', at: [{ time: momentOf(day, clock), dossiers }] }
}

/** Local time on a day of the week from 7 to 13 July 2025. */
export function momentOf(day: (typeof wholeWeek)[number], clock: string): string {
  return `2025-07-${String(7 + wholeWeek.indexOf(day)).padStart(2, '0')}T${clock}`
}

export const fixed = (min: number) => ({ kind: 'fixed', min }) as const

/** Steps of a fixed length: of a clerk at a counter or at a desk, of the citizen, of an agency. */
export function counter(min: number, ...outcomes: Outcome[]): OfficialStep {
  return { ...desk(min, ...outcomes), counter: true }
}
export function desk(min: number, ...outcomes: Outcome[]): OfficialStep {
  return { by: 'official', role: 'clerk', takes: fixed(min), outcomes }
}
export function citizen(min: number, ...outcomes: Outcome[]): Step {
  return { by: 'citizen', takes: fixed(min), outcomes }
}
export function agency(who: string, min: number, ...outcomes: Outcome[]): Extract<Step, { by: 'agency' }> {
  return { by: 'agency', who, takes: fixed(min), outcomes }
}
type OfficialStep = Extract<Step, { by: 'official' }>

/** Processing ends, and with it the dossier's way. */
export const done: Outcome = { state: 9, to: 'end' }

export function scenarioOf(given: Given): Scenario {
  const [first = ''] = Object.keys(given.steps)
  const days = given.everyDay === undefined ? workingWeek : wholeWeek
  const week = Object.fromEntries(days.map((day) => [day, given.everyDay ?? OFFICE_HOURS]))
  const sections = ['units', 'demand', 'workflows', 'policies', 'systems', 'incidents', 'targets'] as const
  return {
    version: 1,
    name: 'rich',
    title: { vi: 'Một tuần thường', en: 'A plain week' },
    seed: 7,
    period: { from: '2025-07-07', to: given.to ?? '2025-07-11' },
    calendar: { week, holidays: 'none' },
    units: (given.units ?? [given.unit ?? {}]).map((unit) => ({
      ...(unit.each === undefined ? { code: RACH_GIA } : {}),
      population: 250_000,
      counters: 9,
      staff: [{ role: 'clerk', count: 1 }],
      ...unit,
    })),
    demand: {
      volume: comeAt(1, 'monday', '08:00'),
      procedures: [{ code: THREE_DAYS, weight: 1, workflow: 'way' }],
      ...given.demand,
    },
    workflows: { way: { start: { direct: first, online: first, post: first, ...given.start }, steps: given.steps } },
    policies: given.policies ?? {},
    systems: given.systems ?? {},
    incidents: [...(given.incidents ?? [])],
    targets: [{ indicator: 'onTimeRate', atLeast: 0.9 }],
    basis: sections.map((path) => ({ path, kind: 'assumption', source: 'for the test' })),
  }
}

/** What is wrong or odd about a scenario, checked as the text of a file: JSON is YAML. */
export function problemsOf(given: Given): readonly Problem[] {
  return checkScenario(textOf(given), 'rich.yaml').problems
}

function textOf(given: Given): string {
  return JSON.stringify(scenarioOf(given), null, 1)
}

/**
 * Simulates a scenario once. The result must have the published shape, and the event log alone must give the same
 * figures.
 */
export function resultOf(given: Given): RunResult {
  const { plan, tally, lines } = playedOnce(given)
  expect(tallyOfLog(plan, lines).state()).toEqual(tally.state())
  const result = assemble({
    plan,
    run: { id: 'rich', clock: 'simulate', dientap: '0', startedAt: '', tookMs: 0, seed: 7, stopped: null },
    tally,
    untilMs: plan.toMs,
    systems: undefined,
    lag: null,
    prediction: null,
    files: [],
  })
  expect(result.conservation.problems).toEqual([])
  if (!conforms(RunResult, result)) throw new Error('the result has not the published shape')
  return result
}

/** Simulates a scenario once: its plan and the lines of its event log. */
export function playedOnce(given: Given): ReturnType<typeof played> & { readonly plan: Plan } {
  const { plan, problems } = checkScenario(textOf(given), 'rich.yaml')
  if (!plan) throw new Error(problems.map(formatProblem).join('\n'))
  return { plan, ...played(plan) }
}

function played(plan: Plan): { readonly tally: Tally; readonly lines: readonly EventLine[] } {
  const tally = new Tally(plan)
  const lines: EventLine[] = []
  const draws = new Draws(plan.scenario.seed, 0)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), {
    record: (entry) => {
      tally.record(entry)
      lines.push(eventLine(plan, entry))
    },
  })
  while (operation.advance());
  tally.close(plan.toMs)
  return { tally, lines }
}

/** The indicators of all dossiers, or of one channel. */
export function indicatorsOf(result: RunResult, channel: IndicatorRow['channel'] = 'all'): IndicatorRow {
  return found(
    result.indicators.find((row) => row.field === 'all' && row.channel === channel),
    channel,
  )
}

/** Mean working time from submission to the end of processing, minutes, to the millisecond. */
export function turnaroundMin(result: RunResult, channel: IndicatorRow['channel'] = 'all'): number {
  return Math.round((indicatorsOf(result, channel).turnaroundMeanHours ?? Number.NaN) * 3_600_000) / 60_000
}

/** Names of the steps in which anything happened. */
export function stepsOf(result: RunResult): string[] {
  return result.steps.map(({ step }) => step)
}

export function stepOf(result: RunResult, step: string): StepRow {
  return found(
    result.steps.find((row) => row.step === step),
    step,
  )
}

export function operationOf(result: RunResult, operation: string): OperationRow {
  return found(
    result.operations.find((row) => row.operation === operation),
    operation,
  )
}

export function staffOf(result: RunResult, role: string): StaffRow {
  return found(
    result.staff.find((row) => row.role === role),
    role,
  )
}

function found<T>(row: T | undefined, name: string): T {
  if (row === undefined) throw new Error(`the result has no row ${JSON.stringify(name)}`)
  return row
}
