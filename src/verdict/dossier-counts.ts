import { type Conserved, channels, type IndicatorRow } from '../schema/index.ts'
import { Cell, type Counted } from './cell.ts'
import { cellStates, type PlaceState } from './place-state.ts'

/** Dossiers by procedure field and channel; or by channel alone, where one field stands for all. */
export class DossierCounts {
  readonly #fields: readonly string[]
  /** By field × channels + channel. */
  readonly #cells: (Cell | undefined)[]

  /** @param fields empty: dossiers are counted by channel alone */
  constructor(fields: readonly string[]) {
    this.#fields = fields
    this.#cells = new Array(channels.length * Math.max(1, fields.length))
  }

  count(field: number, channel: number, dossier: Readonly<Counted>): void {
    this.#cell(this.#fields.length === 0 ? channel : field * channels.length + channel).count(dossier)
  }

  /** Dossiers counted before turn out to be past their appointment date. */
  addOpenOverdue(field: number, channel: number, dossiers: number, overrunMs: number): void {
    const at = this.#fields.length === 0 ? channel : field * channels.length + channel
    this.#cell(at).addOpenOverdue(dossiers, overrunMs)
  }

  add(states: readonly PlaceState[]): void {
    for (const [at, state] of states) this.#cell(at).add(state)
  }

  state(): PlaceState[] {
    return cellStates(this.#cells)
  }

  conserved(): Conserved {
    const counts: Conserved = { received: 0, finished: 0, refused: 0, withdrawn: 0, open: 0 }
    for (const cell of this.#cells) {
      if (!cell) continue
      const some = cell.conserved()
      counts.received += some.received
      counts.finished += some.finished
      counts.refused += some.refused
      counts.withdrawn += some.withdrawn
      counts.open += some.open
    }
    return counts
  }

  /**
   * The row of all dossiers first, then each channel; then each field and its channels, if asked for. Rows in which
   * nothing was received are left out but for the first.
   */
  rows(byField: boolean): IndicatorRow[] {
    const rows = this.#rowsOf('all', () => true)
    if (byField) {
      this.#fields.forEach((name, field) => {
        rows.push(...this.#rowsOf(name, (at) => Math.floor(at / channels.length) === field))
      })
    }
    return rows.filter((row, at) => at === 0 || row.received > 0)
  }

  #rowsOf(field: string, ofField: (at: number) => boolean): IndicatorRow[] {
    return [
      { field, channel: 'all', ...this.#sum(ofField).indicators() },
      ...channels.map((channel, number) => ({
        field,
        channel,
        ...this.#sum((at) => ofField(at) && at % channels.length === number).indicators(),
      })),
    ]
  }

  #sum(chosen: (at: number) => boolean): Cell {
    const sum = new Cell(true)
    this.#cells.forEach((cell, at) => {
      if (cell && chosen(at)) sum.add(cell.state())
    })
    return sum
  }

  #cell(at: number): Cell {
    this.#cells[at] ??= new Cell(true)
    return this.#cells[at]
  }
}
