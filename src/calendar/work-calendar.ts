import { Fault } from '../faults/index.ts'
import { type Weekday, weekdays } from '../schema/index.ts'
import { type HoursPeriod, parseHours } from './hours.ts'
import { DAY_MS, dayNumber, midnightOf, parseLocal, startOfDay } from './local-time.ts'
import { type DayHours, layOutPeriods, type PeriodTable, seek } from './period-table.ts'

/** When a unit works. */
export interface DayRule {
  /** Office hours such as `07:00-11:30,13:30-17:00` by weekday; a weekday that is not named is closed. */
  readonly week: Readonly<Partial<Record<Weekday, string>>>
  /** By local date `YYYY-MM-DD`: `off` closes the day, `work` gives it Monday's hours. */
  readonly holidays: ReadonlyMap<string, 'off' | 'work'>
  /**
   * By local date `YYYY-MM-DD`: hours worked beside those of the day, overtime for example; also on a day that is
   * otherwise closed. They may overlap the day's own and each other: a minute counts once.
   */
  readonly extra?: ReadonlyMap<string, string>
}

/** A working period [startMs, endMs), epoch ms. */
export interface Period {
  readonly startMs: number
  readonly endMs: number
}

/** Days laid out past the last asked one: the longest limits of the catalogue, 30 working days, end well inside. */
const SPARE_DAYS = 92
/** A question further away than this is a mistake of the caller, and answering it would only eat memory. */
const FARTHEST_DAYS = 36_525

/**
 * Working time of a unit. All instants are epoch ms, all lengths working ms; a period is open at its start and closed
 * at its end. Whole milliseconds are computed exactly. A question outside the days laid out lays out more of them;
 * one more than a century away, or that is not a number, throws RangeError.
 */
export class WorkCalendar {
  private readonly hours: DayHours
  private readonly nearestDay: number
  private readonly farthestDay: number
  private table: PeriodTable
  /** What periodsOf has answered, by day less table.firstDay. */
  private listed: (readonly Period[] | undefined)[] = []

  /**
   * Lays out the local days that [fromMs, toMs) touches. Throws Fault `scenario-invalid` when the office hours are
   * wrong, when no weekday has any, or when a holiday or a day of extra hours is not a date.
   */
  constructor(rule: DayRule, fromMs: number, toMs: number) {
    this.hours = readRule(rule)
    const firstDay = dayNumber(fromMs)
    const endDay = dayNumber(Math.max(fromMs, toMs - 1)) + 1 + SPARE_DAYS
    this.nearestDay = firstDay - FARTHEST_DAYS
    this.farthestDay = endDay + FARTHEST_DAYS
    if (!Number.isFinite(this.farthestDay)) throw new RangeError(`a calendar from ${fromMs} to ${toMs} has no days`)
    this.table = layOutPeriods(this.hours, firstDay, endDay)
  }

  // Below, `as number` on a typed array says that the index lies inside it: `covering` and `seek` see to that.

  /** Whether work is done at the instant. */
  isOpen(atMs: number): boolean {
    const table = this.covering(atMs)
    return (table.starts[seek(table, atMs)] as number) <= atMs
  }

  /** First working instant at or after the given one. */
  nextOpen(atMs: number): number {
    const table = this.covering(atMs)
    return Math.max(table.starts[seek(table, atMs)] as number, atMs)
  }

  /** End of the working period that contains the instant; Infinity if it never ends. Throws RangeError when closed. */
  periodEnd(atMs: number): number {
    const table = this.covering(atMs)
    const i = seek(table, atMs)
    if ((table.starts[i] as number) > atMs) throw new RangeError(`the calendar is closed at ${atMs}`)
    return table.ends[i] as number
  }

  /**
   * The earliest instant at which `workMs` of working time have passed since `atMs`. A length that ends exactly when a
   * period closes ends there, not at the next opening; a length of 0 or less ends at once, even on a closed day.
   */
  add(atMs: number, workMs: number): number {
    let table = this.covering(atMs)
    if (workMs <= 0) return atMs
    const i = seek(table, atMs)
    const start = table.starts[i] as number
    const fromMs = Math.max(atMs, start)
    const endMs = fromMs + workMs
    if (endMs <= (table.ends[i] as number)) return endMs

    const target = (table.workedBefore[i] as number) + (fromMs - start) + workMs
    // Later days leave the periods already laid out, and the work before them, as they were.
    while (!(target <= (table.workedBefore[table.starts.length] as number))) table = this.extend(table.highMs)
    const j = periodReaching(table, target, i)
    return (table.starts[j] as number) + (target - (table.workedBefore[j] as number))
  }

  /** Working ms from a to b; 0 if b is not after a. */
  between(aMs: number, bMs: number): number {
    this.covering(aMs)
    // The second call keeps what the first laid out, so one table serves both ends.
    const table = this.covering(bMs)
    return bMs > aMs ? worked(table, bMs) - worked(table, aMs) : 0
  }

  /** Whether the local day of the instant has any working period. */
  isWorkingDay(atMs: number): boolean {
    const table = this.covering(atMs)
    const k = dayNumber(atMs) - table.firstDay
    return (table.workingDaysBefore[k + 1] as number) > (table.workingDaysBefore[k] as number)
  }

