import type { Plan, UnitPlan } from '../scenario/index.ts'
import type { StaffRow } from '../schema/index.ts'
import { inUnit, share } from './cell.ts'
import { ExactSum, type SumState } from './exact-sum.ts'
import type { PlanIndex } from './plan-index.ts'

/** Working hours of the officials of one role, ms. */
export interface StaffState {
  readonly presentMs: SumState
  readonly busyMs: SumState
  readonly overtimeMs: SumState
}

interface Role {
  readonly presentMs: ExactSum
  readonly busyMs: ExactSum
  /** Present outside the unit's office hours. */
  readonly overtimeMs: ExactSum
}

const HOUR_MS = 3_600_000

/** Who was there, who was busy. Officials are counted through all units. */
export class StaffCounts {
  readonly #plan: Plan
  readonly #index: PlanIndex
  /** Since when an official is present; NaN while absent. */
  readonly #sinceMs: Float64Array
  /** How long an official was present before that. */
  readonly #presentMs: Float64Array
  readonly #roles: readonly Role[]

  constructor(plan: Plan, index: PlanIndex) {
    this.#plan = plan
    this.#index = index
    this.#sinceMs = new Float64Array(index.roleOf.length).fill(Number.NaN)
    this.#presentMs = new Float64Array(index.roleOf.length)
    this.#roles = index.roles.map(() => ({
      presentMs: new ExactSum(),
      busyMs: new ExactSum(),
      overtimeMs: new ExactSum(),
    }))
  }

  /** Number of an official through all units. */
  officialOf(unit: number, by: number): number {
    return (this.#index.firstOfficial[unit] as number) + by
  }

  came(unit: number, by: number, atMs: number): void {
    const official = this.officialOf(unit, by)
    if (Number.isNaN(this.#sinceMs[official])) this.#sinceMs[official] = atMs
  }

  went(unit: number, by: number, atMs: number): void {
    const official = this.officialOf(unit, by)
    const sinceMs = this.#sinceMs[official] as number
    if (Number.isNaN(sinceMs)) return
    const presentMs = atMs - sinceMs
    const officeMs = (this.#plan.units[unit] as UnitPlan).calendar.between(sinceMs, atMs)
    this.#presentMs[official] = (this.#presentMs[official] as number) + presentMs
    this.#sinceMs[official] = Number.NaN
    const role = this.#roleOf(official)
    role.presentMs.add(presentMs)
    role.overtimeMs.add(presentMs - officeMs)
  }

  /** How long an official has been present until now, ms: a clock that stands still while he or she is away. */
  clock(official: number, atMs: number): number {
    const sinceMs = this.#sinceMs[official] as number
    const before = this.#presentMs[official] as number
    return Number.isNaN(sinceMs) ? before : before + atMs - sinceMs
  }

  busy(official: number, lengthMs: number): void {
    this.#roleOf(official).busyMs.add(lengthMs)
  }

  /** Whoever is present has been until now; then nobody is, and the officials' clocks begin anew. */
  close(atMs: number): void {
    const { firstOfficial } = this.#index
    for (let unit = 0; unit + 1 < firstOfficial.length; unit++) {
      const count = (firstOfficial[unit + 1] as number) - (firstOfficial[unit] as number)
      for (let by = 0; by < count; by++) this.went(unit, by, atMs)
    }
    this.#presentMs.fill(0)
  }

  add(states: readonly StaffState[]): void {
    states.forEach((state, at) => {
      const role = this.#roles[at] as Role
      role.presentMs.addState(state.presentMs)
      role.busyMs.addState(state.busyMs)
      role.overtimeMs.addState(state.overtimeMs)
    })
  }

  state(): StaffState[] {
    return this.#roles.map(({ presentMs, busyMs, overtimeMs }) => ({
      presentMs: presentMs.state(),
      busyMs: busyMs.state(),
      overtimeMs: overtimeMs.state(),
    }))
  }

  /** By role; the number of officials is the plan's. */
  rows(): StaffRow[] {
    return this.#roles.map(({ presentMs, busyMs, overtimeMs }, at) => ({
      role: this.#index.roles[at] as string,
      officials: this.#index.staffing[at] as number,
      vacancies: this.#index.vacancies[at] as number,
      presentHours: inUnit(presentMs.value, HOUR_MS) as number,
      busyHours: inUnit(busyMs.value, HOUR_MS) as number,
      utilisation: share(busyMs.value, presentMs.value),
      overtimeHours: inUnit(overtimeMs.value, HOUR_MS) as number,
    }))
  }

  #roleOf(official: number): Role {
    return this.#roles[this.#index.roleOf[official] as number] as Role
  }
}
