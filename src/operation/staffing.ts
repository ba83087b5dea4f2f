import { DAY_MS, MINUTE_MS, startOfDay, type WorkCalendar, weekdayOf } from '../calendar/index.ts'
import { type Draws, keyOf } from '../chance/index.ts'
import type { OfficialPlan, UnitPlan } from '../scenario/index.ts'
import { weekdays } from '../schema/index.ts'
import type { Absence, IncidentEffect, Training } from './incidents/index.ts'

const SICK = keyOf('sick')

/** Who is at work when, in one unit. */
export class Staffing {
  readonly #unit: UnitPlan
  readonly #unitKey: number
  readonly #officialKeys: readonly number[]
  readonly #draws: Draws
  readonly #absences: readonly Absence[]
  readonly #trainings: readonly Training[]
  /** Place of each official among those of the same role, from 0. */
  readonly #placeInRole: readonly number[]
  /** Last day asked of each official and the answer: it is asked many times a day. */
  readonly #sickDay: Float64Array
  readonly #sick: Uint8Array

  /** @param effects of all incidents */
  constructor(unit: UnitPlan, draws: Draws, effects: readonly IncidentEffect[]) {
    const here = (each: { readonly unit: string | undefined }) => each.unit === undefined || each.unit === unit.code
    this.#unit = unit
    this.#unitKey = keyOf(unit.code)
    this.#officialKeys = unit.officials.map((official) => keyOf(official.id))
    this.#draws = draws
    this.#absences = effects.flatMap((effect) => effect.absences ?? []).filter(here)
    this.#trainings = effects.flatMap((effect) => effect.trainings ?? []).filter(here)
    const seen = new Map<string, number>()
    this.#placeInRole = unit.officials.map(({ role }) => {
      const place = seen.get(role) ?? 0
      seen.set(role, place + 1)
      return place
    })
    this.#sickDay = new Float64Array(unit.officials.length).fill(Number.NaN)
    this.#sick = new Uint8Array(unit.officials.length)
  }

  /** Whether the official is ill on the local day of `atMs`; drawn for the official and the day. */
  isSick(official: number, atMs: number): boolean {
    const { sicknessPerDay } = this.#unit.officials[official] as OfficialPlan
    if (sicknessPerDay === 0) return false
    const day = Math.round(startOfDay(atMs) / DAY_MS)
    if (this.#sickDay[official] !== day) {
      const u = this.#draws.uniform(this.#unitKey, day, this.#officialKeys[official] as number, SICK)
      this.#sickDay[official] = day
      this.#sick[official] = u < sicknessPerDay ? 1 : 0
    }
    return this.#sick[official] === 1
  }

  /** Whether the official takes up work at `atMs`: in working hours, neither ill, on other duties nor called away. */
  isPresent(official: number, atMs: number): boolean {
    const plan = this.#unit.officials[official] as OfficialPlan
    if (atMs < plan.fromMs || atMs >= plan.toMs || !this.hoursOf(official, atMs).isOpen(atMs)) return false
    const site = this.#unit.sites[plan.site]
    if (site && (atMs < site.opensMs || atMs >= site.closesMs)) return false
    if (this.#isOnDuty(plan, atMs) || this.isSick(official, atMs)) return false
    let away = 0
    for (const absence of this.#absences) {
      if (absence.role === plan.role && atMs >= absence.fromMs && atMs < absence.toMs) away += absence.count
    }
    // Two meetings at once take different people.
    return (this.#placeInRole[official] as number) >= away
  }

  /** Whether it is overtime in which only dossiers taken on paper are entered. */
  isBackEntryOnly(official: number, atMs: number): boolean {
    const { calendar, backEntryCalendar } = this.#unit.officials[official] as OfficialPlan
    return backEntryCalendar !== undefined && !calendar.isOpen(atMs)
  }

  /** Trainings that the official has had by then. */
  trainingsOf(official: number, atMs: number): readonly Training[] {
    if (this.#trainings.length === 0) return this.#trainings
    const { role } = this.#unit.officials[official] as OfficialPlan
    const place = this.#placeInRole[official] as number
    return this.#trainings.filter((each) => each.role === role && place < each.count && each.fromMs <= atMs)
  }

  /**
   * When `workMs` of work begun at `startMs` is done: the official works on in working hours and lays it aside on days
   * of illness.
   */
  doneAt(official: number, startMs: number, workMs: number, backEntry: boolean): number {
    const plan = this.#unit.officials[official] as OfficialPlan
    const calendar = (backEntry && plan.backEntryCalendar) || plan.calendar
    if (plan.sicknessPerDay === 0) return calendar.add(startMs, workMs)
    let atMs = startMs
    let leftMs = workMs
    for (;;) {
      const midnight = startOfDay(atMs) + DAY_MS
      const todayMs = calendar.between(atMs, midnight)
      if (leftMs <= todayMs) return calendar.add(atMs, leftMs)
      leftMs -= todayMs
      do atMs = calendar.nextWorkingDay(atMs)
      while (this.isSick(official, atMs))
    }
  }

  /** Working time of the official from one instant to the other, but for days of illness. */
  workedMs(official: number, fromMs: number, toMs: number): number {
    const { calendar } = this.#unit.officials[official] as OfficialPlan
    let workedMs = 0
    for (let atMs = fromMs; atMs < toMs; atMs = startOfDay(atMs) + DAY_MS) {
      if (!this.isSick(official, atMs) || atMs === fromMs) {
        workedMs += calendar.between(atMs, Math.min(toMs, startOfDay(atMs) + DAY_MS))
      }
    }
    return workedMs
  }

  /** Times in [fromMs, toMs) at which somebody's presence, skills or accounts may change. */
  changes(fromMs: number, toMs: number): Set<number> {
    const times = new Set<number>()
    const calendars = new Set<WorkCalendar>()
    for (const { calendar, backEntryCalendar, accounts, fromMs: since, toMs: until } of this.#unit.officials) {
      calendars.add(calendar)
      if (backEntryCalendar) calendars.add(backEntryCalendar)
      for (const grantedMs of accounts.values()) times.add(grantedMs)
      times.add(since).add(until)
    }
    for (const { opensMs, closesMs } of this.#unit.sites) times.add(opensMs).add(closesMs)
    for (const absence of this.#absences) times.add(absence.fromMs).add(absence.toMs)
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
    const { calendar, backEntryCalendar } = this.#unit.officials[official] as OfficialPlan
    return backEntryCalendar === undefined || calendar.isOpen(atMs) ? calendar : backEntryCalendar
  }

  #isOnDuty({ duties }: OfficialPlan, atMs: number): boolean {
    if (duties.length === 0) return false
    const dayMs = startOfDay(atMs)
    const minute = (atMs - dayMs) / MINUTE_MS
    const weekday = weekdays.indexOf(weekdayOf(dayMs))
    return duties.some(
      ({ days, startMin, endMin, fromMs, toMs }) =>
        days[weekday] && minute >= startMin && minute < endMin && atMs >= fromMs && atMs < toMs,
    )
  }
}
