import { formatInstant, type WorkCalendar } from '../calendar/index.ts'
import type { Limit, Scene, Waiter } from '../limits/index.ts'
import { CITIZEN, type Entry, LOST } from '../operation/index.ts'
import { END, type Plan, type StepPlan, type UnitPlan } from '../scenario/index.ts'
import { KeptSum } from './kept.ts'
import type { Moment } from './life.ts'

const MINUTE_MS = 60_000
/** Supplement requested, payment requested. */
const STOPPED: readonly number[] = [5, 6]

type Wait = Extract<Moment, { kind: 'wait' }>
type Work = Extract<Moment, { kind: 'work' }>
type Draft<T> = { -readonly [K in keyof T]: T[K] }

/** The stretch that goes on: work, or a wait with what it is for. */
type Now =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'work'; readonly moment: Draft<Work>; readonly fromMs: number }
  | {
      readonly kind: 'line'
      readonly moment: Draft<Wait>
      readonly waiter: Waiter
      readonly kept: KeptSum
      readonly fromMs: number
      /** Until when it is known what it waited for. */
      knownMs: number
      /** Until when a failed call is not tried again; and of which system. */
      readonly retry: { readonly untilMs: number; readonly system: string } | undefined
    }
  /** What it waits for is told by what comes next. */
  | { readonly kind: 'away'; readonly moment: Draft<Wait>; readonly fromMs: number; readonly limit: Limit | undefined }

/** The moments of a dossier, or of one of its legs, as entries about it come in. */
export class Thread {
  readonly moments: Moment[] = []
  readonly total = new KeptSum()
  workedMs = 0
  readonly #plan: Plan
  readonly #scene: Scene
  /** Of its procedure; undefined until it has arrived. */
  #field: string | undefined
  #now: Now = { kind: 'nothing' }
  #state = 0
  #dueMs = Number.NaN
  /** Calls left to be made up. */
  #onPaper = 0
  /** Operation that the step under way has called; '' before that. */
  #lastCall = ''

  constructor(plan: Plan, scene: Scene) {
    this.#plan = plan
    this.#scene = scene
  }

  /** Index of the unit in whose line it waits; undefined where it waits in none. */
  get waitsAt(): number | undefined {
    return this.#now.kind === 'line' ? this.#now.waiter.atUnit : undefined
  }

  /** Time goes on until something happens in the unit where it waits: what has it waited for since? */
  lookOn(atMs: number): void {
    const now = this.#now
    if (now.kind !== 'line') return
    const calendar = this.#calendar(now.waiter.atUnit)
    while (now.knownMs < atMs) {
      const { knownMs, retry } = now
      const limit =
        retry && knownMs < retry.untilMs
          ? { kind: 'system' as const, name: retry.system, untilMs: retry.untilMs }
          : this.#scene.limitOf(now.waiter, knownMs)
      const untilMs = Math.min(limit.untilMs, atMs)
      const workingMs = calendar.between(knownMs, untilMs)
      now.kept.add(limit, workingMs)
      this.total.add(limit, workingMs)
      now.knownMs = untilMs
    }
  }

