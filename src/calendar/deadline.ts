import { dayNumber, HOUR_MS, MINUTE_MS, midnightOf, startOfDay } from './local-time.ts'
import type { WorkCalendar } from './work-calendar.ts'

/** Statutory limit of a procedure. One working day is 8 working hours. */
export type Limit = { readonly kind: 'same-day' } | { readonly kind: 'working-time'; readonly workingHours: number }

/** Where a dossier ended against its appointment date. */
export type Timeliness = 'before' | 'on-time' | 'overdue'

const QUARTER_MS = 15 * MINUTE_MS

/**
 * When the result is promised to the citizen, epoch ms.
 * Working time: received + statutory limit × (1 − reduction), counted in working time and rounded up to the quarter of
 * an hour, but not past the end of the working period (domain notes, section 3).
 * Same day: the end of the reception's working day; received strictly after the cut-off (minutes after midnight), after
 * closing or on a closed day, the end of the next working day (domain notes, section 2). The reduction does not apply.
 */
export function appointment(
  calendar: WorkCalendar,
  limit: Limit,
  reduction: number,
  receivedMs: number,
  sameDayCutOffMin: number,
): number {
  switch (limit.kind) {
    case 'same-day':
      return sameDay(calendar, receivedMs, sameDayCutOffMin)
    case 'working-time': {
      // To the millisecond: 10 days × (1 − 0.7) is a little over 3 days in floating point, and would end a day later.
      const workMs = Math.round(limit.workingHours * HOUR_MS * (1 - reduction))
      return dueAfter(calendar, receivedMs, workMs)
    }
  }
}

/**
 * The appointment after the clock stood still from stoppedMs to resumedMs (states 5 and 6): the working time that was
 * left at the stop begins anew at the resumption, rounded like any appointment. One of an earlier date stays: it was
 * overdue when the clock stopped.
 */
export function resumedAppointment(
  calendar: WorkCalendar,
  dueMs: number,
  stoppedMs: number,
  resumedMs: number,
): number {
  if (timeliness(stoppedMs, dueMs) === 'overdue') return dueMs
  return dueAfter(calendar, resumedMs, calendar.between(stoppedMs, dueMs))
}

/** Compares local dates, not times: processing that ends on the appointment date at any hour is on time. */
export function timeliness(endedMs: number, dueMs: number): Timeliness {
  const days = dayNumber(endedMs) - dayNumber(dueMs)
  return days < 0 ? 'before' : days === 0 ? 'on-time' : 'overdue'
}

function sameDay(calendar: WorkCalendar, receivedMs: number, cutOffMin: number): number {
  const closes = closing(calendar, receivedMs)
  const inTime = receivedMs - startOfDay(receivedMs) <= cutOffMin * MINUTE_MS
  if (closes !== undefined && inTime && receivedMs < closes) return withinDay(closes)
  const next = calendar.nextWorkingDay(receivedMs)
  return withinDay(closing(calendar, next) ?? next)
}

function closing(calendar: WorkCalendar, atMs: number): number | undefined {
  return calendar.periodsOf(atMs).at(-1)?.endMs
}

/** The end of a length of working time, rounded up to the quarter of an hour but not past the close of the period. */
function dueAfter(calendar: WorkCalendar, sinceMs: number, workMs: number): number {
  const fromMs = calendar.nextOpen(sinceMs)
  const exactMs = calendar.add(fromMs, workMs)
  const roundedMs = Math.ceil(exactMs / QUARTER_MS) * QUARTER_MS
  // Where the length ends as the period closes, the calendar is already closed and there is nothing to round.
  const dueMs = calendar.isOpen(exactMs) ? Math.min(roundedMs, calendar.periodEnd(exactMs)) : exactMs
  return Math.max(fromMs, withinDay(dueMs))
}

/**
 * 24:00 of a day is 00:00 of the next, and it is the date that counts: where work goes on until midnight, the
 * appointment is the last millisecond of its own day.
 */
function withinDay(dueMs: number): number {
  return midnightOf(dayNumber(dueMs)) === dueMs ? dueMs - 1 : dueMs
}
