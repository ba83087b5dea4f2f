import { startOfDay, timeliness } from '../calendar/index.ts'
import { dueOf, type Entry, type Journal, type ScriptEntry } from '../operation/index.ts'
import type { Plan, UnitPlan } from '../scenario/index.ts'
import type {
  Conserved,
  DayRow,
  IndicatorRow,
  Legs,
  OperationRow,
  PaperWork,
  ProvinceRow,
  StaffRow,
  StepRow,
  StreamRow,
  UnitRow,
  Visits,
} from '../schema/index.ts'
import type { Counted } from './cell.ts'
import { Conformance } from './conformance.ts'
import { DossierCounts } from './dossier-counts.ts'
import type { EvidenceRow } from './evidence/row.ts'
import { LeftOpen } from './left-open.ts'
import { OperationCounts } from './operation-counts.ts'
import { FINISHED, isStopped, OPEN, placeOf } from './outcome.ts'
import { indexOf, type PlanIndex } from './plan-index.ts'
import type { TallyDetail, TallyState } from './state.ts'
import { Tables } from './tables.ts'
import { ARRIVED, EXPECTED, FREE, LEG, NOT_RECEIVED, RECEIVED, TAKEN_OVER, UnderWay } from './under-way.ts'
import { VisitCounts } from './visit-counts.ts'

/** Which rows of indicators are worked out: predictions need no split by field. */
export type Detail = 'channels' | 'fields'

/**
 * Works out every indicator from what is recorded and from nothing else, so that a saved event log gives the same
 * figures as the run that wrote it. Its memory grows with the dossiers that are under way at once, not with those that
 * were finished. Times count in whole milliseconds, as the event log has them.
 */