  /** Something happened to it. */
  record(entry: Readonly<Entry>): void {
    const { atMs } = entry
    switch (entry.event) {
      case 'arrived':
        this.#field = this.#plan.procedures[entry.procedure]?.field
        this.moments.push({ kind: 'arrived', at: formatInstant(atMs), step: this.#nameOf(entry) })
        this.#became(entry)
        break
      case 'queued':
        this.#close(entry)
        this.#stand(entry, undefined)
        break
      case 'begun':
      case 'resumed':
        this.#close(entry)
        this.#work(entry)
        break
      case 'interrupted':
        this.#close(entry)
        this.#away(entry, { kind: 'urgent', name: '' })
        break
      case 'called':
      case 'failed':
        this.#call(entry)
        break
      case 'paper':
      case 'entered':
        this.#onPaper += entry.event === 'paper' ? 1 : -1
        this.moments.push({
          kind: entry.event,
          at: formatInstant(atMs),
          operation: entry.operation,
          by: this.#whoOf(entry),
        })
        break
      case 'ended':
        this.#close(entry)
        this.#became(entry)
        if (!entry.over) this.#away(entry, undefined)
        this.#lastCall = ''
        break
      case 'turned-away':
      case 'gave-up':
        this.#close(entry)
        this.moments.push({ kind: entry.event, at: formatInstant(atMs) })
        this.#became(entry)
        if (!entry.over) this.#away(entry, { kind: 'citizen', name: '' })
        break
      default:
        break
    }
    if (!entry.over) return
    this.#now = { kind: 'nothing' }
    this.moments.push({ kind: 'over', at: formatInstant(atMs) })
  }

  /** The end of what was run: what goes on has gone on until then. */
  end(atMs: number): void {
    const now = this.#now
    if (now.kind === 'nothing') return
    this.lookOn(atMs)
    if (now.kind === 'line') now.moment.keptBy = now.kept.rows()
    const workingMs = this.#length(now.moment, now.fromMs, atMs)
    if (now.kind === 'work') this.workedMs += workingMs
    if (now.kind === 'away') this.#keep(now.moment, now.limit ?? { kind: 'other', name: '' }, workingMs)
  }

  #call(entry: Readonly<Entry>): void {
    const { event, operation, atMs } = entry
    // Until calls of steps done on paper are made up, officials make no others, whatever its step is now.
    const madeUp = this.#onPaper > 0 && entry.by >= 0
    // The answer of a step that nobody waited for ends that step: until now it was with its citizen or agency.
    if (!madeUp) this.#close(entry)
    this.moments.push({
      ...{ kind: 'call', at: formatInstant(atMs), step: this.#nameOf(entry), by: this.#whoOf(entry) },
      ...{ operation, ms: entry.tookMs, status: event === 'called' ? entry.reason || 'ok' : entry.reason },
    })
    if (!madeUp) this.#lastCall = event === 'called' ? operation : ''
    if (event !== 'failed' || madeUp) return
    const system = operation.split('.')[0] ?? ''
    if (entry.by < 0) {
      this.#away(entry, { kind: 'system', name: system })
      return
    }
    const { retryMs, noticeLostMs } = this.#plan.policies
    const untilMs = atMs + (entry.reason === LOST ? noticeLostMs : retryMs)
    this.#stand(entry, { untilMs, system })
  }

  #became({ atMs, state, dueMs, ...entry }: Readonly<Entry>): void {
    const at = formatInstant(atMs)
    if (state !== this.#state) {
      this.#state = state
      this.moments.push({ kind: 'state', at, state, step: this.#nameOf(entry), by: this.#whoOf(entry) })
    }
    if (Number.isNaN(dueMs)) return
    const from = Number.isNaN(this.#dueMs) ? null : formatInstant(this.#dueMs)
    this.moments.push({ kind: 'due', at, due: formatInstant(dueMs), from })
    this.#dueMs = dueMs
  }

  #stand(entry: Readonly<Entry>, retry: { untilMs: number; system: string } | undefined): void {
    const { atUnit, site, workflow, step, atMs } = entry
    const moment = this.#begin(entry)
    const waiter = { atUnit, site, workflow, step, field: this.#field, sinceMs: atMs }
    const kept = new KeptSum()
    this.#now = { kind: 'line', moment, waiter, kept, fromMs: atMs, knownMs: atMs, retry }
  }

  /** @param limit undefined where the next entry tells */
  #away(entry: Readonly<Entry>, limit: Limit | undefined): void {
    const moment = this.#begin(entry)
    const next = limit === undefined ? this.#nextOf(entry) : []
    if (next.length === 1) moment.step = next[0]?.name ?? ''
    this.#now = { kind: 'away', moment, fromMs: entry.atMs, limit: limit ?? this.#likely(entry, next) }
  }

  #begin(entry: Readonly<Entry>): Draft<Wait> {
    const moment: Draft<Wait> = {
      ...{ kind: 'wait', at: formatInstant(entry.atMs), to: null, step: this.#nameOf(entry), workingMin: 0 },
      ...{ atUnit: this.#unitOf(entry.atUnit).code, keptBy: [] },
    }
    this.moments.push(moment)
    return moment
  }

  #work(entry: Readonly<Entry>): void {
    const moment: Draft<Work> = {
      ...{ kind: 'work', at: formatInstant(entry.atMs), to: null, step: this.#nameOf(entry), workingMin: 0 },
      ...{ atUnit: this.#unitOf(entry.atUnit).code, by: this.#whoOf(entry) },
    }
    this.moments.push(moment)
    this.#now = { kind: 'work', moment, fromMs: entry.atMs }
  }

  /** What went on ends with an entry. */
  #close(entry: Readonly<Entry>): void {
    const now = this.#now
    this.#now = { kind: 'nothing' }
    if (now.kind === 'nothing') return
    const { atMs } = entry
    if (now.kind !== 'work' && atMs === now.fromMs) {
      this.moments.splice(this.moments.indexOf(now.moment), 1)
      return
    }
    now.moment.to = formatInstant(atMs)
    const workingMs = this.#length(now.moment, now.fromMs, atMs)
    if (now.kind === 'work') this.workedMs += workingMs
    else if (now.kind === 'line') now.moment.keptBy = now.kept.rows()
    else {
      const limit = this.#limitBefore(entry) ?? now.limit ?? { kind: 'other', name: '' }
      // Laid aside, or with a failed call, it stays at its step; else it has waited for the step that follows.
      const stays = now.limit?.kind === 'urgent' || now.limit?.kind === 'system'
      if (!stays) now.moment.step = this.#nameOf(entry)
      this.#keep(now.moment, stays ? (now.limit as Limit) : limit, workingMs)
    }
  }

  #length(moment: Draft<Wait> | Draft<Work>, fromMs: number, toMs: number): number {
    const unit = this.#plan.units.findIndex(({ code }) => code === moment.atUnit)
    const workingMs = this.#calendar(unit).between(fromMs, toMs)
    moment.workingMin = workingMs / MINUTE_MS
    return workingMs
  }

  #keep(moment: Draft<Wait>, limit: Limit, workingMs: number): void {
    moment.keptBy = [{ ...limit, workingMin: workingMs / MINUTE_MS }]
    this.total.add(limit, workingMs)
  }

  /** Whom it has waited for when this comes next. */
  #limitBefore(entry: Readonly<Entry>): Limit | undefined {
    const step = this.#stepOf(entry)
    if (!step) return undefined
    if (step.by.kind === 'agency') return { kind: 'agency', name: step.by.who }
    if (step.by.kind === 'citizen') return { kind: 'citizen', name: '' }
    if (entry.event !== 'queued') return undefined
    if (step.afterLegs) return { kind: 'legs', name: '' }
    return entry.tripMs === 0 ? { kind: 'way', name: '' } : { kind: 'citizen', name: '' }
  }

