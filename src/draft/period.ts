import { DAY_MS, formatDate, parseLocal, WorkCalendar } from '../calendar/index.ts'
import { loadCatalogue } from '../scenario/index.ts'
import { BASE, shipped } from './base.ts'

/** First and last year of which the catalogue knows the public holidays. */
export function calendarYears(): { readonly first: number; readonly last: number } {
  const years = [...loadCatalogue().holidays.keys()].map((date) => Number(date.slice(0, 4)))
  return { first: Math.min(...years), last: Math.max(...years) }
}

/** The days of a period on which the centre works, YYYY-MM-DD. */
export function workingDays(from: string, to: string): string[] {
  const { week } = shipped(BASE).scenario.calendar
  const [fromMs, toMs] = [parseLocal(from), parseLocal(to)]
  const calendar = new WorkCalendar({ week, holidays: loadCatalogue().holidays }, fromMs, toMs + DAY_MS)
  const days: string[] = []
  for (let atMs = fromMs; atMs <= toMs; atMs += DAY_MS) if (calendar.isWorkingDay(atMs)) days.push(formatDate(atMs))
  return days
}

/**
 * How many months a period is: of each month the share of its working days that lie in it. A whole month is exactly 1,
 * however many working days it has.
 */
export function monthsIn(from: string, to: string): number {
  const byMonth = Map.groupBy(workingDays(from, to), (date) => date.slice(0, 7))
  const shares = [...byMonth].map(([month, days]) => days.length / workingDays(...monthBounds(month)).length)
  return shares.reduce((sum, share) => sum + share, 0)
}

/** First and last day of a month YYYY-MM. */
export function monthBounds(month: string): [from: string, to: string] {
  const [year, nth] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year ?? 0, nth ?? 1, 0)).getUTCDate()
  return [`${month}-01`, `${month}-${String(last).padStart(2, '0')}`]
}

/** First and last day of the month after a day; undefined where its holidays are not known. */
export function nextMonth(date: string): [from: string, to: string] | undefined {
  const [year, month] = date.split('-').map(Number)
  const { first, last } = calendarYears()
  const [nextYear, next] = month === 12 ? [(year ?? 0) + 1, 1] : [year ?? 0, (month ?? 0) + 1]
  if (nextYear < first || nextYear > last) return undefined
  return monthBounds(`${nextYear}-${String(next).padStart(2, '0')}`)
}

/** Dossiers of a period of which a month has so many: at least one. */
export function dossiersIn(months: number, perMonth: number): number {
  return Math.max(1, Math.round(months * perMonth))
}
