import type { WorkCalendar } from '../calendar/index.ts'
import type { Entry, Journal } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import { playOnce } from './play.ts'

/**
 * A property that holds dossier by dossier and not only on average: where work pauses when the centre is closed, the same
 * arrivals in working time have the same waits in working time, whatever the calendar. The two scenarios differ in
 * calendar and dates only; their arrivals lie in files, one the image of the other.
 */
export const calendarInvariance = {
  name: 'calendar',
  about: 'calendar invariance',
  scenarios: ['calendar-round-the-clock', 'calendar-office-hours'],
} as const

export interface InvarianceRow {
  /** Times compared: each wait and each end of a step. */
  readonly compared: number
  /** The largest difference, working ms; Infinity where one of them has a time that the other lacks. */
  readonly largestMs: number
}

/** Plays both scenarios once and compares every time of every dossier, in working time since the period’s begin. */
export function compareCalendars(one: Plan, other: Plan, replication: number): InvarianceRow {
  const [first, second] = [workTimesOf(one, replication), workTimesOf(other, replication)]
  let largestMs = first.size === second.size && first.size > 0 ? 0 : Number.POSITIVE_INFINITY
  for (const [what, atMs] of first) {
    const there = second.get(what)
    largestMs = Math.max(largestMs, there === undefined ? Number.POSITIVE_INFINITY : Math.abs(atMs - there))
  }
  return { compared: first.size, largestMs }
}

/** By dossier, event, step and visit: working ms from the period’s begin. */
function workTimesOf(plan: Plan, replication: number): Map<string, number> {
  const times = new WorkTimes(plan)
  playOnce(plan, replication, times)
  return times.atMs
}

class WorkTimes implements Journal {
  readonly atMs = new Map<string, number>()
  readonly #plan: Plan

  constructor(plan: Plan) {
    this.#plan = plan
  }

  record({ event, dossier, unit, step, atMs }: Readonly<Entry>): void {
    // Officials come and go by the calendar, and work pauses by it: that is where the two must differ.
    if (event !== 'arrived' && event !== 'queued' && event !== 'begun' && event !== 'ended') return
    const calendar = this.#plan.units[unit]?.calendar as WorkCalendar // of the unit that it happened to
    const workedMs = calendar.between(this.#plan.fromMs, atMs)
    for (let visit = 1; ; visit++) {
      const what = `${dossier} ${event} ${step} ${visit}`
      if (this.atMs.has(what)) continue
      this.atMs.set(what, workedMs)
      return
    }
  }
}
