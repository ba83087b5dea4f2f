import { keyOf } from '../chance/index.ts'
import type { Draws } from '../chance/index.ts'
import { ServerPool } from '../kernel/index.ts'
import type { Plan, UnitPlan } from '../scenario/index.ts'
import type { SystemName } from '../schema/index.ts'
import { type Arrivals, drawArrivals } from './arrivals.ts'
import { Dossiers } from './dossiers.ts'
import type { Absence } from './incidents/index.ts'
import { WorkLines } from './lines.ts'
import { Staffing } from './staffing.ts'

/** One unit's centre: its dossiers, its officials and their lines of work. */
export class Centre {
  readonly unit: UnitPlan
  readonly key: number
  readonly arrivals: Arrivals
  readonly dossiers: Dossiers
  readonly staffing: Staffing
  readonly lines: WorkLines
  readonly pool: ServerPool
  /** Until when officials leave a system alone after a failed call, epoch ms. */
  readonly #restMs = new Map<SystemName, number>()

  constructor(
    plan: Plan,
    unit: UnitPlan,
    draws: Draws,
    absences: readonly Absence[],
    begin: (centre: Centre, official: number, dossier: number) => void,
  ) {
    this.unit = unit
    this.key = keyOf(unit.code)
    this.arrivals = drawArrivals(plan, unit, draws)
    const steps = Math.max(...plan.workflows.map((workflow) => workflow.steps.length))
    this.dossiers = new Dossiers(
      this.arrivals,
      plan.procedures.map((procedure) => procedure.workflow),
      steps,
    )
    this.staffing = new Staffing(unit, draws, absences)
    this.lines = new WorkLines(plan, unit)
    this.pool = new ServerPool(this.lines.lines, this.lines.abilities, [unit.counters], (official, dossier) =>
      begin(this, official, dossier),
    )
  }

  /** Brings everybody's presence up to date. */
  rollCall(atMs: number): void {
    this.pool.setPresent(
      this.unit.officials.map((_, official) => [official, this.staffing.isPresent(official, atMs)] as const),
    )
  }

  /** Work that needs the system rests until `untilMs`. @returns whether it was not resting already */
  rest(system: SystemName, untilMs: number): boolean {
    const resting = this.#restMs.has(system)
    if (!resting) {
      this.#restMs.set(system, untilMs)
      for (const line of this.lines.needing(system)) this.pool.setPaused(line, true)
    }
    return !resting
  }

  /** Work that needs the system is taken up again. */
  resume(system: SystemName): void {
    this.#restMs.delete(system)
    for (const line of this.lines.needing(system)) this.pool.setPaused(line, false)
  }
}
