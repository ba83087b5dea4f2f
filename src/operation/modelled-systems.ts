import { compileDuration, type Draws, keyOf } from '../chance/index.ts'
import { type Plan, refuseShareFor, type SystemPlan } from '../scenario/index.ts'
import { isWithout, type OperationModel, type SystemName, systemNames } from '../schema/index.ts'
import { type Outage, outagesOf, systemFaultsOf } from './incidents/index.ts'
import { goesThrough, isVisitToPortal, LOGIN_FAILED, ModelledFaults } from './modelled-faults.ts'
import { SystemQueue } from './system-queue.ts'
import { type Answer, type Call, LOST, type Systems, type Ticket } from './systems-port.ts'

const LATENCY = keyOf('latency')
const DELAY = keyOf('delay')
const FAULT = keyOf('fault')
const REFUSED = keyOf('refused')
const OUTAGE = keyOf('outage')
/** Draws of a system are the same for every unit. */
const ALL_UNITS = 0

/** Time to find that a system does not answer, ms. */
const REFUSAL_MS = 1
/** Attempts have room for this many visits each among the purposes of draws. */
const VISITS = 65_536

/** An answer that is worked out when it is first looked at: the operation looks when the call counts. */
class ModelledTicket implements Ticket {
  readonly settled = undefined
  readonly #systems: ModelledSystems
  readonly #call: Call
  #answer: Answer | undefined

  constructor(systems: ModelledSystems, call: Call) {
    this.#systems = systems
    this.#call = call
  }

  get answer(): Answer {
    this.#answer ??= this.#systems.answer(this.#call)
    return this.#answer
  }
}

/** One system as it is modelled. */
interface Modelled {
  readonly name: SystemName
  readonly latency: (draws: Draws) => number
  readonly model: SystemPlan
  /** By operation, where it has its own. */
  readonly latencies: Readonly<Record<string, (draws: Draws) => number>>
  readonly delays: Readonly<Record<string, (draws: Draws) => number>>
  readonly queue: SystemQueue
}

/**
 * Systems as the scenario describes them: latency and faults from distributions, outages from incidents and chance, and
 * a first-come queue where only so many calls are worked on at once. Answers are there at once and must be looked at in
 * order of the times at which the calls count; the appointment date is left to the operation, which knows the rule.
 */
export class ModelledSystems implements Systems {
  readonly #plan: Plan
  readonly #draws: Draws
  readonly #outages: readonly Outage[]
  readonly #faults: ModelledFaults
  readonly #unitKeys: readonly number[]
  readonly #systems = new Map<SystemName, Modelled>()

