import { DAY_MS } from '../calendar/index.ts'
import type { BacklogPlan, Plan } from '../scenario/index.ts'
import { DAY, START } from './agenda.ts'
import type { Arrival } from './arrivals.ts'
import type { Centre } from './centre.ts'
import { INCOMPLETE, NONE } from './dossiers.ts'
import { dueOf } from './limit-clock.ts'
import type { Stage } from './stage.ts'

const PROCESSING = 4
const FIRST_VISIT = 1

/** Brings the dossiers on stage, a day ahead of their coming, and those taken over from before. */
export class Intake {
  readonly #stage: Stage
  #count = 0

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** Dossiers so far. */
  get count(): number {
    return this.#count
  }

  /** What waits as the period begins, and its first day. */
  begin(centre: Centre): void {
    centre.arrivals.backlog((arrival, entry) => this.#takeOver(centre, arrival, entry))
    this.#drawDay(centre, this.#stage.plan.fromMs)
    this.#stage.agenda.schedule(DAY, this.#stage.plan.fromMs, centre.index)
  }

  /** A day begins: tomorrow's dossiers are drawn, because citizens sit down to them before they submit. */
  day(centre: Centre): void {
    const { agenda, plan, nowMs } = this.#stage
    const tomorrowMs = nowMs + DAY_MS
    if (tomorrowMs >= plan.toMs) return
    this.#drawDay(centre, tomorrowMs)
    agenda.schedule(DAY, tomorrowMs, centre.index)
  }

  #drawDay(centre: Centre, dayMs: number): void {
    const { agenda, plan, work, dossiers } = this.#stage
    centre.arrivals.day(dayMs, (arrival) => {
      const slot = this.#open(centre, arrival)
      let startMs = arrival.atMs
      if (work.stepOf(slot).plan.by.kind === 'citizen') {
        // The profile times submissions, so the citizen sat down to it earlier; never before the period.
        const takesMs = Math.round(work.lengthMs(centre.key, slot, FIRST_VISIT, 1))
        dossiers.endMs[slot] = Math.max(arrival.atMs, plan.fromMs + takesMs)
        startMs = Math.max(agenda.nowMs, arrival.atMs - takesMs)
      }
      agenda.schedule(START, startMs, slot)
    })
  }

  #open(centre: Centre, arrival: Readonly<Arrival>): number {
    const { dossiers, plan } = this.#stage
    const slot = dossiers.take()
    const procedure = plan.procedures[arrival.procedure] as Plan['procedures'][number]
    const stream = plan.streams[arrival.stream] as Plan['streams'][number]
    const workflow = plan.workflows[procedure.workflow] as Plan['workflows'][number]
    dossiers.number[slot] = arrival.number
    dossiers.key[slot] = arrival.key
    dossiers.unit[slot] = centre.index
    dossiers.at[slot] = arrival.elsewhere === NONE ? centre.index : arrival.elsewhere
    dossiers.stream[slot] = arrival.stream
    dossiers.procedure[slot] = arrival.procedure
    dossiers.channel[slot] = arrival.channel
    dossiers.traits[slot] = arrival.traits
    dossiers.workflow[slot] = procedure.workflow
    dossiers.flags[slot] = arrival.incomplete ? INCOMPLETE : 0
    dossiers.step[slot] = stream.start?.[arrival.place] ?? workflow.start[arrival.channel as 0]
    this.#count++
    return slot
  }

  /** A dossier that waits already as the period begins; its limit has run since it was received. */
  #takeOver(centre: Centre, arrival: Readonly<Arrival>, entry: number): void {
    const { dossiers, plan, agenda } = this.#stage
    const slot = this.#open(centre, arrival)
    const stream = plan.streams[arrival.stream] as Plan['streams'][number]
    const { steps, receivedMs } = stream.backlog[entry] as BacklogPlan
    dossiers.step[slot] = steps[arrival.place] as number
    dossiers.state[slot] = PROCESSING
    dossiers.dueMs[slot] = dueOf(plan, centre.unit, arrival.procedure, receivedMs)
    agenda.schedule(START, plan.fromMs, slot)
  }
}
