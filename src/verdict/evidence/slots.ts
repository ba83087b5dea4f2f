import { longer } from '../under-way.ts'
import { type Desk, REASONS } from './desk.ts'
import type { EvidenceRow } from './row.ts'

/** What evidence knows of the dossiers under way, a column each by slot. NaN is "not", or "no longer". */
export class WatchedSlots {
  /** The rows that touched it. */
  touched: (EvidenceRow[] | undefined)[] = []
  /** The line in which it waits. */
  queuedAt: (Desk | undefined)[] = []
  /** The line from which it was taken up last. */
  atDesk: (Desk | undefined)[] = []
  ownUnit = new Int32Array(0)
  atUnit = new Int32Array(0)
  procedure = new Int32Array(0)
  dossier = new Int32Array(0)
  /** When it joined its line. */
  queuedMs = new Float64Array(0)
  /** Clocks of its line when it joined, by slot × REASONS + reason; and their sum. */
  clocks = new Float64Array(0)
  totalMs = new Float64Array(0)
  /** Working ms waited since it was received. */
  waitedMs = new Float64Array(0)
  /** 1: what an official does now is to enter a step again. */
  isReEntered = new Uint8Array(0)
  /** What the answer to its call took, ms. */
  answeredMs = new Float64Array(0)
  /** When its last step ended. */
  lastMs = new Float64Array(0)
  /** When a call failed that has not been made again, and the row of it. */
  failedMs = new Float64Array(0)
  failedRow: (EvidenceRow | undefined)[] = []
  /** Since when the workplace that it lies at is broken. */
  brokeMs = new Float64Array(0)

  get capacity(): number {
    return this.procedure.length
  }

  /** Makes room for a slot. */
  reach(slot: number): void {
    const before = this.capacity
    const length = Math.max(256, slot + 1, 2 * before)
    this.ownUnit = longer(this.ownUnit, new Int32Array(length))
    this.atUnit = longer(this.atUnit, new Int32Array(length))
    this.procedure = longer(this.procedure, new Int32Array(length))
    this.dossier = longer(this.dossier, new Int32Array(length))
    this.queuedMs = longer(this.queuedMs, new Float64Array(length))
    this.clocks = longer(this.clocks, new Float64Array(length * REASONS))
    this.totalMs = longer(this.totalMs, new Float64Array(length))
    this.waitedMs = longer(this.waitedMs, new Float64Array(length))
    this.isReEntered = longer(this.isReEntered, new Uint8Array(length))
    this.answeredMs = longer(this.answeredMs, new Float64Array(length))
    this.lastMs = longer(this.lastMs, new Float64Array(length))
    this.failedMs = longer(this.failedMs, new Float64Array(length))
    this.brokeMs = longer(this.brokeMs, new Float64Array(length))
    for (let each = before; each < length; each++) this.clear(each)
  }

  /** The slot is free for another dossier. */
  clear(slot: number): void {
    this.touched[slot] = undefined
    this.queuedAt[slot] = undefined
    this.atDesk[slot] = undefined
    this.failedRow[slot] = undefined
    this.waitedMs[slot] = 0
    this.answeredMs[slot] = 0
    this.lastMs[slot] = this.failedMs[slot] = this.brokeMs[slot] = Number.NaN
  }
}
