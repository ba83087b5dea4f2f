import type { Prediction, RunResult } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { type Block, note, type SectionOf, table, text } from '../section.ts'
import { type Cell, judged, left, right, type Table } from '../table.ts'
import { isDossierRate } from '../targets.ts'
import { indicatorWords, type Language, measureName, sayIn } from '../words/index.ts'

type Row = Prediction['rows'][number]

/** What many simulated periods say of one, against what was measured, or alone in a simulation. */
export const prediction: SectionOf = (result, language) => {
  if (result.prediction === null) return undefined
  const say = sayIn(language)
  const { replications } = result.prediction
  const rows = shownRows(result.prediction.rows)
  return {
    heading: say(isMeasured(result) ? 'prediction' : 'predictionOnly'),
    blocks: [
      table(predictionTable(result, rows, language)),
      ...insideText(rows, language),
      note(say('predictionLine', { n: figures.number(replications, language) })),
    ],
  }
}

function isMeasured({ run, prediction }: RunResult): boolean {
  return run.clock !== 'simulate' || prediction?.rows.some(({ measured }) => measured !== null) === true
}

/** Rates first, then what is open: the one is not read without the other. What never happens is left out. */
function shownRows(rows: readonly Row[]): Row[] {
  const rank = ({ indicator }: Row) => (isDossierRate(indicator) ? 0 : indicator === 'open' ? 1 : 2)
  const happens = ({ mean, pi95, measured }: Row) => mean !== 0 || pi95[1] !== 0 || (measured ?? 0) !== 0
  return rows.filter(happens).sort((a, b) => rank(a) - rank(b))
}

function predictionTable(result: RunResult, rows: readonly Row[], language: Language): Table {
  const say = sayIn(language)
  // A simulation measures nothing, unless it stands beside a run that did: columns of empty figures would say nothing.
  const measures = isMeasured(result)
  return {
    columns: [
      left(say('indicator')),
      ...(['mean', 'ci95', 'pi95'] as const).map((key) => right(say(key))),
      ...(measures ? [right(say('measured')), left(say('inside'))] : []),
    ],
    rows: rows.map((row): Cell[] => {
      const format = (value: number) => figures.indicatorMean(row.indicator, value, language)
      const unit = figures.indicatorUnit(row.indicator, language)
      const alone = (value: number) => `${format(value)} ${unit}`.trim()
      return [
        indicatorWords[row.indicator][language],
        alone(row.mean),
        interval(row.ci95, format, unit),
        interval(row.pi95, format, unit),
        ...(measures
          ? [
              row.measured === null ? figures.EMPTY : alone(row.measured),
              row.inside === null ? figures.EMPTY : judged(row.inside, say('yes'), say('no')),
            ]
          : []),
      ]
    }),
  }
}

const interval = ([low, high]: readonly [number, number], format: (value: number) => string, unit: string) =>
  `${format(low)} – ${format(high)} ${unit}`.trim()

/** How many measured figures lie where they were predicted, and which do not. */
function insideText(rows: readonly Row[], language: Language): Block[] {
  const compared = rows.filter(({ inside }) => inside !== null)
  if (compared.length === 0) return []
  const outside = compared.filter(({ inside }) => !inside)
  const values = {
    n: figures.number(compared.length - outside.length, language),
    of: figures.number(compared.length, language),
    names: outside.map(({ indicator }) => indicatorWords[indicator][language]).join('; '),
  }
  return [text(sayIn(language)(outside.length === 0 ? 'insideLine' : 'outsideLine', values))]
}

/** Long-run means; nothing where none were asked for. */
export const steadyState: SectionOf = (result, language) => {
  const rows = result.prediction?.steadyState?.rows ?? []
  if (rows.length === 0) return undefined
  const say = sayIn(language)
  const format = (value: number) => figures.number(value, language, 2)
  return {
    heading: say('steadyState'),
    blocks: [
      table({
        columns: [left(say('measure')), ...(['mean', 'ci95', 'truncated'] as const).map((key) => right(say(key)))],
        rows: rows.map(({ measure, mean, ci95, truncatedShare }) => [
          measureName(measure, language),
          mean === null ? figures.EMPTY : format(mean),
          ci95 === null ? figures.EMPTY : interval(ci95, format, ''),
          figures.rate(truncatedShare, language),
        ]),
      }),
      ...[...new Set(rows.flatMap(({ none }) => none ?? []))].map((none) =>
        text(say(none === 'overloaded' ? none : 'notSettled')),
      ),
      note(say('steadyStateNote')),
    ],
  }
}
