import type { UnitPlan } from '../scenario/index.ts'
import type { Closure } from './incidents/index.ts'

/** How many counters are open when, in one unit. */
export class Counters {
  readonly #all: number
  readonly #closures: readonly Closure[]

  /** @param closures of all units */
  constructor(unit: UnitPlan, closures: readonly Closure[]) {
    this.#all = unit.counters
    this.#closures = closures.filter((closure) => closure.unit === unit.code)
  }

  /** Closures at one time add up; there are never fewer than no counters. */
  openAt(atMs: number): number {
    const now = this.#closures.filter(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)
    return Math.max(0, this.#all - now.reduce((sum, closure) => sum + closure.count, 0))
  }

  /** Times in [fromMs, toMs) at which counters may close or open. */
  changes(fromMs: number, toMs: number): number[] {
    const times = this.#closures.flatMap((closure) => [closure.fromMs, closure.toMs])
    return times.filter((atMs) => atMs >= fromMs && atMs < toMs)
  }
}
