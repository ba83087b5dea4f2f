import { appointment, resumedAppointment } from '../calendar/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { Centre } from './centre.ts'

const RECEIVED = 2
const PROCESSING = 4
/** States in which the clock of the limit stands: supplement requested, financial obligation. */
const CLOCK_STOPPED = new Set([5, 6])

/**
 * A dossier enters a state: reception sets its appointment date, a stop halts the clock of its limit, taking it up again
 * moves the date.
 * @param state TrangThaiHoSo; undefined leaves it where it is
 * @param systemDueMs the date that the system answered, which counts before our own reckoning
 * @returns the appointment date if this set or moved it, else NaN
 */
export function enterState(
  plan: Plan,
  { dossiers, unit }: Centre,
  dossier: number,
  state: number | undefined,
  nowMs: number,
  systemDueMs: number | undefined,
): number {
  const before = dossiers.state[dossier] as number
  if (state === undefined || state === before) return Number.NaN
  dossiers.state[dossier] = state
  const dueMs = dossiers.dueMs[dossier] as number
  const stoppedMs = dossiers.stoppedMs[dossier] as number
  let newDueMs = Number.NaN
  if (CLOCK_STOPPED.has(state)) {
    // From one such state to the other the clock goes on standing; without a date there is no clock yet.
    if (!CLOCK_STOPPED.has(before) && !Number.isNaN(dueMs)) dossiers.stoppedMs[dossier] = nowMs
    return Number.NaN
  }
  dossiers.stoppedMs[dossier] = Number.NaN
  if (state === RECEIVED) {
    const { limit } = plan.procedures[dossiers.procedure[dossier] as number] as Plan['procedures'][number]
    const { limitReduction } = plan.policies
    newDueMs = systemDueMs ?? appointment(unit.calendar, limit, limitReduction, nowMs, plan.sameDayCutOffMin)
  } else if (state === PROCESSING && !Number.isNaN(stoppedMs)) {
    newDueMs = systemDueMs ?? resumedAppointment(unit.calendar, dueMs, stoppedMs, nowMs)
  }
  if (!Number.isNaN(newDueMs)) dossiers.dueMs[dossier] = newDueMs
  return newDueMs
}
