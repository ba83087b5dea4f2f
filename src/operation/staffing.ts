import { DAY_MS, MINUTE_MS, startOfDay, type WorkCalendar, weekdayOf } from '../calendar/index.ts'
import { type Draws, keyOf } from '../chance/index.ts'
import { type OfficialPlan, serviceOf, type UnitPlan } from '../scenario/index.ts'
import { weekdays } from '../schema/index.ts'
import { type CalledAway, calledAway } from './called-away.ts'
import type { IncidentEffect, Training } from './incidents/index.ts'
import { covers, type Span } from './span.ts'

const SICK = keyOf('sick')
/** No period is longer: work that is not done by then is never seen to be done. */
const LONGEST_MS = 4000 * DAY_MS

/** Who is at work when, in one unit. */
export class Staffing {
  readonly #unit: UnitPlan
  readonly #unitKey: number
  readonly #officialKeys: readonly number[]
  readonly #draws: Draws
  readonly #service: readonly Span[]
  readonly #called: readonly CalledAway[]
  readonly #leaveMs: ReadonlySet<number>
  /** Last day asked of each official and the answer: it is asked many times a day. */
  readonly #sickDay: Float64Array
  readonly #sick: Uint8Array

  /** @param effects of all incidents */
  constructor(unit: UnitPlan, draws: Draws, effects: readonly IncidentEffect[]) {
    this.#unit = unit
    this.#unitKey = keyOf(unit.code)
    this.#officialKeys = unit.officials.map((official) => keyOf(official.id))
    this.#draws = draws
    this.#service = unit.officials.map((official) => serviceOf(unit, official))
    this.#leaveMs = new Set(this.#service.map(({ toMs }) => toMs))
    this.#called = calledAway(unit, effects)
    this.#sickDay = new Float64Array(unit.officials.length).fill(Number.NaN)
    this.#sick = new Uint8Array(unit.officials.length)
  }

  /** Whether the official is ill on the local day of `atMs`; drawn for the official and the day. */
  isSick(official: number, atMs: number): boolean {
    const { sicknessPerDay } = this.#plan(official)
    if (sicknessPerDay === 0) return false
    const day = Math.round(startOfDay(atMs) / DAY_MS)
    if (this.#sickDay[official] !== day) {
      const u = this.#draws.uniform(this.#unitKey, day, this.#officialKeys[official] as number, SICK)
      this.#sickDay[official] = day
      this.#sick[official] = u < sicknessPerDay ? 1 : 0
    }
    return this.#sick[official] === 1
  }

  /** Whether the official is at work at `atMs`: in working hours, neither ill, on other duties nor called away. */
  isPresent(official: number, atMs: number): boolean {
    if (!covers(this.serviceOf(official), atMs) || !this.hoursOf(official, atMs).isOpen(atMs)) return false
    return !this.#isAway(official, atMs) && !this.isSick(official, atMs)
  }

  /** When the official works in the unit at all. */
  serviceOf(official: number): Span {
    return this.#service[official] as Span
  }

