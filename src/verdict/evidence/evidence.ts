import type { Entry } from '../../operation/index.ts'
import { calledOperations, type Plan, type UnitPlan } from '../../scenario/index.ts'
import type { SystemName } from '../../schema/index.ts'
import { indexOf } from '../plan-index.ts'
import { AWAY, Desk, EQUIPMENT, normMsOf, REASONS } from './desk.ts'
import { isOutageReason } from './outage.ts'
import { addCase, type EvidenceKind, type EvidenceRow, type EvidenceWhere, newRow, waitReasons } from './row.ts'
import { WatchedSlots } from './slots.ts'
import { type WatchedStep, watchedSteps } from './steps.ts'
import { UnitWatch } from './unit-watch.ts'

const HOUR_MS = 3_600_000
/** A wait that is worth counting a dossier for as touched. */
const LONG_WAIT_MS = HOUR_MS
/** A wait in one place, all dossiers of a unit together, that is worth a row. */
const WORTH_A_ROW_MS = 2 * HOUR_MS
/** An answer that is worth counting as slow. */
const SLOW_ANSWER_MS = 5000
const RECEIVED = 2
const NOTHING: readonly string[] = []

/**
 * What goes wrong, gathered from what is recorded: who or what waits, and for want of what; calls that fail; citizens who
 * leave; work that takes longer than it does the practised. Of a unit everything is forgotten but its rows once it is
 * closed.
 */
export class Evidence {
  readonly #plan: Plan
  readonly #steps: readonly (readonly WatchedStep[])[]
  readonly #systemOf: ReadonlyMap<string, SystemName>
  /** By unit. */
  #watches: (UnitWatch | undefined)[] = []
  /** Where the steps of each workflow begin, counted through all of them. */
  readonly #firstStep: Int32Array
  readonly #fields: readonly string[]
  /** By procedure: its place in `fields`. */
  readonly #fieldOf: Uint16Array
  #rows = new Map<string, EvidenceRow>()
  /** Rows of limits, by unit × procedures + procedure. */
  #limits = new Map<number, EvidenceRow>()
  readonly #closed: EvidenceRow[] = []
  readonly #slots = new WatchedSlots()

  constructor(plan: Plan) {
    this.#plan = plan
    this.#steps = watchedSteps(plan)
    const { firstStep, fields, fieldOf } = indexOf(plan)
    this.#firstStep = firstStep
    this.#fields = fields
    this.#fieldOf = fieldOf
    this.#systemOf = new Map(calledOperations(plan).map(({ name, system }) => [name, system]))
  }

  /** Of no dossier: an official comes or goes, or is at a step of a script. */
  official(entry: Readonly<Entry>, atMs: number): void {
    if (entry.by < 0) return
    const watch = this.#watch(entry.atUnit)
    const slot = -2 - (entry.script?.step ?? 0)
    watch.goOn(atMs)
    if (entry.event === 'came') watch.came(entry.by, atMs)
    else if (entry.event === 'went') watch.went(entry.by, atMs)
    else if (entry.event === 'script-begun') watch.takeUp(entry.by, slot, [])
    else if (entry.event === 'script-done' || entry.event === 'script-given-up') watch.layDown(entry.by, slot, [])
    else return
    watch.changed(atMs)
  }

  /** Of a dossier or leg. */
  record(entry: Readonly<Entry>, atMs: number): void {
    const { slot } = entry
    if (slot >= this.#slots.capacity) this.#slots.reach(slot)
    if (entry.procedure >= 0) this.#slots.procedure[slot] = entry.procedure
    this.#slots.ownUnit[slot] = entry.unit
    this.#slots.atUnit[slot] = entry.atUnit
    this.#slots.dossier[slot] = entry.dossier
    switch (entry.event) {
      case 'queued':
        this.#queued(entry, slot, atMs)
        break
      case 'begun':
        this.#begun(entry, slot, atMs)
        break
      case 'ended':
        this.#ended(entry, slot, atMs)
        break
      case 'called':
        this.#called(entry, slot, atMs)
        break
      case 'failed':
        this.#failed(entry, slot, atMs)
        break
      case 'interrupted':
        this.#interrupted(entry, slot, atMs)
        break
      case 'resumed':
        this.#resumed(entry, slot, atMs)
        break
      case 'turned-away':
      case 'gave-up':
        this.#left(entry, slot, atMs)
        break
      default:
        break
    }
    if (!Number.isNaN(entry.dueMs) && entry.state === RECEIVED) this.#slots.waitedMs[slot] = 0
  }

