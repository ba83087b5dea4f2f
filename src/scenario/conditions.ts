import { builtInConditions, type Outcome, type Workflow } from '../schema/index.ts'

/** The traits that a workflow asks for or takes away. */
export function askedTraits(workflow: Workflow): Set<string> {
  const names = new Set<string>()
  for (const step of Object.values(workflow.steps))
    for (const trait of Object.keys(step.longerFor ?? {})) names.add(trait)
  for (const { when, unless, loses } of outcomesOf(workflow)) {
    for (const condition of [when, unless]) if (condition !== undefined && !isBuiltIn(condition)) names.add(condition)
    for (const trait of loses ?? []) names.add(trait)
  }
  return names
}

/** Whether a condition needs no trait: "incomplete", or a channel. */
export function isBuiltIn(condition: string): condition is (typeof builtInConditions)[number] {
  return builtInConditions.some((one) => one === condition)
}

/** All outcomes of all steps. */
export function outcomesOf(workflow: Workflow): Outcome[] {
  return Object.values(workflow.steps).flatMap((step) => step.outcomes)
}
