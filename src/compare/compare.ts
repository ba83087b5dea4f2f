import type { IndicatorName, Replications, RunResult } from '../schema/index.ts'
import { figureOf, figuresIn, LEAST_PERIODS, predictedSpread } from '../verdict/index.ts'
import type {
  Basis,
  Change,
  Comparison,
  Comparisons,
  Finding,
  IndicatorComparison,
  Note,
  OperationComparison,
  OperationFigure,
  RunBrief,
  Unjudged,
} from './comparison.ts'
import { isMoreBetter } from './direction.ts'
import { type Calls, driftWithout, failuresOf, percentileOf, type Share, slowdownOf, type Timed } from './latency.ts'
import { type Estimate, estimate, holm, oddOne, paired, sampleOf, welch } from './t-test.ts'

/** A run as it is compared. */
export interface ComparedRun {
  readonly folder: string
  readonly result: RunResult
  /** Of a simulation; undefined where its folder has none. */
  readonly replications: Replications | undefined
  /** Of a rehearsal, by operation; undefined where it has no event log. */
  readonly calls: ReadonlyMap<string, Calls> | undefined
}

/** The level that all findings together are held to. */
const LEVEL = 0.05

type Raw<T> = Omit<T, 'pAdjusted' | 'finding'>
interface RawComparison extends Omit<Comparison, 'indicators' | 'operations'> {
  readonly indicators: readonly Raw<IndicatorComparison>[]
  readonly operations: readonly Raw<OperationComparison>[]
}

/**
 * Holds each run against the first: every indicator and every operation, with Holm's correction over all of them.
 * That they can be compared is the caller's to see to.
 * @param changes of each run's scenario against the first's
 */
export function compare(
  first: ComparedRun,
  others: readonly { readonly run: ComparedRun; readonly changes: readonly Change[] }[],
): Comparisons {
  const raw = others.map(({ run, changes }) => withoutNothing(pair(first, run, changes)))
  const adjusted = holm(raw.flatMap(({ indicators, operations }) => [...indicators, ...operations].map(({ p }) => p)))
  let at = 0
  const next = () => adjusted[at++] as number
  const comparisons = raw.map((each) => ({
    ...each,
    indicators: each.indicators.map((row) => {
      const pAdjusted = next()
      return { ...row, pAdjusted, finding: findingOf(pAdjusted, row.difference, isMoreBetter(row.indicator)) }
    }),
    operations: each.operations.map((row) => {
      const pAdjusted = next()
      return { ...row, pAdjusted, finding: findingOf(pAdjusted, row.difference, false) }
    }),
  }))
  const { name, title } = first.result.scenario
  return {
    version: 1,
    verdict: verdictOf(comparisons),
    looked: adjusted.length,
    scenario: { name, title },
    comparisons,
  }
}

/** What never happens in either run is not looked at. */
function withoutNothing(raw: RawComparison): RawComparison {
  return { ...raw, indicators: raw.indicators.filter(({ before, after }) => before !== 0 || after !== 0) }
}

function findingOf(pAdjusted: number, difference: number, moreIsBetter: boolean | undefined): Finding {
  if (pAdjusted >= LEVEL || difference === 0) return 'no-evidence'
  if (moreIsBetter === undefined) return 'changed'
  return difference > 0 === moreIsBetter ? 'better' : 'worse'
}

function verdictOf(comparisons: readonly Comparison[]): Comparisons['verdict'] {
  const found = comparisons.flatMap(({ indicators, operations }) => [...indicators, ...operations])
  for (const finding of ['worse', 'better', 'changed'] as const) {
    if (found.some((row) => row.finding === finding)) return finding
  }
  return 'no-evidence'
}

function pair(before: ComparedRun, after: ComparedRun, changes: readonly Change[]): RawComparison {
  const common = { before: brief(before), after: brief(after), scenarioChanges: changes }
  const notes = versionNote(before, after)
  const [a, b] = [before.result.run.clock, after.result.run.clock]
  if (a === 'simulate' && b === 'simulate') {
    const { rows, replications, notes: more } = simulations(before, after)
    return {
      kind: 'simulations',
      ...common,
      replications,
      indicators: rows,
      operations: [],
      unjudged: [],
      notes: [...notes, ...more],
    }
  }
  if (a !== b) {
    const { rows, unjudged } = against(before, after)
    const { replications = 0 } = (a === 'simulate' ? before : after).result.prediction ?? {}
    return {
      kind: 'prediction-and-measurement',
      ...common,
      replications,
      indicators: rows,
      operations: [],
      unjudged,
      notes,
    }
  }
  const { rows, unjudged } = onePeriods(before, after)
  const operations = operationRows(before, after)
  return {
    kind: 'rehearsals',
    ...common,
    replications: 0,
    indicators: rows,
    operations: operations.rows,
    unjudged: [...unjudged, ...operations.unjudged],
    notes: [...notes, ...seedNote(before, after), ...operations.notes],
  }
}

