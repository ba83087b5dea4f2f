import type { RunResult } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { type Block, type SectionOf, table, text } from '../section.ts'
import { type Cell, left, right, type Table, unwanted } from '../table.ts'
import { type Language, operationName, sayIn } from '../words/index.ts'

/** What systems answered, or what a simulation took them to; and how the virtual clock waited for them. */
export const operations: SectionOf = (result, language) => {
  // Under load they stand in a table of their own, with every kind of error.
  if (result.load || (result.operations.length === 0 && result.lag === null)) return undefined
  const say = sayIn(language)
  const total = (key: 'lost' | 'duplicated') => result.operations.reduce((sum, row) => sum + row[key], 0)
  const [lost, duplicated] = [total('lost'), total('duplicated')]
  return {
    heading: say(result.run.clock === 'simulate' ? 'operationsModelled' : 'operations'),
    blocks: [
      result.operations.length > 0
        ? table(operationTable(result, language, lost > 0, duplicated > 0))
        : text(say('noCalls')),
      ...(lost > 0 ? [text(say('lostLine', { n: figures.number(lost, language) }), 'bad')] : []),
      ...(duplicated > 0 ? [text(say('duplicatedLine', { n: figures.number(duplicated, language) }), 'bad')] : []),
      ...lag(result, language),
    ],
  }
}

function operationTable(result: RunResult, language: Language, lost: boolean, duplicated: boolean): Table {
  const say = sayIn(language)
  const count = (value: number) => figures.number(value, language)
  return {
    columns: [
      left(say('operation')),
      right(say('calls')),
      right(say('errors')),
      ...(lost ? [right(say('lost'))] : []),
      ...(duplicated ? [right(say('duplicated'))] : []),
      ...[right('p50 ms'), right('p95 ms'), right('p99 ms')],
    ],
    rows: result.operations.map((row): Cell[] => [
      operationName(row.operation, language),
      count(row.calls),
      unwanted(row.errors, count(row.errors)),
      ...(lost ? [unwanted(row.lost, count(row.lost))] : []),
      ...(duplicated ? [unwanted(row.duplicated, count(row.duplicated))] : []),
      ...[row.p50Ms, row.p95Ms, row.p99Ms].map((ms) => figures.number(ms, language, 1)),
    ]),
  }
}

function lag(result: RunResult, language: Language): Block[] {
  if (result.lag === null) return []
  const { callsPerSecond, meanInFlight, waits, waitedMs } = result.lag
  const line = sayIn(language)('lagLine', {
    rate: figures.number(callsPerSecond, language, 1),
    inFlight: figures.number(meanInFlight, language, 1),
    waits: figures.number(waits, language),
    waited: figures.seconds(waitedMs, language),
  })
  return [text(line)]
}
