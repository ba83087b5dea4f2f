import {
  type Change,
  type Comparison,
  type Comparisons,
  changeText,
  type Finding,
  type IndicatorComparison,
  type Note,
  type OperationComparison,
  type Unjudged,
} from '../compare/index.ts'
import * as figures from './figures.ts'
import { literal, sectionParts } from './markdown-text.ts'
import { type Block, list, note, type Section, table, text } from './section.ts'
import { type Cell, left, right, type Tone } from './table.ts'
import {
  channelWords,
  indicatorWords,
  type Language,
  operationName,
  type Say,
  sayIn,
  type Word,
} from './words/index.ts'

/** Runs held against the first of them, as sections: what was found first, then every figure. */
export function comparisonSections(comparisons: Comparisons, language: Language): Section[] {
  const say = sayIn(language)
  return [
    {
      heading: say('comparison', { title: comparisons.scenario.title[language] }),
      blocks: [
        text(verdictText(comparisons, language), verdictTone(comparisons)),
        note(lookedText(comparisons, language)),
      ],
    },
    ...comparisons.comparisons.flatMap((each) => [opening(each, language), ...tables(each, language)]),
  ]
}

/** The same as Markdown for a pull request: all figures are folded away. */
export function comparisonMarkdown(comparisons: Comparisons, language: Language): string {
  const say = sayIn(language)
  const parts = [
    `### ${literal(say('comparison', { title: comparisons.scenario.title[language] }))}`,
    `**${literal(verdictText(comparisons, language))}** ${literal(lookedText(comparisons, language))}`,
    ...comparisons.comparisons.flatMap((each) => [
      ...sectionParts(opening(each, language)).map(deeper),
      `<details><summary>${literal(say('allFigures'))}</summary>`,
      ...tables(each, language).flatMap(sectionParts).map(deeper),
      '</details>',
    ]),
  ]
  return `${parts.join('\n\n')}\n`.normalize('NFC')
}

