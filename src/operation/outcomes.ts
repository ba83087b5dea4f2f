import type { Draws } from '../chance/index.ts'
import { keyOf } from '../chance/index.ts'
import type { ConditionPlan, OutcomePlan, StepPlan } from '../scenario/index.ts'
import { type Dossiers, INCOMPLETE } from './dossiers.ts'

const OUTCOME = keyOf('outcome')

/**
 * Which outcome a dossier's present step has: they are tried in order, and each share is of what no earlier one took.
 * @param stepKey of the dossier's present step
 * @returns index into the step's outcomes
 */
export function chooseOutcome(
  draws: Draws,
  unitKey: number,
  dossiers: Dossiers,
  slot: number,
  step: StepPlan,
  stepKey: number,
): number {
  const { outcomes } = step
  if (outcomes.length === 1) return 0
  let left = 1
  let u = draws.uniform(unitKey, dossiers.key[slot] as number, stepKey, OUTCOME + dossiers.visitsOf(slot))
  for (let index = 0; index < outcomes.length - 1; index++) {
    const outcome = outcomes[index] as OutcomePlan
    if (outcome.when !== undefined && !holds(dossiers, slot, outcome.when)) continue
    if (outcome.unless !== undefined && holds(dossiers, slot, outcome.unless)) continue
    if (outcome.share === undefined) return index
    // The one uniform is spread again over the rest.
    if (u < outcome.share * left) return index
    u -= outcome.share * left
    left -= outcome.share * left
  }
  return outcomes.length - 1
}

function holds(dossiers: Dossiers, slot: number, condition: ConditionPlan): boolean {
  if (condition === 'incomplete') return dossiers.has(slot, INCOMPLETE)
  if ('channel' in condition) return dossiers.channel[slot] === condition.channel
  return ((dossiers.traits[slot] as number) & (1 << condition.trait)) !== 0
}