  /** The run is over, and a dossier has not ended: what it still waits for counts until now. */
  closing(slot: number, atMs: number): void {
    if (slot >= this.#slots.capacity) return
    const desk = this.#slots.queuedAt[slot]
    this.#watch(this.#slots.atUnit[slot] as number).goOn(atMs)
    if (desk) this.#settle(slot, desk, atMs, true)
    const since = this.#slots.failedMs[slot] as number
    const row = this.#slots.failedRow[slot]
    if (row && !Number.isNaN(since)) this.#lose(row, slot, this.#between(slot, since, atMs))
  }

  /**
   * A dossier is counted.
   * @param overrunMs working ms past its appointment; may be 0 of an overdue one, where the run ends with the office day
   */
  counted(slot: number, unit: number, atMs: number, finished: boolean, overdue: boolean, overrunMs: number): void {
    if (slot >= this.#slots.capacity) return
    const dossier = this.#slots.dossier[slot] as number
    if (overdue) for (const row of this.#slots.touched[slot] ?? []) row.late.push(dossier)
    if (!finished && !overdue) return
    const row = this.#limitRow(unit, slot)
    row.of++
    const unwaitedMs = overrunMs - (this.#slots.waitedMs[slot] as number)
    if (overrunMs === 0 || unwaitedMs <= 0) return
    addCase(row, unit, dossier, atMs, unwaitedMs)
    row.late.push(dossier)
  }

  /** The call that has just failed was a citizen’s first try to submit, or to take a ticket. */
  shutOut(slot: number): void {
    const row = this.#slots.failedRow[slot]
    if (row) row.sentAway++
  }

  /** A slot is free again. */
  free(slot: number): void {
    if (slot >= this.#slots.capacity) return
    const desk = this.#slots.queuedAt[slot]
    if (desk) this.#watch(this.#slots.atUnit[slot] as number).waitsNoMore(desk)
    this.#slots.clear(slot)
  }

  /** Units are closed: only rows of any weight are left of them. */
  close(): void {
    const work = this.#watches.flatMap((watch, unit) =>
      watch ? watch.desks.flatMap((desk) => desk?.slowWork(unit) ?? []) : [],
    )
    for (const row of [...this.#rows.values(), ...work]) {
      if (!isWorthKeeping(row)) continue
      row.late.sort((a, b) => a - b)
      this.#closed.push(row)
    }
    this.#rows = new Map()
    this.#limits = new Map()
    this.#watches = []
  }

  add(rows: readonly EvidenceRow[]): void {
    this.#closed.push(...rows)
  }

  /** Rows of the units that are closed, by unit. */
  rows(): EvidenceRow[] {
    return this.#closed.toSorted((a, b) => a.unit - b.unit || (keyOf(a) < keyOf(b) ? -1 : 1))
  }

  #queued(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const desk = this.#deskOf(entry, slot)
    if (!desk) return
    const watch = this.#watch(entry.atUnit)
    watch.goOn(atMs)
    watch.waits(desk, atMs)
    watch.lineChanged(desk, atMs)
    this.#slots.queuedAt[slot] = desk
    const { clocks } = desk
    for (let reason = 0; reason < REASONS; reason++)
      this.#slots.clocks[slot * REASONS + reason] = clocks[reason] as number
    this.#slots.totalMs[slot] = desk.totalMs
    this.#slots.queuedMs[slot] = atMs
  }

  #begun(entry: Readonly<Entry>, slot: number, atMs: number): void {
    if (entry.by < 0) return
    const queued = this.#slots.queuedAt[slot]
    const desk = queued ?? this.#deskOf(entry, slot)
    if (!desk) return
    const watch = this.#watch(entry.atUnit)
    watch.goOn(atMs)
    if (queued) this.#settle(slot, queued, atMs, false)
    // Whoever enters it again after a failure does no work that could be measured.
    this.#slots.isReEntered[slot] = queued ? 0 : 1
    this.#slots.answeredMs[slot] = 0
    const failedMs = this.#slots.failedMs[slot] as number
    const row = this.#slots.failedRow[slot]
    if (row && !Number.isNaN(failedMs)) this.#lose(row, slot, this.#between(slot, failedMs, atMs))
    this.#slots.failedMs[slot] = Number.NaN
    desk.isDoneBy(watch.unit, entry.by)
    this.#slots.atDesk[slot] = desk
    watch.takeUp(entry.by, slot, desk.by.equipment)
    watch.workChanged(entry.by, atMs)
  }

  #ended(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const step = this.#stepOf(entry)
    const sinceMs = this.#slots.lastMs[slot] as number
    if (step.detour.length > 0 && !Number.isNaN(sinceMs)) {
      const where = { step: step.plan.name, traits: step.detour }
      const row = this.#row('detour', entry.unit, where)
      addCase(row, entry.unit, entry.dossier, atMs, this.#between(slot, sinceMs, atMs))
      this.#touch(slot, row)
    }
    this.#slots.lastMs[slot] = atMs
    this.#slots.failedMs[slot] = Number.NaN
    this.#layDown(entry, slot, atMs)
  }

  /** An official has done a step. @param workMs time at it; what its call took is the system's */
  worked(entry: Readonly<Entry>, atMs: number, workMs: number): void {
    const { slot } = entry
    const desk = this.#slots.atDesk[slot]
    if (entry.by < 0 || !desk || this.#slots.isReEntered[slot] === 1 || desk.by.travel || desk.normMs === 0) return
    const ownMs = Math.max(0, workMs - (this.#slots.answeredMs[slot] as number))
    desk.worked(entry.unit, entry.dossier, atMs, ownMs)
  }

  #called(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const watch = this.#watch(entry.atUnit)
    if (watch.someFail) {
      watch.goOn(atMs)
      watch.answers(this.#systemOf.get(entry.operation) as SystemName)
      watch.changed(atMs)
    }
    if (entry.reason === 'duplicated') {
      this.#case('duplicated', entry, { operation: entry.operation }, slot, atMs, 0)
    }
    this.#slots.answeredMs[slot] = entry.tookMs
    // An agency's transfer may take hours: nobody waits at a desk for it.
    if (entry.tookMs < SLOW_ANSWER_MS || entry.by < 0) return
    this.#case('slow-answers', entry, { operation: entry.operation }, slot, atMs, Math.round(entry.tookMs))
  }

  #failed(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const { operation, reason } = entry
    const step = this.#stepOf(entry).plan
    const role = step.by.kind === 'official' ? { role: step.by.role } : {}
    const row = this.#case('failed', entry, { operation, reason, step: step.name, ...role }, slot, atMs, 0)
    const system = this.#systemOf.get(operation)
    if (system && isOutageReason(reason)) {
      const watch = this.#watch(entry.atUnit)
      watch.goOn(atMs)
      watch.failing(system, atMs + this.#plan.policies.retryMs)
      watch.changed(atMs)
    }
    this.#slots.failedMs[slot] = atMs
    this.#slots.failedRow[slot] = row
    this.#layDown(entry, slot, atMs)
  }

  #interrupted(entry: Readonly<Entry>, slot: number, atMs: number): void {
    if (entry.by < 0) return
    const watch = this.#watch(entry.atUnit)
    this.#layDown(entry, slot, atMs)
    if (!watch.unit.officials[entry.by]?.breakdowns) return
    watch.breaks(entry.by)
    this.#slots.brokeMs[slot] = atMs
  }

  #resumed(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const desk = this.#slots.atDesk[slot]
    if (entry.by < 0 || !desk) return
    const watch = this.#watch(entry.atUnit)
    watch.goOn(atMs)
    watch.takeUp(entry.by, slot, desk.by.equipment)
    watch.workChanged(entry.by, atMs)
    const brokeMs = this.#slots.brokeMs[slot] as number
    if (Number.isNaN(brokeMs)) return
    this.#slots.brokeMs[slot] = Number.NaN
    const lostMs = this.#between(slot, brokeMs, atMs)
    this.#case('breakdown', entry, { role: desk.by.role }, slot, atMs, lostMs)
    this.#slots.waitedMs[slot] = (this.#slots.waitedMs[slot] as number) + lostMs
  }

  #left(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const desk = this.#slots.queuedAt[slot]
    this.#watch(entry.atUnit).goOn(atMs)
    if (desk) this.#settle(slot, desk, atMs, false)
    const site = this.#plan.units[entry.atUnit]?.sites[entry.site]?.name ?? ''
    this.#case('left', entry, { reason: entry.event, site }, slot, atMs, 0).sentAway++
  }

  #layDown(entry: Readonly<Entry>, slot: number, atMs: number): void {
    if (entry.by < 0) return
    const watch = this.#watch(entry.atUnit)
    watch.goOn(atMs)
    watch.layDown(entry.by, slot, this.#slots.atDesk[slot]?.by.equipment ?? NOTHING)
    watch.workChanged(entry.by, atMs)
  }

  /** What a wait that is over, or that the end cuts off, was for. */
  #settle(slot: number, desk: Desk, atMs: number, cutOff: boolean): void {
    const at = this.#slots.atUnit[slot] as number
    const watch = this.#watch(at)
    desk.advance(atMs)
    watch.waitsNoMore(desk)
    this.#slots.queuedAt[slot] = undefined
    if (desk.totalMs === this.#slots.totalMs[slot]) return
    let sumMs = 0
    for (let reason = 0; reason < REASONS; reason++) {
      const ms = (desk.clocks[reason] as number) - (this.#slots.clocks[slot * REASONS + reason] as number)
      if (ms <= 0) continue
      sumMs += ms
      const row = this.#waitRow(at, desk, reason, watch)
      addCase(row, this.#slots.ownUnit[slot] as number, this.#slots.dossier[slot] as number, atMs, ms)
      row.firstMs = Math.min(row.firstMs, this.#slots.queuedMs[slot] as number)
      if (cutOff) row.unserved++
      if (ms >= LONG_WAIT_MS) this.#touch(slot, row)
    }
    this.#slots.waitedMs[slot] = (this.#slots.waitedMs[slot] as number) + sumMs
  }

  #waitRow(unit: number, desk: Desk, reason: number, watch: UnitWatch): EvidenceRow {
    const { account, role, equipment } = desk.by
    const away = reason === AWAY && watch.areCalledAway(desk.able)
    const known = desk.waits[away ? REASONS : reason]
    if (known && reason !== EQUIPMENT) return known
    const short = reason === EQUIPMENT ? watch.isShort(equipment) : undefined
    const row = this.#row('wait', unit, {
      step: desk.step,
      role,
      ...(desk.skill === undefined ? {} : { skill: desk.skill }),
      ...(account === undefined ? {} : { account }),
      ...(reason === EQUIPMENT ? { equipment: short ?? equipment[0] ?? '' } : {}),
      reason: away ? 'called-away' : (waitReasons[reason] as string),
    })
    desk.waits[away ? REASONS : reason] = row
    return row
  }

  #case(
    kind: EvidenceKind,
    entry: Readonly<Entry>,
    where: EvidenceWhere,
    slot: number,
    atMs: number,
    ms: number,
  ): EvidenceRow {
    const row = this.#row(kind, entry.atUnit, where)
    addCase(row, entry.unit, entry.dossier, atMs, ms)
    this.#touch(slot, row)
    return row
  }

  /** Working time lost to what a row tells of, known only now. */
  #lose(row: EvidenceRow, slot: number, exactMs: number): void {
    const ms = Math.round(exactMs)
    row.ms += ms
    if (ms > row.mostMs) row.mostMs = ms
    this.#slots.waitedMs[slot] = (this.#slots.waitedMs[slot] as number) + ms
  }

  #touch(slot: number, row: EvidenceRow): void {
    const touched = this.#slots.touched[slot]
    if (!touched) this.#slots.touched[slot] = [row]
    else if (!touched.includes(row)) touched.push(row)
  }

