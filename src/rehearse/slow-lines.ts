import { compileDuration, Draws, keyOf } from '../chance/index.ts'
import { type Call, PLAYED_REPLICATION } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import { type SystemName, systemNames } from '../schema/index.ts'

const LINE = keyOf('line')

/**
 * The lines of units where every system takes longer. A stand-in on this machine knows of no line, so what a slow one
 * adds is drawn of the system's modelled latency and counted with what the answer really took; nobody sits through it.
 */
export class SlowLines {
  readonly #plan: Plan
  readonly #draws: Draws
  readonly #latency: Partial<Record<SystemName, (draws: Draws) => number>>

  /** @param isStandIn of a system; a real one has a real line */
  constructor(plan: Plan, seed: number, isStandIn: (system: SystemName) => boolean) {
    this.#plan = plan
    this.#draws = new Draws(seed, PLAYED_REPLICATION)
    this.#latency = Object.fromEntries(
      systemNames.flatMap((name) => {
        const latency = plan.systems[name]?.latency
        return latency && isStandIn(name) ? [[name, compileDuration(latency)] as const] : []
      }),
    )
  }

  /** What the line of the unit where a call is made adds to it, ms. */
  addedMs({ atUnit, system, key, stepKey, visit }: Call): number {
    const { latencyFactor, code } = this.#plan.units[atUnit] as Plan['units'][number]
    const latency = this.#latency[system]
    if (latencyFactor <= 1 || !latency) return 0
    return (latencyFactor - 1) * latency(this.#draws.at(keyOf(code), key, stepKey, LINE + visit))
  }
}
