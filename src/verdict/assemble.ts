import type { Plan } from '../scenario/index.ts'
import type { Conserved, Prediction, RunResult } from '../schema/index.ts'
import { type Figures, figureOf, figuresOf, meets, workingDaysOf } from './figures.ts'
import { hold } from './predict.ts'
import type { Tally } from './tally.ts'

/** What a run hands over to be judged. */
export interface Measured {
  readonly plan: Plan
  readonly run: RunResult['run']
  readonly tally: Tally
  /** Scenario time up to which it ran, epoch ms. */
  readonly untilMs: number
  /** What the systems' own databases count; undefined in a simulation, or where they could not be asked. */
  readonly systems: readonly { readonly system: string; readonly counts: Conserved }[] | undefined
  readonly lag: RunResult['lag']
  readonly prediction: Prediction | null
  readonly files: readonly string[]
}

/** Judges a run: conservation, indicators, targets, verdict. */
export function assemble(measured: Measured): RunResult {
  const { plan, tally, untilMs, run } = measured
  const indicators = tally.indicators(untilMs, 'fields')
  const figures = figuresOf(plan, tally, untilMs, indicators)
  const conservation = conserve(measured)
  const days = workingDaysOf(plan, untilMs)
  return {
    version: 1,
    run,
    scenario: describe(plan),
    verdict: judge(plan, figures, conservation, run.stopped),
    conservation,
    indicators,
    throughput: { workingDays: days, perWorkingDay: figures.dossiersPerWorkingDay, byDay: tally.byDay() },
    operations: tally.operations(),
    lag: measured.lag,
    prediction:
      measured.prediction && (run.clock === 'rehearse' ? hold(measured.prediction, figures) : measured.prediction),
    files: [...measured.files],
  }
}

function judge(
  plan: Plan,
  figures: Figures,
  conservation: RunResult['conservation'],
  stopped: string | null,
): RunResult['verdict'] {
  const targets = plan.scenario.targets.map((target) => {
    const value = figureOf(figures, target.indicator, target.channel)
    return { target, value, met: meets(target, value) }
  })
  const reasons = [...(stopped === null ? [] : [stopped]), ...conservation.problems]
  if (reasons.length > 0) return { status: 'INVALID', reasons, targets }
  return { status: targets.every((target) => target.met) ? 'PASS' : 'FAIL', reasons, targets }
}

/** Checks that every dossier is in exactly one place, in the harness and in each system, and that all agree. */
function conserve({ tally, systems, run }: Measured): RunResult['conservation'] {
  const harness = tally.counts()
  const problems = imbalance('the harness', harness)
  for (const { system, counts } of systems ?? []) {
    problems.push(...imbalance(`the database of ${system}`, counts))
    for (const [name, value] of Object.entries(harness)) {
      const theirs = counts[name as keyof Conserved]
      if (theirs !== value) problems.push(`${name}: the harness counts ${value}, the database of ${system} ${theirs}`)
    }
  }
  if (run.clock === 'rehearse' && run.stopped === null && systems === undefined)
    problems.push('the systems could not be asked what they hold')
  return { holds: problems.length === 0, harness, systems: [...(systems ?? [])], problems }
}

function imbalance(whose: string, counts: Conserved): string[] {
  const { received, finished, refused, withdrawn, open } = counts
  const sum = finished + refused + withdrawn + open
  return sum === received ? [] : [`${whose} received ${received} dossiers but accounts for ${sum}`]
}

function describe(plan: Plan): RunResult['scenario'] {
  const { scenario } = plan
  return {
    name: scenario.name,
    title: scenario.title,
    sha256: plan.sha256,
    from: scenario.period.from,
    to: scenario.period.to,
    units: plan.units.map(({ code, name, province, population, counters, officials }) => ({
      code,
      name,
      province,
      population,
      counters,
      officials: officials.length,
    })),
    incidents: (scenario.incidents ?? []).map(({ name, kind, from, to }) => ({ name, kind, from, to })),
    limitReduction: plan.policies.limitReduction,
    basis: scenario.basis,
    toVerify: plan.procedures
      .filter((procedure) => !procedure.limitSourced)
      .map(({ code, nameVi }) => ({ code, name: nameVi, what: 'limit' })),
  }
}
