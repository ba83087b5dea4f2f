import { meanMinOf } from '../../chance/index.ts'
import type { Plan, StepPlan } from '../../scenario/index.ts'

/** What evidence needs to know of a step. */
export interface WatchedStep {
  readonly plan: StepPlan
  readonly meanMin: number
  /** Traits that its every outcome takes away and for which dossiers are sent here: a way round, to ask or to be sent on. */
  readonly detour: readonly string[]
}

/** By workflow and step. */
export function watchedSteps(plan: Plan): readonly (readonly WatchedStep[])[] {
  return plan.workflows.map(({ steps }) =>
    steps.map((step, index) => ({
      plan: step,
      meanMin: meanMinOf(step.takes),
      detour: plan.traits.filter((_, trait) => isDetour(steps, step, index, trait)),
    })),
  )
}

function isDetour(steps: readonly StepPlan[], { outcomes }: StepPlan, index: number, trait: number): boolean {
  const asked = steps.some((other) =>
    other.outcomes.some(
      ({ to, when }) => to === index && typeof when === 'object' && 'trait' in when && when.trait === trait,
    ),
  )
  return asked && outcomes.length > 0 && outcomes.every(({ loses }) => (loses & (1 << trait)) !== 0)
}