export class Tally implements Journal {
  readonly #plan: Plan
  readonly #index: PlanIndex
  readonly #detail: TallyDetail
  readonly #underWay = new UnderWay()
  readonly #dossiers: DossierCounts
  /** Those of them that the portal and the one-stop centre keep; of this run alone, as only a rehearsal asks. */
  readonly #kept = new DossierCounts([])
  readonly #operations: OperationCounts
  readonly #visits = new VisitCounts()
  /** Undefined when the scenario has no scripts. */
  readonly #scripts: Conformance | undefined
  readonly #tables: Tables | undefined
  readonly #legs: Legs = { started: 0, finished: 0, open: 0 }
  readonly #leftOpen = new LeftOpen()
  /** One for all, filled again and again: a run counts millions of dossiers. */
  readonly #counted: Counted = {
    place: OPEN,
    timeliness: 'on-time',
    sameDay: false,
    openOverdue: false,
    overrunMs: 0,
    unreceived: false,
    waitMs: -1,
    turnaroundMs: 0,
  }

  /** @param detail 'channels' leaves out whatever predictions have no use for: see the methods below */
  constructor(plan: Plan, detail: TallyDetail = 'all') {
    this.#plan = plan
    this.#index = indexOf(plan)
    this.#detail = detail
    this.#dossiers = new DossierCounts(detail === 'channels' ? [] : this.#index.fields)
    this.#operations = new OperationCounts(this.#index.operations)
    this.#scripts = plan.scripts.length > 0 ? new Conformance(plan, detail !== 'channels') : undefined
    this.#tables = detail === 'channels' ? undefined : new Tables(plan, this.#index, detail === 'evidence')
  }

  record(entry: Readonly<Entry>): void {
    const atMs = Math.floor(entry.atMs)
    if (entry.dossier < 0) {
      this.#tables?.evidence?.official(entry, atMs)
      if (entry.event === 'came') this.#tables?.staff.came(entry.unit, entry.by, atMs)
      else if (entry.event === 'went') this.#tables?.staff.went(entry.unit, entry.by, atMs)
      else if (entry.script) this.#inScript(entry, entry.script, atMs)
      return
    }
    const { slot } = entry
    const underWay = this.#underWay
    if (slot >= underWay.capacity) this.#reach(slot)
    if (underWay.kind[slot] === FREE) {
      underWay.start(slot, entry.leg > 0 ? LEG : EXPECTED, entry.unit)
      if (entry.leg > 0) this.#legs.started++
    }
    if (!Number.isNaN(entry.dueMs)) underWay.dueMs[slot] = Math.floor(entry.dueMs)
    this.#tables?.evidence?.record(entry, atMs)
    this.#happened(entry, slot, atMs)
    if (entry.over) this.#over(slot, atMs, entry.event === 'turned-away' || entry.event === 'gave-up')
  }

  #call(entry: Readonly<Entry>, failed: boolean): void {
    this.#operations.call(entry, failed)
    this.#tables?.units.call(entry.atUnit, failed)
  }

  /** Of a step of a script. */
  #inScript(entry: Readonly<Entry>, script: Readonly<ScriptEntry>, atMs: number): void {
    if (entry.event === 'script-called') this.#call(entry, false)
    else if (entry.event === 'script-failed') this.#call(entry, true)
    this.#scripts?.record(entry, script, atMs)
    this.#tables?.scriptWork.record(entry, script, atMs)
  }

  #reach(slot: number): void {
    const capacity = this.#underWay.reach(slot)
    this.#tables?.work.reach(capacity)
  }

  #happened(entry: Readonly<Entry>, slot: number, atMs: number): void {
    switch (entry.event) {
      case 'called':
        this.#call(entry, false)
        return
      case 'ended':
        this.#ended(entry, slot, atMs)
        return
      case 'queued':
        this.#queued(entry, slot, atMs)
        return
      case 'begun':
        this.#begun(entry, slot, atMs)
        return
      case 'arrived':
        this.#arrived(entry, slot, atMs)
        return
      case 'failed':
        this.#failed(entry, slot, atMs)
        return
      case 'interrupted':
        this.#layAside(entry, slot, atMs)
        this.#tables?.steps.interrupted(this.#nameAt(entry))
        return
      case 'resumed':
        if (entry.by >= 0) this.#tables?.work.takeUp(slot, entry.atUnit, entry.by, atMs)
        return
      case 'turned-away':
        this.#visits.turnedAway()
        this.#trip(entry)
        this.#left(entry, slot, atMs)
        return
      case 'gave-up':
        this.#visits.gaveUp()
        this.#left(entry, slot, atMs)
        return
      case 'paper':
        this.#tables?.paper.paper(slot, atMs)
        return
      case 'entered':
        this.#tables?.paper.entered(slot, atMs)
        if (entry.by >= 0) this.#entering(entry)
        return
      case 'came':
      case 'went':
        return
    }
  }

  #arrived(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const underWay = this.#underWay
    if (underWay.kind[slot] !== EXPECTED) return
    underWay.kind[slot] = ARRIVED
    underWay.state[slot] = entry.state
    underWay.procedure[slot] = entry.procedure
    underWay.channel[slot] = entry.channel
    underWay.stream[slot] = entry.stream
    if (Number.isNaN(underWay.arrivedMs[slot])) underWay.arrivedMs[slot] = atMs
    // An appointment date before anybody has received it: it was taken over from before the period.
    if (!Number.isNaN(underWay.dueMs[slot])) underWay.received[slot] = TAKEN_OVER
    else underWay.waitingMs[slot] = underWay.arrivedMs[slot] as number
    if (entry.atUnit !== entry.unit) this.#visits.elsewhere()
    this.#tables?.days.received(atMs)
  }

  #queued(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const underWay = this.#underWay
    underWay.queuedMs[slot] = atMs
    this.#trip(entry)
    // Who gave up waiting and has come again waits again.
    const back = underWay.received[slot] === NOT_RECEIVED && Number.isNaN(underWay.waitingMs[slot])
    if (back && underWay.kind[slot] === ARRIVED) underWay.waitingMs[slot] = atMs
  }

  #trip({ tripMs }: Readonly<Entry>): void {
    if (tripMs !== 0) this.#visits.trip(Number.isNaN(tripMs) ? 0 : Math.round(tripMs))
  }

  #begun(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const underWay = this.#underWay
    const tables = this.#tables
    if (entry.by >= 0 && underWay.received[slot] === NOT_RECEIVED) {
      this.#stopWaiting(slot, atMs)
      underWay.received[slot] = RECEIVED
    }
    if (!tables) return
    const queuedMs = underWay.queuedMs[slot] as number
    const { calendar } = this.#plan.units[entry.atUnit] as UnitPlan
    tables.steps.begun(this.#nameAt(entry), Number.isNaN(queuedMs) ? -1 : calendar.between(queuedMs, atMs))
    // Whoever takes it up again after a failed call was never told how long it waited.
    underWay.queuedMs[slot] = Number.NaN
    if (entry.by >= 0) tables.work.takeUp(slot, entry.atUnit, entry.by, atMs)
  }

  #failed(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const underWay = this.#underWay
    this.#call(entry, true)
    // Until the calls of steps done on paper are made up, officials make no others, whatever its step is now.
    if (this.#tables?.paper.isPending(slot) && entry.by >= 0) this.#entering(entry)
    else if (this.#tables) {
      this.#layAside(entry, slot, atMs)
      this.#tables.steps.failed(this.#nameAt(entry))
    }
    // The citizen came, though no system has the dossier yet: it has come with the first try.
    const first = underWay.kind[slot] === EXPECTED && entry.state === 0 && Number.isNaN(underWay.arrivedMs[slot])
    if (!first) return
    underWay.arrivedMs[slot] = atMs
    this.#visits.shutOut()
    this.#tables?.evidence?.shutOut(slot)
  }

  #ended(entry: Readonly<Entry>, slot: number, atMs: number): void {
    if (this.#tables) {
      this.#layAside(entry, slot, atMs)
      const workMs = this.#tables.work.finish(slot)
      this.#tables.steps.ended(this.#nameAt(entry), workMs)
      this.#tables.evidence?.worked(entry, atMs, workMs)
    }
    this.#enterState(slot, entry.state, atMs)
  }

  /** The citizen goes away without having been served. */
  #left(entry: Readonly<Entry>, slot: number, atMs: number): void {
    this.#stopWaiting(slot, atMs)
    this.#enterState(slot, entry.state, atMs)
  }

  #stopWaiting(slot: number, atMs: number): void {
    const underWay = this.#underWay
    const sinceMs = underWay.waitingMs[slot] as number
    if (Number.isNaN(sinceMs)) return
    const { calendar } = this.#plan.units[underWay.unit[slot] as number] as UnitPlan
    underWay.waitedMs[slot] = (underWay.waitedMs[slot] as number) + calendar.between(sinceMs, atMs)
    underWay.waitingMs[slot] = Number.NaN
  }

  #enterState(slot: number, state: number, atMs: number): void {
    const underWay = this.#underWay
    if (underWay.kind[slot] !== ARRIVED) return
    const before = placeOf(underWay.state[slot] as number)
    const after = placeOf(state)
    underWay.state[slot] = state
    if (after === before) return
    if (after === FINISHED) {
      underWay.endedMs[slot] = atMs
      this.#tables?.days.finished(atMs)
    }
    if (before === OPEN) this.#tables?.days.closed(atMs, 1)
    else if (after === OPEN) this.#tables?.days.closed(atMs, -1)
  }

  /** An official has entered, or tried to enter, what was done on paper. */
  #entering(entry: Readonly<Entry>): void {
    const staff = this.#tables?.staff
    staff?.busy(staff.officialOf(entry.atUnit, entry.by), Math.round(this.#plan.policies.reEntryMs))
  }

  /** The official has nothing more to do with it for now. */
  #layAside(entry: Readonly<Entry>, slot: number, atMs: number): void {
    this.#tables?.work.layAside(slot, atMs, this.#index.faceToFace[this.#stepAt(entry)] === 1)
  }

  #over(slot: number, atMs: number, unserved: boolean): void {
    const kind = this.#underWay.kind[slot]
    if (kind === LEG) this.#legs.finished++
    else if (kind === ARRIVED) this.#count(slot, atMs, false, unserved)
    this.#free(slot)
  }

  /**
   * The end of what was run, epoch ms: what is open counts as it stands. After it nothing more is recorded of these
   * units; another part of the same run, with other units, may follow and is closed in its turn.
   */
  close(atMs: number): void {
    const underWay = this.#underWay
    const { kind } = underWay
    for (let slot = 0; slot < kind.length; slot++) {
      if (kind[slot] === FREE) continue
      // The step has not ended: only the official's time counts, and what has been done in the step is forgotten.
      this.#tables?.work.layAside(slot, atMs, false)
      this.#tables?.evidence?.closing(slot, atMs)
      if (kind[slot] === LEG) this.#legs.open++
      else if (kind[slot] === ARRIVED) this.#count(slot, atMs, true, false)
      this.#free(slot)
    }
    for (const { unit, field, channel, dueMs, dossiers } of this.#leftOpen.takeOverdue(atMs)) {
      const overrunMs = dossiers * this.#overrunMs(unit, dueMs, atMs)
      this.#dossiers.addOpenOverdue(field, channel, dossiers, overrunMs)
      this.#tables?.units.addOpenOverdue(unit, dossiers, overrunMs)
    }
    this.#tables?.scriptWork.close(atMs)
    this.#tables?.staff.close(atMs)
    this.#tables?.evidence?.close()
    this.#scripts?.close()
  }

  #free(slot: number): void {
    this.#underWay.kind[slot] = FREE
    if (!this.#tables) return
    this.#tables.work.finish(slot)
    this.#tables.paper.forget(slot)
    this.#tables.evidence?.free(slot)
  }

  /**
   * @param closing whether the run is over, not the dossier
   * @param unserved whether its citizen left without having been served: no system is told, it has the ticket open
   */
  #count(slot: number, atMs: number, closing: boolean, unserved: boolean): void {
    const underWay = this.#underWay
    const counted = this.#counted
    const unit = underWay.unit[slot] as number
    const { calendar } = this.#plan.units[unit] as UnitPlan
    const arrivedMs = underWay.arrivedMs[slot] as number
    const dueMs = underWay.dueMs[slot] as number
    counted.place = placeOf(underWay.state[slot] as number)
    counted.openOverdue = false
    counted.overrunMs = 0
    counted.unreceived = false
    // Whoever still waits has waited until now: left out, a growing queue would look like a short one.
    if (closing) this.#stopWaiting(slot, atMs)
    const takenOver = underWay.received[slot] === TAKEN_OVER
    // Over, and still waiting: it needed no official.
    const waited = !takenOver && Number.isNaN(underWay.waitingMs[slot])
    counted.waitMs = waited ? (underWay.waitedMs[slot] as number) : -1
    const field = this.#index.fieldOf[underWay.procedure[slot] as number] as number
    const channel = underWay.channel[slot] as number
    if (counted.place === FINISHED) {
      const endedMs = underWay.endedMs[slot] as number
      // A dossier without an appointment date can't be late: "equal (or no due date) = on time".
      counted.timeliness = Number.isNaN(dueMs) ? 'on-time' : timeliness(endedMs, dueMs)
      if (counted.timeliness === 'overdue') counted.overrunMs = this.#overrunMs(unit, dueMs, endedMs)
      counted.sameDay = !takenOver && startOfDay(arrivedMs) === startOfDay(endedMs)
      counted.turnaroundMs = takenOver ? -1 : calendar.between(arrivedMs, endedMs)
    } else if (counted.place === OPEN) {
      const procedure = underWay.procedure[slot] as number
      counted.unreceived = Number.isNaN(dueMs) && this.#index.receives[procedure] === 1
      // Who waits for reception beyond the time in which all could have been done is late, though nobody said a date.
      const byMs = counted.unreceived
        ? dueOf(this.#plan, this.#plan.units[unit] as UnitPlan, procedure, arrivedMs)
        : dueMs
      if (!Number.isNaN(byMs) && !isStopped(underWay.state[slot] as number)) {
        if (closing) {
          counted.openOverdue = timeliness(atMs, byMs) === 'overdue'
          if (counted.openOverdue) counted.overrunMs = this.#overrunMs(unit, byMs, atMs)
        } else this.#leftOpen.add(unit, field, channel, byMs)
      }
    }
    this.#dossiers.count(field, channel, counted)
    if (this.#index.isKept[underWay.procedure[slot] as number]) {
      const { place } = counted
      if (unserved) counted.place = OPEN
      this.#kept.count(0, channel, counted)
      counted.place = place
    }
    this.#tables?.units.count(unit, counted)
    this.#tables?.streams.count(underWay.stream[slot] as number, counted)
    const isFinished = counted.place === FINISHED
    const isOverdue = isFinished ? counted.timeliness === 'overdue' : counted.openOverdue
    this.#tables?.evidence?.counted(slot, unit, atMs, isFinished, isOverdue, counted.overrunMs)
  }

  /** Working ms of the unit past an appointment. */
  #overrunMs(unit: number, dueMs: number, untilMs: number): number {
    const { calendar } = this.#plan.units[unit] as UnitPlan
    return Math.max(0, Math.round(calendar.between(dueMs, untilMs)))
  }

  /** Index of a step through all workflows. */
  #stepAt(entry: Readonly<Entry>): number {
    return (this.#index.firstStep[entry.workflow] as number) + entry.step
  }

  #nameAt(entry: Readonly<Entry>): number {
    return this.#index.nameOfStep[this.#stepAt(entry)] as number
  }

  /** Everything counted so far, to be added to another tally of the same plan and detail. */
  state(): TallyState {
    return {
      plan: this.#plan.sha256,
      detail: this.#detail,
      dossiers: this.#dossiers.state(),
      legs: { ...this.#legs },
      operations: this.#operations.state(),
      visits: this.#visits.state(),
      scripts: this.#scripts?.state() ?? null,
      tables: this.#tables?.state() ?? null,
    }
  }

  /** Adds what another, closed tally has counted. Throws Error when it is of another plan or detail. */
  add(state: TallyState): void {
    if (state.plan !== this.#plan.sha256 || state.detail !== this.#detail) {
      throw new Error('only tallies of one plan and detail can be added up')
    }
    this.#dossiers.add(state.dossiers)
    this.#legs.started += state.legs.started
    this.#legs.finished += state.legs.finished
    this.#legs.open += state.legs.open
    this.#operations.add(state.operations)
    this.#visits.add(state.visits)
    if (state.scripts) this.#scripts?.add(state.scripts)
    if (state.tables) this.#tables?.add(state.tables)
  }

  /** Dossiers by where they ended. */
  counts(): Conserved {
    return this.#dossiers.conserved()
  }

  /** Of those the dossiers that the portal and the one-stop centre keep: what is held against their counts. */
  keptCounts(): Conserved {
    return this.#kept.conserved()
  }

  /**
   * Indicators, the row of all dossiers first, then each channel; with the detail "fields" then each field and each
   * field and channel. Rows in which nothing was received are left out but for the first.
   */
  indicators(detail: Detail): IndicatorRow[] {
    return this.#dossiers.rows(detail === 'fields')
  }

  /** How each system operation answered, by name. */
  operations(): OperationRow[] {
    return this.#operations.rows()
  }

  /** 95th percentile over all calls, ms; null without a call. */
  get p95Ms(): number | null {
    return this.#operations.p95Ms()
  }

  /** Citizens on their way, and those who left unserved. */
  visits(): Visits {
    return this.#visits.row(this.counts().received)
  }

  /** Sub-dossiers: they are no dossiers and counted nowhere else. */
  legs(): Legs {
    return { ...this.#legs }
  }

  /** What became of the scripts' steps; undefined without scripts. */
  get scripts(): Conformance | undefined {
    return this.#scripts
  }

  /** Dossiers received, finished and open by date. This and all below: nothing with the detail 'channels'. */
  byDay(): DayRow[] {
    return this.#tables?.days.rows() ?? []
  }

  /** Every unit of the plan, in its order. */
  units(): UnitRow[] {
    return this.#tables?.units.unitRows() ?? []
  }

  /** Every stream of demand, where there are several. */
  streams(): StreamRow[] {
    return this.#tables?.streams.rows() ?? []
  }

  /** Every province of the plan, by code. */
  provinces(): ProvinceRow[] {
    return this.#tables?.units.provinceRows() ?? []
  }

  /** Steps by name over all workflows. */
  steps(): StepRow[] {
    return this.#tables?.steps.rows() ?? []
  }

  /** Officials by role. */
  staff(): StaffRow[] {
    return this.#tables?.staff.rows() ?? []
  }

  /** What went wrong, where, how often; nothing but with the detail 'evidence'. */
  evidence(): EvidenceRow[] {
    return this.#tables?.evidence?.rows() ?? []
  }

  /** Steps done on paper while a system was out. */
  paper(): PaperWork {
    return this.#tables?.paper.row() ?? { steps: 0, entered: 0, toEnter: 0, lagP50Hours: null, lagP90Hours: null }
  }
}
