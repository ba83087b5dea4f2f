import type { Scenario, Unit } from '../schema/index.ts'
import type { Catalogue, UnitRow } from './catalogue.ts'

/** One entry of `units` and the units of the catalogue that it stands for. */
export interface UnitEntry {
  readonly given: Unit
  /** Place in the scenario's `units`. */
  readonly index: number
  /** In the catalogue's order; empty where nothing fits. */
  readonly rows: readonly UnitRow[]
}

/**
 * The units of each entry. A unit belongs to the entry that names its code, in `code` or in `each.codes`; any other to
 * the first `each` that it fits. Codes that the catalogue doesn't have are left out: the checks tell of them.
 */
export function unitEntries(scenario: Scenario, catalogue: Catalogue): UnitEntry[] {
  const taken = new Map<string, number>()
  scenario.units.forEach(({ code, each }, index) => {
    for (const named of code === undefined ? (each?.codes ?? []) : [code])
      if (!taken.has(named)) taken.set(named, index)
  })
  return scenario.units.map((given, index): UnitEntry => {
    const { code, each } = given
    if (code !== undefined) {
      const row = taken.get(code) === index ? catalogue.units.get(code) : undefined
      return { given, index, rows: row ? [row] : [] }
    }
    if (!each) return { given, index, rows: [] }
    const codes = each.codes && new Set(each.codes)
    const rows: UnitRow[] = []
    for (const row of catalogue.units.values()) {
      if (each.province !== undefined && row.provinceCode !== each.province) continue
      if (each.type !== undefined && row.type !== each.type) continue
      if (codes && !codes.has(row.code)) continue
      const owner = taken.get(row.code) ?? index
      if (owner !== index) continue
      taken.set(row.code, index)
      rows.push(row)
    }
    return { given, index, rows }
  })
}
