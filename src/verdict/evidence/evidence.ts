import { type Entry, isOutageReason } from '../../operation/index.ts'
import { calledOperations, type Plan, type UnitPlan } from '../../scenario/index.ts'
import type { SystemName } from '../../schema/index.ts'
import { AWAY, type Desk, EQUIPMENT, REASONS } from './desk.ts'
import { addCase, type EvidenceKind, type EvidenceRow, type EvidenceWhere, waitReasons } from './row.ts'
import { RowBook } from './row-book.ts'
import { WatchedSlots } from './slots.ts'
import type { UnitWatch } from './unit-watch.ts'
import { WatchedUnits } from './watched-units.ts'

const HOUR_MS = 3_600_000
/** A wait that is worth counting a dossier for as touched. */
const LONG_WAIT_MS = HOUR_MS
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
  readonly #systemOf: ReadonlyMap<string, SystemName>
  readonly #units: WatchedUnits
  readonly #rows: RowBook
  readonly #slots = new WatchedSlots()

  constructor(plan: Plan) {
    this.#plan = plan
    this.#units = new WatchedUnits(plan)
    this.#rows = new RowBook(plan)
    this.#systemOf = new Map(calledOperations(plan).map(({ name, system }) => [name, system]))
  }

  /** Of no dossier: an official comes or goes, or is at a step of a script. */
  official(entry: Readonly<Entry>, atMs: number): void {
    if (entry.by < 0) return
    const watch = this.#units.watch(entry.atUnit)
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
    this.#units.watch(this.#slots.atUnit[slot] as number).goOn(atMs)
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
    const row = this.#rows.limit(unit, this.#slots.procedure[slot] as number)
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
    if (desk) this.#units.watch(this.#slots.atUnit[slot] as number).waitsNoMore(desk)
    this.#slots.clear(slot)
  }

  /** Units are closed: only rows of any weight are left of them. */
  close(): void {
    this.#rows.close(this.#units.close())
  }

  add(rows: readonly EvidenceRow[]): void {
    this.#rows.add(rows)
  }

  /** Rows of the units that are closed, by unit. */
  rows(): EvidenceRow[] {
    return this.#rows.closed()
  }

  #queued(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const desk = this.#units.deskOf(entry, this.#slots.procedure[slot] as number)
    if (!desk) return
    const watch = this.#units.watch(entry.atUnit)
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
    const desk = queued ?? this.#units.deskOf(entry, this.#slots.procedure[slot] as number)
    if (!desk) return
    const watch = this.#units.watch(entry.atUnit)
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
    const step = this.#units.stepOf(entry)
    const sinceMs = this.#slots.lastMs[slot] as number
    if (step.detour.length > 0 && !Number.isNaN(sinceMs)) {
      const where = { step: step.plan.name, traits: step.detour }
      const row = this.#rows.row('detour', entry.unit, where)
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
    const watch = this.#units.watch(entry.atUnit)
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
    const step = this.#units.stepOf(entry).plan
    const role = step.by.kind === 'official' ? { role: step.by.role } : {}
    const row = this.#case('failed', entry, { operation, reason, step: step.name, ...role }, slot, atMs, 0)
    const system = this.#systemOf.get(operation)
    if (system && isOutageReason(reason)) {
      const watch = this.#units.watch(entry.atUnit)
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
    const watch = this.#units.watch(entry.atUnit)
    this.#layDown(entry, slot, atMs)
    if (!watch.unit.officials[entry.by]?.breakdowns) return
    watch.breaks(entry.by)
    this.#slots.brokeMs[slot] = atMs
  }

  #resumed(entry: Readonly<Entry>, slot: number, atMs: number): void {
    const desk = this.#slots.atDesk[slot]
    if (entry.by < 0 || !desk) return
    const watch = this.#units.watch(entry.atUnit)
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
    this.#units.watch(entry.atUnit).goOn(atMs)
    if (desk) this.#settle(slot, desk, atMs, false)
    const site = this.#plan.units[entry.atUnit]?.sites[entry.site]?.name ?? ''
    this.#case('left', entry, { reason: entry.event, site }, slot, atMs, 0).sentAway++
  }

  #layDown(entry: Readonly<Entry>, slot: number, atMs: number): void {
    if (entry.by < 0) return
    const watch = this.#units.watch(entry.atUnit)
    watch.goOn(atMs)
    watch.layDown(entry.by, slot, this.#slots.atDesk[slot]?.by.equipment ?? NOTHING)
    watch.workChanged(entry.by, atMs)
  }

  /** What a wait that is over, or that the end cuts off, was for. */
  #settle(slot: number, desk: Desk, atMs: number, cutOff: boolean): void {
    const at = this.#slots.atUnit[slot] as number
    const watch = this.#units.watch(at)
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
    const row = this.#rows.row('wait', unit, {
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
    const row = this.#rows.row(kind, entry.atUnit, where)
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

  #between(slot: number, fromMs: number, toMs: number): number {
    const { calendar } = this.#plan.units[this.#slots.atUnit[slot] as number] as UnitPlan
    return calendar.between(fromMs, toMs)
  }
}
