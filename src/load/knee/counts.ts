import type { LoadOutcome } from '../../schema/index.ts'
import { Histogram } from '../../verdict/index.ts'
import type { Told } from '../measure/lines.ts'
import type { LoadWork } from '../work/build.ts'

/** One operation in the measured part of a plateau. */
export interface PlateauOperation {
  readonly operation: string
  readonly calls: number
  readonly errors: number
  readonly p95Ms: number
  readonly meanMs: number
}

/** What the measured part of a plateau showed. */
export interface Reading {
  readonly operations: readonly PlateauOperation[]
  /** Calls answered a second, looks at lists included, by system. */
  readonly systems: readonly { readonly system: string; readonly callsPerSecond: number }[]
  readonly callsPerSecond: number
  /** Calls under way on average. */
  readonly concurrency: number
  readonly begun: number
  readonly finished: number
  /** Dossiers that went no further because a system said no to what they ask for. */
  readonly refused: number
  readonly finishedPerSecond: number
  /** By how many more dossiers were under way at its end than at its beginning. */
  readonly backlog: number
  /** 99th percentile of how much later than intended dossiers began. */
  readonly lagP99Ms: number
}

const US_PER_MS = 1000
const TOO_MANY = 429

interface Count {
  calls: number
  errors: number
  readonly tookUs: Histogram
}

/**
 * Counts the part of a plateau after its warm-up. A call's latency counts where it began, so that those that were still
 * waiting at the end count with all that they waited; throughput counts where calls were answered.
 */
export class PlateauCounts {
  readonly #work: LoadWork
  readonly #fromMs: number
  readonly #toMs: number
  readonly #counts = new Map<string, Count>()
  readonly #answered = new Map<string, number>()
  readonly #lagUs = new Histogram()
  #begun = 0
  #finished = 0
  #refused = 0

  /** @param warmUpMs left out at the beginning */
  constructor(work: LoadWork, warmUpMs: number) {
    this.#work = work
    this.#fromMs = warmUpMs
    this.#toMs = work.plan.durationMs
  }

  take(told: Told): void {
    if (told.kind === 'begun') this.#takeBegun(told.dossier, told.lateMs)
    else if (told.kind === 'call') this.#takeCall(told)
  }

  reading(): Reading {
    const seconds = (this.#toMs - this.#fromMs) / 1000
    const perSecond = [...this.#answered].map(([system, calls]) => ({ system, callsPerSecond: calls / seconds }))
    perSecond.sort((a, b) => b.callsPerSecond - a.callsPerSecond || (a.system < b.system ? -1 : 1))
    const operations = [...this.#counts].map(([operation, { calls, errors, tookUs }]) => ({
      operation,
      calls,
      errors,
      p95Ms: (tookUs.quantile(0.95) ?? 0) / US_PER_MS,
      meanMs: (tookUs.mean() ?? 0) / US_PER_MS,
    }))
    return {
      operations,
      systems: perSecond,
      callsPerSecond: perSecond.reduce((sum, { callsPerSecond }) => sum + callsPerSecond, 0),
      concurrency: operations.reduce((sum, { calls, meanMs }) => sum + calls * meanMs, 0) / 1000 / seconds,
      begun: this.#begun,
      finished: this.#finished,
      refused: this.#refused,
      finishedPerSecond: this.#finished / seconds,
      backlog: this.#begun - this.#finished - this.#refused,
      lagP99Ms: (this.#lagUs.quantile(0.99) ?? 0) / US_PER_MS,
    }
  }

  #takeBegun(place: number, lateMs: number): void {
    const atMs = this.#work.dossiers[place]?.atMs
    if (atMs === undefined || !this.#holds(atMs)) return
    this.#begun++
    this.#lagUs.record(Math.round(lateMs * US_PER_MS))
  }

  #takeCall(told: Told & { kind: 'call' }): void {
    const { plan, dossiers } = this.#work
    const operation = plan.operations[told.operation]?.name
    if (operation === undefined) return
    const beganMs = (told.atMs - plan.startMs) / plan.compression
    const endedMs = beganMs + told.tookUs / US_PER_MS
    if (this.#holds(beganMs)) this.#countOf(operation).take(isError(told), told.tookUs)
    if (!this.#holds(endedMs) || !isAnswered(told.outcome)) return
    const [system = operation] = operation.split('.')
    this.#answered.set(system, (this.#answered.get(system) ?? 0) + 1)
    const calls = dossiers[told.dossier]?.calls
    if (calls && told.call === calls.length - 1 && told.outcome === 'ok') this.#finished++
    else if (calls && isRefusal(told)) this.#refused++
  }

  #holds(atMs: number): boolean {
    return atMs >= this.#fromMs && atMs < this.#toMs
  }

  #countOf(operation: string): { take(isError: boolean, tookUs: number): void } {
    const count = this.#counts.get(operation) ?? { calls: 0, errors: 0, tookUs: new Histogram() }
    this.#counts.set(operation, count)
    return {
      take(isError, tookUs) {
        count.calls++
        if (isError) count.errors++
        count.tookUs.record(Math.max(0, tookUs))
      },
    }
  }
}

/**
 * Whether a system said no to what was asked: that a field is missing, say. It says so at any load, and the scenario may
 * have planted it; too many requests is another matter.
 */
function isRefusal({ outcome, status }: Told & { kind: 'call' }): boolean {
  return outcome === 'http-4xx' && status !== TOO_MANY
}

function isError(told: Told & { kind: 'call' }): boolean {
  return told.outcome !== 'ok' && told.outcome !== 'taken-by-another' && !isRefusal(told)
}

/** Whether a system did its work for the call, well or not; a connection that failed costs it nothing to speak of. */
function isAnswered(outcome: LoadOutcome): boolean {
  return outcome === 'ok' || outcome === 'taken-by-another' || outcome === 'error-body' || outcome === 'http-4xx'
}
