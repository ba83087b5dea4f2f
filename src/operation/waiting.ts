import { DAY_MS, MINUTE_MS, startOfDay, type WorkCalendar } from '../calendar/index.ts'
import { keyOf } from '../chance/index.ts'
import type { SitePlan } from '../scenario/index.ts'
import { BROUGHT_IN, GIVE_UP, RETURN } from './agenda.ts'
import type { Centre } from './centre.ts'
import type { Desks } from './desks.ts'
import { AT_CENTRE, JOB, LAID_ASIDE, NONE, RE_ENTRY } from './dossiers.ts'
import { CITIZEN } from './journal.ts'
import type { OfficialStep } from './posts.ts'
import type { Stage } from './stage.ts'

const PATIENCE = keyOf('patience')
const COMES_BACK = keyOf('comes-back')
const AFTER = keyOf('after')
const TRIP = keyOf('trip')
const COURIER = keyOf('courier')
const WITHDRAWN = 7
const FINISHED = 9

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
    dossiers.official[slot] = NONE
    dossiers.queuedMs[slot] = nowMs
    if (by.counter) this.#inPerson(centre, slot)
    else this.#onPaper(centre, slot, by)
  }

  /** Papers join the line of a desk, after their way there or once more. */
  join(slot: number): void {
    const { dossiers } = this.#stage
    const centre = this.#stage.at(slot)
    if (!dossiers.has(slot, JOB)) dossiers.site[slot] = this.#siteFor(centre, slot, dossiers.site[slot] as number)
    const line = dossiers.has(slot, JOB) ? (dossiers.line[slot] as number) : this.#lineOf(centre, slot)
    this.#desks.join(centre, line, slot, this.#orderKey(centre, slot), true)
    this.#desks.heed()
  }

  /**
   * Officials have left for good, or their site has closed: what they had begun at a desk is handed over, and who or
   * what waits at a site where nobody serves any more waits on at another.
   */
  handOver(centre: Centre): void {
    const { dossiers, nowMs } = this.#stage
    const leavers = centre.staffing.leaversAt(nowMs)
    for (const official of leavers) {
      const slot = this.#desks.handOver(centre, official)
      if (slot !== NONE) this.join(slot)
    }
    if (leavers.length === 0 || centre.unit.sites.length === 1) return
    for (let slot = 0; slot < dossiers.slots; slot++) this.#moveElsewhere(centre, slot)
    this.#desks.heed()
  }

  #moveElsewhere(centre: Centre, slot: number): void {
    const { dossiers } = this.#stage
    const line = dossiers.line[slot] as number
    if (line === NONE || dossiers.at[slot] !== centre.index || dossiers.has(slot, JOB)) return
    const here = centre.lines.siteOf(line)
    const site = this.#siteFor(centre, slot, here)
    if (site === here || !centre.pool.leave(line, slot)) return
    dossiers.site[slot] = site
    this.#desks.join(centre, this.#lineOf(centre, slot), slot, this.#orderKey(centre, slot), true)
  }

  /** Officials who stay to enter papers put what they are at back into its line, for others or for tomorrow. */
  makeRoomForEntering(centre: Centre): void {
    for (const official of centre.unit.officials.keys()) {
      if (!this.#desks.isKeptFromEntering(centre, official)) continue
      centre.pool.layAside(official, this.#orderKey(centre, centre.pool.serving(official)))
      this.#desks.heed()
    }
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
    const site = this.#siteFor(centre, slot, dossiers.site[slot] as number)
    const carried = site === dossiers.site[slot] ? undefined : centre.unit.courier
    dossiers.site[slot] = site
    this.arrive(slot)
    recorder.queued(nowMs, slot, 0)
    const thereMs = carried ? centre.unit.calendar.add(nowMs, this.#stage.drawMs(slot, COURIER, carried)) : nowMs
    if (by.roundsMin.length > 0)
      agenda.schedule(BROUGHT_IN, nextRound(centre.unit.calendar, by.roundsMin, thereMs), slot)
    else if (thereMs > nowMs) agenda.schedule(BROUGHT_IN, thereMs, slot)
    else this.join(slot)
  }

  /** How long a citizen is on the way to the site and back, ms; NaN where nobody says. */
  #tripMs(centre: Centre, slot: number): number {
    const { dossiers } = this.#stage
    const traits = dossiers.traits[slot] as number
    const own = centre.unit.sites[centre.ownSiteOf(traits)] as SitePlan
    const there = centre.unit.sites[dossiers.site[slot] as number] as SitePlan
    const trip = own === there ? there.travel : (own.travelElsewhere ?? there.travel)
    // However short, it is a trip; and so is one of no known length.
    return trip ? Math.max(1, this.#stage.drawMs(slot, TRIP, trip)) : Number.NaN
  }

  /** The citizen comes to a site, or is there already. */
  #inPerson(centre: Centre, slot: number): void {
    const { dossiers, agenda, recorder, nowMs } = this.#stage
    dossiers.site[slot] = this.#siteFor(centre, slot, centre.siteFor(dossiers.traits[slot] as number, nowMs))
    const isInside = dossiers.has(slot, AT_CENTRE)
    if (!isInside && this.#findsItClosed(centre, slot)) {
      dossiers.official[slot] = CITIZEN
      agenda.schedule(RETURN, centre.unit.calendar.nextOpen(nowMs), slot)
      return
    }
    const tripMs = isInside ? 0 : this.#tripMs(centre, slot)
    if (!this.#desks.join(centre, this.#lineOf(centre, slot), slot, this.#orderKey(centre, slot), isInside)) {
      this.#leave(slot, 'turned-away', tripMs)
      return
    }
    dossiers.set(slot, AT_CENTRE)
    this.arrive(slot)
    recorder.queued(nowMs, slot, tripMs)
    this.#desks.heed()
    const { patience } = this.#stage.streamOf(slot).given
    if (patience && dossiers.official[slot] === NONE) {
      // Nobody loses patience over night: who still waits as it closes is there when it opens again.
      const waitsMs = Math.min(this.#stage.drawMs(slot, PATIENCE, patience.waits), this.#stage.plan.toMs - nowMs)
      const giveUpMs = centre.unit.calendar.add(nowMs, waitsMs)
      dossiers.patienceEvent[slot] = agenda.schedule(GIVE_UP, giveUpMs, slot)
    }
  }

  /**
   * Whether a citizen who is on the way had better come when the centre opens. Where there is no lack of room or of
   * patience, to wait at its door until then comes to the same.
   */
  #findsItClosed(centre: Centre, slot: number): boolean {
    const { seats } = centre.unit.sites[this.#stage.dossiers.site[slot] as number] as SitePlan
    const matters = seats !== Number.POSITIVE_INFINITY || this.#stage.streamOf(slot).given.patience !== undefined
    return matters && !centre.unit.calendar.isOpen(this.#stage.nowMs) && !centre.isManned
  }

  /** A citizen leaves unserved, and comes another time or not at all. */
  #leave(slot: number, how: 'turned-away' | 'gave-up', tripMs = 0): void {
    const { dossiers, agenda, nowMs } = this.#stage
    const { patience } = this.#stage.streamOf(slot).given
    dossiers.clear(slot, AT_CENTRE)
    if (patience && this.#stage.uniform(slot, COMES_BACK) < patience.comesBack) {
      this.#left(slot, how, tripMs, false)
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
    this.#left(slot, how, tripMs, dossiers.partner[slot] === NONE)
    this.#onLeft(slot)
  }

  #left(slot: number, how: 'turned-away' | 'gave-up', tripMs: number, over: boolean): void {
    const { recorder, nowMs } = this.#stage
    if (how === 'gave-up') recorder.record(nowMs, slot, how, over)
    else recorder.turnedAway(nowMs, slot, tripMs, over)
  }

  #siteFor(centre: Centre, slot: number, site: number): number {
    if (centre.unit.sites.length === 1) return site
    const { workflow, step, procedure } = this.#stage.dossiers
    return centre.lines.siteFor(
      workflow[slot] as number,
      step[slot] as number,
      procedure[slot] as number,
      site,
      this.#stage.nowMs,
    )
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
        if (dossiers.has(slot, RE_ENTRY | JOB)) return 0
        return work.lengthMs(this.#stage.keyOf(slot), slot, dossiers.visitsOf(slot) + 1, centre.unit.legacyUnits)
    }
  }
}

/** The first round at or after a time, on a working day. */
export function nextRound(calendar: WorkCalendar, roundsMin: readonly number[], atMs: number): number {
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
