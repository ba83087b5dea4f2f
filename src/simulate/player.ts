import { Draws } from '../chance/index.ts'
import { type Entry, type Journal, ModelledSystems, Operation, PLAYED_REPLICATION } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import { figuresOf, Tally } from '../verdict/index.ts'
import { ArrivalSeries } from './arrival-series.ts'
import { detailOf, type Piece } from './piece.ts'
import { steadyMeansOf } from './steady-state.ts'
import { batchesOf, type Task } from './tasks.ts'

/** What is played: any thread or machine that is given the same gives the same pieces. */
export interface Chances {
  readonly seed: number
  /** Whether waits and turnaround are collected in order of arrival, for `steadyMeansOf`. */
  readonly steadyState: boolean
  /** Whether the replication that is shown is to tell what went wrong; no without. */
  readonly evidence?: boolean
}

/** What playing a task came to. */
export interface Played {
  readonly dossiers: number
  /** Steps that ended. */
  readonly steps: number
  /** What the task made ready: the replication, if it is whole, or what there was of the one before. */
  readonly piece: Piece | undefined
}

const EVENTS_AT_ONCE = 50_000

/** Plays tasks of one plan, one after the other, and keeps what they give until a replication is over. */
export class Player {
  readonly #plan: Plan
  readonly #chances: Chances
  readonly #batches: readonly (readonly number[])[]
  #open: { replication: number; batches: number[]; tally: Tally; series: ArrivalSeries | undefined } | undefined

  constructor(plan: Plan, chances: Chances) {
    this.#plan = plan
    this.#chances = chances
    this.#batches = batchesOf(plan)
  }

  /** Plays a task; those of one replication must follow each other. */
  play(task: Task): Played {
    const playing = this.playing(task)
    for (;;) {
      const { done, value } = playing.next()
      if (done) return value
    }
  }

  /** The same in slices of some hundredths of a second, between which the caller may do something else, or stop. */
  *playing(task: Task): Generator<void, Played> {
    const before = this.#open && this.#open.replication !== task.replication ? this.take() : undefined
    this.#open ??= {
      replication: task.replication,
      batches: [],
      tally: new Tally(this.#plan, detailOf(task.replication, this.#chances.evidence ?? false)),
      series:
        this.#chances.steadyState && task.replication !== PLAYED_REPLICATION
          ? new ArrivalSeries(this.#plan)
          : undefined,
    }
    const { tally, series, batches } = this.#open
    const draws = new Draws(this.#chances.seed, task.replication)
    const watch = new Watch(tally, series)
    const units = this.#batches[task.batch]
    if (units === undefined) throw new Error(`the plan has no batch ${task.batch}`)
    const operation = new Operation(this.#plan, draws, new ModelledSystems(this.#plan, draws), watch, units)
    for (let events = 1; operation.advance(); events++) if (events % EVENTS_AT_ONCE === 0) yield
    tally.close(this.#plan.toMs)
    series?.close(this.#plan.toMs)
    batches.push(task.batch)
    const piece = batches.length === this.#batches.length ? this.take() : before
    return { dossiers: watch.dossiers, steps: watch.steps, piece }
  }

  /** Hands over what was kept, if anything. */
  take(): Piece | undefined {
    const open = this.#open
    if (!open) return undefined
    this.#open = undefined
    const { replication, batches, tally, series } = open
    // A whole replication is handed over as its figures, which are small; the played one is shown in full.
    if (batches.length === this.#batches.length && replication !== PLAYED_REPLICATION) {
      const steady = series ? steadyMeansOf([series.state()]) : null
      return { kind: 'whole', replication, outcome: { figures: figuresOf(this.#plan, tally), steady } }
    }
    return { kind: 'part', replication, batches, tally: tally.state(), series: series?.state() ?? null }
  }
}

/** Counts, and tells those who keep. */
class Watch implements Journal {
  dossiers = 0
  steps = 0
  readonly #tally: Tally
  readonly #series: ArrivalSeries | undefined

  constructor(tally: Tally, series: ArrivalSeries | undefined) {
    this.#tally = tally
    this.#series = series
  }

  record(entry: Readonly<Entry>): void {
    if (entry.event === 'ended') this.steps++
    else if (entry.event === 'arrived') this.dossiers++
    this.#tally.record(entry)
    this.#series?.record(entry)
  }
}
