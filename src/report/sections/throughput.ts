import type { DayRow, RunResult } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { type Block, type SectionOf, table, text } from '../section.ts'
import { left, right } from '../table.ts'
import { type Language, sayIn } from '../words/index.ts'

/** Dossiers a working day, the busiest day and the one with the most open dossiers. */
export const throughput: SectionOf = (result, language) => {
  // A load runs for minutes: what it brought stands in its own section.
  if (result.load) return undefined
  const say = sayIn(language)
  const days = [
    ['busiestDay', busiestDay(result, language)],
    ['fullestDay', fullestDay(result, language)],
  ] as const
  const told = days.flatMap(([key, value]): Block[] => (value === undefined ? [] : [text(`${say(key)}: ${value}`)]))
  return { heading: say('throughput'), blocks: [text(throughputText(result, language)), ...told] }
}

/** The same with a table by day, by week where the period is longer than a month, by month beyond a year. */
export const throughputOverTime: SectionOf = (result, language) => {
  if (result.load) return undefined
  const say = sayIn(language)
  const { by, rows } = spans(result.throughput.byDay)
  const columns = [left(say(by)), right(say('received')), right(say('finished')), right(say(`${by}End`))]
  const cells = rows.map((row) => [
    by === 'month' ? row.date.slice(0, 7) : figures.date(row.date, language),
    ...[row.received, row.finished, row.open].map((count) => figures.number(count, language)),
  ])
  return {
    heading: say('throughput'),
    blocks: [text(throughputText(result, language)), ...(rows.length > 0 ? [table({ columns, rows: cells })] : [])],
  }
}

function throughputText(result: RunResult, language: Language): string {
  return sayIn(language)('throughputLine', {
    rate: figures.number(result.throughput.perWorkingDay, language, 1),
    days: figures.number(result.throughput.workingDays, language),
  })
}

/** The day with the most dossiers submitted, the first of equals; undefined when no day has any. */
export function busiestDay(result: RunResult, language: Language): string | undefined {
  return highest(result.throughput.byDay, 'received', 'busiestDayValue', language)
}

/** The day with the most dossiers open at its end. */
export function fullestDay(result: RunResult, language: Language): string | undefined {
  return highest(result.throughput.byDay, 'open', 'fullestDayValue', language)
}

function highest(
  days: readonly DayRow[],
  count: 'received' | 'open',
  key: 'busiestDayValue' | 'fullestDayValue',
  language: Language,
): string | undefined {
  const [first, ...others] = days.filter((day) => day[count] > 0)
  if (!first) return undefined
  const most = others.reduce((highest, day) => (day[count] > highest[count] ? day : highest), first)
  return sayIn(language)(key, { date: figures.date(most.date, language), n: figures.number(most[count], language) })
}

/** More lines than this nobody reads. */
const MOST_ROWS = 62

function spans(byDay: readonly DayRow[]): { by: 'day' | 'week' | 'month'; rows: readonly DayRow[] } {
  const days = byDay.toSorted((a, b) => a.date.localeCompare(b.date))
  if (days.length <= 31) return { by: 'day', rows: days }
  const weeks = together(days, mondayOf)
  if (weeks.length <= MOST_ROWS) return { by: 'week', rows: weeks }
  return { by: 'month', rows: together(days, (date) => `${date.slice(0, 7)}-01`) }
}

/** @param days in order of time */
function together(days: readonly DayRow[], startOf: (date: string) => string): DayRow[] {
  return [...Map.groupBy(days, ({ date }) => startOf(date))].map(([date, of]) => ({
    date,
    received: of.reduce((sum, day) => sum + day.received, 0),
    finished: of.reduce((sum, day) => sum + day.finished, 0),
    open: of.at(-1)?.open ?? 0,
  }))
}

const DAY_MS = 86_400_000

function mondayOf(date: string): string {
  const atMs = Date.parse(date)
  if (Number.isNaN(atMs)) return date
  const sinceMonday = (new Date(atMs).getUTCDay() + 6) % 7
  return new Date(atMs - sinceMonday * DAY_MS).toISOString().slice(0, 10)
}
