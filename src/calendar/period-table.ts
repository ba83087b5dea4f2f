import type { HoursPeriod } from './hours.ts'
import { dayNumber, MINUTE_MS, midnightOf, weekdayIndex } from './local-time.ts'

/** What the calendar of a unit says of any day, by local day number. */
export interface DayHours {
  /** Working periods by weekday, Monday first. At least one weekday has some. */
  readonly byWeekday: readonly (readonly HoursPeriod[])[]
  readonly holidays: ReadonlyMap<number, 'off' | 'work'>
  /** Hours worked on a day beside its own, whatever day it is; they may overlap. */
  readonly extra: ReadonlyMap<number, readonly HoursPeriod[]>
}

/**
 * Working periods laid out for search. It answers for instants in [lowMs, highMs); the last period ends at or after
 * highMs, so every such instant has a period that ends after it.
 */
export interface PeriodTable {
  readonly firstDay: number
  /** First day no longer covered. */
  readonly endDay: number
  readonly lowMs: number
  readonly highMs: number
  /** Periods [start, end) in ascending order, none touching the next. */
  readonly starts: Float64Array
  /** Infinity for the last period of a calendar that never closes again. */
  readonly ends: Float64Array
  /** Working ms before each period, counted from the first; one entry more holds the total. */
  readonly workedBefore: Float64Array
  /** By day less firstDay: index of the first period that ends after that day's midnight. */
  readonly firstOfDay: Int32Array
  /** By day less firstDay: working days since firstDay; one entry more holds the total. */
  readonly workingDaysBefore: Int32Array
}

const WHOLE_DAY_MIN = 24 * 60
const CLOSED: readonly HoursPeriod[] = []

function hoursOf(hours: DayHours, day: number): readonly HoursPeriod[] {
  const extra = hours.extra.get(day)
  return extra ? united([...ordinaryHours(hours, day), ...extra]) : ordinaryHours(hours, day)
}

/** A compensating day has Monday's hours: it stands for a full weekday even where Saturdays are half days. */
function ordinaryHours(hours: DayHours, day: number): readonly HoursPeriod[] {
  const holiday = hours.holidays.get(day)
  if (holiday === 'off') return CLOSED
  return hours.byWeekday[holiday === 'work' ? 0 : weekdayIndex(day)] ?? CLOSED
}

/** The minutes that lie in any of the periods, as periods in ascending order that neither overlap nor touch. */
function united(periods: readonly HoursPeriod[]): readonly HoursPeriod[] {
  const found: HoursPeriod[] = []
  for (const { startMin, endMin } of [...periods].sort((a, b) => a.startMin - b.startMin)) {
    const before = found.at(-1)
    if (before && startMin <= before.endMin)
      found[found.length - 1] = { startMin: before.startMin, endMin: Math.max(before.endMin, endMin) }
    else found.push({ startMin, endMin })
  }
  return found
}

/** The last day that a calendar open day and night is closed; undefined when its ordinary week has closed hours. */
function lastClosure(hours: DayHours): number | undefined {
  const wholeDay = (periods: readonly HoursPeriod[]) =>
    periods.reduce((sum, { startMin, endMin }) => sum + endMin - startMin, 0) === WHOLE_DAY_MIN
  if (!hours.byWeekday.every(wholeDay)) return undefined
  return Math.max(-Infinity, ...[...hours.holidays].filter(([, kind]) => kind === 'off').map(([day]) => day))
}

/** Lays out the periods of days [firstDay, endDay) and as many after as the promise on highMs needs. */
export function layOutPeriods(hours: DayHours, firstDay: number, endDay: number): PeriodTable {
  const starts: number[] = []
  const ends: number[] = []
  const firstOfDay = new Int32Array(endDay - firstDay)
  const workingDaysBefore = new Int32Array(endDay - firstDay + 1)
  const highMs = midnightOf(endDay)
  const lastClosed = lastClosure(hours)

  for (let day = firstDay; ; day++) {
    const midnight = midnightOf(day)
    const periods = hoursOf(hours, day)
    const lastEnd = ends.at(-1) ?? -Infinity
    if (day >= endDay) {
      // Past the asked days: stop after a period that reaches highMs and that this day no longer prolongs.
      if (lastEnd >= highMs && lastEnd < midnight) break
      if (lastClosed !== undefined && day > lastClosed && lastEnd >= highMs) {
        ends[ends.length - 1] = Number.POSITIVE_INFINITY
        break
      }
    } else {
      const prolongs = lastEnd === midnight && periods[0]?.startMin === 0
      firstOfDay[day - firstDay] = prolongs ? ends.length - 1 : ends.length
      workingDaysBefore[day - firstDay + 1] = (workingDaysBefore[day - firstDay] ?? 0) + (periods.length > 0 ? 1 : 0)
    }
    for (const { startMin, endMin } of periods) {
      const startMs = midnight + startMin * MINUTE_MS
      const endMs = midnight + endMin * MINUTE_MS
      if (ends.at(-1) === startMs) ends[ends.length - 1] = endMs
      else {
        starts.push(startMs)
        ends.push(endMs)
      }
    }
  }

  const workedBefore = new Float64Array(starts.length + 1)
  starts.forEach((start, i) => {
    workedBefore[i + 1] = (workedBefore[i] ?? 0) + (ends[i] ?? start) - start
  })
  return {
    firstDay,
    endDay,
    lowMs: midnightOf(firstDay),
    highMs,
    starts: Float64Array.from(starts),
    ends: Float64Array.from(ends),
    workedBefore,
    firstOfDay,
    workingDaysBefore,
  }
}

/** Index of the first period that ends after the instant, which must lie in [lowMs, highMs). */
export function seek(table: PeriodTable, atMs: number): number {
  const ends = table.ends
  // Inside [lowMs, highMs) the day has an entry, and the last period ends after every such instant.
  let i = table.firstOfDay[dayNumber(atMs) - table.firstDay] as number
  while ((ends[i] as number) <= atMs) i++
  return i
}
