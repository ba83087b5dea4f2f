import { DAY_MS, MINUTE_MS, startOfDay } from '../calendar/index.ts'
import { compileDuration, type Draws, keyOf } from '../chance/index.ts'
import { EventList } from '../kernel/index.ts'
import { END, type OutcomePlan, type Plan, type StepPlan } from '../scenario/index.ts'
import { type Condition, channels, type SystemName, systemNames } from '../schema/index.ts'
import { Centre } from './centre.ts'
import { INCOMPLETE, RE_ENTRY } from './dossiers.ts'
import { effectsOf } from './incidents/index.ts'
import { CITIZEN, type Journal } from './journal.ts'
import { enterState } from './limit-clock.ts'
import { Recorder } from './recorder.ts'
import type { Answer, Systems, Ticket } from './systems-port.ts'

/** The replication that is played out and logged, under every clock; predictions use the others. */
export const PLAYED_REPLICATION = 0

const TAKES = keyOf('takes')
const OUTCOME = keyOf('outcome')

/** Kinds of event. The subject is a dossier of all units counted through, or as said. */
const START = 0
/** The human part of the step is over; the answer of its call is needed. */
const WORK_DONE = 1
/** The system has answered too: the step is over. */
const STEP_OVER = 2
/** A waiting dossier is brought in with its round. */
const ROUND = 3
/** A citizen tries again. */
const RETRY = 4
/** Subject: unit. Somebody may come or go, counters may close or open. */
const ROLL_CALL = 5
/** Subject: unit × systems + system. Officials try the system again. */
const RESUME = 6

/** Among events of one time: people come and go, then steps end, then new ones begin. */
const RANK = {
  [ROLL_CALL]: 0,
  [RESUME]: 0,
  [STEP_OVER]: 1,
  [WORK_DONE]: 1,
  [ROUND]: 2,
  [RETRY]: 2,
  [START]: 3,
} as const

interface CompiledStep {
  readonly plan: StepPlan
  readonly key: number
  readonly takes: (draws: Draws) => number
}

/**
 * The pilot itself: dossiers of the plan's units go through their workflows, step by step, in virtual time. It is
 * synchronous and deterministic; what systems say comes through `Systems`. The clock is moved by `advance`, one event
 * at a time; before that `awaited` names the call whose answer the next event needs.
 */
export class Operation {
  readonly #plan: Plan
  readonly #draws: Draws
  readonly #systems: Systems
  readonly #recorder: Recorder
  readonly #events = new EventList()
  readonly #centres: Centre[]
  readonly #steps: readonly (readonly CompiledStep[])[]
  /** Number of the first dossier of each unit, counted through all units, and one past the last. */
  readonly #offsets: number[] = [0]
  #nowMs: number

