import type { OfficialPlan } from '../scenario/index.ts'
import { type SystemName, systemNames } from '../schema/index.ts'
import { BREAK, MOST_OFFICIALS, RESUME, ROLL_CALL, STEP_OVER, WORK_DONE } from './agenda.ts'
import { Centre } from './centre.ts'
import { BACK_ENTRY, JOB, LAID_ASIDE, NONE, RE_ENTRY, SCRIPT_JOB } from './dossiers.ts'
import { effectsOf } from './incidents/index.ts'
import { CITIZEN } from './journal.ts'
import type { Stage } from './stage.ts'
import { Workplaces } from './workplaces.ts'

/** In place of the event that ends the work: it is done, and a system is answering. */
const WAITS_FOR_SYSTEM = -2

/**
 * Officials at work: they take up what waits in their lines, lay it aside for something more urgent or because their
 * workplace fails, and are free again.
 */
export class Desks {
  readonly #stage: Stage
  readonly #onBegun: (slot: number) => void
  /** Told when an official has taken up a step of a script. */
  onScriptBegun: (slot: number) => void = () => {}
  /** By unit. */
  readonly #workplaces: (Workplaces | undefined)[] = []
  /** What pools have begun or interrupted and nobody has heeded yet: unit, official, slot, begun (1) or not (0). */
  readonly #news: number[] = []

  /** @param onBegun an official has taken up a step: how it will end can be settled */
  constructor(stage: Stage, units: readonly number[], onBegun: (slot: number) => void) {
    this.#stage = stage
    this.#onBegun = onBegun
    const { plan, draws, agenda, centres } = stage
    const effects = effectsOf(plan)
    for (const unit of units) {
      const note = (begun: number) => (official: number, slot: number) => {
        this.#news.push(unit, official, slot, begun)
      }
      const centre = new Centre(plan, unit, draws, effects, { start: note(1), interrupted: note(0) })
      centres[unit] = centre
      this.#workplaces[unit] = new Workplaces(centre, draws, agenda)
      for (const atMs of centre.changes(plan.fromMs, plan.toMs)) agenda.schedule(ROLL_CALL, atMs, unit)
    }
  }

  /**
   * A dossier joins a line.
   *
   * @param isInside its citizen is at the centre already
   * @returns false when it is refused: the room is full and nobody is free
   */
  join(centre: Centre, line: number, slot: number, key: number, isInside: boolean): boolean {
    this.#stage.dossiers.line[slot] = line
    return centre.pool.join(line, slot, key, isInside)
  }

  /** Hears what has been begun and interrupted since; after anything that may set somebody to work. */
  heed(): void {
    const news = this.#news
    if (news.length === 0) return
    for (let at = 0; at < news.length; at += 4) {
      const centre = this.#stage.centreOf(news[at] as number)
      const official = news[at + 1] as number
      const slot = news[at + 2] as number
      if (news[at + 3] === 1) this.#begin(centre, official, slot)
      else {
        this.#layAside(centre, official, slot)
        this.#stage.dossiers.official[slot] = NONE
      }
    }
    news.length = 0
  }

  /** The official at work on a dossier has done it, and is free once what follows for the dossier is done. */
  release(slot: number, follow: () => void): void {
    const { dossiers } = this.#stage
    const official = dossiers.official[slot] as number
    if (official === CITIZEN) {
      follow()
      return
    }
    const centre = this.#stage.at(slot)
    const workplaces = this.#workplacesOf(centre)
    if (workplaces.some) workplaces.worked(official, dossiers.leftMs[slot] as number)
    follow()
    centre.pool.release(official)
    this.heed()
  }

  /** The official does the step that has just been done once more, before anything else. */
  doAgain(slot: number): void {
    const { dossiers } = this.#stage
    const centre = this.#stage.at(slot)
    const official = dossiers.official[slot] as number
    this.#workplacesOf(centre).worked(official, dossiers.leftMs[slot] as number)
    centre.pool.keep(official, false)
    this.#begin(centre, official, slot)
  }

