import type { PaperWork } from '../schema/index.ts'
import { inUnit } from './cell.ts'
import { Histogram, type HistogramState } from './histogram.ts'

export interface PaperState {
  readonly onPaper: number
  /** From the end of the step on paper until its call was made up, ms; its count is the calls made up. */
  readonly lagMs: HistogramState
}

const HOUR_MS = 3_600_000

/** Steps done on paper while a system was out, and their calls made up later: of each dossier in the same order. */
export class PaperCounts {
  #onPaper = 0
  readonly #lagMs = new Histogram()
  /** Steps of dossiers under way whose calls are still to be made, by slot. A few at most: only while a system is out. */
  readonly #pendingMs = new Map<number, number[]>()

  paper(slot: number, atMs: number): void {
    this.#onPaper++
    const pending = this.#pendingMs.get(slot)
    if (pending) pending.push(atMs)
    else this.#pendingMs.set(slot, [atMs])
  }

  entered(slot: number, atMs: number): void {
    const pending = this.#pendingMs.get(slot)
    const sinceMs = pending?.shift()
    if (sinceMs === undefined) return
    this.#lagMs.record(atMs - sinceMs)
    if (pending?.length === 0) this.#pendingMs.delete(slot)
  }

  /** Whether calls of the dossier are still to be made up. */
  isPending(slot: number): boolean {
    return this.#pendingMs.size > 0 && this.#pendingMs.has(slot)
  }

  /** The slot is free for another: calls that are not made up will never be. */
  forget(slot: number): void {
    if (this.#pendingMs.size > 0) this.#pendingMs.delete(slot)
  }

  add({ onPaper, lagMs }: PaperState): void {
    this.#onPaper += onPaper
    this.#lagMs.add(lagMs)
  }

  state(): PaperState {
    return { onPaper: this.#onPaper, lagMs: this.#lagMs.state() }
  }

  row(): PaperWork {
    const entered = this.#lagMs.count
    return {
      steps: this.#onPaper,
      entered,
      toEnter: this.#onPaper - entered,
      lagP50Hours: inUnit(this.#lagMs.quantile(0.5), HOUR_MS),
      lagP90Hours: inUnit(this.#lagMs.quantile(0.9), HOUR_MS),
    }
  }
}
