import { compileDuration, type Draws, keyOf } from '../chance/index.ts'
import type { OfficialPlan } from '../scenario/index.ts'
import { type Agenda, BREAK, MOST_OFFICIALS, REPAIR } from './agenda.ts'
import type { Centre } from './centre.ts'

const UP = keyOf('up')
const DOWN = keyOf('down')
const NONE = -1

/** The failures of the officials' workplaces in one unit: when they come and how long they last. */
export class Workplaces {
  readonly #centre: Centre
  readonly #draws: Draws
  readonly #agenda: Agenda
  /** For those that fail only in use: time in use until the next failure, ms. */
  readonly #upLeftMs: Float64Array
  readonly #breakEvent: Int32Array
  readonly #failures: Uint32Array
  /** Whether any workplace ever fails. */
  readonly some: boolean

  constructor(centre: Centre, draws: Draws, agenda: Agenda) {
    const { officials } = centre.unit
    this.#centre = centre
    this.#draws = draws
    this.#agenda = agenda
    this.#upLeftMs = new Float64Array(officials.length).fill(Number.POSITIVE_INFINITY)
    this.#breakEvent = new Int32Array(officials.length).fill(NONE)
    this.#failures = new Uint32Array(officials.length)
    this.some = officials.some((official) => official.breakdowns)
    for (const [index, official] of officials.entries()) if (official.breakdowns) this.#await(index)
  }

  canFail(official: number): boolean {
    return this.#of(official).breakdowns !== undefined
  }

  /**
   * Work of a length begins. @returns how much of it will be done before the workplace fails; the length itself when it
   * will not fail
   */
  untilFailureMs(official: number, workMs: number): number {
    return Math.min(workMs, this.#upLeftMs[official] as number)
  }

  /** The workplace will fail in use at a time, unless `worked` is told before. */
  failAt(official: number, atMs: number): void {
    this.#breakEvent[official] = this.#agenda.schedule(BREAK, atMs, this.#subject(official))
  }

  /** It has been in use for a time, ms, and is no longer; a failure in use that was to come is put off. */
  worked(official: number, workedMs: number): void {
    if (this.#of(official).breakdowns?.while !== 'working') return
    this.#upLeftMs[official] = (this.#upLeftMs[official] as number) - workedMs
    const event = this.#breakEvent[official] as number
    if (event !== NONE) this.#agenda.cancel(event)
    this.#breakEvent[official] = NONE
  }

  /** It has failed: it will be repaired. */
  fail(official: number): void {
    this.#breakEvent[official] = NONE
    const { breakdowns } = this.#of(official) as OfficialPlan & { breakdowns: NonNullable<OfficialPlan['breakdowns']> }
    const downMs = this.#draw(official, DOWN, breakdowns.down)
    this.#agenda.schedule(REPAIR, this.#agenda.nowMs + downMs, this.#subject(official))
  }

  /** It works again. */
  repair(official: number): void {
    this.#failures[official] = (this.#failures[official] as number) + 1
    this.#await(official)
  }

  #await(official: number): void {
    const { breakdowns } = this.#of(official) as OfficialPlan & { breakdowns: NonNullable<OfficialPlan['breakdowns']> }
    const upMs = this.#draw(official, UP, breakdowns.up)
    if (breakdowns.while === 'working') this.#upLeftMs[official] = upMs
    else this.failAt(official, this.#agenda.nowMs + upMs)
  }

  #draw(official: number, purpose: number, duration: NonNullable<OfficialPlan['breakdowns']>['up']): number {
    const key = keyOf(this.#of(official).id)
    this.#draws.at(this.#centre.key, this.#failures[official] as number, key, purpose)
    return compileDuration(duration)(this.#draws)
  }

  #of(official: number): OfficialPlan {
    return this.#centre.unit.officials[official] as OfficialPlan
  }

  #subject(official: number): number {
    return this.#centre.index * MOST_OFFICIALS + official
  }
}
