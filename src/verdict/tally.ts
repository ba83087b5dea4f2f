import { timeliness } from '../calendar/index.ts'
import type { Entry, Journal } from '../operation/index.ts'
import type { Plan, UnitPlan } from '../scenario/index.ts'
import { type Channel, type Conserved, channels, type IndicatorRow, type OperationRow } from '../schema/index.ts'
import { DailyCounts } from './daily-counts.ts'
import { Sample } from './sample.ts'

const FINISHED_STATES = new Set([9, 10])
const REFUSED_STATES = new Set([3, 8])
const WITHDRAWN = 7
const STOPPED_STATES = new Set([5, 6])

/** What the tally keeps of one dossier. */
interface Seen {
  procedure: number
  channel: number
  arrivedMs: number
  /** Start of the first step that an official did; NaN before. */
  receptionMs: number
  dueMs: number
  /** End of processing; NaN before. */
  endedMs: number
  state: number
}

/** Which rows are worked out: predictions need no split by field. */
export type Detail = 'channels' | 'fields'

/**
 * Works out every indicator from what is recorded and from nothing else, so that a saved event log gives the same
 * figures as the run that wrote it.
 */
export class Tally implements Journal {
  readonly #plan: Plan
  readonly #dossiers: Seen[][]
  readonly #operations = new Map<string, { calls: number; errors: number; ms: Sample }>()
  readonly #allMs = new Sample()
  readonly #days = new DailyCounts()
  /** When a citizen first tried in vain to submit. */
  readonly #firstTryMs = new Map<string, number>()

  constructor(plan: Plan) {
    this.#plan = plan
    this.#dossiers = plan.units.map(() => [])
  }

  record(entry: Readonly<Entry>): void {
    const dossiers = this.#dossiers[entry.unit] as Seen[]
    if (entry.event === 'failed') {
      this.#call(entry)
      // The citizen came, though no system has the dossier yet: the wait begins with the first try.
      if (entry.state === 0 && !this.#firstTryMs.has(triedKey(entry))) this.#firstTryMs.set(triedKey(entry), entry.atMs)
      return
    }
    if (entry.event === 'arrived') {
      dossiers[entry.dossier] = {
        procedure: entry.procedure,
        channel: entry.channel,
        arrivedMs: this.#cameAtMs(entry),
        receptionMs: Number.NaN,
        dueMs: Number.NaN,
        endedMs: Number.NaN,
        state: entry.state,
      }
      this.#days.received(entry.atMs)
      return
    }
    const seen = dossiers[entry.dossier] as Seen
    if (entry.event === 'begun' && Number.isNaN(seen.receptionMs)) seen.receptionMs = entry.atMs
    if (entry.event === 'called') this.#call(entry)
    if (entry.event !== 'ended') return
    if (FINISHED_STATES.has(entry.state) && !FINISHED_STATES.has(seen.state)) {
      seen.endedMs = entry.atMs
      this.#days.finished(entry.atMs)
    }
    if (!Number.isNaN(entry.dueMs)) seen.dueMs = entry.dueMs
    seen.state = entry.state
  }

  #cameAtMs(entry: Readonly<Entry>): number {
    return this.#firstTryMs.size === 0 ? entry.atMs : (this.#firstTryMs.get(triedKey(entry)) ?? entry.atMs)
  }

  #call(entry: Readonly<Entry>): void {
    let row = this.#operations.get(entry.operation)
    if (!row) {
      row = { calls: 0, errors: 0, ms: new Sample() }
      this.#operations.set(entry.operation, row)
    }
    row.calls++
    if (entry.event === 'failed') row.errors++
    row.ms.add(entry.tookMs)
    this.#allMs.add(entry.tookMs)
  }

  /** Dossiers by where they are now. */
  counts(): Conserved {
    const row = new Row()
    this.#eachDossier((seen) => row.count(seen.state))
    return row.counts
  }

  /**
   * Indicators at an instant, the row of all dossiers first; then, with the detail "fields", each field, then each
   * field and channel; rows in which nothing was received are left out but for the first.
   */
  indicators(atMs: number, detail: Detail): IndicatorRow[] {
    const rows = new Map<string, Row>([['all/all', new Row()]])
    const add = (field: string, channel: Channel | 'all', unit: UnitPlan, seen: Seen) => {
      const key = `${field}/${channel}`
      let row = rows.get(key)
      if (!row) {
        row = new Row(field, channel)
        rows.set(key, row)
      }
      row.add(unit, seen, atMs)
    }
    this.#eachDossier((seen, unit) => {
      const channel = channels[seen.channel] as Channel
      add('all', 'all', unit, seen)
      add('all', channel, unit, seen)
      if (detail === 'channels') return
      const { field } = this.#plan.procedures[seen.procedure] as Plan['procedures'][number]
      add(field, 'all', unit, seen)
      add(field, channel, unit, seen)
    })
    return [...rows.values()].map((row) => row.indicators()).sort(byFieldAndChannel)
  }

  /** How each system operation answered, by name. */
  operations(): OperationRow[] {
    return [...this.#operations]
      .map(([operation, { calls, errors, ms }]) => ({ operation, calls, errors, ...latency(ms) }))
      .sort((a, b) => (a.operation < b.operation ? -1 : 1))
  }

  /** 95th percentile over all calls, ms; null without a call. */
  get p95Ms(): number | null {
    return this.#allMs.quantile(0.95)
  }

  /** Dossiers received and finished by date. */
  byDay(): { date: string; received: number; finished: number }[] {
    return this.#days.rows()
  }

  #eachDossier(visit: (seen: Seen, unit: UnitPlan) => void): void {
    this.#dossiers.forEach((dossiers, unit) => {
      for (const seen of dossiers) if (seen) visit(seen, this.#plan.units[unit] as UnitPlan)
    })
  }
}