  /** Officials whose service ends at `atMs`. */
  leaversAt(atMs: number): readonly number[] {
    if (!this.#leaveMs.has(atMs)) return []
    return this.#service.flatMap(({ toMs }, official) => (toMs === atMs ? [official] : []))
  }

  /** Whether it is overtime in which only dossiers taken on paper are entered. */
  isBackEntryOnly(official: number, atMs: number): boolean {
    const { calendar, backEntryCalendar } = this.#plan(official)
    return backEntryCalendar !== undefined && !calendar.isOpen(atMs)
  }

  /** Trainings that the official gets in the period. */
  allTrainingsOf(official: number): readonly Training[] {
    return (this.#called[official] as CalledAway).trainings
  }

  /** Trainings that the official has had by then. */
  trainingsOf(official: number, atMs: number): readonly Training[] {
    const trainings = this.allTrainingsOf(official)
    return trainings.length === 0 ? trainings : trainings.filter(({ fromMs }) => fromMs <= atMs)
  }

  /**
   * When `workMs` of work begun at `startMs` is done: the official lays it aside whenever he or she is not at work, and
   * goes on with it afterwards. The last day of service is not heeded: what is left then is handed over.
   */
  doneAt(official: number, startMs: number, workMs: number, backEntry: boolean): number {
    const calendar = this.#calendarOf(official, backEntry)
    const endMs = calendar.add(startMs, workMs)
    if (!this.#isEverAway(official)) return endMs
    const dayMs = startOfDay(startMs)
    // Most work is done on the day on which it is begun.
    if (endMs <= dayMs + DAY_MS && !this.isSick(official, dayMs) && this.#awayOn(official, dayMs).length === 0) {
      return endMs
    }
    let leftMs = workMs
    for (const { fromMs, toMs } of this.#atWork(official, calendar, startMs, startMs + LONGEST_MS)) {
      if (leftMs <= toMs - fromMs) return fromMs + leftMs
      leftMs -= toMs - fromMs
    }
    return startMs + LONGEST_MS
  }

  /** How long the official is at work from one instant to the other, by the same rule. */
  workedMs(official: number, fromMs: number, toMs: number, backEntry: boolean): number {
    const calendar = this.#calendarOf(official, backEntry)
    if (!this.#isEverAway(official)) return calendar.between(fromMs, toMs)
    let workedMs = 0
    for (const stretch of this.#atWork(official, calendar, fromMs, toMs)) workedMs += stretch.toMs - stretch.fromMs
    return workedMs
  }

  /** Times in [fromMs, toMs) at which somebody's presence, skills or accounts may change. */
  changes(fromMs: number, toMs: number): Set<number> {
    const times = new Set<number>()
    const calendars = new Set<WorkCalendar>()
    for (const [official, { calendar, backEntryCalendar, accounts }] of this.#unit.officials.entries()) {
      calendars.add(calendar)
      if (backEntryCalendar) calendars.add(backEntryCalendar)
      for (const grantedMs of accounts.values()) times.add(grantedMs)
      const service = this.serviceOf(official)
      for (const span of [service, ...(this.#called[official] as CalledAway).away])
        times.add(span.fromMs).add(span.toMs)
    }
    for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
      for (const calendar of calendars) {
        for (const period of calendar.periodsOf(dayMs)) times.add(period.startMs).add(period.endMs)
      }
      for (const { duties } of this.#unit.officials) {
        for (const duty of duties) times.add(dayMs + duty.startMin * MINUTE_MS).add(dayMs + duty.endMin * MINUTE_MS)
      }
    }
    return times
  }

  /** Whose hours count at the time: with the overtime for back-entry, where there is any. */
  hoursOf(official: number, atMs: number): WorkCalendar {
    const { calendar, backEntryCalendar } = this.#plan(official)
    return backEntryCalendar === undefined || calendar.isOpen(atMs) ? calendar : backEntryCalendar
  }

  #plan(official: number): OfficialPlan {
    return this.#unit.officials[official] as OfficialPlan
  }

  #calendarOf(official: number, backEntry: boolean): WorkCalendar {
    const { calendar, backEntryCalendar } = this.#plan(official)
    return (backEntry && backEntryCalendar) || calendar
  }

  /** Whether working hours are not all there is to it. */
  #isEverAway(official: number): boolean {
    const { sicknessPerDay, duties } = this.#plan(official)
    return sicknessPerDay > 0 || duties.length > 0 || (this.#called[official] as CalledAway).away.length > 0
  }

  #isAway(official: number, atMs: number): boolean {
    const { duties } = this.#plan(official)
    const { away } = this.#called[official] as CalledAway
    if (duties.length === 0 && away.length === 0) return false
    return this.#awayOn(official, startOfDay(atMs)).some((span) => covers(span, atMs))
  }

  /** Stretches in which the official is at work, in order, cut at midnights. */
  *#atWork(official: number, calendar: WorkCalendar, startMs: number, endMs: number): Generator<Span> {
    for (let dayMs = startOfDay(startMs); dayMs < endMs; dayMs += DAY_MS) {
      if (this.isSick(official, dayMs)) continue
      const away = this.#awayOn(official, dayMs)
      for (const period of calendar.periodsOf(dayMs)) {
        let atMs = Math.max(period.startMs, startMs)
        const untilMs = Math.min(period.endMs, endMs)
        for (const { fromMs, toMs } of away) {
          if (fromMs > atMs && atMs < untilMs) yield { fromMs: atMs, toMs: Math.min(fromMs, untilMs) }
          atMs = Math.max(atMs, toMs)
        }
        if (atMs < untilMs) yield { fromMs: atMs, toMs: untilMs }
      }
    }
  }

  /** When the official is away on a local day, in order of the beginnings; spans may overlap. */
  #awayOn(official: number, dayMs: number): readonly Span[] {
    const { duties } = this.#plan(official)
    const { away } = this.#called[official] as CalledAway
    if (duties.length === 0 && away.length === 0) return away
    const weekday = weekdays.indexOf(weekdayOf(dayMs))
    const today = duties
      .filter((duty) => duty.days[weekday] && covers(duty, dayMs))
      .map(({ startMin, endMin }) => ({ fromMs: dayMs + startMin * MINUTE_MS, toMs: dayMs + endMin * MINUTE_MS }))
    const called = away.filter(({ fromMs, toMs }) => fromMs < dayMs + DAY_MS && dayMs < toMs)
    return [...today, ...called].sort((a, b) => a.fromMs - b.fromMs)
  }
}
