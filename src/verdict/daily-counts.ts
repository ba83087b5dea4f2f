import { formatDate, startOfDay } from '../calendar/index.ts'

/** Dossiers received and finished by local date. */
export class DailyCounts {
  readonly #days = new Map<number, { received: number; finished: number }>()

  received(atMs: number): void {
    this.#day(atMs).received++
  }

  finished(atMs: number): void {
    this.#day(atMs).finished++
  }

  /** Days with anything to count, in order. */
  rows(): { date: string; received: number; finished: number }[] {
    return [...this.#days].sort(([a], [b]) => a - b).map(([dayMs, counts]) => ({ date: formatDate(dayMs), ...counts }))
  }

  #day(atMs: number): { received: number; finished: number } {
    const dayMs = startOfDay(atMs)
    let day = this.#days.get(dayMs)
    if (!day) {
      day = { received: 0, finished: 0 }
      this.#days.set(dayMs, day)
    }
    return day
  }
}
