import { type Draws, keyOf } from '../chance/index.ts'
import { Fault } from '../faults/index.ts'
import { END, type OutcomePlan, type Plan } from '../scenario/index.ts'
import * as agenda from './agenda.ts'
import { Calls } from './calls.ts'
import { Desks } from './desks.ts'
import {
  AT_CENTRE,
  AT_END,
  BACK_ENTRY,
  INCOMPLETE,
  NONE,
  ON_PAPER,
  RE_ENTRY,
  SCRIPT_JOB,
  UNASSISTED,
  WRONG_ANSWER,
} from './dossiers.ts'
import { Intake } from './intake.ts'
import { CITIZEN, type Journal } from './journal.ts'
import { Legs } from './legs.ts'
import { enterState } from './limit-clock.ts'
import { chooseOutcome } from './outcomes.ts'
import { Pace } from './pace.ts'
import { Paperwork } from './paperwork.ts'
import { DossierWatch } from './scripts/dossier-watch.ts'
import { Scripts } from './scripts/scripts.ts'
import { Stage } from './stage.ts'
import { type Answer, isOutage, LOST, type Systems, type Ticket } from './systems-port.ts'
import { Waiting } from './waiting.ts'

/** The replication that is played out and logged, under every clock; predictions use the others. */
export const PLAYED_REPLICATION = 0

const FORWARD = keyOf('forward')
const MOST_LEGS = 65_535

/**
 * The pilot itself: dossiers of the plan's units go through their workflows, step by step, in virtual time. It is
 * synchronous and deterministic; what systems say comes through `Systems`. The clock is moved by `advance`, one event
 * at a time; before that `awaited` names the call whose answer the next event needs.
 */
export class Operation {
  readonly #stage: Stage
  readonly #intake: Intake
  readonly #desks: Desks
  readonly #waiting: Waiting
  readonly #paperwork: Paperwork
  readonly #calls: Calls
  readonly #pace: Pace
  readonly #legs = new Legs()
  /** Undefined when the scenario has none. */
  readonly #scripts: Scripts | undefined

