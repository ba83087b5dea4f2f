import type { Conserved, RunResult, TargetBound } from '../schema/index.ts'
import * as figures from './figures.ts'
import { channelWords, fieldName, fill, indicatorWords, type Language, systemName, words } from './words.ts'

export type Tone = 'good' | 'bad'
/** One cell: its text, and whether it is good or bad news where that is known. */
export type Cell = string | { readonly text: string; readonly tone: Tone }

export interface Column {
  readonly heading: string
  readonly align: 'left' | 'right'
}

/** A table with its words and figures in one language, not yet laid out. The first column says what a row is about. */
export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

const left = (heading: string): Column => ({ heading, align: 'left' })
const right = (heading: string): Column => ({ heading, align: 'right' })
const judged = (good: boolean, yes: string, no: string): Cell => ({
  text: good ? yes : no,
  tone: good ? 'good' : 'bad',
})

/** Indicators by field, its channels indented below it; combinations that received nothing are left out. */
export function indicatorTable(result: RunResult, language: Language): Table {
  const say = (key: keyof typeof words) => words[key][language]
  const columns = [
    left(say('fieldAndChannel')),
    ...(['received', 'finished', 'open', 'beforeTime', 'onTime', 'overdue'] as const).map((key) => right(say(key))),
    right(say('onTimeRateShort')),
    right(say('progressRateShort')),
    right(say('turnaroundP50Short')),
    right(say('turnaroundP90Short')),
    right(say('waitP50Short')),
    right(say('waitP90Short')),
  ]
  const rows: Cell[][] = []
  const fields = [...new Set(result.indicators.map((row) => row.field))]
  for (const field of fields.sort((a, b) => Number(b === 'all') - Number(a === 'all'))) {
    const ofField = result.indicators.filter((row) => row.field === field && row.received > 0)
    if (ofField.length === 0) continue
    const whole = ofField.find((row) => row.channel === 'all')
    rows.push([
      fieldName(field, language),
      ...(whole ? indicatorCells(whole, language) : columns.slice(1).map(() => '')),
    ])
    for (const row of ofField) {
      if (row.channel !== 'all')
        rows.push([`  ${channelWords[row.channel][language]}`, ...indicatorCells(row, language)])
    }
  }
  return { columns, rows }
}

function indicatorCells(row: RunResult['indicators'][number], language: Language): string[] {
  const counts = [row.received, row.finished, row.open, row.beforeTime, row.onTime, row.overdue]
  const times = [row.turnaroundP50Hours, row.turnaroundP90Hours, row.waitP50Min, row.waitP90Min]
  return [
    ...counts.map((count) => figures.number(count, language)),
    figures.rate(row.onTimeRate, language),
    figures.rate(row.progressRate, language),
    ...times.map((time) => figures.number(time, language, 1)),
  ]
}

/** What the harness counted and what each system's own database counts. */
export function conservationTable(result: RunResult, language: Language): Table {
  const { harness, systems } = result.conservation
  const line = (name: string, counts: Conserved): Cell[] => {
    const sum = counts.finished + counts.refused + counts.withdrawn + counts.open
    // A system must agree with the harness too; one that adds up to other numbers has lost something.
    const agrees = (Object.keys(harness) as (keyof Conserved)[]).every((key) => counts[key] === harness[key])
    return [
      name,
      ...[counts.received, counts.finished, counts.refused, counts.withdrawn, counts.open].map((count) =>
        figures.number(count, language),
      ),
      judged(sum === counts.received && agrees, words.yes[language], words.no[language]),
    ]
  }
  return {
    columns: [
      left(words.countedBy[language]),
      ...(['received', 'finished', 'refused', 'withdrawn', 'open'] as const).map((key) => right(words[key][language])),
      left(words.addsUp[language]),
    ],
    rows: [
      line(words.harness[language], harness),
      ...systems.map(({ system, counts }) => line(systemName(system, language), counts)),
    ],
  }
}

