import type { Arrivals } from './arrivals.ts'
import type { Ticket } from './systems-port.ts'

/** Flags of Dossiers.flags. */
export const INCOMPLETE = 1
/** The work of the step is done, its system call failed: only entering it again is left. */
export const RE_ENTRY = 2
/** No appointment date has been set yet. */
export const NOT_DUE = Number.NaN

/** The state of every dossier of a unit, a column each: thousands of dossiers without thousands of objects. */
export class Dossiers {
  readonly count: number
  readonly procedure: Uint16Array
  readonly channel: Uint8Array
  readonly workflow: Uint8Array
  readonly flags: Uint8Array
  /** TrangThaiHoSo; 0 before submission. */
  readonly state: Uint8Array
  readonly step: Int16Array
  /** Outcome chosen for the step under way. */
  readonly outcome: Uint8Array
  /** Official at work on it, or CITIZEN. */
  readonly official: Int16Array
  readonly dueMs: Float64Array
  /** When the clock was stopped; NaN while it runs. */
  readonly stoppedMs: Float64Array
  /** Since when it has waited for an official. */
  readonly queuedMs: Float64Array
  /** Failed calls of the step under way. */
  readonly attempt: Uint32Array
  readonly tickets: (Ticket | undefined)[]
  /** How often each step has been begun, [dossier × steps + step]. */
  readonly #visits: Uint8Array
  readonly #steps: number

  /** @param workflowOf index of the workflow of each procedure; `steps` the largest number of steps of any */
  constructor(arrivals: Arrivals, workflowOf: readonly number[], steps: number) {
    const { count } = arrivals
    this.count = count
    this.procedure = arrivals.procedure
    this.channel = arrivals.channel
    this.workflow = Uint8Array.from(arrivals.procedure, (procedure) => workflowOf[procedure] as number)
    this.flags = Uint8Array.from(arrivals.incomplete, (incomplete) => (incomplete ? INCOMPLETE : 0))
    this.state = new Uint8Array(count)
    this.step = new Int16Array(count)
    this.outcome = new Uint8Array(count)
    this.official = new Int16Array(count)
    this.dueMs = new Float64Array(count).fill(NOT_DUE)
    this.stoppedMs = new Float64Array(count).fill(Number.NaN)
    this.queuedMs = new Float64Array(count)
    this.attempt = new Uint32Array(count)
    this.#visits = new Uint8Array(count * steps)
    this.tickets = new Array(count)
    this.#steps = steps
  }

  has(dossier: number, flag: number): boolean {
    return ((this.flags[dossier] as number) & flag) !== 0
  }

  set(dossier: number, flag: number): void {
    this.flags[dossier] = (this.flags[dossier] as number) | flag
  }

  clear(dossier: number, flag: number): void {
    this.flags[dossier] = (this.flags[dossier] as number) & ~flag
  }

  /** How often the step that the dossier stands at has been begun. */
  visitsOf(dossier: number): number {
    return this.#visits[dossier * this.#steps + (this.step[dossier] as number)] as number
  }

  /** Counts a visit to the step that the dossier stands at; returns which it is, from 1. */
  visit(dossier: number): number {
    const at = dossier * this.#steps + (this.step[dossier] as number)
    const visits = (this.#visits[at] as number) + 1
    this.#visits[at] = visits
    return visits
  }
}
