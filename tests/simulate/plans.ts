/** Scenarios of several units for the tests of what is shared out among threads and machines. */
import { parse } from 'yaml'
import { Draws } from '../../src/chance/index.ts'
import { type Entry, type Journal, ModelledSystems, Operation } from '../../src/operation/index.ts'
import { checkScenario, formatProblem, loadCatalogue, type Plan, readScenarioFile } from '../../src/scenario/index.ts'
import type { Scenario } from '../../src/schema/index.ts'
import { playersOf, type Simulated, type Source, type Subject, simulate } from '../../src/simulate/index.ts'
import { Tally } from '../../src/verdict/index.ts'

const FILE = 'scenarios/rach-gia-2025-07.yaml'

/** A week in so many units that are as Rạch Giá, each with its share of the dossiers; not yet compiled. */
export function weekIn(units: number, dossiersEach: number): Scenario {
  const scenario = parse(readScenarioFile(FILE).text) as Scenario
  const { code: _, organisationId: __, ...model } = scenario.units[0] as Scenario['units'][number]
  scenario.period = { from: '2025-07-07', to: '2025-07-13' }
  scenario.units = [{ ...model, each: { codes: [...loadCatalogue().units.keys()].slice(0, units) } }]
  scenario.demand.volume = { kind: 'poisson', dossiers: dossiersEach }
  scenario.incidents = []
  delete scenario.scripts
  delete scenario.demand.streams
  scenario.basis = scenario.basis.filter(
    ({ path }) => !/^(incidents|scripts|demand\.streams|units\.0\.organisationId)/.test(path),
  )
  return scenario
}

/** A scenario as a file would hold it: JSON is YAML. */
export function sourceOf(scenario: Scenario): Source {
  return { file: FILE, text: JSON.stringify(scenario, null, 1) }
}

export function planOf({ file, text }: Source): Plan {
  const { plan, problems } = checkScenario(text, file)
  if (!plan) throw new Error(problems.map(formatProblem).join('\n'))
  return plan
}

export function subjectOf(scenario: Scenario, more: Partial<Subject> = {}): Subject {
  const source = sourceOf(scenario)
  return { plan: planOf(source), source, seed: 7, steadyState: false, ...more }
}

/** Simulates with so many threads. */
export async function simulated(subject: Subject, threads: number, replications: number): Promise<Simulated> {
  const players = playersOf(threads)
  try {
    return await simulate(players, subject, {
      replications,
      precision: undefined,
      played: true,
      signal: new AbortController().signal,
      onProgress: undefined,
    })
  } finally {
    await players.close()
  }
}

/** All that a simulation came to, as plain data. */
export function contents({ played, outcomes, halfWidth }: Simulated): unknown {
  return { played: played?.state(), outcomes, halfWidth }
}

/** Plays the given units together; everything that happened, in order. */
export function play(plan: Plan, units: readonly number[] | undefined, replication = 0): Entry[] {
  const entries: Entry[] = []
  run(plan, units, { record: (entry) => entries.push({ ...entry }) }, replication)
  return entries
}

/** Plays the given units together into a tally, and closes it. */
export function playInto(plan: Plan, units: readonly number[] | undefined, tally: Tally): void {
  run(plan, units, tally, 0)
  tally.close(plan.toMs)
}

/** Plays the given units together; what a tally has counted of it. */
export function tallied(plan: Plan, units: readonly number[] | undefined): Tally {
  const tally = new Tally(plan)
  playInto(plan, units, tally)
  return tally
}

function run(plan: Plan, units: readonly number[] | undefined, journal: Journal, replication: number): void {
  const draws = new Draws(7, replication)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), journal, units)
  while (operation.advance());
}
