import { compileDuration, type Draws, keyOf } from '../chance/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { SystemName } from '../schema/index.ts'
import { type Outage, outagesOf } from './incidents/index.ts'
import type { Call, Systems, Ticket } from './systems-port.ts'

const LATENCY = keyOf('latency')

/** Time to find that a connection is lost, ms. */
const REFUSAL_MS = 1

/**
 * Systems as the scenario describes them: latency from a distribution, outages from the incidents. Answers are there
 * at once; the appointment date is left to the operation, which knows the rule.
 */
export class ModelledSystems implements Systems {
  readonly #draws: Draws
  readonly #outages: readonly Outage[]
  readonly #unitKeys: readonly number[]
  readonly #latency: Readonly<Record<SystemName, (draws: Draws) => number>>

  constructor(plan: Plan, draws: Draws) {
    const { systems } = plan.scenario
    this.#draws = draws
    this.#outages = outagesOf(plan)
    this.#unitKeys = plan.units.map((unit) => keyOf(unit.code))
    this.#latency = {
      portal: compileDuration(systems.portal.latency),
      'one-stop': compileDuration(systems['one-stop'].latency),
    }
  }

  send(call: Call): Ticket {
    for (const outage of this.#outages) {
      if (outage.system === call.system && call.atMs >= outage.fromMs && call.atMs < outage.toMs) {
        return { answer: { ok: false, tookMs: REFUSAL_MS, reason: 'connection-lost' }, settled: undefined }
      }
    }
    const unitKey = this.#unitKeys[call.unit] as number
    this.#draws.at(unitKey, call.dossier, call.stepKey, LATENCY + call.visit + 256 * call.attempt)
    const tookMs = this.#latency[call.system](this.#draws)
    return { answer: { ok: true, tookMs, dueAtMs: undefined }, settled: undefined }
  }
}