  /** Where a step may lead, of the outcomes that make the call that was made last. */
  #nextOf(entry: Readonly<Entry>): readonly StepPlan[] {
    const step = this.#stepOf(entry)
    const made = step?.outcomes.filter(({ operation }) => operation?.name === this.#lastCall)
    const outcomes = made && made.length > 0 ? made : (step?.outcomes ?? [])
    const steps = this.#plan.workflows[entry.workflow]?.steps
    return outcomes.flatMap(({ to }) => (to === END ? [] : (steps?.[to] ?? [])))
  }

  /** Whom it waits for when one of these comes next; undefined where that is not certain. */
  #likely(entry: Readonly<Entry>, next: readonly StepPlan[]): Limit | undefined {
    if (STOPPED.includes(entry.state)) return { kind: 'citizen', name: '' }
    const [first] = next
    if (!first || !next.every(({ by }) => by.kind === first.by.kind)) return undefined
    if (first.by.kind === 'agency') return { kind: 'agency', name: first.by.who }
    if (first.by.kind === 'citizen') return { kind: 'citizen', name: '' }
    if (first.afterLegs) return { kind: 'legs', name: '' }
    return entry.atUnit === entry.unit ? undefined : { kind: 'way', name: '' }
  }

  #stepOf({ workflow, step }: Pick<Entry, 'workflow' | 'step'>): StepPlan | undefined {
    return this.#plan.workflows[workflow]?.steps[step]
  }

  #nameOf(entry: Pick<Entry, 'workflow' | 'step'>): string {
    return this.#stepOf(entry)?.name ?? ''
  }

  #whoOf({ by, atUnit, ...place }: Pick<Entry, 'by' | 'atUnit' | 'workflow' | 'step'>): string {
    if (by !== CITIZEN) return this.#unitOf(atUnit).officials[by]?.id ?? ''
    const step = this.#stepOf(place)
    return step?.by.kind === 'agency' ? step.by.who : 'citizen'
  }

  #unitOf(unit: number): UnitPlan {
    return this.#plan.units[unit] as UnitPlan
  }

  #calendar(unit: number): WorkCalendar {
    return this.#unitOf(unit).calendar
  }
}