function brief({ folder, result: { run, verdict } }: ComparedRun): RunBrief {
  const { id, clock, seed, dientap } = run
  return { folder, id, clock, seed, dientap, verdict: verdict.status }
}

function versionNote(before: ComparedRun, after: ComparedRun): Note[] {
  const versions = [before.result.run.dientap, after.result.run.dientap] as const
  return versions[0] === versions[1] ? [] : [{ kind: 'version', versions }]
}

function seedNote(before: ComparedRun, after: ComparedRun): Note[] {
  const seeds = [before.result.run.seed, after.result.run.seed] as const
  return seeds[0] === seeds[1] ? [] : [{ kind: 'not-paired', seeds }]
}

interface Rows {
  readonly rows: Raw<IndicatorComparison>[]
  readonly unjudged: Unjudged[]
}

/** Replications, one by one where both runs had the same chances. */
function simulations(
  before: ComparedRun,
  after: ComparedRun,
): {
  rows: Raw<IndicatorComparison>[]
  replications: number
  notes: Note[]
} {
  const notes = seedNote(before, after)
  const [a, b] = [before.replications, after.replications]
  if (!a || !b) {
    return {
      rows: byPredictions(before, after),
      replications: fewest(before, after),
      notes: [...notes, { kind: 'no-replications-file' }],
    }
  }
  const isPaired = notes.length === 0
  const counts = [a, b].map(({ columns }) => columns[0]?.values.length ?? 0) as [number, number]
  if (counts[0] !== counts[1]) notes.push({ kind: 'replications-differ', counts })
  const rows = a.columns.flatMap(({ indicator, channel, values }) => {
    const other = b.columns.find((each) => each.indicator === indicator && each.channel === channel)
    return other ? replicated(indicator, channel, values, other.values, isPaired) : []
  })
  return { rows, replications: Math.min(...counts), notes }
}

function replicated(
  indicator: IndicatorName,
  channel: IndicatorComparison['channel'],
  before: readonly (number | null)[],
  after: readonly (number | null)[],
  isPaired: boolean,
): Raw<IndicatorComparison>[] {
  const row = (found: Estimate, a: readonly number[], b: readonly number[], basis: Basis) => [
    { indicator, channel, before: sampleOf(a).mean, after: sampleOf(b).mean, ...found, basis },
  ]
  if (isPaired) {
    const both = before.flatMap((value, index) => {
      const other = after[index] ?? null
      return value === null || other === null ? [] : [[value, other] as const]
    })
    const [a, b] = [both.map(([value]) => value), both.map(([, value]) => value)]
    return both.length < LEAST_PERIODS ? [] : row(paired(a, b), a, b, 'paired')
  }
  const [a, b] = [before, after].map((values) => values.filter((value) => value !== null)) as [number[], number[]]
  return Math.min(a.length, b.length) < LEAST_PERIODS ? [] : row(welch(sampleOf(a), sampleOf(b)), a, b, 'unpaired')
}

function fewest(...runs: readonly ComparedRun[]): number {
  return Math.min(...runs.map(({ result }) => result.prediction?.replications ?? 0))
}

/** Without replications.json: from the means and intervals of the results, as if the chances were not the same. */
function byPredictions(before: ComparedRun, after: ComparedRun): Raw<IndicatorComparison>[] {
  return predictionRows(before.result).flatMap(({ indicator, mean }) => {
    const other = predictionRows(after.result).find((row) => row.indicator === indicator)
    const [a, b] = [predictedSpread(before.result, indicator), predictedSpread(after.result, indicator)]
    if (!other || !a || !b) return []
    const samples = [
      { mean, standardError: a.sd / Math.sqrt(a.n), n: a.n },
      { mean: other.mean, standardError: b.sd / Math.sqrt(b.n), n: b.n },
    ] as const
    return [{ indicator, channel: null, before: mean, after: other.mean, ...welch(...samples), basis: 'unpaired' }]
  })
}

const predictionRows = ({ prediction }: RunResult) => prediction?.rows ?? []

/** One period against the prediction of one. */
function against(before: ComparedRun, after: ComparedRun): Rows {
  const isPredictedFirst = before.result.run.clock === 'simulate'
  const [predicted, measured] = isPredictedFirst ? [before, after] : [after, before]
  const figures = figuresIn(measured.result)
  const rows: Raw<IndicatorComparison>[] = []
  const unjudged: Unjudged[] = []
  for (const { indicator, mean } of predictionRows(predicted.result)) {
    const value = figureOf(figures, indicator)
    const spread = predictedSpread(predicted.result, indicator)
    if (value === null || !spread) {
      unjudged.push({ name: indicator, why: 'one-side' })
      continue
    }
    const [a, b] = isPredictedFirst ? [mean, value] : [value, mean]
    const found = estimate(b - a, spread.sd * Math.sqrt(1 + 1 / spread.n), spread.n - 1, oddOne(spread.n))
    rows.push({ indicator, channel: null, before: a, after: b, ...found, basis: 'prediction' })
  }
  return { rows, unjudged }
}