  /** Next local midnight that starts a working day, strictly after the local day of the instant. */
  nextWorkingDay(atMs: number): number {
    const midnight = midnightOf(dayNumber(atMs) + 1)
    return startOfDay(this.nextOpen(midnight))
  }

  /** Number of working days whose local midnight lies in [a, b). */
  workingDays(aMs: number, bMs: number): number {
    this.covering(aMs)
    const table = this.covering(bMs)
    if (!(bMs > aMs)) return 0
    const before = table.workingDaysBefore
    return (before[midnightsBefore(table, bMs)] as number) - (before[midnightsBefore(table, aMs)] as number)
  }

  /** Working periods of the local day that contains the instant, cut at its midnights. The answer is kept and shared. */
  periodsOf(atMs: number): readonly Period[] {
    const table = this.covering(atMs)
    const k = dayNumber(atMs) - table.firstDay
    const known = this.listed[k]
    if (known) return known
    const midnight = midnightOf(table.firstDay + k)
    const nextMidnight = midnight + DAY_MS
    const periods: Period[] = []
    for (let i = table.firstOfDay[k] as number; (table.starts[i] ?? Infinity) < nextMidnight; i++) {
      periods.push({
        startMs: Math.max(table.starts[i] as number, midnight),
        endMs: Math.min(table.ends[i] as number, nextMidnight),
      })
    }
    this.listed[k] = periods
    return periods
  }

  private covering(atMs: number): PeriodTable {
    const table = this.table
    return atMs >= table.lowMs && atMs < table.highMs ? table : this.extend(atMs)
  }

  /** Lays out at least twice as many days, so that questions that move on steadily extend only now and then. */
  private extend(atMs: number): PeriodTable {
    const { firstDay, endDay } = this.table
    const day = dayNumber(atMs)
    if (!(day >= this.nearestDay && day < this.farthestDay)) {
      throw new RangeError(`${atMs} is too far from the days of the calendar`)
    }
    const span = endDay - firstDay
    this.table = layOutPeriods(
      this.hours,
      day < firstDay ? Math.min(day, firstDay - span) : firstDay,
      day >= endDay ? Math.max(day + 1, endDay + span) : endDay,
    )
    this.listed = []
    return this.table
  }
}

/** Working ms from the table's first period to the instant. */
function worked(table: PeriodTable, atMs: number): number {
  const i = seek(table, atMs)
  return (table.workedBefore[i] as number) + Math.max(0, atMs - (table.starts[i] as number))
}

/** First period, from `from` on, by whose end `targetMs` of work are done. Steps a few days on, then halves. */
function periodReaching(table: PeriodTable, targetMs: number, from: number): number {
  const workedBefore = table.workedBefore
  let low = from
  let high = table.starts.length - 1
  for (let step = 0; step < 4; step++) {
    if ((workedBefore[low + 1] as number) >= targetMs) return low
    low++
  }
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((workedBefore[middle + 1] as number) >= targetMs) high = middle
    else low = middle + 1
  }
  return low
}

/** How many midnights of the table's days lie before the instant. */
function midnightsBefore(table: PeriodTable, atMs: number): number {
  const day = dayNumber(atMs)
  return day - table.firstDay + (midnightOf(day) < atMs ? 1 : 0)
}

function readRule(rule: DayRule): DayHours {
  const byWeekday = weekdays.map((weekday) => {
    const text = rule.week[weekday]
    if (text === undefined) return []
    const { periods, problem } = parseHours(text)
    if (problem !== undefined) {
      throw new Fault(
        'scenario-invalid',
        `calendar.week.${weekday}: ${problem}.`,
        'Write office hours in order, for example "07:00-11:30,13:30-17:00".',
      )
    }
    return periods
  })
  if (byWeekday.every((periods) => periods.length === 0)) {
    throw new Fault(
      'scenario-invalid',
      'calendar.week: no weekday has office hours, so no dossier could ever be handled.',
      'Give at least one weekday its hours, for example monday: "07:00-11:30,13:30-17:00".',
    )
  }
  return {
    byWeekday,
    holidays: new Map([...rule.holidays].map(([date, kind]) => [dayNumber(parseLocal(date)), kind])),
    extra: readExtra(rule.extra),
  }
}

function readExtra(extra: DayRule['extra']): DayHours['extra'] {
  // Overtime of a year is one text for most of its days.
  const known = new Map<string, readonly HoursPeriod[]>()
  const periodsOf = (date: string, text: string): readonly HoursPeriod[] => {
    const found = known.get(text)
    if (found) return found
    // Part by part: among extra hours an overlap is no mistake.
    const periods = text.split(',').flatMap((part) => {
      const { periods, problem } = parseHours(part)
      if (problem === undefined) return periods
      throw new Fault('scenario-invalid', `extra hours of ${date}: ${problem}.`, 'Write them like "17:00-19:00".')
    })
    known.set(text, periods)
    return periods
  }
  return new Map([...(extra ?? [])].map(([date, text]) => [dayNumber(parseLocal(date)), periodsOf(date, text)]))
}
