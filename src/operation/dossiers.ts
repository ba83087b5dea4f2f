import type { Call, Ticket } from './systems-port.ts'

/** Flags of Dossiers.flags. */
export const INCOMPLETE = 1
/** The work of the step is done, its system call failed: only entering it again is left. */
export const RE_ENTRY = 2
/** The step is done on paper: no call is made. */
export const ON_PAPER = 4
/** The assistant's answer to the step under way is wrong. */
export const WRONG_ANSWER = 8
/** The step is done again, this time without the assistant. */
export const UNASSISTED = 16
/** A job of entering what was done on paper, not a dossier itself. */
export const BACK_ENTRY = 32
/** Work was interrupted: what is left of it stands in `leftMs`. */
export const LAID_ASIDE = 64
/** The dossier's way is over, but for calls still to be made up. */
export const AT_END = 128
/** Its citizen is at the centre. */
export const AT_CENTRE = 256
/** Work on a step of a script, not a dossier itself. */
export const SCRIPT_JOB = 512
/** No dossier, but work that waits for an official as dossiers do. */
export const JOB = BACK_ENTRY | SCRIPT_JOB

/** No appointment date has been set yet. */
export const NOT_DUE = Number.NaN
export const NONE = -1

/** A call left out because the step was done on paper. */
export type PaperCall = Omit<Call, 'atMs'>

/**
 * Every dossier under way, a column for each property; a slot is used again once its dossier's way is over, so memory
 * goes with the dossiers that are open, not with those that ever were.
 */
export class Dossiers {
  /** Number within its own unit. */
  number = new Int32Array(0)
  /** Key of its random draws. */
  key = new Uint32Array(0)
  /** Index of its own unit, and of the unit where it lies now. */
  unit = new Int32Array(0)
  at = new Int32Array(0)
  /** 0 for the dossier, else which of its legs. */
  leg = new Uint16Array(0)
  stream = new Uint8Array(0)
  procedure = new Uint16Array(0)
  channel = new Uint8Array(0)
  traits = new Int32Array(0)
  workflow = new Uint8Array(0)
  flags = new Uint16Array(0)
  /** TrangThaiHoSo; 0 before submission. */
  state = new Uint8Array(0)
  step = new Int16Array(0)
  /** Site where its papers are. */
  site = new Uint8Array(0)
  /** Outcome chosen for the step under way. */
  outcome = new Uint8Array(0)
  /** Official at work on it, or CITIZEN. */
  official = new Int16Array(0)
  /** Line in which it waits or is served, or NONE. */
  line = new Int16Array(0)
  dueMs = new Float64Array(0)
  /** When the clock was stopped; NaN while it runs. */
  stoppedMs = new Float64Array(0)
  /** Since when it has waited for an official; before the first step, when it is to be submitted. */
  queuedMs = new Float64Array(0)
  /** When the work under way will be done, or its system will have answered. */
  endMs = new Float64Array(0)
  /** Since when the work under way has gone on without a break. */
  sinceMs = new Float64Array(0)
  leftMs = new Float64Array(0)
  /** Event that ends the work under way, and the one at which the citizen gives up; NONE without. */
  endEvent = new Int32Array(0)
  patienceEvent = new Int32Array(0)
  /** Failed calls of the step under way. */
  attempt = new Uint32Array(0)
  /**
   * Of a back-entry job, the slot of its dossier; of a dossier, that of its job; of a script's job, its step as
   * `Scripts` counts them; NONE without.
   */
  partner = new Int32Array(0)
  readonly tickets: (Ticket | undefined)[] = []
  readonly #paper = new Map<number, PaperCall[]>()
  /** How often each step has been begun, [slot × steps + step]. */
  #visits = new Uint32Array(0)
  readonly #steps: number
  readonly #free: number[] = []
  #slots = 0

  /** @param steps the largest number of steps of any workflow */
  constructor(steps: number) {
    this.#steps = steps
  }

  /** Slots that have been needed at once. */
  get slots(): number {
    return this.#slots
  }

