import { DAY_MS, startOfDay, weekdayOf } from '../calendar/index.ts'
import { meanMinOf } from '../chance/index.ts'
import { weekdays } from '../schema/index.ts'
import type { DutyPlan, OfficialPlan, Plan, UnitPlan } from './plan.ts'
import { serviceOf } from './service.ts'

const MINUTE_MS = 60_000

/**
 * The time that officials of a unit have for work in the period: hours and overtime from their first to their last day,
 * while their site is open, less other duties, the share of days on which they are ill, and the share of time in which their workplace is broken.
 * Overtime only for entering what was taken on paper is left out. Officials who are alike are worked out once.
 */
export function workingMs(plan: Plan, unit: UnitPlan): (official: OfficialPlan) => number {
  let last: OfficialPlan | undefined
  let lastMs = 0
  return (official) => {
    if (!last || !areAlike(last, official)) lastMs = timeOf(official, plan, unit)
    last = official
    return lastMs
  }
}

function areAlike(a: OfficialPlan, b: OfficialPlan): boolean {
  return (
    a.calendar === b.calendar &&
    a.site === b.site &&
    a.duties === b.duties &&
    a.fromMs === b.fromMs &&
    a.toMs === b.toMs &&
    a.sicknessPerDay === b.sicknessPerDay &&
    a.breakdowns === b.breakdowns
  )
}

function timeOf(official: OfficialPlan, plan: Plan, unit: UnitPlan): number {
  const service = serviceOf(unit, official)
  const fromMs = Math.max(service.fromMs, plan.fromMs)
  const toMs = Math.min(service.toMs, plan.toMs)
  if (fromMs >= toMs) return 0
  const presentMs = official.calendar.between(fromMs, toMs) - dutyMs(official, fromMs, toMs)
  return presentMs * (1 - official.sicknessPerDay) * workingShare(official)
}

/** Working time in which other duties call, each minute once. */
function dutyMs({ calendar, duties }: OfficialPlan, fromMs: number, toMs: number): number {
  if (duties.length === 0) return 0
  let away = 0
  for (let midnight = startOfDay(fromMs); midnight < toMs; midnight += DAY_MS) {
    let doneMs = Math.max(midnight, fromMs)
    for (const duty of dutiesOf(duties, midnight)) {
      const startMs = Math.max(midnight + duty.startMin * MINUTE_MS, doneMs)
      const endMs = Math.min(midnight + duty.endMin * MINUTE_MS, toMs)
      away += calendar.between(startMs, endMs)
      doneMs = Math.max(doneMs, endMs)
    }
  }
  return away
}

function dutiesOf(duties: readonly DutyPlan[], midnight: number): DutyPlan[] {
  const weekday = weekdays.indexOf(weekdayOf(midnight))
  return duties
    .filter(({ days, fromMs, toMs }) => days[weekday] && fromMs <= midnight && midnight < toMs)
    .sort((a, b) => a.startMin - b.startMin)
}

/** Long-run share of time in which the workplace works: mean time up ÷ (mean time up + mean time down). */
function workingShare({ breakdowns }: OfficialPlan): number {
  if (!breakdowns) return 1
  const up = meanMinOf(breakdowns.up)
  return up / (up + meanMinOf(breakdowns.down))
}
