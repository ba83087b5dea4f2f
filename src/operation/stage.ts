import { compileDuration, type Draws } from '../chance/index.ts'
import type { OutcomePlan, Plan, StreamPlan } from '../scenario/index.ts'
import type { Duration } from '../schema/index.ts'
import { Agenda } from './agenda.ts'
import type { Centre } from './centre.ts'
import { Dossiers, JOB } from './dossiers.ts'
import { CITIZEN, type Journal } from './journal.ts'
import { Recorder } from './recorder.ts'
import { Work } from './work.ts'

/** Purposes of draws have room for this many visits to a step. */
const VISITS = 65_536

/** What all parts of the operation share: the clock, the dossiers under way, the centres, and how to look them up. */
export class Stage {
  readonly plan: Plan
  readonly draws: Draws
  readonly agenda: Agenda
  readonly dossiers: Dossiers
  readonly work: Work
  readonly recorder: Recorder
  /** By index into Plan.units; only those that are played. */
  readonly centres: (Centre | undefined)[] = []
  readonly #durations = new Map<Duration, (draws: Draws) => number>()

  constructor(plan: Plan, draws: Draws, journal: Journal) {
    this.plan = plan
    this.draws = draws
    this.agenda = new Agenda(plan.fromMs, plan.toMs)
    this.dossiers = new Dossiers(Math.max(...plan.workflows.map((workflow) => workflow.steps.length)))
    this.work = new Work(plan, draws, this.dossiers)
    this.recorder = new Recorder(journal, this.dossiers)
  }

  get nowMs(): number {
    return this.agenda.nowMs
  }

  centreOf(unit: number): Centre {
    return this.centres[unit] as Centre
  }

  /** The centre where the dossier lies. */
  at(slot: number): Centre {
    return this.centreOf(this.dossiers.at[slot] as number)
  }

  /** Key of the dossier's own unit, for random draws. */
  keyOf(slot: number): number {
    return this.centreOf(this.dossiers.unit[slot] as number).key
  }

  streamOf(slot: number): StreamPlan {
    return this.plan.streams[this.dossiers.stream[slot] as number] as StreamPlan
  }

  outcomeOf(slot: number): OutcomePlan {
    return this.work.stepOf(slot).plan.outcomes[this.dossiers.outcome[slot] as number] as OutcomePlan
  }

  /** At a counter or at the citizen's home. */
  isFaceToFace(slot: number): boolean {
    if (this.dossiers.has(slot, JOB)) return false
    const { by } = this.work.stepOf(slot).plan
    return by.kind === 'official' && (by.counter || by.travel !== undefined)
  }

  /** Id of the official, "citizen", or the agency that is at work on the dossier. */
  byName(slot: number): string {
    const official = this.dossiers.official[slot] as number
    if (official !== CITIZEN) return this.at(slot).unit.officials[official]?.id ?? ''
    const { by } = this.work.stepOf(slot).plan
    return by.kind === 'agency' ? by.who : 'citizen'
  }

  /** A length of time for the dossier's present step and visit, ms. */
  drawMs(slot: number, purpose: number, duration: Duration): number {
    let sample = this.#durations.get(duration)
    if (!sample) {
      sample = compileDuration(duration)
      this.#durations.set(duration, sample)
    }
    const times = this.dossiers.visitsOf(slot) + VISITS * (this.dossiers.attempt[slot] as number)
    const key = this.dossiers.key[slot] as number
    return sample(this.draws.at(this.keyOf(slot), key, this.work.keyOf(slot), purpose + times))
  }

  /** A uniform for the dossier's present step and visit. */
  uniform(slot: number, purpose: number): number {
    const times = this.dossiers.visitsOf(slot) + VISITS * (this.dossiers.attempt[slot] as number)
    const key = this.dossiers.key[slot] as number
    return this.draws.uniform(this.keyOf(slot), key, this.work.keyOf(slot), purpose + times)
  }
}
