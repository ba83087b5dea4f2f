import type { StaffCounts } from './staff-counts.ts'
import { longer } from './under-way.ts'

/**
 * The work of officials on what is under way, in columns by slot: what they are busy with now, and what they have
 * done in the step so far.
 */
export class Handiwork {
  readonly #staff: StaffCounts
  /** Official at work on it, counted through all units, plus one; 0 if nobody is. */
  #official = new Int32Array(0)
  /** When the official took it up: scenario time, and the official's own clock. */
  #begunMs = new Float64Array(0)
  #begunClockMs = new Float64Array(0)
  /** Work done in the step before that, ms. */
  #workedMs = new Float64Array(0)
  /** 1 once an official has had a hand in the step. */
  #touched = new Uint8Array(0)

  constructor(staff: StaffCounts) {
    this.#staff = staff
  }

  /** Makes room for slots below `length`. */
  reach(length: number): void {
    this.#official = longer(this.#official, new Int32Array(length))
    this.#begunMs = longer(this.#begunMs, new Float64Array(length))
    this.#begunClockMs = longer(this.#begunClockMs, new Float64Array(length))
    this.#workedMs = longer(this.#workedMs, new Float64Array(length))
    this.#touched = longer(this.#touched, new Uint8Array(length))
  }

  /** An official takes it up, or takes it up again. */
  takeUp(slot: number, unit: number, by: number, atMs: number): void {
    const official = this.#staff.officialOf(unit, by)
    this.#official[slot] = official + 1
    this.#begunMs[slot] = atMs
    this.#begunClockMs[slot] = this.#staff.clock(official, atMs)
    this.#touched[slot] = 1
  }

  /** The official has nothing more to do with it for now; nothing happens when nobody is at work on it. */
  layAside(slot: number, atMs: number, faceToFace: boolean): void {
    const official = (this.#official[slot] as number) - 1
    if (official < 0) return
    const presentMs = this.#staff.clock(official, atMs) - (this.#begunClockMs[slot] as number)
    this.#staff.busy(official, presentMs)
    // Face to face goes on though the break has begun; work at a desk rests until the official is back.
    const workMs = faceToFace ? atMs - (this.#begunMs[slot] as number) : presentMs
    this.#workedMs[slot] = (this.#workedMs[slot] as number) + workMs
    this.#official[slot] = 0
  }

  /** Work that officials have done in the step, ms; −1 when none had a hand in it. The next step begins. */
  finish(slot: number): number {
    const workMs = this.#touched[slot] === 1 ? (this.#workedMs[slot] as number) : -1
    this.#workedMs[slot] = 0
    this.#touched[slot] = 0
    return workMs
  }
}
