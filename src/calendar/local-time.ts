import { Fault } from '../faults/index.ts'
import { type Weekday, weekdays } from '../schema/index.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** Asia/Ho_Chi_Minh is UTC+7 all year: local arithmetic is one addition and needs no time-zone database. */
const OFFSET_MS = 7 * HOUR_MS

/** Local day number of an instant: whole local days since 1970-01-01. */
export function dayNumber(atMs: number): number {
  return Math.floor((atMs + OFFSET_MS) / DAY_MS)
}

/** Local midnight that begins a day number, epoch ms. */
export function midnightOf(day: number): number {
  return day * DAY_MS - OFFSET_MS
}

/** Weekday of a day number, 0 Monday to 6 Sunday. 1970-01-01 was a Thursday. */
export function weekdayIndex(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Local midnight of the day that contains the instant, epoch ms. */
export function startOfDay(atMs: number): number {
  return midnightOf(dayNumber(atMs))
}

/** Local weekday of an instant. */
export function weekdayOf(atMs: number): Weekday {
  return weekdays[weekdayIndex(dayNumber(atMs))] as Weekday
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/

/**
 * Local date or date and time, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, as epoch ms; a date alone is its midnight.
 * Throws Fault `scenario-invalid` on any other text and on a day or time that does not exist.
 */
export function parseLocal(text: string): number {
  const parts = LOCAL.exec(text)
  const midnight = parts ? utcMidnight(parts[1], parts[2], parts[3]) - OFFSET_MS : Number.NaN
  const hour = Number(parts?.[4] ?? 0)
  const minute = Number(parts?.[5] ?? 0)
  if (Number.isNaN(midnight) || hour > 23 || minute > 59) {
    throw new Fault(
      'scenario-invalid',
      `"${text}" is not a local date or time that exists.`,
      'Write YYYY-MM-DD or YYYY-MM-DDTHH:MM, for example 2025-07-01T08:00.',
    )
  }
  return midnight + hour * HOUR_MS + minute * MINUTE_MS
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?(?:Z|([+-])(\d{2}):(\d{2}))$/

/**
 * An ISO 8601 instant with its offset, such as `2025-07-01T08:03:11.250+07:00`, as epoch ms.
 * Throws Fault `scenario-invalid` on any other text: an instant without an offset would be a guess.
 */
export function parseInstant(text: string): number {
  const parts = INSTANT.exec(text)
  const midnight = parts ? utcMidnight(parts[1], parts[2], parts[3]) : Number.NaN
  const hour = Number(parts?.[4])
  const minute = Number(parts?.[5])
  const second = Number(parts?.[6])
  const offsetHour = Number(parts?.[9] ?? 0)
  const offsetMinute = Number(parts?.[10] ?? 0)
  if (Number.isNaN(midnight) || hour > 23 || minute > 59 || second > 59 || offsetHour > 14 || offsetMinute > 59) {
    throw new Fault(
      'scenario-invalid',
      `"${text}" is not an instant that exists.`,
      'Write it as 2025-07-01T08:03:11.250+07:00, with the offset.',
    )
  }
  const ms = Number((parts?.[7] ?? '').padEnd(3, '0'))
  const offset = (parts?.[8] === '-' ? -1 : 1) * (offsetHour * HOUR_MS + offsetMinute * MINUTE_MS)
  return midnight + hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + ms - offset
}

/** Midnight UTC of a calendar date; NaN when there is no such date (Date.UTC would roll 31 February over). */
function utcMidnight(year: string | undefined, month: string | undefined, day: string | undefined): number {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day))
  return dateText(at / DAY_MS) === `${year}-${month}-${day}` ? at : Number.NaN
}

// A run formats millions of instants of a few hundred days, most of them of the day of the one before.
const dates = new Map<number, string>()
const MAX_DATES = 100_000
let lastDay = Number.NaN
let lastDate = ''

function dateText(day: number): string {
  if (day === lastDay) return lastDate
  let date = dates.get(day)
  if (date === undefined) {
    date = new Date(day * DAY_MS).toISOString().slice(0, -14)
    if (dates.size >= MAX_DATES) dates.clear()
    dates.set(day, date)
  }
  lastDay = day
  lastDate = date
  return date
}

const padded = (count: number, width: number, around: (text: string) => string): readonly string[] =>
  Array.from({ length: count }, (_, value) => around(String(value).padStart(width, '0')))

const hourTexts = padded(24, 2, (text) => `T${text}:`)
const minuteTexts = hourTexts.flatMap((hour) => padded(60, 2, (minute) => `${hour}${minute}:`))
const secondTexts = padded(60, 2, (text) => `${text}.`)
const millisecondTexts = padded(1000, 3, (text) => `${text}+07:00`)

/** Local date of an instant, `YYYY-MM-DD`. Throws RangeError when the instant is not a finite number. */
export function formatDate(atMs: number): string {
  return dateText(dayNumber(atMs))
}

/**
 * An instant as local time with offset, `2025-07-01T08:03:11.250+07:00`; a fraction of a millisecond is cut off.
 * Throws RangeError when the instant is not a finite number.
 */
export function formatInstant(atMs: number): string {
  const day = dayNumber(atMs)
  const ofDay = Math.floor(atMs - midnightOf(day))
  const minute = Math.floor(ofDay / MINUTE_MS)
  const ofMinute = ofDay - minute * MINUTE_MS
  const second = Math.floor(ofMinute / 1000)
  return dateText(day) + minuteTexts[minute] + secondTexts[second] + millisecondTexts[ofMinute - second * 1000]
}