  /** @param draws of the seed and replication to run */
  constructor(plan: Plan, draws: Draws, systems: Systems, journal: Journal) {
    this.#plan = plan
    this.#draws = draws
    this.#systems = systems
    this.#recorder = new Recorder(journal)
    this.#nowMs = plan.fromMs
    this.#steps = plan.workflows.map((workflow) =>
      workflow.steps.map((step) => ({ plan: step, key: keyOf(step.name), takes: compileDuration(step.takes) })),
    )
    const effects = effectsOf(plan)
    this.#centres = plan.units.map(
      (_, index) =>
        new Centre(plan, index, draws, effects, (centre, official, dossier) => this.#begin(centre, official, dossier)),
    )
    for (const centre of this.#centres) {
      this.#offsets.push((this.#offsets[centre.index] as number) + centre.arrivals.count)
      this.#scheduleUnit(centre)
    }
  }

  /** Scenario time, epoch ms. */
  get nowMs(): number {
    return this.#nowMs
  }

  /** Dossiers of all units. */
  get dossierCount(): number {
    return this.#offsets.at(-1) as number
  }

  /** The call whose answer the next event needs, if it has not come yet. */
  awaited(): Ticket | undefined {
    if (this.#events.size === 0 || this.#events.nextKind !== WORK_DONE) return undefined
    const ticket = this.#ticketOf(this.#events.nextSubject)
    return ticket && ticket.answer === undefined ? ticket : undefined
  }

  /**
   * Moves the clock to the next event and lets it happen.
   * @returns false when the period is over: what is left would happen after it
   * @throws Error when the answer that the event needs has not come
   */
  advance(): boolean {
    const events = this.#events
    // What was done before the period's end counts, though the system answered a moment after it.
    while (events.nextAtMs >= this.#plan.toMs) {
      if (events.size === 0) return false
      if (events.nextKind === STEP_OVER) break
      events.next()
    }
    events.next()
    this.#nowMs = events.atMs
    this.#happen(events.kind, events.subject)
    return true
  }

  #happen(kind: number, subject: number): void {
    if (kind === ROLL_CALL) {
      ;(this.#centres[subject] as Centre).rollCall(this.#nowMs)
      return
    }
    if (kind === RESUME) {
      const unit = Math.floor(subject / systemNames.length)
      ;(this.#centres[unit] as Centre).resume(systemNames[subject % systemNames.length] as SystemName)
      return
    }
    const unit = this.#unitOf(subject)
    const centre = this.#centres[unit] as Centre
    const dossier = subject - (this.#offsets[unit] as number)
    switch (kind) {
      case START:
      case RETRY:
        this.#beginByCitizen(centre, dossier)
        break
      case WORK_DONE:
        this.#workDone(centre, dossier)
        break
      case STEP_OVER:
        this.#stepOver(centre, dossier)
        break
      case ROUND:
        this.#join(centre, dossier)
        break
      default:
        throw new Error(`unknown kind of event: ${kind}`)
    }
  }

  #scheduleUnit(centre: Centre): void {
    for (const atMs of centre.changes(this.#plan.fromMs, this.#plan.toMs)) {
      this.#events.schedule(atMs, RANK[ROLL_CALL], ROLL_CALL, centre.index)
    }
    const { arrivals, dossiers } = centre
    for (let dossier = 0; dossier < arrivals.count; dossier++) {
      const workflow = this.#plan.workflows[dossiers.workflow[dossier] as number] as Plan['workflows'][number]
      const step = workflow.start[arrivals.channel[dossier] as 0]
      dossiers.step[dossier] = step
      // The profile times submissions, so the citizen sat down to it earlier; never before the period.
      const takesMs = this.#takes(centre, dossier, FIRST_VISIT)
      const startMs = Math.max(this.#plan.fromMs, (arrivals.atMs[dossier] as number) - takesMs)
      this.#schedule(startMs, START, centre, dossier)
    }
  }

  /** Length of the step that the dossier stands before, ms. */
  #takes(centre: Centre, dossier: number, visit: number): number {
    const step = this.#stepOf(centre, dossier)
    this.#draws.at(centre.key, dossier, step.key, TAKES + visit)
    return step.takes(this.#draws)
  }

  #beginByCitizen(centre: Centre, dossier: number): void {
    const endMs = this.#nowMs + this.#workMs(centre, dossier)
    centre.dossiers.official[dossier] = CITIZEN
    this.#decide(centre, dossier, endMs)
  }

  #begin(centre: Centre, official: number, dossier: number): void {
    const { dossiers, staffing } = centre
    const workMs = this.#workMs(centre, dossier)
    const { by } = this.#stepOf(centre, dossier).plan
    const faceToFace = by.kind === 'official' && by.counter
    const endMs = faceToFace ? this.#nowMs + workMs : staffing.doneAt(official, this.#nowMs, workMs)
    dossiers.official[dossier] = official
    this.#recorder.record(this.#nowMs, centre, dossier, 'begun')
    this.#decide(centre, dossier, endMs)
  }

  /** Work that the step which begins will take, ms; counts the visit. */
  #workMs(centre: Centre, dossier: number): number {
    const { dossiers } = centre
    if (dossiers.has(dossier, RE_ENTRY)) {
      dossiers.attempt[dossier] = (dossiers.attempt[dossier] as number) + 1
      return this.#plan.policies.reEntryMs
    }
    dossiers.attempt[dossier] = 0
    return this.#takes(centre, dossier, dossiers.visit(dossier))
  }

  /** Settles how the step will end and sends its call, which counts when the work is done. */
  #decide(centre: Centre, dossier: number, endMs: number): void {
    const { dossiers } = centre
    const step = this.#stepOf(centre, dossier)
    if (!dossiers.has(dossier, RE_ENTRY)) {
      dossiers.outcome[dossier] = this.#chooseOutcome(centre, dossier, step)
    }
    const { operation } = this.#outcomeOf(centre, dossier)
    // A step that ends after the period is never seen to end: its call must not reach the systems either.
    if (operation && endMs < this.#plan.toMs) {
      dossiers.tickets[dossier] = this.#systems.send({
        operation: operation.name,
        system: operation.system,
        unit: centre.index,
        dossier,
        procedure: dossiers.procedure[dossier] as number,
        channel: dossiers.channel[dossier] as number,
        incomplete: dossiers.has(dossier, INCOMPLETE),
        by: this.#byName(centre, dossier),
        atMs: endMs,
        visit: dossiers.visitsOf(dossier),
        attempt: dossiers.attempt[dossier] as number,
        stepKey: step.key,
      })
    }
    this.#schedule(endMs, WORK_DONE, centre, dossier)
  }

  #chooseOutcome(centre: Centre, dossier: number, step: CompiledStep): number {
    const { outcomes } = step.plan
    if (outcomes.length === 1) return 0
    let left = 1
    let u = this.#draws.uniform(centre.key, dossier, step.key, OUTCOME + centre.dossiers.visitsOf(dossier))
    for (let index = 0; index < outcomes.length - 1; index++) {
      const outcome = outcomes[index] as OutcomePlan
      if (outcome.when !== undefined && !this.#holds(centre, dossier, outcome.when)) continue
      if (outcome.share === undefined) return index
      // Each share is of what no earlier outcome took: the one uniform is spread again over the rest.
      if (u < outcome.share * left) return index
      u -= outcome.share * left
      left -= outcome.share * left
    }
    return outcomes.length - 1
  }

  #holds(centre: Centre, dossier: number, condition: Condition): boolean {
    if (condition === 'incomplete') return centre.dossiers.has(dossier, INCOMPLETE)
    return channels[centre.dossiers.channel[dossier] as number] === condition
  }

  #workDone(centre: Centre, dossier: number): void {
    const { dossiers } = centre
    const ticket = dossiers.tickets[dossier]
    if (ticket === undefined) {
      this.#stepOver(centre, dossier)
      return
    }
    const { answer } = ticket
    if (answer === undefined) throw new Error('the clock ran ahead of an answer that it needs')
    // The clock counts whole milliseconds, as the event log does.
    const tookMs = Math.round(answer.tookMs)
    if (!answer.ok) this.#failed(centre, dossier, answer)
    else if (tookMs > 0) this.#schedule(this.#nowMs + tookMs, STEP_OVER, centre, dossier)
    else this.#stepOver(centre, dossier)
  }

  /** The call failed: the step is entered again later, and officials let the system rest until then. */
  #failed(centre: Centre, dossier: number, answer: Extract<Answer, { ok: false }>): void {
    const { dossiers } = centre
    const operation = this.#outcomeOf(centre, dossier).operation as NonNullable<OutcomePlan['operation']>
    this.#recorder.call(this.#nowMs, centre, dossier, operation.name, answer)
    dossiers.set(dossier, RE_ENTRY)
    dossiers.tickets[dossier] = undefined
    const official = dossiers.official[dossier] as number
    const againMs = this.#nowMs + this.#plan.policies.retryMs
    if (official === CITIZEN) {
      this.#schedule(againMs, RETRY, centre, dossier)
      return
    }
    if (centre.rest(operation.system)) {
      const subject = centre.index * systemNames.length + systemNames.indexOf(operation.system)
      this.#events.schedule(againMs, RANK[RESUME], RESUME, subject)
    }
    this.#join(centre, dossier)
    centre.pool.release(official)
  }

  #stepOver(centre: Centre, dossier: number): void {
    const { dossiers } = centre
    const outcome = this.#outcomeOf(centre, dossier)
    const ticket = dossiers.tickets[dossier]
    const answer = ticket?.answer
    this.#arrive(centre, dossier)
    if (outcome.completes) dossiers.clear(dossier, INCOMPLETE)
    dossiers.clear(dossier, RE_ENTRY)
    dossiers.tickets[dossier] = undefined
    const dueMs = enterState(
      this.#plan,
      centre,
      dossier,
      outcome.state,
      this.#nowMs,
      answer?.ok ? answer.dueAtMs : undefined,
    )
    if (outcome.operation && answer) {
      this.#recorder.call(this.#nowMs, centre, dossier, outcome.operation.name, answer)
    }
    this.#recorder.record(this.#nowMs, centre, dossier, 'ended', dueMs)
    const official = dossiers.official[dossier] as number
    dossiers.step[dossier] = outcome.to
    if (outcome.to !== END) this.#next(centre, dossier)
    if (official !== CITIZEN) centre.pool.release(official)
  }

  /** The first thing anybody sees of a dossier. */
  #arrive(centre: Centre, dossier: number): void {
    const { dossiers } = centre
    if (dossiers.state[dossier] !== 0) return
    dossiers.state[dossier] = 1
    this.#recorder.record(this.#nowMs, centre, dossier, 'arrived')
  }

  /** Leads a dossier to its next step. */
  #next(centre: Centre, dossier: number): void {
    const { by } = this.#stepOf(centre, dossier).plan
    if (by.kind === 'citizen') {
      this.#beginByCitizen(centre, dossier)
      return
    }
    centre.dossiers.official[dossier] = CITIZEN
    centre.dossiers.queuedMs[dossier] = this.#nowMs
    this.#recorder.record(this.#nowMs, centre, dossier, 'queued')
    if (by.roundsMin.length === 0) this.#join(centre, dossier)
    else this.#schedule(nextRound(centre, by.roundsMin, this.#nowMs), ROUND, centre, dossier)
  }

  #join(centre: Centre, dossier: number): void {
    const { dossiers, lines, pool } = centre
    const line = lines.of(
      dossiers.workflow[dossier] as number,
      dossiers.step[dossier] as number,
      dossiers.procedure[dossier] as number,
    )
    pool.join(line, dossier, dossiers.queuedMs[dossier] as number)
  }

  #schedule(atMs: number, kind: keyof typeof RANK, centre: Centre, dossier: number): void {
    this.#events.schedule(atMs, RANK[kind], kind, (this.#offsets[centre.index] as number) + dossier)
  }

  #stepOf(centre: Centre, dossier: number): CompiledStep {
    const steps = this.#steps[centre.dossiers.workflow[dossier] as number] as readonly CompiledStep[]
    return steps[centre.dossiers.step[dossier] as number] as CompiledStep
  }

  #outcomeOf(centre: Centre, dossier: number): OutcomePlan {
    return this.#stepOf(centre, dossier).plan.outcomes[centre.dossiers.outcome[dossier] as number] as OutcomePlan
  }

  #byName(centre: Centre, dossier: number): string {
    const official = centre.dossiers.official[dossier] as number
    return official === CITIZEN ? 'citizen' : (centre.unit.officials[official]?.id ?? 'citizen')
  }

  #ticketOf(subject: number): Ticket | undefined {
    const unit = this.#unitOf(subject)
    return (this.#centres[unit] as Centre).dossiers.tickets[subject - (this.#offsets[unit] as number)]
  }

  #unitOf(subject: number): number {
    let low = 0
    let high = this.#centres.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#offsets[middle] as number) <= subject) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** Visits are counted from 1. */
const FIRST_VISIT = 1

/** The first round at or after a time, on a working day. */
function nextRound(centre: Centre, roundsMin: readonly number[], atMs: number): number {
  const { calendar } = centre.unit
  let dayMs = startOfDay(atMs)
  for (;;) {
    if (calendar.isWorkingDay(dayMs)) {
      for (const minute of roundsMin) {
        const roundMs = dayMs + minute * MINUTE_MS
        if (roundMs >= atMs) return roundMs
      }
    }
    dayMs += DAY_MS
  }
}