/** Calls, errors and times to the answer by system operation. */
export function operationTable(result: RunResult, language: Language): Table {
  return {
    columns: [
      left(words.operation[language]),
      right(words.calls[language]),
      right(words.errors[language]),
      right('p50 ms'),
      right('p95 ms'),
      right('p99 ms'),
    ],
    rows: result.operations.map((row) => [
      row.operation,
      figures.number(row.calls, language),
      row.errors > 0 ? { text: figures.number(row.errors, language), tone: 'bad' } : '0',
      ...[row.p50Ms, row.p95Ms, row.p99Ms].map((ms) => figures.number(ms, language, 1)),
    ]),
  }
}

/** Each indicator: its predicted mean with both intervals, and what was measured. Empty without a prediction. */
export function predictionTable(result: RunResult, language: Language): Table {
  const interval = (bounds: readonly [number, number], format: (value: number) => string, unit: string) =>
    `${format(bounds[0])} – ${format(bounds[1])} ${unit}`.trim()
  // A simulation measures nothing: two columns of empty figures would say no more than their absence.
  const measures = result.run.clock !== 'simulate'
  return {
    columns: [
      left(words.indicator[language]),
      right(words.mean[language]),
      right(words.ci95[language]),
      right(words.pi95[language]),
      ...(measures ? [right(words.measured[language]), left(words.inside[language])] : []),
    ],
    rows: (result.prediction?.rows ?? []).map((row) => {
      const format = (value: number) => figures.indicatorMean(row.indicator, value, language)
      const unit = figures.indicatorUnit(row.indicator, language)
      return [
        indicatorWords[row.indicator][language],
        `${format(row.mean)} ${unit}`.trim(),
        interval(row.ci95, format, unit),
        interval(row.pi95, format, unit),
        ...(measures
          ? [
              row.measured === null ? figures.EMPTY : `${format(row.measured)} ${unit}`.trim(),
              row.inside === null ? figures.EMPTY : judged(row.inside, words.yes[language], words.no[language]),
            ]
          : []),
      ]
    }),
  }
}

/** How likely one period meets each target. Empty without a prediction. */
export function chanceTable(result: RunResult, language: Language): Table {
  return {
    columns: [left(words.target[language]), left(words.required[language]), right(words.chance[language])],
    rows: (result.prediction?.targets ?? []).map(({ target, probability }) => [
      targetName(target, language),
      boundText(target, language),
      figures.rate(probability, language),
    ]),
  }
}

/** The targets and whether each is met; in an INVALID run none is judged. */
export function targetTable(result: RunResult, language: Language): Table {
  return {
    columns: [
      left(words.target[language]),
      left(words.required[language]),
      right(words.value[language]),
      left(words.verdict[language]),
    ],
    rows: result.verdict.targets.map(({ target, value, met }) => [
      targetName(target, language),
      boundText(target, language),
      targetValue(target, value, language),
      result.verdict.status === 'INVALID'
        ? words.notJudged[language]
        : judged(met, words.met[language], words.missed[language]),
    ]),
  }
}

/** What a target is about: the indicator and, where it has one, its channel. */
export function targetName(target: TargetBound, language: Language): string {
  const name = indicatorWords[target.indicator][language]
  if (!target.channel) return name
  const channel = channelWords[target.channel][language].toLocaleLowerCase(language)
  return `${name}, ${channel}`
}

/** The bound of a target in words: "at least 97 %". */
export function boundText(target: TargetBound, language: Language): string {
  const bound = (value: number) => figures.indicatorBound(target.indicator, value, language)
  const parts: string[] = []
  if (target.atLeast !== undefined) parts.push(fill(words.atLeast[language], { bound: bound(target.atLeast) }))
  if (target.atMost !== undefined) parts.push(fill(words.atMost[language], { bound: bound(target.atMost) }))
  return parts.length > 0 ? parts.join(', ') : figures.EMPTY
}

/** The value of a target's indicator, never rounded onto a bound that it is not equal to. */
export function targetValue(target: TargetBound, value: number | null, language: Language): string {
  const bounds = [target.atLeast, target.atMost].filter((bound) => bound !== undefined)
  return figures.indicatorValue(target.indicator, value, language, bounds)
}
