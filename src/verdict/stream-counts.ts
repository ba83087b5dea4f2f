import type { Plan } from '../scenario/index.ts'
import type { StreamRow } from '../schema/index.ts'
import { Cell, type Counted } from './cell.ts'
import { cellStates, type PlaceState } from './place-state.ts'

/** Dossiers by stream of demand, by index into Plan.streams. */
export class StreamCounts {
  readonly #plan: Plan
  readonly #cells: (Cell | undefined)[]

  constructor(plan: Plan) {
    this.#plan = plan
    this.#cells = new Array(plan.streams.length)
  }

  count(stream: number, dossier: Readonly<Counted>): void {
    this.#cell(stream).count(dossier)
  }

  add(states: readonly PlaceState[]): void {
    for (const [stream, state] of states) this.#cell(stream).add(state)
  }

  state(): PlaceState[] {
    return cellStates(this.#cells)
  }

  /** Every stream, in the order of the plan; none where there is only one: it is all there is. */
  rows(): StreamRow[] {
    const { streams } = this.#plan
    if (streams.length < 2) return []
    return streams.map(({ name }, stream) => {
      const row = (this.#cells[stream] ?? new Cell(true)).indicators()
      return {
        stream: name,
        ...{ received: row.received, finished: row.finished, open: row.open },
        ...{ overdue: row.overdue, onTimeRate: row.onTimeRate },
        ...{ waitMeanMin: row.waitMeanMin, waitP90Min: row.waitP90Min },
        ...{ turnaroundMeanHours: row.turnaroundMeanHours, turnaroundP90Hours: row.turnaroundP90Hours },
      }
    })
  }

  #cell(stream: number): Cell {
    this.#cells[stream] ??= new Cell(true)
    return this.#cells[stream]
  }
}
