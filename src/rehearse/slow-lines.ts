import { compileDuration, Draws, keyOf } from '../chance/index.ts'
import { type Call, PLAYED_REPLICATION, SystemQueue } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import { type SystemName, systemNames } from '../schema/index.ts'

const LINE = keyOf('line')

/** What a stand-in on this machine does not know of the system that it stands for. */
interface Unseen {
  readonly latency: (draws: Draws) => number
  readonly queue: SystemQueue
}

/**
 * What makes a system slow and can't be had of a stand-in on this machine: the lines of units where every system takes
 * longer, and a server that works on so many calls at once. What it adds is drawn of the system's modelled latency and
 * counted with what the answer really took; nobody sits through it.
 */
export class SlowLines {
  readonly #plan: Plan
  readonly #draws: Draws
  readonly #unseen: Partial<Record<SystemName, Unseen>>

  /** @param isStandIn of a system; a real one has a real line and a real server */
  constructor(plan: Plan, seed: number, isStandIn: (system: SystemName) => boolean) {
    this.#plan = plan
    this.#draws = new Draws(seed, PLAYED_REPLICATION)
    this.#unseen = Object.fromEntries(
      systemNames.flatMap((name) => {
        const model = plan.systems[name]
        if (!model || !isStandIn(name)) return []
        return [[name, { latency: compileDuration(model.latency), queue: new SystemQueue(model) }] as const]
      }),
    )
  }

  /**
   * What is added to a call, ms. Must be asked in order of the times at which calls count.
   * @param isServed whether it was carried out: one that is refused waits for no server
   */
  addedMs(call: Call, isServed: boolean): number {
    const { latencyFactor, code } = this.#plan.units[call.atUnit] as Plan['units'][number]
    const unseen = this.#unseen[call.system]
    const isQueued = isServed && unseen?.queue.isLimited === true
    if (!unseen || (latencyFactor <= 1 && !isQueued)) return 0
    const { key, stepKey, visit } = call
    const latencyMs = unseen.latency(this.#draws.at(keyOf(code), key, stepKey, LINE + visit))
    if (!isQueued) return (latencyFactor - 1) * latencyMs
    const serviceMs = latencyFactor * latencyMs
    return unseen.queue.waitMs(call, serviceMs) + serviceMs
  }
}