  /**
   * @param draws of the seed and replication to run
   * @param units indexes into Plan.units of those to play: whole groups of Plan.groups, in ascending order. A group
   *   gives the same alone as among all.
   */
  constructor(
    plan: Plan,
    draws: Draws,
    systems: Systems,
    journal: Journal,
    units: readonly number[] = [...plan.units.keys()],
  ) {
    const watch = plan.scripts.length > 0 ? new DossierWatch(journal) : undefined
    this.#stage = new Stage(plan, draws, watch ?? journal)
    this.#desks = new Desks(this.#stage, units, (slot) => this.#decide(slot))
    this.#waiting = new Waiting(this.#stage, this.#desks, (slot) => this.#finish(slot))
    this.#paperwork = new Paperwork(this.#stage, this.#desks, this.#waiting)
    this.#calls = new Calls(this.#stage, systems, this.#desks, this.#paperwork)
    this.#intake = new Intake(this.#stage)
    this.#pace = new Pace(
      () => this.#lastPlace(),
      () => this.#intake.count,
    )
    this.#scripts = watch && new Scripts(this.#stage, this.#desks, systems, watch)
    for (const unit of units) {
      this.#intake.begin(this.#stage.centreOf(unit))
      this.#scripts?.begin(unit)
    }
  }

  /** Scenario time, epoch ms. */
  get nowMs(): number {
    return this.#stage.nowMs
  }

  /** Dossiers drawn so far: all that come until the end of tomorrow. */
  get dossierCount(): number {
    return this.#intake.count
  }

  /** Dossiers that were under way at once, at most. */
  get slots(): number {
    return this.#stage.dossiers.slots
  }

  /** The call whose answer the next event needs, if it has not come yet. */
  awaited(): Ticket | undefined {
    const { agenda } = this.#stage
    const slot = agenda.nextWorkDone
    if (slot === NONE) return undefined
    // What could not be sent as the work began is sent now, and waited for.
    const ticket = this.#ticketOf(slot, agenda.nextAtMs)
    return ticket && ticket.answer === undefined ? ticket : undefined
  }

  /**
   * Moves the clock to the next event and lets it happen.
   * @returns false when the period is over: what is left would happen after it
   * @throws Error when the answer that the event needs has not come; Fault scenario-endless when time does not go on
   */
  advance(): boolean {
    const { agenda } = this.#stage
    if (!agenda.next()) return false
    this.#pace.event(agenda.nowMs)
    this.#happen(agenda.kind, agenda.subject)
    return true
  }

  #happen(kind: number, subject: number): void {
    switch (kind) {
      case agenda.START:
        this.#start(subject)
        break
      case agenda.WORK_DONE:
        this.#workDone(subject)
        break
      case agenda.STEP_OVER:
        if (this.#stage.dossiers.has(subject, SCRIPT_JOB)) this.#scripts?.stepOver(subject)
        else this.#stepOver(subject)
        break
      case agenda.RETRY:
        this.#beginUnattended(subject)
        break
      case agenda.BROUGHT_IN:
      case agenda.REJOIN:
        this.#waiting.join(subject)
        break
      case agenda.RETURN:
      case agenda.FORWARDED:
        this.#next(subject)
        break
      case agenda.NOTICED:
        this.#noticed(subject)
        break
      case agenda.GIVE_UP:
        this.#waiting.giveUp(subject)
        break
      case agenda.ROLL_CALL:
        this.#desks.rollCall(this.#stage.centreOf(subject))
        this.#waiting.handOver(this.#stage.centreOf(subject))
        if (this.#stage.plan.policies.paperFirst) this.#waiting.makeRoomForEntering(this.#stage.centreOf(subject))
        break
      case agenda.RESUME:
        this.#desks.resume(subject)
        break
      case agenda.DAY:
        this.#intake.day(this.#stage.centreOf(subject))
        break
      case agenda.BREAK:
        this.#desks.break(subject)
        break
      case agenda.REPAIR:
        this.#desks.repair(subject)
        break
      case agenda.SCRIPT:
        this.#scripts?.turn(subject)
        break
      default:
        throw new Error(`unknown kind of event: ${kind}`)
    }
  }

  /** Where the last event happened, in words. */
  #lastPlace(): string {
    const { agenda: last, dossiers, plan, work } = this.#stage
    if (last.kind === agenda.SCRIPT || dossiers.has(last.subject, SCRIPT_JOB)) return 'a step of a script'
    const failure = last.kind === agenda.BREAK || last.kind === agenda.REPAIR
    const unit = failure ? Math.floor(last.subject / agenda.MOST_OFFICIALS) : (dossiers.at[last.subject] as number)
    const what = failure ? 'a workplace' : `step "${work.stepOf(last.subject).plan.name}"`
    return `${what} of unit ${plan.units[unit]?.code}`
  }

  #start(slot: number): void {
    const { dossiers, recorder, work, nowMs } = this.#stage
    const dueMs = dossiers.dueMs[slot] as number
    if (!Number.isNaN(dueMs)) {
      // Taken over from before the period.
      recorder.record(nowMs, slot, 'arrived', false, dueMs)
      this.#next(slot)
      return
    }
    const { by } = work.stepOf(slot).plan
    if (by.kind === 'citizen') {
      dossiers.visit(slot)
      this.#decide(slot)
      this.#endAt(slot, dossiers.endMs[slot] as number)
      return
    }
    // What goes to an agency first has come by then; who comes to an official may yet be turned away.
    if (by.kind === 'agency') this.#waiting.arrive(slot)
    this.#next(slot)
  }

  /** Leads a dossier to its next step; where that comes after its legs, it waits for them. */
  #next(slot: number): void {
    const { by, afterLegs } = this.#stage.work.stepOf(slot).plan
    if (afterLegs && this.#legs.mustWait(slot)) return
    if (by.kind === 'official') this.#waiting.come(slot, by)
    else this.#beginUnattended(slot)
  }

  /** A citizen or an agency, whom nobody waits for. */
  #beginUnattended(slot: number): void {
    const { dossiers, plan, work, nowMs } = this.#stage
    dossiers.official[slot] = CITIZEN
    if (dossiers.has(slot, RE_ENTRY)) {
      dossiers.attempt[slot] = (dossiers.attempt[slot] as number) + 1
      dossiers.endMs[slot] = nowMs + plan.policies.reEntryMs
    } else {
      dossiers.attempt[slot] = 0
      const { by } = work.stepOf(slot).plan
      if (by.kind === 'citizen') dossiers.clear(slot, AT_CENTRE)
      const lengthMs = Math.round(work.lengthMs(this.#stage.keyOf(slot), slot, dossiers.visit(slot), 1))
      const inWorkingTime = by.kind === 'agency' && by.workingTime
      dossiers.endMs[slot] = inWorkingTime ? this.#stage.at(slot).unit.calendar.add(nowMs, lengthMs) : nowMs + lengthMs
    }
    this.#decide(slot)
    this.#endAt(slot, dossiers.endMs[slot] as number)
  }

  #endAt(slot: number, atMs: number): void {
    this.#stage.dossiers.endEvent[slot] = this.#stage.agenda.schedule(agenda.WORK_DONE, atMs, slot)
  }

  /** Settles how the step that begins will end, and sends its call, which counts when the work is done. */
  #decide(slot: number): void {
    const { dossiers, draws, work } = this.#stage
    if (!dossiers.has(slot, RE_ENTRY)) {
      const step = work.stepOf(slot).plan
      dossiers.outcome[slot] = chooseOutcome(draws, this.#stage.keyOf(slot), dossiers, slot, step, work.keyOf(slot))
    }
    this.#calls.begin(slot)
  }

  /** The ticket of work that is done at a time; undefined where it makes no call. */
  #ticketOf(slot: number, atMs: number): Ticket | undefined {
    if (this.#stage.dossiers.has(slot, SCRIPT_JOB)) return this.#scripts?.ticketOf(slot, atMs)
    return this.#calls.ticketOf(slot, atMs)
  }

  #workDone(slot: number): void {
    const { dossiers, nowMs } = this.#stage
    this.#desks.isDone(slot)
    const ticket = this.#ticketOf(slot, nowMs)
    const answer = ticket?.answer
    if (ticket && !answer) throw new Error('the clock ran ahead of an answer that it needs')
    if (dossiers.has(slot, SCRIPT_JOB)) this.#scripts?.workDone(slot, answer)
    else if (dossiers.has(slot, BACK_ENTRY)) this.#paperwork.answered(slot, answer as Answer)
    else if (dossiers.has(slot, WRONG_ANSWER)) this.#doAgain(slot)
    else if (!answer) this.#stepOver(slot)
    else if (!answer.ok) this.#failed(slot, answer)
    // The clock counts whole milliseconds, as the event log does.
    else if (Math.round(answer.tookMs) > 0) this.#desks.awaitAnswer(slot, nowMs + Math.round(answer.tookMs))
    else this.#stepOver(slot)
  }

  /** The assistant was wrong: the same official does the step again at once, without it. */
  #doAgain(slot: number): void {
    const { dossiers, recorder, nowMs } = this.#stage
    dossiers.clear(slot, WRONG_ANSWER | ON_PAPER)
    dossiers.set(slot, UNASSISTED)
    recorder.record(nowMs, slot, 'ended')
    this.#desks.doAgain(slot)
  }

  /** The call failed: another way, on paper, or the step is entered again later. */
  #failed(slot: number, answer: Extract<Answer, { ok: false }>): void {
    const { dossiers, recorder, agenda: events, plan, nowMs } = this.#stage
    const { operation, ifFails } = this.#stage.outcomeOf(slot)
    const { name, system } = operation as NonNullable<OutcomePlan['operation']>
    const { policies } = plan
    const isLost = answer.reason === LOST
    const againMs = nowMs + (isLost ? policies.noticeLostMs : policies.retryMs)
    recorder.call(nowMs, slot, name, answer)
    dossiers.tickets[slot] = undefined
    if (ifFails && (dossiers.attempt[slot] as number) + 1 >= ifFails.after) {
      if (isLost) this.#desks.release(slot, () => events.schedule(agenda.NOTICED, againMs, slot))
      else {
        this.#endInVain(slot)
        this.#moveOn(slot, ifFails.to)
      }
      return
    }
    const outage = isOutage(answer)
    const onPaper = outage && this.#paperwork.isPossibleFor(slot, system)
    if (dossiers.official[slot] === CITIZEN && !onPaper) {
      dossiers.set(slot, RE_ENTRY)
      events.schedule(agenda.RETRY, againMs, slot)
      return
    }
    if (outage) this.#desks.rest(this.#stage.at(slot), system, !policies.paperFirst)
    if (onPaper) {
      dossiers.set(slot, ON_PAPER)
      this.#stepOver(slot)
      return
    }
    dossiers.set(slot, RE_ENTRY)
    if (outage) this.#desks.release(slot, () => this.#waiting.join(slot))
    else this.#desks.release(slot, () => events.schedule(agenda.REJOIN, againMs, slot))
  }

  /** The step is over, though its call never succeeded. */
  #endInVain(slot: number): void {
    this.#waiting.arrive(slot)
    this.#stage.recorder.record(this.#stage.nowMs, slot, 'ended')
    this.#settle(slot)
  }

  /** Long after the official has turned to other things the message turns out to be lost: another step follows. */
  #noticed(slot: number): void {
    const { ifFails } = this.#stage.outcomeOf(slot)
    this.#endInVain(slot)
    this.#stage.dossiers.step[slot] = (ifFails as NonNullable<OutcomePlan['ifFails']>).to
    this.#next(slot)
  }

  #stepOver(slot: number): void {
    const { dossiers, recorder, plan, work, nowMs } = this.#stage
    const outcome = this.#stage.outcomeOf(slot)
    const answer = dossiers.tickets[slot]?.answer
    dossiers.endEvent[slot] = NONE
    this.#waiting.arrive(slot)
    if (outcome.completes) dossiers.clear(slot, INCOMPLETE)
    dossiers.traits[slot] = ((dossiers.traits[slot] as number) | outcome.gains) & ~outcome.loses
    const unit = plan.units[dossiers.unit[slot] as number] as Plan['units'][number]
    const systemDueMs = answer?.ok ? answer.dueAtMs : undefined
    const dueMs = enterState(plan, dossiers, unit, slot, outcome.state, nowMs, systemDueMs)
    if (outcome.operation && answer) recorder.call(nowMs, slot, outcome.operation.name, answer)
    if (dossiers.has(slot, ON_PAPER)) this.#paperwork.leave(slot, this.#calls.of(slot, nowMs))
    const to = answer?.ok && answer.duplicated ? (outcome.ifDuplicated ?? outcome.to) : outcome.to
    work.practise(this.#stage.at(slot), dossiers.official[slot] as number, slot)
    recorder.record(nowMs, slot, 'ended', to === END && dossiers.partner[slot] === NONE, dueMs)
    for (const step of outcome.starts) this.#startLeg(slot, step)
    this.#settle(slot)
    if (outcome.forwards && to !== END && dossiers.at[slot] !== dossiers.unit[slot]) this.#forward(slot, to)
    else this.#moveOn(slot, to)
  }

  /** Nothing of the step that ended is carried into the next. */
  #settle(slot: number): void {
    this.#stage.dossiers.clear(slot, RE_ENTRY | ON_PAPER | UNASSISTED)
    this.#stage.dossiers.tickets[slot] = undefined
  }

  /** The dossier goes to a step, or its way ends; then its official is free for another. */
  #moveOn(slot: number, to: number): void {
    this.#desks.release(slot, () => {
      if (to === END) this.#finish(slot)
      else {
        this.#stage.dossiers.step[slot] = to
        this.#next(slot)
      }
    })
  }

  /** The unit that received the dossier sends it to the one that is competent. */
  #forward(slot: number, to: number): void {
    const { dossiers, agenda: events, plan, nowMs } = this.#stage
    const { forward } = plan.policies
    const arrivesMs = nowMs + (forward ? this.#stage.drawMs(slot, FORWARD, forward) : 0)
    this.#desks.release(slot, () => {
      dossiers.step[slot] = to
      dossiers.at[slot] = dossiers.unit[slot] as number
      dossiers.site[slot] = 0
      dossiers.clear(slot, AT_CENTRE)
      events.schedule(agenda.FORWARDED, arrivesMs, slot)
    })
  }

  /** Another leg of a linked procedure begins beside the dossier. */
  #startLeg(slot: number, step: number): void {
    const { dossiers, recorder, nowMs } = this.#stage
    const leg = dossiers.copy(slot)
    const number = this.#legs.start(slot, leg)
    if (number > MOST_LEGS) {
      throw new Fault(
        'scenario-invalid',
        `A dossier starts more than ${MOST_LEGS} sub-dossiers, the last at step "${this.#stage.work.stepOf(slot).plan.name}".`,
        'Start fewer, or let one sub-dossier go through several steps.',
      )
    }
    dossiers.leg[leg] = number
    dossiers.step[leg] = step
    if (dossiers.has(slot, AT_CENTRE)) dossiers.set(leg, AT_CENTRE)
    recorder.record(nowMs, leg, 'arrived')
    this.#next(leg)
  }

  /** The dossier's way is over; its slot is free once its calls have been made up. */
  #finish(slot: number): void {
    const { dossiers } = this.#stage
    const waiting = this.#legs.over(slot)
    if (dossiers.partner[slot] === NONE) dossiers.release(slot)
    else dossiers.set(slot, AT_END)
    if (waiting !== NONE) this.#next(waiting)
  }
}
