import { DAY_MS, formatDate, startOfDay } from '../calendar/index.ts'
import type { DayRow } from '../schema/index.ts'

/** Start of a day (epoch ms), dossiers received, finished, and closed in whatever way less those opened again. */
export type DayState = readonly [dayMs: number, received: number, finished: number, closed: number]

interface Day {
  received: number
  finished: number
  closed: number
}

/** Dossiers received, finished and closed by local date. */
export class DailyCounts {
  readonly #days = new Map<number, Day>()
  // Entries come in order of time: the day is nearly always that of the one before.
  #fromMs = Number.NaN
  #today: Day = { received: 0, finished: 0, closed: 0 }

  received(atMs: number): void {
    this.#day(atMs).received++
  }

  finished(atMs: number): void {
    this.#day(atMs).finished++
  }

  /** @param by 1 when a dossier is no longer open, −1 when it is open again */
  closed(atMs: number, by: 1 | -1): void {
    this.#day(atMs).closed += by
  }

  add(states: readonly DayState[]): void {
    for (const [dayMs, received, finished, closed] of states) {
      const day = this.#day(dayMs)
      day.received += received
      day.finished += finished
      day.closed += closed
    }
  }

  state(): DayState[] {
    return [...this.#days]
      .map(([dayMs, day]) => [dayMs, day.received, day.finished, day.closed] as const)
      .sort(([a], [b]) => a - b)
  }

  /** Days with anything to count, in order. */
  rows(): DayRow[] {
    let open = 0
    return this.state().map(([dayMs, received, finished, closed]) => {
      open += received - closed
      return { date: formatDate(dayMs), received, finished, open }
    })
  }

  #day(atMs: number): Day {
    if (atMs >= this.#fromMs && atMs < this.#fromMs + DAY_MS) return this.#today
    const dayMs = startOfDay(atMs)
    let day = this.#days.get(dayMs)
    if (!day) {
      day = { received: 0, finished: 0, closed: 0 }
      this.#days.set(dayMs, day)
    }
    this.#fromMs = dayMs
    this.#today = day
    return day
  }
}
