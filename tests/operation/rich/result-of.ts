import { parse } from 'yaml'
import { Draws } from '../../../src/chance/index.ts'
import { type Entry, eventLine, ModelledSystems, Operation } from '../../../src/operation/index.ts'
import { checkScenario, formatProblem, type Plan } from '../../../src/scenario/index.ts'
import type { EventLine, RunResult } from '../../../src/schema/index.ts'
import { assemble, Tally } from '../../../src/verdict/index.ts'

/** What a scenario of these tests says where it says nothing else: a week from Monday 7 July 2025, 8 hours a day. */
const usual: Record<string, string> = {
  version: 'version: 1',
  name: 'name: rich',
  title: 'title: { vi: Một tuần nhỏ, en: A small week }',
  seed: 'seed: 7',
  period: 'period: { from: 2025-07-07, to: 2025-07-11 }',
  calendar: `calendar:
  week:
    monday: &hours 07:00-11:30,13:30-17:00
    tuesday: *hours
    wednesday: *hours
    thursday: *hours
    friday: *hours
  holidays: none`,
  policies: 'policies: {}',
  systems: 'systems: {}',
  targets: 'targets: [{ indicator: received, atLeast: 0 }]',
}
const spokenFor = ['calendar', 'units', 'demand', 'workflows', 'policies', 'systems', 'incidents', 'targets']

/** A whole scenario file: the sections given, and of the others what is usual. */
export function scenarioText(...sections: readonly string[]): string {
  const given = sections.join('\n')
  const keys = Object.keys(parse(given) as object)
  const rest = Object.entries(usual).flatMap(([key, text]) => (keys.includes(key) ? [] : [text]))
  const basis = spokenFor
    .filter((key) => keys.includes(key) || Object.hasOwn(usual, key))
    .map((path) => `  - { path: ${path}, kind: assumption, source: for the test }`)
  return [...rest, given, 'basis:', ...basis, ''].join('\n')
}

export interface Simulated {
  readonly plan: Plan
  readonly result: RunResult
  /** What `events.ndjson` would hold. */
  readonly log: readonly EventLine[]
  readonly warnings: readonly string[]
}

/** Simulates a scenario once, as `simulate` does for the replication that it shows. */
export function simulated(...sections: readonly string[]): Simulated {
  const { plan, problems, warnings } = checkScenario(scenarioText(...sections), 'rich.yaml')
  if (!plan) throw new Error(problems.map(formatProblem).join('\n'))
  const tally = new Tally(plan)
  const log: EventLine[] = []
  const record = (entry: Readonly<Entry>) => {
    tally.record(entry)
    log.push(eventLine(plan, entry))
  }
  const draws = new Draws(plan.scenario.seed, 0)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), { record })
  while (operation.advance());
  tally.close(plan.toMs)
  const run: RunResult['run'] = {
    ...{
      id: 'rich',
      clock: 'simulate',
      dientap: '0',
      startedAt: '',
      tookMs: 0,
      seed: plan.scenario.seed,
      stopped: null,
    },
  }
  const untilMs = plan.toMs
  const result = assemble({ plan, run, tally, untilMs, systems: undefined, lag: null, prediction: null, files: [] })
  if (!result.conservation.holds) throw new Error(result.conservation.problems.join('; '))
  return { plan, result, log, warnings: warnings.map(({ message }) => message) }
}

/** The result of a scenario that has nothing doubtful in it. */
export function resultOf(...sections: readonly string[]): RunResult {
  const { result, warnings } = simulated(...sections)
  if (warnings.length > 0) throw new Error(warnings.join('\n'))
  return result
}

/** The row of all dossiers. */
export function allOf({ indicators: [all] }: RunResult): RunResult['indicators'][number] {
  if (!all) throw new Error('a result has a row of all dossiers')
  return all
}

export function stepOf({ steps }: RunResult, name: string): RunResult['steps'][number] {
  const row = steps.find(({ step }) => step === name)
  if (!row) throw new Error(`nothing happened in step ${name}`)
  return row
}

export function staffOf({ staff }: RunResult, name: string): RunResult['staff'][number] {
  const row = staff.find(({ role }) => role === name)
  if (!row) throw new Error(`there is no ${name}`)
  return row
}

/** Demand of dossiers of one procedure that come at stated times, as `07T08:00 4`: four on 7 July 2025 at 08:00. */
export function demandAt(...times: readonly string[]): string {
  return `demand:
  volume: { kind: scheduled, at: [${timesOf(times)}] }
  procedures: [{ code: "1.004873", weight: 1, workflow: way }]`
}

export function timesOf(times: readonly string[]): string {
  return times
    .map((text) => text.split(' '))
    .map(([time, dossiers]) => `{ time: 2025-07-${time}, dossiers: ${dossiers} }`)
    .join(', ')
}

/** A workflow whose dossiers begin at its first step. */
export function way(...steps: readonly string[]): string {
  const first = steps[0]?.split(':')[0] ?? ''
  return `workflows:
  way:
    start: { direct: ${first}, online: ${first}, post: ${first} }
    steps:
${steps.map((step) => `      ${step}`).join('\n')}`
}

/** The only unit, as lines of YAML at the level of its keys. */
export function unit(...lines: readonly string[]): string {
  return `units:
  - code: "30742"
    population: 250000
${lines.map((line) => `    ${line.replaceAll('\n', '\n    ')}`).join('\n')}`
}

/** A duration that is always the same. */
export const fixed = (min: number) => `{ kind: fixed, min: ${min} }`
