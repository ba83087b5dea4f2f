import { loadScenario } from '../scenario/index.ts'
import { calendarInvariance, compareCalendars } from './calendar-invariance.ts'
import type { Case, FigureUnit } from './case.ts'
import { cases } from './cases/index.ts'
import { Given } from './given.ts'
import { type Judgement, judge } from './judge.ts'
import { play } from './play.ts'
import { scenarioFile } from './scenario-of.ts'

/** A quick run plays this share of each case’s replications, and no fewer than QUICK_LEAST. */
const QUICK_SHARE = 0.25
const QUICK_LEAST = 10

/** One line of the answer: a figure of a case, held against its exact value. */
export interface FigureRow extends Judgement {
  readonly name: string
  readonly unit: FigureUnit
  readonly exact: number
}

/** How a case came out. */
export type CaseResult =
  | {
      readonly kind: 'figures'
      readonly name: string
      readonly about: string
      readonly replications: number
      readonly figures: readonly FigureRow[]
      readonly within: boolean
    }
  | {
      readonly kind: 'identity'
      readonly name: string
      readonly about: string
      /** Times compared, and the largest difference, ms; null where one lacks what the other has. */
      readonly compared: number
      readonly largestMs: number | null
      readonly within: boolean
    }

/** Names of all cases, in the order in which they are run. */
export const caseNames: readonly string[] = [...cases.map(({ name }) => name), calendarInvariance.name]

/** How many figures share the suite’s chance of a false alarm. */
export const figureCount = cases.reduce((sum, { figures }) => sum + figures.length, 0)

export interface SuiteOptions {
  /** Fewer replications, wider intervals. */
  readonly quick: boolean
  /** Names of the cases to run; all without. */
  readonly only?: readonly string[]
  /** Told after each case. */
  readonly onCase?: (result: CaseResult) => void
}

/** Runs the suite. The same program gives the same figures every time: seeds are the scenarios’ own. */
export function runSuite({ quick, only, onCase }: SuiteOptions): CaseResult[] {
  const results: CaseResult[] = []
  const keep = (result: CaseResult) => {
    results.push(result)
    onCase?.(result)
  }
  for (const each of cases) if (!only || only.includes(each.name)) keep(runCase(each, quick))
  if (!only || only.includes(calendarInvariance.name)) keep(runInvariance())
  return results
}

/** Runs one case and judges its figures. */
export function runCase(given: Case, quick: boolean): CaseResult {
  const plan = loadScenario(scenarioFile(given.name))
  const parameters = new Given(plan.scenario)
  const replications = replicationsOf(plan.scenario.replications ?? QUICK_LEAST, quick)
  const values: number[][] = given.figures.map(() => [])
  for (let replication = 1; replication <= replications; replication++) {
    const played = play(plan, replication)
    given.figures.forEach(({ simulated }, index) => {
      const value = simulated(played)
      if (value !== null) values[index]?.push(value)
    })
  }
  const figures = given.figures.map(({ name, unit, exact, side }, index): FigureRow => {
    const exactly = exact(parameters)
    const judgement = judge(values[index] ?? [], exactly, figureCount)
    const sided = side === undefined || onSide(side, exactly, judgement.ci95)
    return { name, unit, exact: exactly, ...judgement, within: judgement.within && sided }
  })
  const { name, about } = given
  return { kind: 'figures', name, about, replications, figures, within: figures.every(({ within }) => within) }
}

function onSide(
  side: { of: number; must: 'above' | 'below' },
  exact: number,
  ci95: readonly [number, number],
): boolean {
  return side.must === 'above' ? exact >= side.of && ci95[0] >= side.of : exact < side.of && ci95[1] < side.of
}

function replicationsOf(all: number, quick: boolean): number {
  return quick ? Math.max(QUICK_LEAST, Math.round(all * QUICK_SHARE)) : all
}

function runInvariance(): CaseResult {
  const { name, about, scenarios } = calendarInvariance
  const [one, other] = scenarios
  const { compared, largestMs } = compareCalendars(
    loadScenario(scenarioFile(one)),
    loadScenario(scenarioFile(other)),
    1,
  )
  return {
    kind: 'identity',
    name,
    about,
    compared,
    largestMs: Number.isFinite(largestMs) ? largestMs : null,
    within: largestMs === 0,
  }
}