/** Two periods, by how much such periods are predicted to differ. */
function onePeriods(before: ComparedRun, after: ComparedRun): Rows {
  const [a, b] = [figuresIn(before.result), figuresIn(after.result)]
  const rows: Raw<IndicatorComparison>[] = []
  const unjudged: Unjudged[] = []
  for (const indicator of oneByOne) {
    const [valueA, valueB] = [figureOf(a, indicator), figureOf(b, indicator)]
    if (valueA === null && valueB === null) continue
    const [spreadA, spreadB] = [predictedSpread(before.result, indicator), predictedSpread(after.result, indicator)]
    // How much one of them varies says it of the other too, where that has no prediction of its own.
    const [own, other] = [spreadA ?? spreadB, spreadB ?? spreadA]
    if (valueA === null || valueB === null) unjudged.push({ name: indicator, why: 'one-side' })
    else if (!own || !other) unjudged.push({ name: indicator, why: 'no-spread' })
    else {
      const samples = [
        { mean: valueA, standardError: own.sd, n: own.n },
        { mean: valueB, standardError: other.sd, n: other.n },
      ] as const
      rows.push({ indicator, channel: null, before: valueA, after: valueB, ...welch(...samples), basis: 'one-period' })
    }
  }
  return { rows, unjudged }
}

/** Real times to answer are not those of the model: they are compared by operation, below. */
const oneByOne: readonly IndicatorName[] = [
  'onTimeRate',
  'progressRate',
  'sameDayRate',
  'received',
  'finished',
  'open',
  'overdue',
  'turnaroundP50Hours',
  'turnaroundP90Hours',
  'turnaroundMeanHours',
  'waitP50Min',
  'waitP90Min',
  'waitMeanMin',
  'dossiersPerWorkingDay',
  'operationErrorRate',
  'turnedAway',
  'gaveUp',
  'tripsPerDossier',
  'conformance',
]

function operationRows(
  before: ComparedRun,
  after: ComparedRun,
): {
  rows: Raw<OperationComparison>[]
  unjudged: Unjudged[]
  notes: Note[]
} {
  if (!before.calls || !after.calls) {
    return { rows: [], unjudged: [{ name: 'operations', why: 'no-log' }], notes: [] }
  }
  const names = [...new Set([...before.calls.keys(), ...after.calls.keys()])].sort()
  const rows: Raw<OperationComparison>[] = []
  const unjudged: Unjudged[] = []
  const notes: Note[] = []
  for (const [figure, share] of [
    ['p10Ms', 0.1],
    ['p50Ms', 0.5],
    ['p95Ms', 0.95],
  ] as const) {
    const timed = names.flatMap((operation) => timedOf(operation, share, before, after) ?? [])
    // Tails grow with the machine's load more than anything: without others to tell it by they would be blamed for it.
    if (figure === 'p95Ms' && !driftWithout(timed, timed[0]?.operation ?? '')) continue
    for (const each of timed) {
      const { operation, before: a, after: b } = each
      const found = slowdownOf(each, driftWithout(timed, operation))
      rows.push({ operation, figure, before: Math.exp(a.mean), after: Math.exp(b.mean), ...found, basis: 'batches' })
    }
    if (figure !== 'p50Ms') continue
    for (const name of names)
      if (!timed.some(({ operation }) => operation === name)) unjudged.push({ name, why: 'few-calls' })
    const drift = driftWithout(timed, '')
    notes.push(drift ? { kind: 'drift', ratio: Math.exp(drift.log) } : { kind: 'drift-unknown' })
  }
  rows.push(...names.flatMap((operation) => errorRow(operation, before, after)))
  return { rows: rows.sort(byOperation), unjudged, notes }
}

const figureOrder: readonly OperationFigure[] = ['p10Ms', 'p50Ms', 'p95Ms', 'errorRate']

function byOperation(a: Raw<OperationComparison>, b: Raw<OperationComparison>): number {
  if (a.operation !== b.operation) return a.operation < b.operation ? -1 : 1
  return figureOrder.indexOf(a.figure) - figureOrder.indexOf(b.figure)
}

function timedOf(operation: string, share: Share, before: ComparedRun, after: ComparedRun): Timed | undefined {
  const [a, b] = [before.calls?.get(operation), after.calls?.get(operation)]
  if (!a || !b) return undefined
  const [first, second] = [percentileOf(a, share), percentileOf(b, share)]
  return first && second && { operation, before: first, after: second }
}

/** Shares of failed calls, where there are any. */
function errorRow(operation: string, before: ComparedRun, after: ComparedRun): Raw<OperationComparison>[] {
  const [a, b] = [before.calls?.get(operation), after.calls?.get(operation)]
  const [first, second] = [a && failuresOf(a), b && failuresOf(b)]
  if (!first || !second || (first.mean === 0 && second.mean === 0)) return []
  const shown = { before: first.mean, after: second.mean, ratio: null, drift: null }
  return [{ operation, figure: 'errorRate', ...shown, ...welch(first, second), basis: 'batches' }]
}
