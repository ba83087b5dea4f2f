import { DAY_MS, MINUTE_MS, startOfDay } from '../calendar/index.ts'
import { keyOf } from '../chance/index.ts'
import type { SitePlan, StepPlan } from '../scenario/index.ts'
import { BROUGHT_IN, GIVE_UP, RETURN } from './agenda.ts'
import type { Centre } from './centre.ts'
import type { Desks } from './desks.ts'
import { BACK_ENTRY, LAID_ASIDE, NONE, RE_ENTRY } from './dossiers.ts'
import { CITIZEN } from './journal.ts'
import type { Stage } from './stage.ts'

const PATIENCE = keyOf('patience')
const COMES_BACK = keyOf('comes-back')
const AFTER = keyOf('after')
const TRIP = keyOf('trip')
const COURIER = keyOf('courier')
const WITHDRAWN = 7
const FINISHED = 9

export type OfficialStep = Extract<StepPlan['by'], { kind: 'official' }>

/** What a dossier, or its citizen, does until an official takes it up. */
export class Waiting {
  readonly #stage: Stage
  readonly #desks: Desks
  readonly #onLeft: (slot: number) => void

  /** @param onLeft a citizen has left for good */
  constructor(stage: Stage, desks: Desks, onLeft: (slot: number) => void) {
    this.#stage = stage
    this.#desks = desks
    this.#onLeft = onLeft
  }

  /** A dossier comes to a step of officials. */
  come(slot: number, by: OfficialStep): void {
    const { dossiers, nowMs } = this.#stage
    const centre = this.#stage.at(slot)
    const fromOutside = dossiers.official[slot] === CITIZEN
    dossiers.official[slot] = NONE
    dossiers.queuedMs[slot] = nowMs
    if (by.counter) this.#inPerson(centre, slot, this.#visit(centre, slot, by, fromOutside))
    else this.#onPaper(centre, slot, by)
  }

  /** Papers join the line of a desk, after their way there or once more. */
  join(slot: number): void {
    const { dossiers } = this.#stage
    const centre = this.#stage.at(slot)
    const line = dossiers.has(slot, BACK_ENTRY) ? (dossiers.line[slot] as number) : this.#lineOf(centre, slot)
    this.#desks.join(centre, line, slot, this.#orderKey(centre, slot))
    this.#desks.heed()
  }

  /** A citizen has waited too long. */
  giveUp(slot: number): void {
    const { dossiers } = this.#stage
    dossiers.patienceEvent[slot] = NONE
    this.#stage.at(slot).pool.leave(dossiers.line[slot] as number, slot)
    this.#leave(slot, 'gave-up')
  }

  /** The first thing anybody sees of a dossier. */
  arrive(slot: number): void {
    const { dossiers, recorder, nowMs } = this.#stage
    if (dossiers.state[slot] !== 0) return
    dossiers.state[slot] = 1
    recorder.record(nowMs, slot, 'arrived')
  }

  #onPaper(centre: Centre, slot: number, by: OfficialStep): void {
    const { dossiers, agenda, recorder, nowMs } = this.#stage
    const site = centre.lines.siteOf(by.role, dossiers.site[slot] as number)
    const carried = site === dossiers.site[slot] ? undefined : centre.unit.courier
    dossiers.site[slot] = site
    this.arrive(slot)
    recorder.queued(nowMs, slot, 0)
    const thereMs = carried ? centre.unit.calendar.add(nowMs, this.#stage.drawMs(slot, COURIER, carried)) : nowMs
    if (by.roundsMin.length > 0) agenda.schedule(BROUGHT_IN, nextRound(centre, by.roundsMin, thereMs), slot)
    else if (thereMs > nowMs) agenda.schedule(BROUGHT_IN, thereMs, slot)
    else this.join(slot)
  }

