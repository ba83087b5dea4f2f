import { formatInstant, MINUTE_MS } from '../calendar/index.ts'
import { Fault } from '../faults/index.ts'

/** Events between two looks at the clock: a power of two. */
const BETWEEN_LOOKS = 2 ** 20
/** So many events within a minute of scenario time, and so many more for each dossier, are no operation any more. */
const MOST_EVENTS = 4 * BETWEEN_LOOKS
const MOST_EVENTS_EACH = 100

/** Sees that scenario time passes: steps without length that lead back to themselves would go on for ever. */
export class Pace {
  readonly #where: () => string
  readonly #dossiers: () => number
  #events = 0
  #sinceMs = Number.NEGATIVE_INFINITY
  #eventsSince = 0

  /**
   * @param where the last event happened, in words
   * @param dossiers how many there are
   */
  constructor(where: () => string, dossiers: () => number) {
    this.#where = where
    this.#dossiers = dossiers
  }

  /** An event happens. @throws Fault scenario-endless */
  event(atMs: number): void {
    this.#events++
    if (this.#events < BETWEEN_LOOKS) return
    this.#events = 0
    if (atMs - this.#sinceMs >= MINUTE_MS) {
      this.#sinceMs = atMs
      this.#eventsSince = 0
      return
    }
    this.#eventsSince += BETWEEN_LOOKS
    if (this.#eventsSince < MOST_EVENTS + MOST_EVENTS_EACH * this.#dossiers()) return
    throw new Fault(
      'scenario-endless',
      `At ${formatInstant(atMs)} time does not go on: ${this.#eventsSince.toLocaleString('en')} events within a minute, the last one at ${this.#where()}.`,
      'Look for steps that take next to no time and lead back to themselves, and for failures that follow each other at once.',
    )
  }
}
