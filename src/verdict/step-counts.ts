import type { StepRow } from '../schema/index.ts'
import { inUnit } from './cell.ts'
import { Histogram, type HistogramState } from './histogram.ts'

export interface StepState {
  /** Index into the names of steps. */
  readonly step: number
  readonly begun: number
  readonly ended: number
  readonly failed: number
  readonly interrupted: number
  /** Working ms of the unit where it happened. */
  readonly waitMs: HistogramState
  readonly workMs: HistogramState
}

class Counts {
  begun = 0
  ended = 0
  failed = 0
  interrupted = 0
  readonly waitMs = new Histogram()
  readonly workMs = new Histogram()
}

const MINUTE_MS = 60_000

/** What happened in the steps of that name, over all workflows. */
export class StepCounts {
  readonly #names: readonly string[]
  readonly #counts: readonly Counts[]

  constructor(names: readonly string[]) {
    this.#names = names
    this.#counts = names.map(() => new Counts())
  }

  /** @param waitMs since it was queued; −1 where it was not, as after a failed call */
  begun(step: number, waitMs: number): void {
    const counts = this.#of(step)
    counts.begun++
    if (waitMs >= 0) counts.waitMs.record(waitMs)
  }

  /** @param workMs of an official, all tries together; −1 where no official did it */
  ended(step: number, workMs: number): void {
    const counts = this.#of(step)
    counts.ended++
    if (workMs >= 0) counts.workMs.record(workMs)
  }

  failed(step: number): void {
    this.#of(step).failed++
  }

  interrupted(step: number): void {
    this.#of(step).interrupted++
  }

  add(states: readonly StepState[]): void {
    for (const state of states) {
      const counts = this.#of(state.step)
      counts.begun += state.begun
      counts.ended += state.ended
      counts.failed += state.failed
      counts.interrupted += state.interrupted
      counts.waitMs.add(state.waitMs)
      counts.workMs.add(state.workMs)
    }
  }

  state(): StepState[] {
    return this.#counts.flatMap(({ waitMs, workMs, ...counts }, step) =>
      happened(counts) ? [{ step, ...counts, waitMs: waitMs.state(), workMs: workMs.state() }] : [],
    )
  }

  /** Steps in which anything happened, in the order of the plan. */
  rows(): StepRow[] {
    return this.#counts.flatMap(({ waitMs, workMs, ...counts }, at) =>
      happened(counts)
        ? [
            {
              step: this.#names[at] as string,
              ...counts,
              waitMeanMin: inUnit(waitMs.mean(), MINUTE_MS),
              waitP90Min: inUnit(waitMs.quantile(0.9), MINUTE_MS),
              workMeanMin: inUnit(workMs.mean(), MINUTE_MS),
            },
          ]
        : [],
    )
  }

  #of(step: number): Counts {
    return this.#counts[step] as Counts
  }
}

function happened(counts: Pick<StepState, 'begun' | 'ended' | 'failed' | 'interrupted'>): boolean {
  return counts.begun + counts.ended + counts.failed + counts.interrupted > 0
}