  /** Whether the work under way may yet be interrupted, so that it ends later than it seems, or by another. */
  mayBeInterrupted(slot: number): boolean {
    const { dossiers } = this.#stage
    const { by } = this.#stage.work.stepOf(slot).plan
    if (by.kind === 'official' && by.interruptible) return true
    const centre = this.#stage.at(slot)
    const official = dossiers.official[slot] as number
    const workplaces = this.#workplacesOf(centre)
    if (workplaces.some && workplaces.canFail(official)) return true
    if (this.#stage.plan.policies.paperFirst && centre.unit.officials[official]?.backEntryCalendar) return true
    return (dossiers.endMs[slot] as number) > centre.staffing.serviceOf(official).toMs
  }

  /** What an official who has left for good lays down at the desk; NONE when it is nothing, or somebody face to face. */
  handOver(centre: Centre, official: number): number {
    const { dossiers } = this.#stage
    const slot = centre.pool.serving(official)
    if (slot === NONE || this.#stage.isFaceToFace(slot) || dossiers.endEvent[slot] === WAITS_FOR_SYSTEM) return NONE
    // At a workplace that has failed it has been laid aside before.
    if (!dossiers.has(slot, LAID_ASIDE)) this.#layAside(centre, official, slot)
    centre.pool.release(official)
    dossiers.official[slot] = NONE
    return slot
  }

  /**
   * Whether an official whose office hours are over, and who stays to enter papers, is at work on something that can
   * be laid aside for it.
   */
  isKeptFromEntering(centre: Centre, official: number): boolean {
    const { dossiers, nowMs } = this.#stage
    if (!centre.staffing.isBackEntryOnly(official, nowMs) || !centre.staffing.isPresent(official, nowMs)) return false
    const slot = centre.pool.serving(official)
    if (slot === NONE || dossiers.has(slot, BACK_ENTRY) || this.#stage.isFaceToFace(slot)) return false
    const endEvent = dossiers.endEvent[slot] as number
    if (endEvent === WAITS_FOR_SYSTEM || centre.isBroken(official)) return false
    // What is done at this very moment is done.
    return endEvent === NONE || (dossiers.endMs[slot] as number) > nowMs
  }

  /** The work under way is done: nothing takes the official away from what follows for the dossier. */
  isDone(slot: number): void {
    const { dossiers } = this.#stage
    const official = dossiers.official[slot] as number
    dossiers.endEvent[slot] = NONE
    if (official !== CITIZEN) this.#stage.at(slot).pool.keep(official, true)
  }

  /** The work is done, and a system will have answered at a time. */
  awaitAnswer(slot: number, atMs: number): void {
    const { dossiers, agenda } = this.#stage
    dossiers.endEvent[slot] = WAITS_FOR_SYSTEM
    dossiers.endMs[slot] = atMs
    agenda.schedule(STEP_OVER, atMs, slot)
  }

  /** A system is out: officials leave it alone for the retry time. @param pauses whether work that needs it rests */
  rest(centre: Centre, system: SystemName, pauses: boolean): void {
    if (!centre.rest(system, pauses)) return
    const { agenda, plan } = this.#stage
    const subject = centre.index * systemNames.length + systemNames.indexOf(system)
    agenda.schedule(RESUME, agenda.nowMs + plan.policies.retryMs, subject)
  }

  rollCall(centre: Centre): void {
    const { nowMs, recorder } = this.#stage
    centre.rollCall(nowMs, (official, present) => {
      const { site } = centre.unit.officials[official] as OfficialPlan
      recorder.presence(nowMs, centre.index, official, site, present)
    })
    this.heed()
  }

  /** Officials try a system again. @param subject unit × systems + system */
  resume(subject: number): void {
    const centre = this.#stage.centreOf(Math.floor(subject / systemNames.length))
    centre.resume(systemNames[subject % systemNames.length] as SystemName)
    this.heed()
  }

  /** A workplace fails. @param subject unit × MOST_OFFICIALS + official */
  break(subject: number): void {
    const { agenda, dossiers } = this.#stage
    const centre = this.#stage.centreOf(Math.floor(subject / MOST_OFFICIALS))
    const official = subject % MOST_OFFICIALS
    const slot = centre.pool.serving(official)
    if (slot !== NONE && dossiers.endEvent[slot] === WAITS_FOR_SYSTEM) {
      // The work is done and a system is answering: the failure is not felt before that.
      agenda.schedule(BREAK, Math.max(agenda.nowMs + 1, dossiers.endMs[slot] as number), subject)
      return
    }
    // Before its work is laid aside, which would put off a failure that was still to come.
    this.#workplacesOf(centre).fail(official)
    if (slot !== NONE) this.#layAside(centre, official, slot)
    centre.setBroken(official, true)
    this.heed()
  }

  /** It works again: what was laid aside there goes on. */
  repair(subject: number): void {
    const { dossiers } = this.#stage
    const centre = this.#stage.centreOf(Math.floor(subject / MOST_OFFICIALS))
    const official = subject % MOST_OFFICIALS
    this.#workplacesOf(centre).repair(official)
    const slot = centre.pool.serving(official)
    if (slot !== NONE) {
      this.#takeUpAgain(slot)
      this.#carryOn(centre, official, slot, dossiers.leftMs[slot] as number)
    }
    centre.setBroken(official, false)
    this.heed()
  }

  #begin(centre: Centre, official: number, slot: number): void {
    const { dossiers, agenda, recorder, work, plan } = this.#stage
    const patienceEvent = dossiers.patienceEvent[slot] as number
    if (patienceEvent !== NONE) {
      agenda.cancel(patienceEvent)
      dossiers.patienceEvent[slot] = NONE
    }
    dossiers.official[slot] = official
    if (dossiers.has(slot, JOB)) {
      const isScript = dossiers.has(slot, SCRIPT_JOB)
      dossiers.clear(slot, LAID_ASIDE)
      this.#carryOn(centre, official, slot, isScript ? (dossiers.leftMs[slot] as number) : plan.policies.reEntryMs)
      if (isScript) this.onScriptBegun(slot)
      return
    }
    if (dossiers.has(slot, LAID_ASIDE)) {
      this.#takeUpAgain(slot)
      this.#carryOn(centre, official, slot, dossiers.leftMs[slot] as number)
      return
    }
    const reEntry = dossiers.has(slot, RE_ENTRY)
    dossiers.attempt[slot] = reEntry ? (dossiers.attempt[slot] as number) + 1 : 0
    work.nowMs = agenda.nowMs
    const workMs = reEntry
      ? plan.policies.reEntryMs
      : work.byOfficialMs(this.#stage.keyOf(slot), slot, dossiers.visit(slot), centre, official)
    recorder.record(agenda.nowMs, slot, 'begun')
    this.#carryOn(centre, official, slot, workMs)
    this.#onBegun(slot)
  }

  #takeUpAgain(slot: number): void {
    const { dossiers, recorder, nowMs } = this.#stage
    if (!dossiers.has(slot, LAID_ASIDE)) return
    dossiers.clear(slot, LAID_ASIDE)
    if (!dossiers.has(slot, SCRIPT_JOB)) recorder.record(nowMs, slot, 'resumed')
  }

  /** Work of a length goes on until it is done or the workplace fails. */
  #carryOn(centre: Centre, official: number, slot: number, workMs: number): void {
    const { dossiers, agenda } = this.#stage
    dossiers.sinceMs[slot] = agenda.nowMs
    dossiers.leftMs[slot] = workMs
    const workplaces = this.#workplacesOf(centre)
    const untilFailureMs = workplaces.some ? workplaces.untilFailureMs(official, workMs) : workMs
    if (untilFailureMs < workMs) {
      workplaces.failAt(official, this.#doneAt(centre, official, slot, untilFailureMs))
      return
    }
    const endMs = this.#doneAt(centre, official, slot, workMs)
    dossiers.endMs[slot] = endMs
    dossiers.endEvent[slot] = agenda.schedule(WORK_DONE, endMs, slot)
  }

  /** When work of a length begun now is done: face to face it is finished even if a break begins. */
  #doneAt(centre: Centre, official: number, slot: number, lengthMs: number): number {
    const { nowMs, dossiers } = this.#stage
    if (this.#stage.isFaceToFace(slot)) return nowMs + lengthMs
    return centre.staffing.doneAt(official, nowMs, lengthMs, dossiers.has(slot, BACK_ENTRY))
  }

  /** Work under way stops where it is. */
  #layAside(centre: Centre, official: number, slot: number): void {
    const { dossiers, agenda, recorder, nowMs } = this.#stage
    const sinceMs = dossiers.sinceMs[slot] as number
    const workedMs = this.#stage.isFaceToFace(slot)
      ? nowMs - sinceMs
      : centre.staffing.workedMs(official, sinceMs, nowMs, dossiers.has(slot, BACK_ENTRY))
    dossiers.leftMs[slot] = Math.max(0, (dossiers.leftMs[slot] as number) - workedMs)
    const event = dossiers.endEvent[slot] as number
    if (event !== NONE) agenda.cancel(event)
    dossiers.endEvent[slot] = NONE
    this.#workplacesOf(centre).worked(official, workedMs)
    if (dossiers.has(slot, BACK_ENTRY)) return
    dossiers.set(slot, LAID_ASIDE)
    if (dossiers.has(slot, SCRIPT_JOB)) return
    recorder.record(nowMs, slot, 'interrupted')
  }

  #workplacesOf(centre: Centre): Workplaces {
    return this.#workplaces[centre.index] as Workplaces
  }
}
