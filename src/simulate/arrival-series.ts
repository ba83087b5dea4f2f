import type { Entry, Journal } from '../operation/index.ts'
import type { Plan, UnitPlan } from '../scenario/index.ts'

/** What became of each dossier, a column each; integers, so that parts can be put together in any order. */
export interface SeriesState {
  readonly arrivedMs: number[]
  /** Index into Plan.units, and number within the unit. */
  readonly unit: number[]
  readonly dossier: number[]
  /** Working time until reception began, ms; −1 where nobody was received. */
  readonly waitMs: number[]
  /** Working time until processing ended, ms; −1 where it did not. */
  readonly turnaroundMs: number[]
}

const NONE = -1
const FINISHED_STATES: ReadonlySet<number> = new Set([9, 10])

/** Collects waits and turnaround in the order in which dossiers arrive: the series of which a steady state is sought. */
export class ArrivalSeries implements Journal {
  readonly #plan: Plan
  readonly #columns: SeriesState = { arrivedMs: [], unit: [], dossier: [], waitMs: [], turnaroundMs: [] }
  /** Row of the dossier under way in a slot; NONE where there is none. */
  readonly #rows: number[] = []

  constructor(plan: Plan) {
    this.#plan = plan
  }

  record(entry: Readonly<Entry>): void {
    if (entry.leg !== 0 || entry.dossier < 0) return
    if (entry.event === 'arrived') {
      this.#arrived(entry)
      return
    }
    const row = this.#rows[entry.slot] ?? NONE
    if (row === NONE) return
    if (entry.event === 'begun') this.#until(this.#columns.waitMs, row, entry.atMs)
    if (entry.event === 'ended' && FINISHED_STATES.has(entry.state)) {
      this.#until(this.#columns.turnaroundMs, row, entry.atMs)
    }
    if (entry.over) this.#rows[entry.slot] = NONE
  }

  /** Whoever still waits has waited until now: left out, a growing queue would look like a short one. */
  close(atMs: number): void {
    for (const row of this.#rows) if (row !== NONE && row !== undefined) this.#until(this.#columns.waitMs, row, atMs)
    this.#rows.length = 0
  }

  /** What was collected; call `close` before. */
  state(): SeriesState {
    return this.#columns
  }

  #arrived({ slot, atMs, unit, dossier }: Readonly<Entry>): void {
    this.#rows[slot] = NONE
    // What was taken over from before the period would be an observation of another time.
    if (atMs < this.#plan.fromMs) return
    const { arrivedMs, unit: units, dossier: dossiers, waitMs, turnaroundMs } = this.#columns
    this.#rows[slot] = arrivedMs.push(atMs) - 1
    units.push(unit)
    dossiers.push(dossier)
    waitMs.push(NONE)
    turnaroundMs.push(NONE)
  }

  #until(column: number[], row: number, atMs: number): void {
    if (column[row] !== NONE) return
    const { calendar } = this.#plan.units[this.#columns.unit[row] as number] as UnitPlan
    column[row] = calendar.between(this.#columns.arrivedMs[row] as number, atMs)
  }
}

/** Puts parts of one replication together, in order of arrival. */
export function joined(parts: readonly SeriesState[]): SeriesState {
  const rows = parts.flatMap((part) =>
    part.arrivedMs.map((arrivedMs, row) => ({
      arrivedMs,
      unit: part.unit[row] as number,
      dossier: part.dossier[row] as number,
      waitMs: part.waitMs[row] as number,
      turnaroundMs: part.turnaroundMs[row] as number,
    })),
  )
  rows.sort((a, b) => a.arrivedMs - b.arrivedMs || a.unit - b.unit || a.dossier - b.dossier)
  return {
    arrivedMs: rows.map((row) => row.arrivedMs),
    unit: rows.map((row) => row.unit),
    dossier: rows.map((row) => row.dossier),
    waitMs: rows.map((row) => row.waitMs),
    turnaroundMs: rows.map((row) => row.turnaroundMs),
  }
}
