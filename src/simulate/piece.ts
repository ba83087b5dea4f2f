import { PLAYED_REPLICATION } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import { type Figures, figuresOf, Tally, type TallyDetail, type TallyState } from '../verdict/index.ts'
import { joined, type SeriesState } from './arrival-series.ts'
import { type SteadyMeans, steadyMeansOf } from './steady-state.ts'

/** What a prediction needs of one replication. */
export interface Outcome {
  readonly figures: Figures
  /** Null where no steady state was asked for. */
  readonly steady: SteadyMeans | null
}

/** A replication, or what some of its batches gave. Plain data: it crosses threads and lies in shard files. */
export type Piece =
  | { readonly kind: 'whole'; readonly replication: number; readonly outcome: Outcome }
  | {
      readonly kind: 'part'
      readonly replication: number
      readonly batches: readonly number[]
      readonly tally: TallyState
      readonly series: SeriesState | null
    }

/** The replication that is played and shown has the rows by field and unit; a prediction needs none of them. */
export function detailOf(replication: number, evidence: boolean): TallyDetail {
  if (replication !== PLAYED_REPLICATION) return 'channels'
  return evidence ? 'evidence' : 'all'
}

interface Parts {
  readonly tally: Tally
  readonly batches: Set<number>
  readonly series: SeriesState[]
}

/** Puts pieces together, in whatever order they come. What is added up is integers, so the order can't be seen. */
export class Assembly {
  readonly #plan: Plan
  readonly #batches: number
  readonly #parts = new Map<number, Parts>()
  readonly #outcomes = new Map<number, Outcome>()
  #played: Tally | undefined

  /** @param batches how many a replication has */
  constructor(plan: Plan, batches: number) {
    this.#plan = plan
    this.#batches = batches
  }

  /** @throws Error when something comes twice */
  add(piece: Piece): void {
    if (this.#outcomes.has(piece.replication)) throw new Error(`replication ${piece.replication} came twice`)
    if (piece.kind === 'whole') {
      this.#outcomes.set(piece.replication, piece.outcome)
      return
    }
    const parts = addPart(this.#plan, this.#parts, piece)
    if (parts.batches.size === this.#batches) this.#complete(piece.replication, parts)
  }

  /** The replication that is shown; undefined while a part of it is missing. */
  get played(): Tally | undefined {
    return this.#played
  }

  /** Outcomes of the replications 1, 2, … up to the last before which none is missing. */
  outcomes(): Outcome[] {
    const outcomes: Outcome[] = []
    for (let replication = 1; ; replication++) {
      const outcome = this.#outcomes.get(replication)
      if (!outcome) return outcomes
      outcomes.push(outcome)
    }
  }

  /** Of one replication; undefined while a part of it is missing. */
  outcomeOf(replication: number): Outcome | undefined {
    return this.#outcomes.get(replication)
  }

  #complete(replication: number, { tally, series }: Parts): void {
    this.#parts.delete(replication)
    if (replication === PLAYED_REPLICATION) this.#played = tally
    const steady = series.length > 0 ? steadyMeansOf(series) : null
    this.#outcomes.set(replication, { figures: figuresOf(this.#plan, tally), steady })
  }
}

/**
 * Pieces with the parts of each replication put together, in order of replication: the same however the tasks were
 * shared out among threads.
 */
export function combined(plan: Plan, pieces: readonly Piece[]): Piece[] {
  const parts = new Map<number, Parts>()
  const whole = pieces.filter((piece) => piece.kind === 'whole')
  for (const piece of pieces) if (piece.kind === 'part') addPart(plan, parts, piece)
  const joint = [...parts].map(
    ([replication, { tally, batches, series }]): Piece => ({
      kind: 'part',
      replication,
      batches: [...batches].sort((a, b) => a - b),
      tally: tally.state(),
      series: series.length > 0 ? joined(series) : null,
    }),
  )
  return [...whole, ...joint].sort((a, b) => a.replication - b.replication)
}

/** @throws Error when a batch comes twice */
function addPart(plan: Plan, all: Map<number, Parts>, piece: Extract<Piece, { kind: 'part' }>): Parts {
  const { replication, batches, tally, series } = piece
  let parts = all.get(replication)
  if (!parts) {
    parts = { tally: new Tally(plan, tally.detail), batches: new Set(), series: [] }
    all.set(replication, parts)
  }
  for (const batch of batches) {
    if (parts.batches.has(batch)) throw new Error(`batch ${batch} of replication ${replication} came twice`)
    parts.batches.add(batch)
  }
  parts.tally.add(tally)
  if (series) parts.series.push(series)
  return parts
}
