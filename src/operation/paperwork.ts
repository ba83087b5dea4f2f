import type { SystemName } from '../schema/index.ts'
import { REJOIN } from './agenda.ts'
import type { Desks } from './desks.ts'
import { AT_END, BACK_ENTRY, NONE, type PaperCall } from './dossiers.ts'
import { CITIZEN } from './journal.ts'
import type { Stage } from './stage.ts'
import { type Answer, type Call, isOutage } from './systems-port.ts'
import type { Waiting } from './waiting.ts'

/**
 * Paper first: while a system is out, officials do their steps on paper, the date of reception counts, and the calls are
 * made up later, oldest first, as a job of lowest priority for officials of the same role.
 */
export class Paperwork {
  readonly #stage: Stage
  readonly #desks: Desks
  readonly #waiting: Waiting

  constructor(stage: Stage, desks: Desks, waiting: Waiting) {
    this.#stage = stage
    this.#desks = desks
    this.#waiting = waiting
  }

  /** Whether a step is done on paper: the system is out, or earlier calls of the dossier have not been made up. */
  isDueFor(slot: number, system: SystemName): boolean {
    if (!this.isPossibleFor(slot, system)) return false
    return this.#stage.dossiers.partner[slot] !== NONE || this.#stage.at(slot).isResting(system)
  }

  /**
   * Whether a step may be done on paper: by an official; or by a citizen at the centre, whom an official serves next, as
   * when the ticket machine is out. Nobody declares on paper from home.
   */
  isPossibleFor(slot: number, system: SystemName): boolean {
    const { plan, dossiers } = this.#stage
    if (!plan.policies.paperFirst) return false
    return dossiers.official[slot] !== CITIZEN || (system !== 'portal' && this.#roleFor(slot) !== undefined)
  }

  /** Role of who does the step; of a citizen's, of who serves the citizen next. Undefined for an agency's. */
  #roleFor(slot: number): string | undefined {
    const { work, plan, dossiers } = this.#stage
    const { by } = work.stepOf(slot).plan
    if (by.kind === 'official') return by.role
    if (by.kind === 'agency') return undefined
    const { to } = this.#stage.outcomeOf(slot)
    const next = plan.workflows[dossiers.workflow[slot] as number]?.steps[to]?.by
    return next?.kind === 'official' ? next.role : undefined
  }

  /** The step is done on paper: its call is left to be made up. */
  leave(slot: number, call: Call): void {
    const { dossiers, recorder, nowMs } = this.#stage
    const { atMs: _, ...left } = call
    recorder.operation(nowMs, slot, 'paper', call.operation, 0)
    dossiers.putOnPaper(slot, left)
    if (dossiers.partner[slot] === NONE) this.#openJob(slot)
  }

  /** The call that a job makes up next. */
  nextOf(job: number): PaperCall | undefined {
    const { dossiers } = this.#stage
    return dossiers.paperOf(dossiers.partner[job] as number)[0]
  }

  /** A job's call has been answered. */
  answered(job: number, answer: Answer): void {
    const { dossiers, recorder, agenda, nowMs, plan } = this.#stage
    const slot = dossiers.partner[job] as number
    const { operation, system } = this.nextOf(job) as PaperCall
    dossiers.tickets[job] = undefined
    if (!answer.ok) {
      recorder.call(nowMs, slot, operation, answer, job)
      dossiers.attempt[job] = (dossiers.attempt[job] as number) + 1
      if (isOutage(answer)) {
        this.#desks.rest(this.#stage.at(job), system, false)
        this.#desks.release(job, () => this.#waiting.join(job))
      } else this.#desks.release(job, () => agenda.schedule(REJOIN, nowMs + plan.policies.retryMs, job))
      return
    }
    dossiers.enterPaper(slot)
    dossiers.attempt[job] = 0
    const last = this.nextOf(job) === undefined
    const over = last && dossiers.has(slot, AT_END)
    recorder.call(nowMs, slot, operation, answer, job)
    recorder.operation(nowMs, slot, 'entered', operation, 0, '', over, job)
    if (!last) {
      this.#desks.release(job, () => this.#waiting.join(job))
      return
    }
    dossiers.partner[slot] = NONE
    this.#desks.release(job, () => dossiers.release(job))
    if (over) dossiers.release(slot)
  }

  #openJob(slot: number): void {
    const { dossiers, nowMs } = this.#stage
    const job = dossiers.copy(slot)
    dossiers.set(job, BACK_ENTRY)
    dossiers.partner[job] = slot
    dossiers.partner[slot] = job
    dossiers.line[job] = this.#stage.at(slot).lines.backEntryOf(this.#roleFor(slot) as string)
    dossiers.queuedMs[job] = nowMs
    this.#waiting.join(job)
  }
}