  /** A clean slot. */
  take(): number {
    const slot = this.#free.pop()
    if (slot !== undefined) return slot
    if (this.#slots === this.number.length) this.#grow(Math.max(64, 2 * this.#slots))
    this.#clean(this.#slots)
    return this.#slots++
  }

  /** A slot with what a dossier is, where it is and which step it stands at; nothing has been done for it yet. */
  copy(slot: number): number {
    const copy = this.take()
    for (const column of lasting) this[column][copy] = this[column][slot] as number
    return copy
  }

  /** The slot is used again by another. */
  release(slot: number): void {
    this.#clean(slot)
    this.#visits.fill(0, slot * this.#steps, (slot + 1) * this.#steps)
    this.tickets[slot] = undefined
    this.#free.push(slot)
  }

  has(slot: number, flag: number): boolean {
    return ((this.flags[slot] as number) & flag) !== 0
  }

  set(slot: number, flag: number): void {
    this.flags[slot] = (this.flags[slot] as number) | flag
  }

  clear(slot: number, flag: number): void {
    this.flags[slot] = (this.flags[slot] as number) & ~flag
  }

  /** How often the step that the dossier stands at has been begun. */
  visitsOf(slot: number): number {
    return this.#visits[slot * this.#steps + (this.step[slot] as number)] as number
  }

  /** Counts a visit to the step that the dossier stands at; returns which it is, from 1. */
  visit(slot: number): number {
    const at = slot * this.#steps + (this.step[slot] as number)
    const visits = (this.#visits[at] as number) + 1
    this.#visits[at] = visits
    return visits
  }

  /** Calls of the dossier that are still to be made up, oldest first. */
  paperOf(slot: number): readonly PaperCall[] {
    return this.#paper.get(slot) ?? []
  }

  putOnPaper(slot: number, call: PaperCall): void {
    const calls = this.#paper.get(slot)
    if (calls) calls.push(call)
    else this.#paper.set(slot, [call])
  }

  /** The oldest has been made up. */
  enterPaper(slot: number): void {
    const calls = this.#paper.get(slot)
    calls?.shift()
    if (calls?.length === 0) this.#paper.delete(slot)
  }

  #clean(slot: number): void {
    this.leg[slot] = 0
    this.flags[slot] = 0
    this.state[slot] = 0
    this.site[slot] = 0
    this.outcome[slot] = 0
    this.official[slot] = NONE
    this.line[slot] = NONE
    this.dueMs[slot] = NOT_DUE
    this.stoppedMs[slot] = Number.NaN
    this.leftMs[slot] = 0
    this.endEvent[slot] = NONE
    this.patienceEvent[slot] = NONE
    this.attempt[slot] = 0
    this.partner[slot] = NONE
  }

  #grow(slots: number): void {
    this.number = copied(this.number, new Int32Array(slots))
    this.key = copied(this.key, new Uint32Array(slots))
    this.unit = copied(this.unit, new Int32Array(slots))
    this.at = copied(this.at, new Int32Array(slots))
    this.leg = copied(this.leg, new Uint16Array(slots))
    this.stream = copied(this.stream, new Uint8Array(slots))
    this.procedure = copied(this.procedure, new Uint16Array(slots))
    this.channel = copied(this.channel, new Uint8Array(slots))
    this.traits = copied(this.traits, new Int32Array(slots))
    this.workflow = copied(this.workflow, new Uint8Array(slots))
    this.flags = copied(this.flags, new Uint16Array(slots))
    this.state = copied(this.state, new Uint8Array(slots))
    this.step = copied(this.step, new Int16Array(slots))
    this.site = copied(this.site, new Uint8Array(slots))
    this.outcome = copied(this.outcome, new Uint8Array(slots))
    this.official = copied(this.official, new Int16Array(slots))
    this.line = copied(this.line, new Int16Array(slots))
    this.dueMs = copied(this.dueMs, new Float64Array(slots))
    this.stoppedMs = copied(this.stoppedMs, new Float64Array(slots))
    this.queuedMs = copied(this.queuedMs, new Float64Array(slots))
    this.endMs = copied(this.endMs, new Float64Array(slots))
    this.sinceMs = copied(this.sinceMs, new Float64Array(slots))
    this.leftMs = copied(this.leftMs, new Float64Array(slots))
    this.endEvent = copied(this.endEvent, new Int32Array(slots))
    this.patienceEvent = copied(this.patienceEvent, new Int32Array(slots))
    this.attempt = copied(this.attempt, new Uint32Array(slots))
    this.partner = copied(this.partner, new Int32Array(slots))
    this.#visits = copied(this.#visits, new Uint32Array(slots * this.#steps))
  }
}

const lasting = [
  'number',
  'key',
  'unit',
  'at',
  'stream',
  'procedure',
  'channel',
  'traits',
  'workflow',
  'step',
  'state',
  'site',
] as const

type Column = Int32Array | Int16Array | Uint8Array | Uint16Array | Uint32Array | Float64Array

function copied<T extends Column>(from: Column, to: T): T {
  to.set(from)
  return to
}
