import type { Draws } from '../chance/index.ts'
import { keyOf } from '../chance/index.ts'
import { ServerPool } from '../kernel/index.ts'
import type { Plan, UnitPlan } from '../scenario/index.ts'
import type { SystemName } from '../schema/index.ts'
import { type Arrivals, drawArrivals } from './arrivals.ts'
import { Counters } from './counters.ts'
import { Dossiers } from './dossiers.ts'
import type { IncidentEffect } from './incidents/index.ts'
import { COUNTERS, WorkLines } from './lines.ts'
import { Staffing } from './staffing.ts'

/** One unit's centre: its dossiers, its officials and their lines of work. */
export class Centre {
  /** Index into Plan.units. */
  readonly index: number
  readonly unit: UnitPlan
  readonly key: number
  readonly arrivals: Arrivals
  readonly dossiers: Dossiers
  readonly staffing: Staffing
  readonly counters: Counters
  readonly lines: WorkLines
  readonly pool: ServerPool
  /** Systems that officials leave alone after a failed call. */
  readonly #resting = new Set<SystemName>()

  constructor(
    plan: Plan,
    index: number,
    draws: Draws,
    effects: readonly IncidentEffect[],
    begin: (centre: Centre, official: number, dossier: number) => void,
  ) {
    const unit = plan.units[index] as UnitPlan
    this.index = index
    this.unit = unit
    this.key = keyOf(unit.code)
    this.arrivals = drawArrivals(plan, unit, draws)
    const steps = Math.max(...plan.workflows.map((workflow) => workflow.steps.length))
    this.dossiers = new Dossiers(
      this.arrivals,
      plan.procedures.map((procedure) => procedure.workflow),
      steps,
    )
    const absences = effects.flatMap((effect) => effect.absences ?? [])
    const closures = effects.flatMap((effect) => effect.closures ?? [])
    this.staffing = new Staffing(unit, draws, absences)
    this.counters = new Counters(unit, closures)
    this.lines = new WorkLines(plan, unit)
    this.pool = new ServerPool(this.lines.lines, this.lines.abilities, [unit.counters], (official, dossier) =>
      begin(this, official, dossier),
    )
  }

  /** Times in [fromMs, toMs) at which a roll call is due, ascending: somebody may come or go, or a counter close or open. */
  changes(fromMs: number, toMs: number): number[] {
    const times = new Set([...this.staffing.changes(fromMs, toMs), ...this.counters.changes(fromMs, toMs)])
    return [...times].sort((a, b) => a - b)
  }

  /** Brings everybody's presence and the open counters up to date. */
  rollCall(atMs: number): void {
    this.pool.setPresent(
      this.unit.officials.map((_, official) => [official, this.staffing.isPresent(official, atMs)] as const),
      [[COUNTERS, this.counters.openAt(atMs)]],
    )
  }

  /** Work that needs the system rests until `resume`. @returns whether it was not resting already */
  rest(system: SystemName): boolean {
    if (this.#resting.has(system)) return false
    this.#resting.add(system)
    this.pool.setPaused(this.lines.needing(system), true)
    return true
  }

  /** Work that needs the system is taken up again, unless it needs another that rests. */
  resume(system: SystemName): void {
    this.#resting.delete(system)
    const resting = new Set([...this.#resting].flatMap((other) => this.lines.needing(other)))
    this.pool.setPaused(
      this.lines.needing(system).filter((line) => !resting.has(line)),
      false,
    )
  }
}
