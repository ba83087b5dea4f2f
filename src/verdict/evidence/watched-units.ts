import type { Entry } from '../../operation/index.ts'
import type { Plan, UnitPlan } from '../../scenario/index.ts'
import { indexOf } from '../plan-index.ts'
import { Desk, normMsOf } from './desk.ts'
import type { EvidenceRow } from './row.ts'
import { type WatchedStep, watchedSteps } from './steps.ts'
import { UnitWatch } from './unit-watch.ts'

/** The units under way with their desks: each is made when something first happens there. */
export class WatchedUnits {
  readonly #plan: Plan
  readonly #steps: readonly (readonly WatchedStep[])[]
  /** Where the steps of each workflow begin, counted through all of them. */
  readonly #firstStep: Int32Array
  readonly #fields: readonly string[]
  /** By procedure: its place in `fields`. */
  readonly #fieldOf: Uint16Array
  /** By unit. */
  #watches: (UnitWatch | undefined)[] = []

  constructor(plan: Plan) {
    this.#plan = plan
    this.#steps = watchedSteps(plan)
    const { firstStep, fields, fieldOf } = indexOf(plan)
    this.#firstStep = firstStep
    this.#fields = fields
    this.#fieldOf = fieldOf
  }

  watch(unit: number): UnitWatch {
    let watch = this.#watches[unit]
    if (!watch) {
      watch = new UnitWatch(this.#plan.units[unit] as UnitPlan, this.#plan.fromMs)
      this.#watches[unit] = watch
    }
    return watch
  }

  stepOf({ workflow, step }: Readonly<Entry>): WatchedStep {
    return this.#steps[workflow]?.[step] as WatchedStep
  }

  /** The desk at which a step is done for a procedure; undefined for a step that is none of officials. */
  deskOf(entry: Readonly<Entry>, procedure: number): Desk | undefined {
    const { plan: step, meanMin } = this.stepOf(entry)
    if (step.by.kind !== 'official') return undefined
    const field = step.by.skill === 'field' ? (this.#fieldOf[procedure] as number) : 0
    const at = (this.#firstStep[entry.workflow] as number) + entry.step
    const key = at * this.#fields.length + field
    const watch = this.watch(entry.atUnit)
    let desk = watch.desks[key]
    if (!desk) {
      const normMs = normMsOf(this.#plan, watch.unit, step, meanMin)
      desk = new Desk(watch.unit, step, step.by, this.#fields[field] ?? '', normMs, watch.roleBit(step.by.role))
      watch.desks[key] = desk
    }
    return desk
  }

  /** Work that took longer than it takes the practised, by unit and desk; then every unit is forgotten. */
  close(): EvidenceRow[] {
    const slowWork = this.#watches.flatMap((watch, unit) =>
      watch ? watch.desks.flatMap((desk) => desk?.slowWork(unit) ?? []) : [],
    )
    this.#watches = []
    return slowWork
  }
}
