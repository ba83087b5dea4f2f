import { DAY_MS, startOfDay } from '../calendar/index.ts'
import { type Draws, keyOf } from '../chance/index.ts'
import type { UnitPlan } from '../scenario/index.ts'
import type { Absence } from './incidents/index.ts'

const SICK = keyOf('sick')

/** Who is at work when, in one unit. */
export class Staffing {
  readonly #unit: UnitPlan
  readonly #unitKey: number
  readonly #officialKeys: readonly number[]
  readonly #draws: Draws
  readonly #absences: readonly Absence[]
  /** Place of each official among those of the same role, from 0. */
  readonly #placeInRole: readonly number[]

  constructor(unit: UnitPlan, draws: Draws, absences: readonly Absence[]) {
    this.#unit = unit
    this.#unitKey = keyOf(unit.code)
    this.#officialKeys = unit.officials.map((official) => keyOf(official.id))
    this.#draws = draws
    this.#absences = absences
    const seen = new Map<string, number>()
    this.#placeInRole = unit.officials.map(({ role }) => {
      const place = seen.get(role) ?? 0
      seen.set(role, place + 1)
      return place
    })
  }

  /** Whether the official is ill on the local day of `atMs`; drawn for the official and the day. */
  isSick(official: number, atMs: number): boolean {
    const { sicknessPerDay } = this.#unit.officials[official] as UnitPlan['officials'][number]
    if (sicknessPerDay === 0) return false
    const day = Math.round(startOfDay(atMs) / DAY_MS)
    return this.#draws.uniform(this.#unitKey, day, this.#officialKeys[official] as number, SICK) < sicknessPerDay
  }

  /** Whether the official takes up work at `atMs`: in office hours, neither ill nor called away. */
  isPresent(official: number, atMs: number): boolean {
    if (!this.#unit.calendar.isOpen(atMs) || this.isSick(official, atMs)) return false
    const { role } = this.#unit.officials[official] as UnitPlan['officials'][number]
    const place = this.#placeInRole[official] as number
    let away = 0
    for (const absence of this.#absences) {
      if (absence.role === role && atMs >= absence.fromMs && atMs < absence.toMs) away += absence.count
    }
    // Two meetings at once take different people.
    return place >= away
  }

  /**
   * When `workMs` of work begun at `startMs` is done: the official works on in office hours and lays it aside on days
   * of illness.
   */
  doneAt(official: number, startMs: number, workMs: number): number {
    const { calendar } = this.#unit
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

  /** Times in [fromMs, toMs) at which somebody's presence may change, ascending. */
  changes(fromMs: number, toMs: number): number[] {
    const times = new Set<number>()
    for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
      for (const period of this.#unit.calendar.periodsOf(dayMs)) times.add(period.startMs).add(period.endMs)
    }
    for (const absence of this.#absences) times.add(absence.fromMs).add(absence.toMs)
    return [...times].filter((atMs) => atMs >= fromMs && atMs < toMs).sort((a, b) => a - b)
  }
}
