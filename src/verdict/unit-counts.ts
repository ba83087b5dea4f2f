import type { Plan, UnitPlan } from '../scenario/index.ts'
import type { ProvinceRow, UnitRow } from '../schema/index.ts'
import { Cell, type Counted } from './cell.ts'
import { cellStates, type PlaceState } from './place-state.ts'
import type { PlanIndex } from './plan-index.ts'

/** Index of a unit, with the calls that were made there and those that failed. */
export type CallState = readonly [unit: number, calls: number, errors: number]

/** Dossiers by unit and by province, and calls by unit. */
export class UnitCounts {
  readonly #plan: Plan
  readonly #index: PlanIndex
  readonly #units: (Cell | undefined)[]
  readonly #provinces: (Cell | undefined)[]
  readonly #calls: Float64Array
  readonly #errors: Float64Array

  constructor(plan: Plan, index: PlanIndex) {
    this.#plan = plan
    this.#index = index
    this.#units = new Array(plan.units.length)
    this.#provinces = new Array(index.provinces.length)
    this.#calls = new Float64Array(plan.units.length)
    this.#errors = new Float64Array(plan.units.length)
  }

  count(unit: number, dossier: Readonly<Counted>): void {
    this.#unit(unit).count(dossier)
    this.#province(this.#index.provinceOf[unit] as number).count(dossier)
  }

  addOpenOverdue(unit: number, dossiers: number, overrunMs: number): void {
    this.#unit(unit).addOpenOverdue(dossiers, overrunMs)
    this.#province(this.#index.provinceOf[unit] as number).addOpenOverdue(dossiers, overrunMs)
  }

  /** A call was made at a unit. */
  call(unit: number, failed: boolean): void {
    this.#calls[unit] = (this.#calls[unit] as number) + 1
    if (failed) this.#errors[unit] = (this.#errors[unit] as number) + 1
  }

  add(units: readonly PlaceState[], provinces: readonly PlaceState[], calls: readonly CallState[]): void {
    for (const [unit, state] of units) this.#unit(unit).add(state)
    for (const [province, state] of provinces) this.#province(province).add(state)
    for (const [unit, made, failed] of calls) {
      this.#calls[unit] = (this.#calls[unit] as number) + made
      this.#errors[unit] = (this.#errors[unit] as number) + failed
    }
  }

  units(): PlaceState[] {
    return cellStates(this.#units)
  }

  provinces(): PlaceState[] {
    return cellStates(this.#provinces)
  }

  calls(): CallState[] {
    return Array.from(this.#calls, (made, unit) => [unit, made, this.#errors[unit] as number] as const).filter(
      ([, made]) => made > 0,
    )
  }

  /** Every unit of the plan, in its order. */
  unitRows(): UnitRow[] {
    return this.#plan.units.map(({ code }, at) => {
      const { received, finished, open, overdue, openOverdue, onTimeRate, progressRate, waitP90Min } = rowOf(
        this.#units[at],
      )
      return {
        ...{ code, received, finished, open, overdue, openOverdue, onTimeRate, progressRate, waitP90Min },
        ...{ calls: this.#calls[at] as number, errors: this.#errors[at] as number },
      }
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
