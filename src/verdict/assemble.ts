import { type Plan, readinessRules } from '../scenario/index.ts'
import type {
  Conserved,
  DifficultyRow,
  Doubt,
  Finding,
  IndicatorName,
  Lateness,
  Prediction,
  RunResult,
  SelfTest,
} from '../schema/index.ts'
import { conformanceRows } from './conformance-rows.ts'
import { type Figures, figureOf, figuresOf, meets, workingDaysOf } from './figures.ts'
import { measureOf } from './measure.ts'
import { hold } from './prediction.ts'
import { readinessOf } from './readiness/readiness.ts'
import type { Tally } from './tally.ts'

/** What a run hands over to be judged. */
export interface Measured {
  readonly plan: Plan
  readonly run: RunResult['run']
  /** Closed at `untilMs`. */
  readonly tally: Tally
  /** Scenario time up to which it ran, epoch ms. */
  readonly untilMs: number
  /** What the systems' own databases count; undefined in a simulation, or where they could not be asked. */
  readonly systems: readonly { readonly system: string; readonly counts: Conserved }[] | undefined
  readonly lag: RunResult['lag']
  readonly prediction: Prediction | null
  /** What limited each unit; undefined where nobody looked. */
  readonly bottlenecks?: RunResult['bottlenecks']
  readonly growth?: RunResult['growth']
  /** What went wrong, and where the overrun comes from; nothing where nobody looked. */
  readonly findings?: readonly Finding[]
  readonly lateness?: Lateness | null
  /** The last self-test of this installation; null where nobody asked. */
  readonly selftest?: SelfTest | null
  /** Of a load run. */
  readonly load?: RunResult['load']
  /** Why the measurement can't be trusted, besides what the counts themselves show. */
  readonly invalid?: readonly Doubt[]
  /** Indicators that this clock does not measure: targets of them are not judged. */
  readonly unmeasured?: readonly IndicatorName[]
  /** What is odd about the scenario, though it can be run. */
  readonly warnings?: readonly string[]
  readonly files: readonly string[]
}

/** Judges a run: conservation, indicators, targets, verdict. */
export function assemble(measured: Measured): RunResult {
  const { plan, tally, untilMs, run } = measured
  const figures = figuresOf(plan, tally, untilMs)
  const conservation = conserve(measured)
  const days = workingDaysOf(plan, untilMs)
  const result: RunResult = {
    version: 1,
    run,
    scenario: describe(plan),
    verdict: judge(measured, figures, conservation.problems),
    conservation,
    indicators: tally.indicators('fields'),
    throughput: { workingDays: days, perWorkingDay: figures.dossiersPerWorkingDay, byDay: tally.byDay() },
    streams: tally.streams(),
    provinces: tally.provinces(),
    units: tally.units(),
    steps: tally.steps(),
    staff: tally.staff(),
    conformance: tally.scripts ? conformanceRows(plan, tally.scripts) : null,
    visits: tally.visits(),
    paper: tally.paper(),
    legs: tally.legs(),
    operations: tally.operations(),
    lag: measured.lag,
    ...(measured.load ? { load: measured.load } : {}),
    ...(measured.bottlenecks && { bottlenecks: measured.bottlenecks }),
    ...(measured.growth && { growth: measured.growth }),
    difficulties: [],
    findings: [...(measured.findings ?? [])],
    lateness: measured.lateness ?? null,
    prediction:
      measured.prediction && (run.clock === 'rehearse' ? hold(measured.prediction, figures) : measured.prediction),
    selftest: measured.selftest ?? null,
    warnings: [...(measured.warnings ?? [])],
    files: [...measured.files],
  }
  const readiness = measured.bottlenecks && readinessOf(plan, readinessRules(), result)
  return { ...result, ...(readiness && { readiness }), difficulties: difficultiesOf(plan, result) }
}

/** What the scenario says was difficult, with the figures that show it. */
function difficultiesOf({ scenario }: Plan, result: RunResult): DifficultyRow[] {
  const taken = new Set((scenario.takenAway ?? []).map(({ name }) => name))
  return (scenario.difficulties ?? []).map(({ name, title, measure }) => ({
    name,
    title,
    measure,
    value: measureOf(result, measure) ?? null,
    takenAway: taken.has(name),
  }))
}

function judge(
  { plan, run, invalid = [], unmeasured = [] }: Measured,
  figures: Figures,
  problems: readonly Doubt[],
): RunResult['verdict'] {
  const targets = plan.scenario.targets.map((target) => {
    if (unmeasured.includes(target.indicator)) return { target, value: null, met: null }
    const value = figureOf(figures, target.indicator, target.channel)
    return { target, value, met: meets(target, value) }
  })
  const stopped: Doubt[] = run.stopped === null ? [] : [{ kind: 'stopped', values: { why: run.stopped } }]
  const untold: Doubt[] =
    targets.length > 0 && targets.every(({ met }) => met === null) ? [{ kind: 'no-target', values: {} }] : []
  const reasons = [...stopped, ...untold, ...invalid, ...problems]
  if (reasons.length > 0) return { status: 'INVALID', reasons, targets }
  return { status: targets.some(({ met }) => met === false) ? 'FAIL' : 'PASS', reasons, targets }
}

/** Checks that every dossier is in exactly one place, in the harness and in each system, and that all agree. */
function conserve({ tally, systems, run }: Measured): RunResult['conservation'] {
  const harness = tally.counts()
  const kept = tally.keptCounts()
  const problems = imbalance('harness', harness)
  for (const { system, counts } of systems ?? []) {
    problems.push(...imbalance(system, counts))
    // What has no place there, such as a document, can't be missing there.
    for (const [name, value] of Object.entries(kept)) {
      const theirs = counts[name as keyof Conserved]
      if (theirs !== value)
        problems.push({ kind: 'counts-differ', values: { count: name, harness: value, system, theirs } })
    }
  }
  if (run.clock !== 'simulate' && run.stopped === null && systems === undefined)
    problems.push({ kind: 'not-counted', values: {} })
  return { holds: problems.length === 0, harness, kept, systems: [...(systems ?? [])], problems }
}

/** @param whose harness, or the system whose database it is */
function imbalance(whose: string, counts: Conserved): Doubt[] {
  const { received, finished, refused, withdrawn, open } = counts
  const sum = finished + refused + withdrawn + open
  return sum === received ? [] : [{ kind: 'unbalanced', values: { whose, received, sum } }]
}

function describe(plan: Plan): RunResult['scenario'] {
  const { scenario } = plan
  return {
    name: scenario.name,
    title: scenario.title,
    sha256: plan.sha256,
    from: scenario.period.from,
    to: scenario.period.to,
    units: plan.units.map(({ code, name, province, population, counters, officials, oneStop }) => ({
      code,
      name,
      province,
      population,
      counters,
      officials: officials.length,
      oneStop,
    })),
    incidents: (scenario.incidents ?? []).map(({ name, title = null, kind, from, to }) => ({
      name,
      title,
      kind,
      from,
      to,
    })),
    without: scenario.takenAway ?? [],
    limitReduction: plan.policies.limitReduction,
    basis: scenario.basis,
    toVerify: plan.procedures
      .filter((procedure) => !procedure.limitSourced)
      .map(({ code, nameVi }) => ({ code, name: nameVi, what: 'limit' })),
  }
}
