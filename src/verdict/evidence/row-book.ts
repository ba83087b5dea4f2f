import type { Plan } from '../../scenario/index.ts'
import { type EvidenceKind, type EvidenceRow, type EvidenceWhere, newRow } from './row.ts'

const HOUR_MS = 3_600_000
/** A wait in one place, all dossiers of a unit together, that is worth a row. */
const WORTH_A_ROW_MS = 2 * HOUR_MS

/** The rows of evidence: those of the units under way, found by what they are of, and those that are closed. */
export class RowBook {
  readonly #procedures: Plan['procedures']
  #open = new Map<string, EvidenceRow>()
  /** Rows of limits, by unit × procedures + procedure: asked for at every dossier, so found without a text. */
  #limits = new Map<number, EvidenceRow>()
  readonly #closed: EvidenceRow[] = []

  constructor({ procedures }: Plan) {
    this.#procedures = procedures
  }

  /** The row of a kind at a place, which begins empty. */
  row(kind: EvidenceKind, unit: number, where: EvidenceWhere): EvidenceRow {
    const key = JSON.stringify([kind, unit, where])
    let row = this.#open.get(key)
    if (!row) {
      row = newRow(kind, unit, where)
      this.#open.set(key, row)
    }
    return row
  }

  /** The row of a procedure's limit in a unit. */
  limit(unit: number, procedure: number): EvidenceRow {
    const key = unit * this.#procedures.length + procedure
    let row = this.#limits.get(key)
    if (!row) {
      row = this.row('limit', unit, { procedure: this.#procedures[procedure]?.code ?? '' })
      this.#limits.set(key, row)
    }
    return row
  }

  /** Units are closed: only rows of any weight are left of them. @param more rows that were kept elsewhere */
  close(more: readonly EvidenceRow[]): void {
    for (const row of [...this.#open.values(), ...more]) {
      if (!isWorthKeeping(row)) continue
      row.late.sort((a, b) => a - b)
      this.#closed.push(row)
    }
    this.#open = new Map()
    this.#limits = new Map()
  }

  add(rows: readonly EvidenceRow[]): void {
    this.#closed.push(...rows)
  }

  /** Rows of the units that are closed, by unit. */
  closed(): EvidenceRow[] {
    return this.#closed.toSorted((a, b) => a.unit - b.unit || (keyOf(a) < keyOf(b) ? -1 : 1))
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
