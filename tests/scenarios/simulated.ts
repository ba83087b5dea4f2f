import { expect } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { ModelledSystems, Operation } from '../../src/operation/index.ts'
import { checkScenario, formatProblem, type Plan, readScenarioFile, takeAway } from '../../src/scenario/index.ts'
import type { RunResult } from '../../src/schema/index.ts'
import { assemble, measureOf, Tally } from '../../src/verdict/index.ts'

/** The plan of a shipped scenario, without some of its incidents and difficulties. */
export function planOf(name: string, ...without: readonly string[]): Plan {
  const source = takeAway(readScenarioFile(name), without)
  const { plan, problems } = checkScenario(source.text, source.file)
  if (!plan) throw new Error(problems.map(formatProblem).join('\n'))
  return plan
}

/** What was simulated once of a plan, as `dientap simulate` writes it. @param units only these, whole groups of them */
export function simulated(plan: Plan, replication = 0, units?: readonly number[]): RunResult {
  const tally = new Tally(plan)
  const draws = new Draws(plan.scenario.seed, replication)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), tally, units)
  while (operation.advance());
  tally.close(plan.toMs)
  const run = { id: 't', clock: 'simulate', dientap: '0', startedAt: '', tookMs: 0, seed: plan.scenario.seed } as const
  return assemble({
    plan,
    run: { ...run, stopped: null },
    tally,
    untilMs: plan.toMs,
    systems: undefined,
    lag: null,
    prediction: null,
    files: [],
  })
}

/** What a result says of the scripts, of which the scenario must have some. */
export function conformanceOf(result: RunResult): NonNullable<RunResult['conformance']> {
  if (!result.conformance) throw new Error(`${result.scenario.name} has no scripts`)
  return result.conformance
}

/** A figure of each of some replications; nothing counts as 0. */
export function figures(plan: Plan, measure: string, replications = 3, units?: readonly number[]): number[] {
  return Array.from({ length: replications }, (_, replication) => {
    const value = measureOf(simulated(plan, replication, units), measure)
    if (value === undefined) throw new Error(`no result has ${measure}`)
    return value ?? 0
  })
}

/** How much is simulated. */
export interface Size {
  readonly replications?: number
  /** Indexes of the only units; they must be whole groups of those that deal with each other. */
  readonly units?: readonly number[]
}

/** The figure that shows a difficulty, with it and without it, over the same few replications. */
function withAndWithout(scenario: string, difficulty: string, { replications = 3, units }: Size) {
  const plan = planOf(scenario)
  const found = plan.scenario.difficulties?.find(({ name }) => name === difficulty)
  if (!found) throw new Error(`${scenario} has no difficulty ${difficulty}`)
  return {
    with: figures(plan, found.measure, replications, units),
    without: figures(planOf(scenario, difficulty), found.measure, replications, units),
  }
}

/** That the figure of a difficulty is there in every replication, and gone when it is taken away. */
export function expectGone(scenario: string, difficulty: string, atLeast: number, size: Size = {}): void {
  const { with: there, without } = withAndWithout(scenario, difficulty, size)
  expect(Math.min(...there), `${difficulty} shows: ${there}`).toBeGreaterThanOrEqual(atLeast)
  expect(without, `${difficulty} taken away`).toEqual(without.map(() => 0))
}

/** That the figure of a difficulty is so many times as large as without it, in every replication. */
export function expectShrunk(scenario: string, difficulty: string, times: number, size: Size = {}): void {
  const { with: there, without } = withAndWithout(scenario, difficulty, size)
  there.forEach((value, replication) => {
    const bare = without[replication] ?? 0
    expect(value, `${difficulty}: ${value} with, ${bare} without`).toBeGreaterThan(times * bare)
  })
}
