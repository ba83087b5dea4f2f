import type { LoadOperationRow, LoadResult, RunResult } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { type Block, list, note, type SectionOf, table, text } from '../section.ts'
import { type Cell, left, right, type Table, unwanted } from '../table.ts'
import { type Language, loadOutcomeWords, operationName, sayIn } from '../words/index.ts'

/** From here on the compressed clock says so, points of the on-time rate. */
const DISTORTED_POINTS = 1

/** What load the systems bore, and who made it. */
export const load: SectionOf = (result: RunResult, language) => {
  if (!result.load) return undefined
  const { load: under } = result
  const say = sayIn(language)
  const count = (value: number | null, decimals = 0) => figures.number(value, language, decimals)
  const blocks: Block[] = [
    text(
      [
        say('loadRate', {
          offered: count(under.offered),
          seconds: figures.seconds(under.durationS * 1000, language),
          rate: count(under.offeredPerSecond, 2),
          begun: count(under.begun),
          dropped: count(under.dropped),
          finished: count(under.finishedPerSecond, 2),
          calls: count(under.callsPerSecond, 1),
        }),
        say('loadPeak', {
          from: figures.moment(under.peakFrom, language),
          peak: count(under.peakPerHour),
          times: count(under.timesPeak, 1),
        }),
      ].join(' '),
      under.dropped > 0 ? 'bad' : undefined,
    ),
    text(
      [
        say('loadClock', { compression: count(under.compression, decimalsOf(under.compression)) }),
        ...(under.thinking ? [] : [say('loadNoThink')]),
      ].join(' '),
    ),
    ...distortion(under, language),
    table(operationTable(under, language)),
    note(
      `${say('loadLag', { p99: count(under.lagP99Ms, 1), most: count(under.lagMostMs, 1) })} ${generator(under, language)}`,
    ),
    ...list(
      under.said.map((line) => `${say('loadSaid')}: ${line}`),
      'doubtful',
    ),
  ]
  return { heading: say('load'), blocks }
}

function decimalsOf(value: number): number {
  return Number.isInteger(value) ? 0 : 1
}

function distortion({ distortion: found }: LoadResult, language: Language): Block[] {
  if (!found) return []
  const { onTimeRate, onTimeRateCompressed } = found
  if (Math.abs(onTimeRate - onTimeRateCompressed) * 100 <= DISTORTED_POINTS) return []
  const [rate, compressed] = [figures.rate(onTimeRate, language), figures.rate(onTimeRateCompressed, language)]
  return [text(sayIn(language)('loadDistorted', { rate, compressed }), 'doubtful')]
}

function operationTable({ operations }: LoadResult, language: Language): Table {
  const say = sayIn(language)
  const count = (value: number) => figures.number(value, language)
  return {
    columns: [
      left(say('operation')),
      right(say('calls')),
      right(say('errors')),
      ...[right('p50 ms'), right('p95 ms'), right('p99 ms')],
      left(say('loadOutcomes')),
    ],
    rows: operations.map((row): Cell[] => {
      const failed = errorsOf(row)
      const errors = failed.reduce((sum, { times }) => sum + times, 0)
      return [
        operationName(row.operation, language),
        count(row.calls),
        unwanted(errors, count(errors)),
        ...[row.p50Ms, row.p95Ms, row.p99Ms].map((ms) => figures.number(ms, language, 1)),
        row.outcomes
          .filter(({ kind }) => kind !== 'ok')
          .map(({ kind, times }) => `${loadOutcomeWords[kind][language]}: ${count(times)}`)
          .join('; '),
      ]
    }),
  }
}

function errorsOf({ outcomes }: LoadOperationRow): LoadOperationRow['outcomes'] {
  return outcomes.filter(({ kind }) => kind !== 'ok' && kind !== 'taken-by-another')
}

function generator({ generators, calibration }: LoadResult, language: Language): string {
  const say = sayIn(language)
  const known = generators.flatMap(({ cpuShare }) => cpuShare ?? [])
  const cpu = known.length === 0 ? null : known.reduce((sum, share) => sum + share, 0)
  const memory = (of: 'memoryFirstMb' | 'memoryLastMb' | 'memoryMostMb'): string => {
    const sum = generators.reduce((all, generator) => all + (generator[of] ?? 0), 0)
    return sum === 0 ? say('cpuUnknown') : figures.number(sum, language)
  }
  const line = say('loadGenerator', {
    k6: [...new Set(generators.map(({ k6 }) => k6))].join(', '),
    processes: figures.number(generators.length, language),
    vus: figures.number(
      generators.reduce((sum, { vus }) => sum + vus, 0),
      language,
    ),
    cpu: cpu === null ? say('cpuUnknown') : figures.rate(Math.min(1, cpu), language),
    first: memory('memoryFirstMb'),
    last: memory('memoryLastMb'),
    most: memory('memoryMostMb'),
  })
  if (!calibration) return line
  const { askedPerSecond, reachedPerSecond } = calibration
  return `${line} ${say('loadCalibration', {
    asked: figures.number(askedPerSecond, language),
    reached: figures.number(reachedPerSecond, language, 1),
  })}`
}
