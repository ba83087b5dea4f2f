import type { Plan, UnitPlan } from '../scenario/index.ts'
import type { ProvinceRow, UnitRow } from '../schema/index.ts'
import { Cell, type Counted } from './cell.ts'
import { cellStates, type PlaceState } from './place-state.ts'
import type { PlanIndex } from './plan-index.ts'

/** Dossiers by unit and by province. */
export class UnitCounts {
  readonly #plan: Plan
  readonly #index: PlanIndex
  readonly #units: (Cell | undefined)[]
  readonly #provinces: (Cell | undefined)[]

  constructor(plan: Plan, index: PlanIndex) {
    this.#plan = plan
    this.#index = index
    this.#units = new Array(plan.units.length)
    this.#provinces = new Array(index.provinces.length)
  }

  count(unit: number, dossier: Readonly<Counted>): void {
    this.#unit(unit).count(dossier)
    this.#province(this.#index.provinceOf[unit] as number).count(dossier)
  }

  addOpenOverdue(unit: number, dossiers: number, overrunMs: number): void {
    this.#unit(unit).addOpenOverdue(dossiers, overrunMs)
    this.#province(this.#index.provinceOf[unit] as number).addOpenOverdue(dossiers, overrunMs)
  }

  add(units: readonly PlaceState[], provinces: readonly PlaceState[]): void {
    for (const [unit, state] of units) this.#unit(unit).add(state)
    for (const [province, state] of provinces) this.#province(province).add(state)
  }

  units(): PlaceState[] {
    return cellStates(this.#units)
  }

  provinces(): PlaceState[] {
    return cellStates(this.#provinces)
  }

  /** Every unit of the plan, in its order. */
  unitRows(): UnitRow[] {
    return this.#plan.units.map(({ code }, at) => {
      const { received, finished, open, overdue, openOverdue, onTimeRate, progressRate, waitP90Min } = rowOf(
        this.#units[at],
      )
      return { code, received, finished, open, overdue, openOverdue, onTimeRate, progressRate, waitP90Min }
    })
  }

  /** Every province of the plan, by code. */
  provinceRows(): ProvinceRow[] {
    const { provinces, provinceOf } = this.#index
    return provinces.map((code, at) => {
      const units = this.#plan.units.filter((_, unit) => provinceOf[unit] === at)
      const row = rowOf(this.#provinces[at])
      return {
        code,
        name: (units[0] as UnitPlan).province,
        units: units.length,
        ...{ received: row.received, finished: row.finished, open: row.open },
        ...{ overdue: row.overdue, openOverdue: row.openOverdue },
        ...{ onTimeRate: row.onTimeRate, progressRate: row.progressRate },
        ...{ turnaroundP50Hours: row.turnaroundP50Hours, turnaroundP90Hours: row.turnaroundP90Hours },
        ...{ waitP50Min: row.waitP50Min, waitP90Min: row.waitP90Min },
      }
    })
  }

  #unit(unit: number): Cell {
    this.#units[unit] ??= new Cell(false)
    return this.#units[unit]
  }

  #province(province: number): Cell {
    this.#provinces[province] ??= new Cell(true)
    return this.#provinces[province]
  }
}

const nothing = new Cell(false)

function rowOf(cell: Cell | undefined) {
  return (cell ?? nothing).indicators()
}
