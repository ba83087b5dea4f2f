import type { Plan } from '../scenario/index.ts'
import { DailyCounts } from './daily-counts.ts'
import { Evidence } from './evidence/evidence.ts'
import { Handiwork } from './handiwork.ts'
import { PaperCounts } from './paper-counts.ts'
import type { PlanIndex } from './plan-index.ts'
import { ScriptWork } from './script-work.ts'
import { StaffCounts } from './staff-counts.ts'
import type { TableState } from './state.ts'
import { StepCounts } from './step-counts.ts'
import { StreamCounts } from './stream-counts.ts'
import { UnitCounts } from './unit-counts.ts'

/** The tables of a tally that a prediction has no use for. */
export class Tables {
  readonly units: UnitCounts
  readonly streams: StreamCounts
  readonly days = new DailyCounts()
  readonly steps: StepCounts
  readonly staff: StaffCounts
  readonly work: Handiwork
  readonly paper = new PaperCounts()
  readonly scriptWork: ScriptWork
  /** Undefined where nobody asked. */
  readonly evidence: Evidence | undefined

  constructor(plan: Plan, index: PlanIndex, evidence: boolean) {
    this.units = new UnitCounts(plan, index)
    this.streams = new StreamCounts(plan)
    this.steps = new StepCounts(index.stepNames)
    this.staff = new StaffCounts(plan, index)
    this.work = new Handiwork(this.staff)
    this.scriptWork = new ScriptWork(this.staff)
    this.evidence = evidence ? new Evidence(plan) : undefined
  }

  add(state: TableState): void {
    this.units.add(state.units, state.provinces, state.unitCalls)
    this.streams.add(state.streams)
    this.days.add(state.days)
    this.steps.add(state.steps)
    this.staff.add(state.staff)
    this.paper.add(state.paper)
    this.evidence?.add(state.evidence)
  }

  state(): TableState {
    return {
      units: this.units.units(),
      provinces: this.units.provinces(),
      unitCalls: this.units.calls(),
      streams: this.streams.state(),
      days: this.days.state(),
      steps: this.steps.state(),
      staff: this.staff.state(),
      paper: this.paper.state(),
      evidence: this.evidence?.rows() ?? [],
    }
  }
}
