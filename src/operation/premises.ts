import type { UnitPlan } from '../scenario/index.ts'
import type { IncidentEffect } from './incidents/index.ts'

interface Gate {
  readonly site: number
  readonly kind: 'counters' | 'area' | 'equipment'
  readonly name: string
  readonly size: number
}

/**
 * What limits how many are served at once in one unit, as gates of its pool: the counters of each site, its functional
 * areas and its equipment.
 */
export class Premises {
  readonly #unit: UnitPlan
  readonly #effects: readonly IncidentEffect[]
  readonly #gates: Gate[] = []

  /** @param effects of all incidents, of all units */
  constructor(unit: UnitPlan, effects: readonly IncidentEffect[]) {
    this.#unit = unit
    this.#effects = effects
    for (const [site, { counters, areas, equipment }] of unit.sites.entries()) {
      this.#gates.push({ site, kind: 'counters', name: '', size: counters })
      for (const [name, size] of Object.entries(areas)) this.#gates.push({ site, kind: 'area', name, size })
      for (const [name, size] of Object.entries(equipment)) this.#gates.push({ site, kind: 'equipment', name, size })
    }
  }

  /** Size of each gate without incidents. */
  get sizes(): number[] {
    return this.#gates.map((gate) => gate.size)
  }

  /** Seats by site. */
  get seats(): number[] {
    return this.#unit.sites.map((site) => site.seats)
  }

  counters(site: number): number {
    return this.#gates.findIndex((gate) => gate.site === site && gate.kind === 'counters')
  }

  /** The gate of an area of its own; that of the counters where the site has none. */
  area(site: number, name: string): number {
    const gate = this.#gates.findIndex((each) => each.site === site && each.kind === 'area' && each.name === name)
    return gate === -1 ? this.counters(site) : gate
  }

  /** Gates of those pieces that the site counts. */
  equipment(site: number, names: readonly string[]): number[] {
    return names
      .map((name) =>
        this.#gates.findIndex((each) => each.site === site && each.kind === 'equipment' && each.name === name),
      )
      .filter((gate) => gate !== -1)
  }

  /** Size of each gate at a time: closures and loans at one time add up; there is never less than nothing. */
  sizesAt(atMs: number): (readonly [gate: number, size: number])[] {
    return this.#gates.map((gate, index) => [index, Math.max(0, gate.size + this.#change(gate, atMs))] as const)
  }

  #change({ site, kind, name }: Gate, atMs: number): number {
    // Incidents name the unit, not the site: they are of its main site.
    if (site !== 0) return 0
    let change = 0
    for (const { closures, loans } of this.#effects) {
      for (const closure of kind === 'counters' ? (closures ?? []) : []) {
        if (closure.unit === this.#unit.code && covers(closure, atMs)) change -= closure.count
      }
      for (const loan of kind === 'equipment' ? (loans ?? []) : []) {
        if (loan.item !== name || !covers(loan, atMs)) continue
        if (loan.fromUnit === this.#unit.code) change -= loan.count
        if (loan.toUnit === this.#unit.code) change += loan.count
      }
    }
    return change
  }

  /** Times at which a size may change. */
  changes(): number[] {
    const spans = this.#effects.flatMap(({ closures, loans }) => [...(closures ?? []), ...(loans ?? [])])
    return spans.flatMap(({ fromMs, toMs }) => [fromMs, toMs])
  }
}

function covers(span: { readonly fromMs: number; readonly toMs: number }, atMs: number): boolean {
  return atMs >= span.fromMs && atMs < span.toMs
}