  /** The citizen comes to a site, or stays there for another step. @returns the way there and back, ms */
  #visit(centre: Centre, slot: number, by: OfficialStep, fromOutside: boolean): number {
    const { dossiers, nowMs } = this.#stage
    const traits = dossiers.traits[slot] as number
    const visited = centre.siteFor(traits, nowMs)
    dossiers.site[slot] = centre.lines.siteOf(by.role, visited)
    if (!fromOutside) return 0
    const own = centre.unit.sites[centre.ownSiteOf(traits)] as SitePlan
    const there = centre.unit.sites[visited] as SitePlan
    const trip = own === there ? there.travel : (own.travelElsewhere ?? there.travel)
    // A trip of no known length is a trip all the same.
    return trip ? Math.max(1, this.#stage.drawMs(slot, TRIP, trip)) : 1
  }

  #inPerson(centre: Centre, slot: number, tripMs: number): void {
    const { dossiers, agenda, recorder, nowMs } = this.#stage
    if (!this.#desks.join(centre, this.#lineOf(centre, slot), slot, this.#orderKey(centre, slot))) {
      this.#leave(slot, 'turned-away')
      return
    }
    this.arrive(slot)
    recorder.queued(nowMs, slot, tripMs)
    this.#desks.heed()
    const { patience } = this.#stage.streamOf(slot).given
    if (patience && dossiers.official[slot] === NONE) {
      const giveUpMs = nowMs + this.#stage.drawMs(slot, PATIENCE, patience.waits)
      dossiers.patienceEvent[slot] = agenda.schedule(GIVE_UP, giveUpMs, slot)
    }
  }

  /** A citizen leaves unserved, and comes another time or not at all. */
  #leave(slot: number, how: 'turned-away' | 'gave-up'): void {
    const { dossiers, agenda, recorder, nowMs } = this.#stage
    const { patience } = this.#stage.streamOf(slot).given
    if (patience && this.#stage.uniform(slot, COMES_BACK) < patience.comesBack) {
      recorder.record(nowMs, slot, how)
      const afterMs = Math.max(1, this.#stage.drawMs(slot, AFTER, patience.after))
      dossiers.official[slot] = CITIZEN
      // The next time they come has draws of its own.
      dossiers.attempt[slot] = (dossiers.attempt[slot] as number) + 1
      agenda.schedule(RETURN, nowMs + afterMs, slot)
      return
    }
    // Who never got in has no dossier; whose result is ready leaves it there.
    const state = dossiers.state[slot] as number
    if (state > 0 && state < FINISHED) dossiers.state[slot] = WITHDRAWN
    recorder.record(nowMs, slot, how, dossiers.partner[slot] === NONE)
    this.#onLeft(slot)
  }

  #lineOf(centre: Centre, slot: number): number {
    const { workflow, step, procedure, stream, site } = this.#stage.dossiers
    return centre.lines.of(
      workflow[slot] as number,
      step[slot] as number,
      procedure[slot] as number,
      stream[slot] as number,
      site[slot] as number,
    )
  }

  /** What orders the dossiers of a line: the least comes first. */
  #orderKey(centre: Centre, slot: number): number {
    const { dossiers, plan, work } = this.#stage
    switch (plan.policies.order) {
      case 'fifo':
        return dossiers.queuedMs[slot] as number
      case 'earliest-deadline': {
        const dueMs = dossiers.dueMs[slot] as number
        // What has no date yet waits to be received, which sets it: before all that have one.
        return Number.isNaN(dueMs) ? (dossiers.queuedMs[slot] as number) - plan.toMs : dueMs
      }
      case 'shortest-first':
        if (dossiers.has(slot, LAID_ASIDE)) return dossiers.leftMs[slot] as number
        if (dossiers.has(slot, RE_ENTRY) || dossiers.has(slot, BACK_ENTRY)) return 0
        return work.lengthMs(this.#stage.keyOf(slot), slot, dossiers.visitsOf(slot) + 1, centre.unit.legacyUnits)
    }
  }
}

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
