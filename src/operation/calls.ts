import type { OutcomePlan } from '../scenario/index.ts'
import type { Desks } from './desks.ts'
import { BACK_ENTRY, INCOMPLETE, ON_PAPER, WRONG_ANSWER } from './dossiers.ts'
import { CITIZEN } from './journal.ts'
import type { Paperwork } from './paperwork.ts'
import type { Stage } from './stage.ts'
import type { Call, Systems, Ticket } from './systems-port.ts'

/** The calls that steps make, sent as soon as it is settled when they count. */
export class Calls {
  readonly #stage: Stage
  readonly #systems: Systems
  readonly #desks: Desks
  readonly #paperwork: Paperwork

  constructor(stage: Stage, systems: Systems, desks: Desks, paperwork: Paperwork) {
    this.#stage = stage
    this.#systems = systems
    this.#desks = desks
    this.#paperwork = paperwork
  }

  /** A step begins, and how it will end is known: its call, if it has one, counts when the work is done. */
  begin(slot: number): void {
    const { dossiers, plan } = this.#stage
    const { operation } = this.#stage.outcomeOf(slot)
    if (!operation) return
    const endMs = dossiers.endMs[slot] as number
    if (this.#paperwork.isDueFor(slot, operation.system)) dossiers.set(slot, ON_PAPER)
    // A step that ends after the period is never seen to end: its call must not reach the systems either.
    else if (this.#isSettled(slot) && endMs < plan.toMs) {
      dossiers.tickets[slot] = this.#systems.send(this.of(slot, endMs))
    }
  }

  /** The ticket of work that is done at a time; the call is sent now if it was not before. Undefined without a call. */
  ticketOf(slot: number, atMs: number): Ticket | undefined {
    const { dossiers } = this.#stage
    const sent = dossiers.tickets[slot]
    if (sent || dossiers.has(slot, WRONG_ANSWER) || dossiers.has(slot, ON_PAPER)) return sent
    let call: Call | undefined
    if (dossiers.has(slot, BACK_ENTRY)) {
      const left = this.#paperwork.nextOf(slot)
      // Entered in the name of who did the step: whoever enters it may not be allowed to do it themselves.
      call = left && { ...left, atMs, attempt: dossiers.attempt[slot] as number }
    } else if (this.#stage.outcomeOf(slot).operation) call = this.of(slot, atMs)
    if (call) dossiers.tickets[slot] = this.#systems.send(call)
    return dossiers.tickets[slot]
  }

  /** The call of the outcome that the dossier's step has, which must have one. */
  of(slot: number, atMs: number): Call {
    const { dossiers, work } = this.#stage
    const operation = this.#stage.outcomeOf(slot).operation as NonNullable<OutcomePlan['operation']>
    return {
      operation: operation.name,
      system: operation.system,
      unit: dossiers.unit[slot] as number,
      dossier: dossiers.number[slot] as number,
      leg: dossiers.leg[slot] as number,
      key: dossiers.key[slot] as number,
      atUnit: dossiers.at[slot] as number,
      procedure: dossiers.procedure[slot] as number,
      channel: dossiers.channel[slot] as number,
      incomplete: dossiers.has(slot, INCOMPLETE),
      by: this.#stage.byName(slot),
      byAgency: work.stepOf(slot).plan.by.kind === 'agency',
      atMs,
      visit: dossiers.visitsOf(slot),
      attempt: dossiers.attempt[slot] as number,
      stepKey: work.keyOf(slot),
    }
  }

  /** Whether the work under way is sure to end as and when it seems; otherwise its call can't be sent yet. */
  #isSettled(slot: number): boolean {
    const { dossiers } = this.#stage
    if (dossiers.official[slot] === CITIZEN) return true
    return !dossiers.has(slot, WRONG_ANSWER) && !this.#desks.mayBeInterrupted(slot)
  }
}
