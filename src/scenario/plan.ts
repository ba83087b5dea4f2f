import type { Limit, WorkCalendar } from '../calendar/index.ts'
import type { Condition, Duration, Scenario, SystemName } from '../schema/index.ts'

/** What a scenario compiles to: every name resolved, every reference an index. All three clocks interpret this. */
export interface Plan {
  readonly scenario: Scenario
  /** SHA-256, hex, of the scenario text followed by the catalogues it refers to. */
  readonly sha256: string
  /** Start of the first day and end of the last, epoch ms. */
  readonly fromMs: number
  readonly toMs: number
  readonly units: readonly UnitPlan[]
  /** The procedures of the mix, in the scenario's order. */
  readonly procedures: readonly ProcedurePlan[]
  readonly workflows: readonly WorkflowPlan[]
  readonly policies: { readonly limitReduction: number; readonly retryMs: number; readonly reEntryMs: number }
  readonly sameDayCutOffMin: number
}

export interface UnitPlan {
  readonly code: string
  readonly name: string
  readonly province: string
  readonly provinceCode: string
  /** Legacy three-digit identity prefixes of the province (63 before the mergers). */
  readonly identityPrefixes: readonly string[]
  readonly population: number
  readonly organisationId: string
  readonly counters: number
  readonly calendar: WorkCalendar
  readonly officials: readonly OfficialPlan[]
}

export interface OfficialPlan {
  /** Role and number within the unit, counted from 1: clerk-2. */
  readonly id: string
  readonly role: string
  readonly skills: readonly string[]
  readonly sicknessPerDay: number
}

export interface ProcedurePlan {
  readonly code: string
  readonly nameVi: string
  readonly nameEn: string
  readonly field: string
  readonly weight: number
  /** Index into Plan.workflows. */
  readonly workflow: number
  /** Statutory limit, before the committed reduction. */
  readonly limit: Limit
  /** Papers that a dossier must hold. */
  readonly documents: readonly string[]
  /** False where the catalogue has no source for the limit: shown as "reference, verify". */
  readonly limitSourced: boolean
}

export interface WorkflowPlan {
  readonly name: string
  readonly steps: readonly StepPlan[]
  /** First step by channel index (0 direct, 1 online, 2 post). */
  readonly start: readonly [number, number, number]
}

export interface StepPlan {
  readonly name: string
  readonly by: StepActor
  readonly takes: Duration
  readonly outcomes: readonly OutcomePlan[]
}

export type StepActor =
  | { readonly kind: 'citizen' }
  | {
      readonly kind: 'official'
      readonly role: string
      /** A field name, "field" for the procedure's own, or undefined when no skill is asked. */
      readonly skill: string | undefined
      readonly counter: boolean
      /** Minutes after midnight, ascending; empty when the step has no rounds. */
      readonly roundsMin: readonly number[]
    }

export interface OutcomePlan {
  readonly when: Condition | undefined
  readonly share: number | undefined
  readonly operation: { readonly name: string; readonly system: SystemName } | undefined
  /** State after the step; undefined leaves it as it was. */
  readonly state: number | undefined
  readonly completes: boolean
  /** Index into WorkflowPlan.steps, or END. */
  readonly to: number
}

/** Value of OutcomePlan.to when the dossier's way ends. */
export const END = -1
