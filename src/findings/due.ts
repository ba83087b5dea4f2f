import { DAY_MS, formatDate, parseLocal, WorkCalendar } from '../calendar/index.ts'
import { loadCatalogue, type Plan } from '../scenario/index.ts'
import type { RemedyCatalogue } from '../schema/index.ts'

/** Departments, vendors and carriers mend it: they work from Monday to Friday, whatever days of the trial are played. */
const HOURS = '08:00-17:00'
const WEEK = { monday: HOURS, tuesday: HOURS, wednesday: HOURS, thursday: HOURS, friday: HOURS }

/**
 * The day by which a remedy is to be there: some working days before the go-live where the run ends before that, so that
 * it can be tried; else as soon as it can be after the run.
 */
export function dueDate(plan: Pick<Plan, 'toMs'>, { goLive, daysToCheck }: RemedyCatalogue, takesDays: number): string {
  const goLiveMs = parseLocal(goLive)
  return plan.toMs <= goLiveMs
    ? workingDay(goLiveMs, -daysToCheck)
    : workingDay(plan.toMs - DAY_MS, Math.ceil(takesDays))
}

/** Date of the working day that is so many after, or before, a day. */
function workingDay(fromMs: number, days: number): string {
  const calendar = new WorkCalendar({ week: WEEK, holidays: loadCatalogue().holidays }, fromMs, fromMs + DAY_MS)
  const step = Math.sign(days) * DAY_MS
  let atMs = fromMs
  for (let left = Math.abs(days); left > 0; ) {
    atMs += step
    if (calendar.isWorkingDay(atMs)) left--
  }
  return formatDate(atMs)
}
