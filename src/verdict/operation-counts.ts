import type { Entry } from '../operation/index.ts'
import type { OperationRow } from '../schema/index.ts'
import { inUnit } from './cell.ts'
import { Histogram, type HistogramState } from './histogram.ts'

export interface OperationState {
  /** Index into the operations of the plan. */
  readonly operation: number
  readonly calls: number
  readonly errors: number
  readonly duplicated: number
  readonly lost: number
  readonly tookUs: HistogramState
}

interface Counts {
  calls: number
  errors: number
  duplicated: number
  lost: number
  readonly tookUs: Histogram
}

const MS_US = 1000

/** How system operations answered. */
export class OperationCounts {
  readonly #names: readonly string[]
  readonly #counts: readonly Counts[]

  /** @param names of all operations of the plan */
  constructor(names: readonly string[]) {
    this.#names = names
    this.#counts = names.map(() => ({ calls: 0, errors: 0, duplicated: 0, lost: 0, tookUs: new Histogram() }))
  }

  /** A call was answered, or failed. */
  call(entry: Readonly<Entry>, failed: boolean): void {
    // A dozen names, each one string throughout a run: comparing them costs less than a hash.
    const counts = this.#counts[this.#names.indexOf(entry.operation)]
    if (!counts) throw new Error(`no step of the plan calls ${JSON.stringify(entry.operation)}`)
    counts.calls++
    if (failed) {
      counts.errors++
      if (entry.reason === 'lost') counts.lost++
    } else if (entry.reason === 'duplicated') counts.duplicated++
    counts.tookUs.record(Math.round(entry.tookMs * MS_US))
  }

  add(states: readonly OperationState[]): void {
    for (const state of states) {
      const counts = this.#counts[state.operation] as Counts
      counts.calls += state.calls
      counts.errors += state.errors
      counts.duplicated += state.duplicated
      counts.lost += state.lost
      counts.tookUs.add(state.tookUs)
    }
  }

  state(): OperationState[] {
    return this.#counts.flatMap(({ tookUs, ...counts }, operation) =>
      counts.calls === 0 ? [] : [{ operation, ...counts, tookUs: tookUs.state() }],
    )
  }

  /** Operations that were called, by name. */
  rows(): OperationRow[] {
    return this.#counts.flatMap(({ calls, errors, duplicated, lost, tookUs }, at) => {
      if (calls === 0) return []
      const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((p) => inUnit(tookUs.quantile(p), MS_US))
      return [
        {
          ...{ operation: this.#names[at] as string, calls, errors, duplicated, lost },
          ...{ p50Ms: p50Ms ?? null, p95Ms: p95Ms ?? null, p99Ms: p99Ms ?? null },
        },
      ]
    })
  }

  /** 95th percentile over all calls, ms; null without a call. */
  p95Ms(): number | null {
    const all = new Histogram()
    for (const { tookUs } of this.#counts) all.add(tookUs.state())
    return inUnit(all.quantile(0.95), MS_US)
  }
}
