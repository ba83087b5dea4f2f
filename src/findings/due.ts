import { DAY_MS, formatDate, parseLocal } from '../calendar/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { RemedyCatalogue } from '../schema/index.ts'

/**
 * The day by which a remedy is to be there: some working days before the go-live where the run ends before that, so that
 * it can be tried; else as soon as it can be after the run.
 */
export function dueDate(plan: Plan, { goLive, daysToCheck }: RemedyCatalogue, takesDays: number): string {
  const goLiveMs = parseLocal(goLive)
  return plan.toMs <= goLiveMs
    ? workingDay(plan, goLiveMs, -daysToCheck)
    : workingDay(plan, plan.toMs - DAY_MS, Math.ceil(takesDays))
}

/** Date of the working day that is so many after, or before, a day. */
function workingDay(plan: Plan, fromMs: number, days: number): string {
  const calendar = plan.units[0]?.calendar
  const step = Math.sign(days) * DAY_MS
  let atMs = fromMs
  for (let left = Math.abs(days); left > 0; ) {
    atMs += step
    if (calendar?.isWorkingDay(atMs) ?? true) left--
  }
  return formatDate(atMs)
}
