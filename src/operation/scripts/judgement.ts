import type { ScriptStepPlan } from '../../scenario/index.ts'
import type { Answer } from '../systems-port.ts'
import type { Followed } from './run.ts'

/** Share of the members that must be there for a meeting to decide. */
const QUORUM = 2 / 3
const DUE_DATE = 'dueDate'

/**
 * What is wrong with a call that a system says it has carried out; undefined when the script has what it expects.
 * @param answer whose state counts before the one that we know of
 * @param about the dossier of the step, if it has one
 */
export function wrongIn(
  { does, expects }: ScriptStepPlan,
  answer: Extract<Answer, { ok: true }>,
  about: Followed | undefined,
): string | undefined {
  if (does.kind !== 'call') return undefined
  if (does.presentShare !== undefined && does.presentShare < QUORUM) return 'no-quorum'
  const state = answer.state ?? about?.state
  if (expects.state !== undefined && state !== expects.state) return `state-${state}`
  return undefined
}

/**
 * The artefacts that are there when a step is done.
 * @param answer of the call; undefined where none was made, or it is done on paper
 */
export function evidenceOf(step: ScriptStepPlan, answer: Answer | undefined, about: Followed | undefined): string[] {
  return step.expects.evidence.flatMap(({ name, field }) => {
    if (field === undefined) return step.leaves.includes(name) ? [name] : []
    if (step.does.kind === 'dossier' || step.does.kind === 'await')
      return field === DUE_DATE && about && !Number.isNaN(about.dueMs) ? [name] : []
    if (!answer?.ok) return []
    // A modelled system answers all that is asked of it.
    return answer.holds === undefined || answer.holds.includes(field) ? [name] : []
  })
}