  constructor(plan: Plan, draws: Draws) {
    this.#plan = plan
    this.#draws = draws
    this.#unitKeys = plan.units.map((unit) => keyOf(unit.code))
    for (const name of systemNames) {
      const model = plan.systems[name]
      if (!model) continue
      const own = (which: 'latency' | 'delay') =>
        Object.fromEntries(
          Object.entries(model.operations).flatMap(([operation, { [which]: length }]) =>
            length ? [[operation, compileDuration(length)] as const] : [],
          ),
        )
      this.#systems.set(name, {
        name,
        latency: compileDuration(model.latency),
        model,
        latencies: own('latency'),
        delays: own('delay'),
        queue: new SystemQueue(model),
      })
    }
    this.#outages = [...outagesOf(plan), ...ownOutagesOf(plan, draws)]
    this.#faults = new ModelledFaults(systemFaultsOf(plan))
  }

  send(call: Call): Ticket {
    return new ModelledTicket(this, call)
  }

  /** What the system says to a call at the time at which it counts. */
  answer(call: Call): Answer {
    const unit = this.#plan.units[call.atUnit] as Plan['units'][number]
    if (isWithout(unit.without, call.system, call.operation)) return refusal('not-set-up')
    for (const outage of this.#outages) {
      if (!goesThrough(call, outage.system) || call.atMs < outage.fromMs || call.atMs >= outage.toMs) continue
      if (outage.unit !== undefined && outage.unit !== unit.code) continue
      if (outage.centreOnly && (call.byAgency || isVisitToPortal(call))) continue
      return refusal(outage.system === call.system ? 'connection-lost' : LOGIN_FAILED)
    }
    const harm = this.#faults.harm(call, unit.code, this.#unitKeys[call.unit] as number, this.#draws)
    if (harm?.kind === 'refused') return { ok: false, tookMs: harm.tookMs, reason: harm.reason, outage: harm.outage }
    const { addMs, duplicated } = harm ?? { addMs: 0, duplicated: false }
    const system = this.#systems.get(call.system)
    if (!system) return { ok: true, tookMs: addMs, dueAtMs: undefined, duplicated }
    const model = system.model.operations[call.operation]
    const fault = model && this.#fault(call, model)
    if (fault !== undefined && fault !== DUPLICATED) return refusal(fault)
    const serviceMs = this.#draw(call, LATENCY, system.latencies[call.operation] ?? system.latency) * unit.latencyFactor
    const delay = system.delays[call.operation]
    const delayMs = delay ? this.#draw(call, DELAY, delay) : 0
    const tookMs = system.queue.waitMs(call, serviceMs) + serviceMs + delayMs + addMs
    return { ok: true, tookMs, dueAtMs: undefined, duplicated: duplicated || fault === DUPLICATED }
  }

  #draw(call: Call, purpose: number, duration: (draws: Draws) => number): number {
    const unitKey = this.#unitKeys[call.unit] as number
    this.#draws.at(unitKey, call.key, call.stepKey, purpose + call.visit + VISITS * call.attempt)
    return duration(this.#draws)
  }

  #fault(call: Call, model: OperationModel): string | undefined {
    if (model.missing) return 'not-implemented'
    const unitKey = this.#unitKeys[call.unit] as number
    const { oneStop } = this.#plan.units[call.unit] as Plan['units'][number]
    const refused = refuseShareFor(model, oneStop)
    // Of the dossier, at whatever step it is asked: entering the same data another time does not help.
    if (refused > 0 && this.#draws.uniform(unitKey, call.key, keyOf(call.operation), REFUSED) < refused)
      return 'refused'
    this.#draws.at(unitKey, call.key, call.stepKey, FAULT + call.visit + VISITS * call.attempt)
    const { failShare = 0, lostShare = 0, duplicateShare = 0 } = model
    const u = this.#draws.first
    if (u < failShare) return 'failed'
    if (u < failShare + lostShare) return LOST
    return this.#draws.second < duplicateShare ? DUPLICATED : undefined
  }
}

const DUPLICATED = 'duplicated'

function refusal(reason: string): Answer {
  return { ok: false, tookMs: REFUSAL_MS, reason }
}

/** Outages that the systems' models plan, and those drawn by chance: the same for every unit, thread and clock. */
export function ownOutagesOf(plan: Plan, draws: Draws): Outage[] {
  const everywhere = { unit: undefined, centreOnly: false }
  return systemNames.flatMap((name) => {
    const model = plan.systems[name]
    if (!model) return []
    const planned = model.planned.map((span) => ({ system: name, ...everywhere, ...span }))
    if (!model.outages) return planned
    const up = compileDuration(model.outages.up)
    const down = compileDuration(model.outages.down)
    const key = keyOf(name)
    let atMs = plan.fromMs
    for (let i = 0; atMs < plan.toMs; i++) {
      const fromMs = atMs + Math.max(1, up(draws.at(ALL_UNITS, i, key, OUTAGE)))
      const toMs = fromMs + down(draws.at(ALL_UNITS, i, key, OUTAGE + 1))
      planned.push({ system: name, ...everywhere, fromMs, toMs })
      atMs = toMs
    }
    return planned
  })
}
