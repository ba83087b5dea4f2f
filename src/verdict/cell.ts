import type { Timeliness } from '../calendar/index.ts'
import type { Conserved, IndicatorRow } from '../schema/index.ts'
import { Histogram, type HistogramState } from './histogram.ts'
import { FINISHED, OPEN, REFUSED, WITHDRAWN } from './outcome.ts'

/** What is known of a dossier when it is counted. */
export interface Counted {
  /** OPEN, FINISHED, REFUSED or WITHDRAWN. */
  place: number
  /** Of a finished dossier. */
  timeliness: Timeliness
  /** Of a finished dossier: on the local date of its arrival. */
  sameDay: boolean
  /** Of an open dossier: past its appointment date, and the clock of its limit running. */
  openOverdue: boolean
  /** Of a dossier that is overdue, finished or open: working ms past its appointment. */
  overrunMs: number
  /** Of an open dossier: it still waits for the reception that will set its appointment date. */
  unreceived: boolean
  /** Working ms; −1 where it waited for nobody, or nobody knows how long. */
  waitMs: number
  /** Working ms of a finished dossier; −1 where nobody knows when it came. */
  turnaroundMs: number
}

/** Counts as [received, open, finished, refused, withdrawn, before time, on time, overdue, open overdue, same day, not received, ms overrun]. */
export interface CellState {
  readonly counts: readonly number[]
  readonly waitMs: HistogramState
  /** Null where it is not kept. */
  readonly turnaroundMs: HistogramState | null
}

const RECEIVED = 0
/** Of the four places, in their order. */
const PLACES = 1
const BEFORE_TIME = 5
const ON_TIME = 6
const OVERDUE = 7
const OPEN_OVERDUE = 8
const SAME_DAY = 9
const UNRECEIVED = 10
const OVERRUN_MS = 11
const LENGTH = 12

/** Dossiers of one kind, counted. */
export class Cell {
  readonly #counts = new Float64Array(LENGTH)
  readonly #waitMs = new Histogram()
  readonly #turnaroundMs: Histogram | undefined

  /** @param turnaround whether its quantiles will be asked for */
  constructor(turnaround: boolean) {
    this.#turnaroundMs = turnaround ? new Histogram() : undefined
  }

  count(dossier: Readonly<Counted>): void {
    this.#raise(RECEIVED, 1)
    this.#raise(PLACES + dossier.place, 1)
    if (dossier.waitMs >= 0) this.#waitMs.record(dossier.waitMs)
    if (dossier.overrunMs > 0) this.#raise(OVERRUN_MS, dossier.overrunMs)
    if (dossier.place === FINISHED) {
      if (dossier.turnaroundMs >= 0) this.#turnaroundMs?.record(dossier.turnaroundMs)
      this.#raise(placeInTime(dossier.timeliness), 1)
      if (dossier.sameDay) this.#raise(SAME_DAY, 1)
      return
    }
    if (dossier.openOverdue) this.#raise(OPEN_OVERDUE, 1)
    if (dossier.unreceived) this.#raise(UNRECEIVED, 1)
  }

  /** Dossiers counted before turn out to be past their appointment date. */
  addOpenOverdue(dossiers: number, overrunMs: number): void {
    this.#raise(OPEN_OVERDUE, dossiers)
    this.#raise(OVERRUN_MS, overrunMs)
  }

  add({ counts, waitMs, turnaroundMs }: CellState): void {
    counts.forEach((count, at) => {
      this.#raise(at, count)
    })
    this.#waitMs.add(waitMs)
    if (turnaroundMs) this.#turnaroundMs?.add(turnaroundMs)
  }

  state(): CellState {
    return {
      counts: [...this.#counts],
      waitMs: this.#waitMs.state(),
      turnaroundMs: this.#turnaroundMs?.state() ?? null,
    }
  }

  conserved(): Conserved {
    return {
      received: this.#at(RECEIVED),
      finished: this.#at(PLACES + FINISHED),
      refused: this.#at(PLACES + REFUSED),
      withdrawn: this.#at(PLACES + WITHDRAWN),
      open: this.#at(PLACES + OPEN),
    }
  }

  indicators(): Omit<IndicatorRow, 'field' | 'channel'> {
    const counts = this.conserved()
    const { received, finished, open } = counts
    const [beforeTime, onTime] = [this.#at(BEFORE_TIME), this.#at(ON_TIME)]
    const openOverdue = this.#at(OPEN_OVERDUE)
    return {
      ...counts,
      beforeTime,
      onTime,
      overdue: this.#at(OVERDUE),
      openOverdue,
      openUnreceived: this.#at(UNRECEIVED),
      overrunHours: this.#at(OVERRUN_MS) / HOUR_MS,
      onTimeRate: share(beforeTime + onTime, finished),
      progressRate: share(beforeTime + onTime + open - openOverdue, received),
      sameDayRate: share(this.#at(SAME_DAY), finished),
      turnaroundP50Hours: inUnit(this.#turnaroundMs?.quantile(0.5), HOUR_MS),
      turnaroundP90Hours: inUnit(this.#turnaroundMs?.quantile(0.9), HOUR_MS),
      turnaroundMeanHours: inUnit(this.#turnaroundMs?.mean(), HOUR_MS),
      waitP50Min: inUnit(this.#waitMs.quantile(0.5), MINUTE_MS),
      waitP90Min: inUnit(this.#waitMs.quantile(0.9), MINUTE_MS),
      waitMeanMin: inUnit(this.#waitMs.mean(), MINUTE_MS),
    }
  }

  #at(at: number): number {
    return this.#counts[at] as number
  }

  #raise(at: number, by: number): void {
    this.#counts[at] = (this.#counts[at] as number) + by
  }
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** Null where there is nothing to divide by. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** A length in ms or µs in a larger unit; null stays null. */
export function inUnit(length: number | null | undefined, unit: number): number | null {
  return length === null || length === undefined ? null : length / unit
}

function placeInTime(timeliness: Timeliness): number {
  switch (timeliness) {
    case 'before':
      return BEFORE_TIME
    case 'on-time':
      return ON_TIME
    case 'overdue':
      return OVERDUE
  }
}
