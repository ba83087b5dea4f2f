import { EventList } from '../kernel/index.ts'

/** Kinds of event. The subject is the slot of a dossier, or as said. */
export const START = 0
/** The human part of the step is over; the answer of its call is needed. */
export const WORK_DONE = 1
/** The system has answered too: the step is over. */
export const STEP_OVER = 2
/** A waiting dossier is brought in, with its round or by the courier. */
export const BROUGHT_IN = 3
/** A citizen or agency tries again. */
export const RETRY = 4
/** Subject: unit. Somebody may come or go, counters may close or open. */
export const ROLL_CALL = 5
/** Subject: unit × systems + system. Officials try the system again. */
export const RESUME = 6
/** An official may enter the step again. */
export const REJOIN = 7
/** A citizen who was turned away or gave up comes again. */
export const RETURN = 8
/** A citizen has waited too long. */
export const GIVE_UP = 9
/** A forwarded dossier reaches the competent unit. */
export const FORWARDED = 10
/** Subject: unit. The dossiers of the day after are drawn. */
export const DAY = 11
/** Subject: unit × MOST_OFFICIALS + official. A workplace fails, or works again. */
export const BREAK = 12
export const REPAIR = 13
/** Subject: a step of a script, as `Scripts` counts them. It may begin, or is to be looked at again. */
export const SCRIPT = 15

/** It is noticed that a message of the dossier's step was lost, and another step is taken instead. */
export const NOTICED = 14

export const MOST_OFFICIALS = 65_536

/** Among events of one time: people come and go, then steps end, then new ones begin, then citizens lose patience. */
const RANK: readonly number[] = [
  3, // START
  1, // WORK_DONE
  1, // STEP_OVER
  2, // BROUGHT_IN
  2, // RETRY
  0, // ROLL_CALL
  0, // RESUME
  2, // REJOIN
  3, // RETURN
  4, // GIVE_UP
  2, // FORWARDED
  0, // DAY
  1, // BREAK
  0, // REPAIR
  2, // NOTICED
  2, // SCRIPT
]

/**
 * What is going to happen, and the clock. Events of one time happen in order of their rank, then in the order in which
 * they were scheduled: one scenario, seed and replication has one order.
 */
export class Agenda {
  readonly #events = new EventList()
  readonly #toMs: number
  /** Scenario time, epoch ms. */
  nowMs: number

  constructor(fromMs: number, toMs: number) {
    this.nowMs = fromMs
    this.#toMs = toMs
  }

  /** @returns a handle to cancel it by, as long as it has not happened */
  schedule(kind: number, atMs: number, subject: number): number {
    return this.#events.schedule(atMs, RANK[kind] as number, kind, subject)
  }

  cancel(handle: number): void {
    this.#events.cancel(handle)
  }

  /** The slot whose work is done with the next event; −1 when the next event is another. */
  get nextWorkDone(): number {
    const events = this.#events
    return events.size > 0 && events.nextKind === WORK_DONE ? events.nextSubject : -1
  }

  get nextAtMs(): number {
    return this.#events.nextAtMs
  }

  get kind(): number {
    return this.#events.kind
  }

  get subject(): number {
    return this.#events.subject
  }

  /** Moves the clock to the next event. @returns false when the period is over: what is left would happen after it */
  next(): boolean {
    const events = this.#events
    // What was done before the period's end counts, though the system answered a moment after it.
    while (events.nextAtMs >= this.#toMs) {
      if (events.size === 0) return false
      if (events.nextKind === STEP_OVER) break
      events.next()
    }
    events.next()
    this.nowMs = events.atMs
    return true
  }
}
