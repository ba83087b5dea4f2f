import { appointment, resumedAppointment } from '../calendar/index.ts'
import type { Plan, UnitPlan } from '../scenario/index.ts'
import type { Dossiers } from './dossiers.ts'

const RECEIVED = 2
const PROCESSING = 4
/** States in which the clock of the limit stands: supplement requested, financial obligation. */
function stopsClock(state: number): boolean {
  return state === 5 || state === 6
}

/** When a dossier received at a time is promised, by its procedure's committed limit. */
export function dueOf(plan: Plan, unit: UnitPlan, procedure: number, receivedMs: number): number {
  const { limit, limitReduction } = plan.procedures[procedure] as Plan['procedures'][number]
  return appointment(unit.calendar, limit, limitReduction, receivedMs, plan.sameDayCutOffMin)
}

/**
 * A dossier enters a state: reception sets its appointment date, a stop halts the clock of its limit, taking it up again
 * moves the date. What is being processed has been received: received once more, it keeps its state and its date.
 * @param unit the competent one
 * @param state TrangThaiHoSo; undefined leaves it where it is
 * @param systemDueMs the date that the system answered, which counts before our own reckoning
 * @returns the appointment date if this set or moved it, else NaN
 */
export function enterState(
  plan: Plan,
  dossiers: Dossiers,
  unit: UnitPlan,
  slot: number,
  state: number | undefined,
  nowMs: number,
  systemDueMs: number | undefined,
): number {
  const before = dossiers.state[slot] as number
  if (state === undefined || state === before) return Number.NaN
  const dueMs = dossiers.dueMs[slot] as number
  if (state === RECEIVED && before === PROCESSING && !Number.isNaN(dueMs)) return Number.NaN
  dossiers.state[slot] = state
  const stoppedMs = dossiers.stoppedMs[slot] as number
  let newDueMs = Number.NaN
  if (stopsClock(state)) {
    // From one such state to the other the clock goes on standing; without a date there is no clock yet.
    if (!stopsClock(before) && !Number.isNaN(dueMs)) dossiers.stoppedMs[slot] = nowMs
    return Number.NaN
  }
  dossiers.stoppedMs[slot] = Number.NaN
  if ((state === RECEIVED || state === PROCESSING) && !Number.isNaN(stoppedMs)) {
    newDueMs = systemDueMs ?? resumedAppointment(unit.calendar, dueMs, stoppedMs, nowMs)
  } else if (state === RECEIVED) {
    newDueMs = systemDueMs ?? dueOf(plan, unit, dossiers.procedure[slot] as number, nowMs)
  }
  if (!Number.isNaN(newDueMs)) dossiers.dueMs[slot] = newDueMs
  return newDueMs
}