  #row(kind: EvidenceKind, unit: number, where: EvidenceWhere): EvidenceRow {
    const key = JSON.stringify([kind, unit, where])
    let row = this.#rows.get(key)
    if (!row) {
      row = newRow(kind, unit, where)
      this.#rows.set(key, row)
    }
    return row
  }

  #limitRow(unit: number, slot: number): EvidenceRow {
    const procedure = this.#slots.procedure[slot] as number
    const key = unit * this.#plan.procedures.length + procedure
    let row = this.#limits.get(key)
    if (!row) {
      row = this.#row('limit', unit, { procedure: this.#plan.procedures[procedure]?.code ?? '' })
      this.#limits.set(key, row)
    }
    return row
  }

  #stepOf(entry: Readonly<Entry>): WatchedStep {
    return this.#steps[entry.workflow]?.[entry.step] as WatchedStep
  }

  #deskOf(entry: Readonly<Entry>, slot: number): Desk | undefined {
    const { plan: step, meanMin } = this.#stepOf(entry)
    if (step.by.kind !== 'official') return undefined
    const field = step.by.skill === 'field' ? (this.#fieldOf[this.#slots.procedure[slot] as number] as number) : 0
    const at = (this.#firstStep[entry.workflow] as number) + entry.step
    const key = at * this.#fields.length + field
    const watch = this.#watch(entry.atUnit)
    let desk = watch.desks[key]
    if (!desk) {
      const normMs = normMsOf(this.#plan, watch.unit, step, meanMin)
      desk = new Desk(watch.unit, step, step.by, this.#fields[field] ?? '', normMs, watch.roleBit(step.by.role))
      watch.desks[key] = desk
    }
    return desk
  }

  #watch(unit: number): UnitWatch {
    let watch = this.#watches[unit]
    if (!watch) {
      watch = new UnitWatch(this.#plan.units[unit] as UnitPlan, this.#plan.fromMs)
      this.#watches[unit] = watch
    }
    return watch
  }

  #between(slot: number, fromMs: number, toMs: number): number {
    const { calendar } = this.#plan.units[this.#slots.atUnit[slot] as number] as UnitPlan
    return calendar.between(fromMs, toMs)
  }
}

function isWorthKeeping(row: EvidenceRow): boolean {
  switch (row.kind) {
    case 'wait':
      return row.ms >= WORTH_A_ROW_MS || row.late.length > 0
    case 'slow-work':
      return row.ms > row.normMs + HOUR_MS
    case 'limit':
      return row.cases > 0
    case 'slow-answers':
      return row.ms >= HOUR_MS / 2
    default:
      return true
  }
}

function keyOf({ kind, where }: EvidenceRow): string {
  return JSON.stringify([kind, where])
}