/** Below the comment's own heading. */
const deeper = (part: string) => part.replace(/^## /, '#### ')

type Row = IndicatorComparison | OperationComparison

const rowsOf = ({ indicators, operations }: Comparison): Row[] => [...indicators, ...operations]

function verdictText({ verdict, comparisons }: Comparisons, language: Language): string {
  const key = {
    worse: 'comparedWorse',
    better: 'comparedBetter',
    changed: 'comparedChanged',
    'no-evidence': 'comparedNothing',
  } as const satisfies Record<Finding, Word>
  const n = comparisons.flatMap(rowsOf).filter(({ finding }) => finding === verdict).length
  return sayIn(language)(key[verdict], { n: figures.number(n, language) })
}

function verdictTone({ verdict }: Comparisons): Tone | undefined {
  return verdict === 'no-evidence' ? undefined : tones[verdict]
}

const tones = { worse: 'bad', better: 'good', changed: 'doubtful' } as const satisfies Partial<Record<Finding, Tone>>

function lookedText({ looked }: Comparisons, language: Language): string {
  return sayIn(language)('comparedLooked', { n: figures.number(looked, language) })
}

/** Which runs, what differs in their scenarios, what was found, and what weakens it. */
function opening(comparison: Comparison, language: Language): Section {
  const say = sayIn(language)
  const { before, after, kind, replications } = comparison
  const kinds = {
    simulations: 'ofSimulations',
    rehearsals: 'ofRehearsals',
    'prediction-and-measurement': 'ofPrediction',
  } as const satisfies Record<Comparison['kind'], Word>
  const found = rowsOf(comparison).filter(({ finding }) => finding !== 'no-evidence')
  return {
    heading: say('comparedRuns', { before: before.id, after: after.id }),
    blocks: [
      text(say(kinds[kind], { n: figures.number(replications, language) })),
      ...changes(comparison.scenarioChanges, say),
      ...(['worse', 'better', 'changed'] as const).flatMap((finding) =>
        list(
          found.filter((row) => row.finding === finding).map((row) => foundText(row, language)),
          tones[finding],
        ),
      ),
      ...comparison.notes.map((each) => note(noteText(each, language))),
      ...unjudged(comparison.unjudged, language),
    ],
  }
}

function changes(all: readonly Change[], say: Say): Block[] {
  if (all.length === 0) return []
  return [text(say('scenarioChanges')), ...list(all.map(changeText))]
}

function foundText(row: Row, language: Language): string {
  return sayIn(language)('whatChanged', {
    name: nameOf(row, language),
    before: shownValue(row, row.before, language),
    after: shownValue(row, row.after, language),
    difference: String(cells(row, language)[2]),
    finding: findingText(row.finding, language),
  })
}

function noteText(each: Note, language: Language): string {
  const say = sayIn(language)
  switch (each.kind) {
    case 'not-paired':
      return say('noteNotPaired', { a: String(each.seeds[0]), b: String(each.seeds[1]) })
    case 'replications-differ':
      return say('noteReplications', { a: String(each.counts[0]), b: String(each.counts[1]) })
    case 'no-replications-file':
      return say('noteNoReplications')
    case 'version':
      return say('noteVersion', { a: each.versions[0], b: each.versions[1] })
    case 'drift':
      return say('noteDrift', { ratio: figures.number(each.ratio, language, 2) })
    case 'drift-unknown':
      return say('noteDriftUnknown')
  }
}

function unjudged(all: readonly Unjudged[], language: Language): Block[] {
  const keys = {
    'no-spread': 'unjudgedNoSpread',
    'few-calls': 'unjudgedFewCalls',
    'no-log': 'unjudgedNoLog',
    'one-side': 'unjudgedOneSide',
  } as const satisfies Record<Unjudged['why'], Word>
  return (Object.keys(keys) as Unjudged['why'][]).flatMap((why) => {
    const names = all.filter((each) => each.why === why).map(({ name }) => indicatorNamed(name, language))
    return names.length === 0 ? [] : [note(sayIn(language)(keys[why], { names: names.join(', ') }))]
  })
}

function indicatorNamed(name: string, language: Language): string {
  return (indicatorWords as Readonly<Record<string, Readonly<Record<Language, string>>>>)[name]?.[language] ?? name
}

function tables(comparison: Comparison, language: Language): Section[] {
  const say = sayIn(language)
  const { indicators, operations } = comparison
  const columns = [
    right(say('before')),
    right(say('after')),
    right(say('difference')),
    right(say('differenceInterval')),
  ]
  const last = [right(say('adjustedP')), left(say('finding'))]
  return [
    ...(indicators.length === 0
      ? []
      : [
          {
            heading: say('comparedIndicators'),
            blocks: [
              table({
                columns: [left(say('indicator')), ...columns, ...last],
                rows: indicators.map((row) => [
                  nameOf(row, language),
                  ...cells(row, language),
                  ...judgement(row, language),
                ]),
              }),
            ],
          },
        ]),
    ...(operations.length === 0
      ? []
      : [
          {
            heading: say('comparedOperations'),
            blocks: [
              table({
                columns: [left(say('operationFigure')), ...columns, right(say('timesSlower')), ...last],
                rows: operations.map((row) => [
                  nameOf(row, language),
                  ...cells(row, language),
                  row.ratio === null ? figures.EMPTY : figures.number(row.ratio, language, 2),
                  ...judgement(row, language),
                ]),
              }),
            ],
          },
        ]),
  ]
}

function nameOf(row: Row, language: Language): string {
  const say = sayIn(language)
  if ('operation' in row) {
    const figure = { p10Ms: 'p10', p50Ms: 'p50', p95Ms: 'p95', errorRate: say('errorShare') }[row.figure]
    return `${operationName(row.operation, language)}, ${figure}`
  }
  const name = indicatorWords[row.indicator][language]
  return row.channel === null ? name : `${name}, ${channelWords[row.channel][language]}`
}

function shownValue(row: Row, value: number, language: Language): string {
  if (!('operation' in row)) {
    return `${figures.indicatorMean(row.indicator, value, language)} ${figures.indicatorUnit(row.indicator, language)}`.trim()
  }
  if (row.figure === 'errorRate') return figures.rate(value, language)
  return `${figures.number(value, language, 1)} ms`
}

/** Before, after, difference, interval. */
function cells(row: Row, language: Language): Cell[] {
  const unit = unitOfDifference(row, language)
  const isShare = unit === sayIn(language)('points')
  const [low, high] = row.ci95.map((each) => (isShare ? 100 * each : each)) as [number, number]
  const difference = isShare ? 100 * row.difference : row.difference
  const digits = decimalsFor(Math.max(high - low, Math.abs(difference) / 10))
  const signed = (value: number) => signedNumber(value, language, digits)
  return [
    shownValue(row, row.before, language),
    shownValue(row, row.after, language),
    `${signed(difference)} ${unit}`.trim(),
    `${signed(low)} … ${signed(high)} ${unit}`.trim(),
  ]
}

/** So many that two figures of the width of an interval show. */
function decimalsFor(width: number): number {
  return width > 0 ? Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(width)))) : 0
}

/** With a sign, a true minus, and no sign before what rounds to nothing. */
function signedNumber(value: number, language: Language, decimals: number): string {
  const size = figures.number(Math.abs(value), language, decimals)
  if (Number(Math.abs(value).toFixed(decimals)) === 0) return size
  return `${value < 0 ? '−' : '+'}${size}`
}

/** A difference of shares is in points: 2 % fewer of 50 % is not 2 points. */
function unitOfDifference(row: Row, language: Language): string {
  const percent = figures.indicatorUnit('onTimeRate', language)
  const unit =
    'operation' in row ? (row.figure === 'errorRate' ? percent : 'ms') : figures.indicatorUnit(row.indicator, language)
  return unit === percent ? sayIn(language)('points') : unit
}

const LEAST_SHOWN = 0.001

function judgement(row: Row, language: Language): Cell[] {
  const p = row.pAdjusted
  const shown = p < LEAST_SHOWN ? `< ${figures.number(LEAST_SHOWN, language, 3)}` : figures.number(p, language, 3)
  const found = findingText(row.finding, language)
  return [shown, row.finding === 'no-evidence' ? found : { text: found, tone: tones[row.finding] }]
}

function findingText(finding: Finding, language: Language): string {
  const keys = {
    better: 'findingBetter',
    worse: 'findingWorse',
    changed: 'findingChanged',
    'no-evidence': 'findingNothing',
  } as const satisfies Record<Finding, Word>
  return sayIn(language)(keys[finding])
}