function triedKey({ unit, dossier }: Readonly<Entry>): string {
  return `${unit}/${dossier}`
}

/** One row of indicators in the making. */
class Row {
  readonly counts: Conserved = { received: 0, finished: 0, refused: 0, withdrawn: 0, open: 0 }
  readonly #field: string
  readonly #channel: Channel | 'all'
  #beforeTime = 0
  #onTime = 0
  #overdue = 0
  #openOverdue = 0
  readonly #turnaroundHours = new Sample()
  readonly #waitMin = new Sample()

  constructor(field = 'all', channel: Channel | 'all' = 'all') {
    this.#field = field
    this.#channel = channel
  }

  count(state: number): void {
    this.counts.received++
    if (FINISHED_STATES.has(state)) this.counts.finished++
    else if (REFUSED_STATES.has(state)) this.counts.refused++
    else if (state === WITHDRAWN) this.counts.withdrawn++
    else this.counts.open++
  }

  add(unit: UnitPlan, seen: Seen, atMs: number): void {
    this.count(seen.state)
    // Whoever still waits has waited until now: left out, a growing queue would look like a short one.
    const untilMs = Number.isNaN(seen.receptionMs) ? atMs : seen.receptionMs
    this.#waitMin.add(unit.calendar.between(seen.arrivedMs, untilMs) / 60_000)
    if (FINISHED_STATES.has(seen.state)) {
      this.#turnaroundHours.add(unit.calendar.between(seen.arrivedMs, seen.endedMs) / 3_600_000)
      // A dossier without an appointment date can't be late: "equal (or no due date) = on time".
      const when = Number.isNaN(seen.dueMs) ? 'on-time' : timeliness(seen.endedMs, seen.dueMs)
      if (when === 'before') this.#beforeTime++
      else if (when === 'on-time') this.#onTime++
      else this.#overdue++
    } else if (isOpenOverdue(seen, atMs)) this.#openOverdue++
  }

  indicators(): IndicatorRow {
    const { received, finished, open } = this.counts
    const inTime = this.#beforeTime + this.#onTime
    return {
      field: this.#field,
      channel: this.#channel,
      ...this.counts,
      beforeTime: this.#beforeTime,
      onTime: this.#onTime,
      overdue: this.#overdue,
      openOverdue: this.#openOverdue,
      onTimeRate: finished === 0 ? null : inTime / finished,
      progressRate: received === 0 ? null : (inTime + open - this.#openOverdue) / received,
      turnaroundP50Hours: this.#turnaroundHours.quantile(0.5),
      turnaroundP90Hours: this.#turnaroundHours.quantile(0.9),
      waitP50Min: this.#waitMin.quantile(0.5),
      waitP90Min: this.#waitMin.quantile(0.9),
    }
  }
}

/** Open, past its appointment date, and its clock running. */
function isOpenOverdue(seen: Seen, atMs: number): boolean {
  const ended = REFUSED_STATES.has(seen.state) || seen.state === WITHDRAWN
  if (ended || STOPPED_STATES.has(seen.state) || Number.isNaN(seen.dueMs)) return false
  return timeliness(atMs, seen.dueMs) === 'overdue'
}

function latency(ms: Sample): Pick<OperationRow, 'p50Ms' | 'p95Ms' | 'p99Ms'> {
  return { p50Ms: ms.quantile(0.5), p95Ms: ms.quantile(0.95), p99Ms: ms.quantile(0.99) }
}

const CHANNEL_ORDER: readonly string[] = ['all', ...channels]

function byFieldAndChannel(a: IndicatorRow, b: IndicatorRow): number {
  if (a.field !== b.field) {
    if (a.field === 'all') return -1
    if (b.field === 'all') return 1
    return a.field < b.field ? -1 : 1
  }
  return CHANNEL_ORDER.indexOf(a.channel) - CHANNEL_ORDER.indexOf(b.channel)
}
