import { Heap } from '../kernel/index.ts'
import type { SystemPlan } from '../scenario/index.ts'
import type { Call } from './systems-port.ts'

/** Of a system that is shared: one queue for every unit. */
const ALL_UNITS = 0

/** Calls before a system that works on a limited number at once: first come, first served, of each unit or of all. */
export class SystemQueue {
  readonly #model: Pick<SystemPlan, 'concurrent' | 'shared'>
  /** When each of the calls that are worked on is done, by unit. */
  readonly #busyUntil = new Map<number, Heap>()

  constructor(model: Pick<SystemPlan, 'concurrent' | 'shared'>) {
    this.#model = model
  }

  get isLimited(): boolean {
    return this.#model.concurrent !== Number.POSITIVE_INFINITY
  }

  /** How long a call waits, ms. Calls must be put in order of the times at which they count. */
  waitMs({ atUnit, atMs }: Call, serviceMs: number): number {
    if (!this.isLimited) return 0
    const owner = this.#model.shared ? ALL_UNITS : atUnit
    let ends = this.#busyUntil.get(owner)
    if (!ends) {
      ends = new Heap()
      this.#busyUntil.set(owner, ends)
    }
    while (ends.size > 0 && ends.headKey <= atMs) ends.take()
    if (ends.size < this.#model.concurrent) {
      ends.put(atMs + serviceMs, 0)
      return 0
    }
    const beginMs = ends.headKey
    ends.take()
    ends.put(beginMs + serviceMs, 0)
    return beginMs - atMs
  }
}
