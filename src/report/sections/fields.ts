import type { IndicatorRow, RunResult } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { note, type SectionOf, table } from '../section.ts'
import { type Cell, left, right, type Table } from '../table.ts'
import { channelWords, fieldName, type Language, sayIn, type Word } from '../words/index.ts'

interface Figure {
  readonly heading: Word
  readonly of: (row: IndicatorRow, language: Language) => string
}

const count = (
  key: 'received' | 'finished' | 'beforeTime' | 'onTime' | 'overdue' | 'open' | 'openOverdue',
): Figure => ({
  heading: key,
  of: (row, language) => figures.number(row[key], language),
})
const rate = (heading: Word, key: 'onTimeRate' | 'progressRate' | 'sameDayRate'): Figure => ({
  heading,
  of: (row, language) => figures.rate(row[key], language),
})
type Time = `turnaround${'Mean' | 'P50' | 'P90'}Hours` | `wait${'Mean' | 'P50' | 'P90'}Min`
const time = (heading: Word, key: Time): Figure => ({
  heading,
  of: (row, language) => figures.number(row[key], language, 1),
})

const counts = [count('received'), count('finished')]
const open = [count('open'), count('openOverdue')]
const rates = [rate('onTimeRateShort', 'onTimeRate'), rate('progressRateShort', 'progressRate')]

const outcomes = [
  ...counts,
  ...[count('beforeTime'), count('onTime'), count('overdue')],
  ...open,
  ...rates,
  rate('sameDayRateShort', 'sameDayRate'),
]
const times = [
  time('turnaroundMeanShort', 'turnaroundMeanHours'),
  time('turnaroundP50Short', 'turnaroundP50Hours'),
  time('turnaroundP90Short', 'turnaroundP90Hours'),
  time('waitMeanShort', 'waitMeanMin'),
  time('waitP50Short', 'waitP50Min'),
  time('waitP90Short', 'waitP90Min'),
]
const atAGlance = [
  ...[...counts, count('overdue'), ...open, ...rates],
  ...[time('turnaroundP50Short', 'turnaroundP50Hours'), time('turnaroundP90Short', 'turnaroundP90Hours')],
  ...[time('waitP50Short', 'waitP50Min'), time('waitP90Short', 'waitP90Min')],
]

/** Outcomes by field, its channels indented below it. */
export const fieldOutcomes: SectionOf = (result, language) => ({
  heading: sayIn(language)('byFieldAndChannel'),
  blocks: [table(fieldTable(result, language, outcomes))],
})

/** Times by field, its channels indented below it. */
export const fieldTimes: SectionOf = (result, language) => ({
  heading: sayIn(language)('timesByFieldAndChannel'),
  blocks: [table(fieldTable(result, language, times)), note(sayIn(language)('timesNote'))],
})

/** What matters of both, in one table that a screen can hold. */
export const fieldsAtAGlance: SectionOf = (result, language) => ({
  heading: sayIn(language)('byFieldAndChannel'),
  blocks: [table(fieldTable(result, language, atAGlance)), note(sayIn(language)('timesNote'))],
})

/** The whole first; combinations that received nothing are left out. */
function fieldTable(result: RunResult, language: Language, shown: readonly Figure[]): Table {
  const say = sayIn(language)
  const rows: Cell[][] = []
  const fields = [...new Set(result.indicators.map((row) => row.field))]
  for (const field of fields.sort((a, b) => Number(b === 'all') - Number(a === 'all'))) {
    const ofField = result.indicators.filter((row) => row.field === field && row.received > 0)
    if (ofField.length === 0) continue
    const whole = ofField.find((row) => row.channel === 'all')
    rows.push([fieldName(field, language), ...shown.map(({ of }) => (whole ? of(whole, language) : ''))])
    for (const row of ofField) {
      if (row.channel !== 'all')
        rows.push([`  ${channelWords[row.channel][language]}`, ...shown.map(({ of }) => of(row, language))])
    }
  }
  return { columns: [left(say('fieldAndChannel')), ...shown.map(({ heading }) => right(say(heading)))], rows }
}
