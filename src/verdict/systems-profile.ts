import type { Entry, Journal } from '../operation/index.ts'
import type { OperationProfile, SystemsProfile } from '../schema/index.ts'
import { Histogram } from './histogram.ts'

const MS_US = 1000
/** Buckets next to each other become one value as long as they are within this share of the first. */
const WIDTH = 0.01

/** What was counted of an operation. */
export interface OperationTimes {
  readonly operation: string
  /** Times to a good answer, microseconds. */
  readonly answeredUs: Histogram
  readonly failed: number
  readonly highestPerSecond?: number | null
  readonly capacityPerSecond?: number | null
}

/** The profile of the systems that a run measured; operations by name. */
export function profileOf(
  run: Pick<SystemsProfile, 'run' | 'clock' | 'scenario'>,
  operations: Iterable<OperationTimes>,
): SystemsProfile {
  const rows = [...operations].map(operationProfile)
  rows.sort((a, b) => (a.operation < b.operation ? -1 : 1))
  return { format: 'dientap-systems-profile', version: 1, ...run, operations: rows }
}

function operationProfile({ operation, answeredUs, failed, ...rates }: OperationTimes): OperationProfile {
  const { highestPerSecond = null, capacityPerSecond = null } = rates
  const latencyMs: number[] = []
  const counts: number[] = []
  let first = Number.NEGATIVE_INFINITY
  let sumUs = 0
  let count = 0
  const close = () => {
    if (count === 0) return
    latencyMs.push(Number((sumUs / count / MS_US).toPrecision(6)))
    counts.push(count)
  }
  for (const [valueUs, times] of answeredUs.values()) {
    if (valueUs > first * (1 + WIDTH)) {
      close()
      first = valueUs
      sumUs = 0
      count = 0
    }
    sumUs += valueUs * times
    count += times
  }
  close()
  return { operation, answered: answeredUs.count, failed, latencyMs, counts, highestPerSecond, capacityPerSecond }
}

/** Times of the calls of a run as they are recorded: `systemsProfile` is what came of them. */
export class CallTimes implements Journal {
  readonly #operations = new Map<string, { answeredUs: Histogram; failed: number }>()

  record(entry: Readonly<Entry>): void {
    switch (entry.event) {
      case 'called':
      case 'script-called':
        this.#of(entry.operation).answeredUs.record(Math.round(entry.tookMs * MS_US))
        return
      case 'failed':
      case 'script-failed':
        this.#of(entry.operation).failed++
        return
      default:
        return
    }
  }

  profile(run: Pick<SystemsProfile, 'run' | 'clock' | 'scenario'>): SystemsProfile {
    return profileOf(
      run,
      [...this.#operations].map(([operation, counted]) => ({ operation, ...counted })),
    )
  }

  #of(operation: string): { answeredUs: Histogram; failed: number } {
    let counted = this.#operations.get(operation)
    if (!counted) {
      counted = { answeredUs: new Histogram(), failed: 0 }
      this.#operations.set(operation, counted)
    }
    return counted
  }
}
