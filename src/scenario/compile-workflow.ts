import { channels, type Outcome, type Step, systemNames, type Workflow } from '../schema/index.ts'
import { indexIn, known, minutesOf } from './known.ts'
import { type ConditionPlan, END, type OutcomePlan, type StepActor, type StepPlan, type WorkflowPlan } from './plan.ts'
import { END_NAME } from './ways.ts'

const DEFAULT_PRIORITY = 5
const DEFAULT_AFTER = 1

/** @param traits Plan.traits, in which every trait of the workflow stands */
export function compileWorkflow(name: string, workflow: Workflow, traits: readonly string[]): WorkflowPlan {
  const names = Object.keys(workflow.steps)
  const stepOf = (step: string) => indexIn(names, step, `step of workflow ${name}`)
  const traitOf = (trait: string) => indexIn(traits, trait, 'trait')
  const maskOf = (given: readonly string[] | undefined) =>
    (given ?? []).reduce((mask, trait) => mask | (1 << traitOf(trait)), 0)

  const conditionOf = (condition: string | undefined): ConditionPlan | undefined => {
    if (condition === undefined) return undefined
    if (condition === 'incomplete') return condition
    const channel = (channels as readonly string[]).indexOf(condition)
    return channel === -1 ? { trait: traitOf(condition) } : { channel }
  }
  const compileOutcome = (outcome: Outcome): OutcomePlan => ({
    when: conditionOf(outcome.when),
    unless: conditionOf(outcome.unless),
    share: outcome.share,
    operation: outcome.operation === undefined ? undefined : operationOf(outcome.operation),
    ifFails: outcome.ifFails && { after: outcome.ifFails.after ?? DEFAULT_AFTER, to: stepOf(outcome.ifFails.to) },
    ifDuplicated: outcome.ifDuplicated === undefined ? undefined : stepOf(outcome.ifDuplicated),
    state: outcome.state,
    completes: outcome.completes ?? false,
    gains: maskOf(outcome.gains),
    loses: maskOf(outcome.loses),
    starts: (outcome.starts ?? []).map(stepOf),
    forwards: outcome.forwards ?? false,
    to: outcome.to === END_NAME ? END : stepOf(outcome.to),
  })
  const compileStep = ([step, given]: [string, Step]): StepPlan => ({
    name: step,
    by: actorOf(given),
    takes: given.takes,
    longerFor: Object.entries(given.longerFor ?? {}).map(([trait, factor]) => ({ trait: traitOf(trait), factor })),
    afterLegs: given.afterSubDossiers ?? false,
    outcomes: given.outcomes.map(compileOutcome),
  })
  return {
    name,
    start: [stepOf(workflow.start.direct), stepOf(workflow.start.online), stepOf(workflow.start.post)],
    steps: Object.entries(workflow.steps).map(compileStep),
  }
}

function actorOf(step: Step): StepActor {
  switch (step.by) {
    case 'citizen':
      return { kind: 'citizen' }
    case 'agency':
      return { kind: 'agency', who: step.who, workingTime: step.workingTime ?? false }
    case 'official':
      return {
        kind: 'official',
        role: step.role,
        skill: step.skill,
        account: step.account,
        counter: step.counter ?? false,
        travel: step.travel,
        area: step.area,
        equipment: step.equipment ?? [],
        priority: step.priority ?? DEFAULT_PRIORITY,
        interruptible: step.interruptible ?? false,
        eachLegacyUnit: step.eachLegacyUnit ?? false,
        roundsMin: [...new Set((step.rounds ?? []).map(minutesOf))].sort((a, b) => a - b),
      }
  }
}

function operationOf(name: string): OutcomePlan['operation'] {
  const system = systemNames.find((one) => name.startsWith(`${one}.`))
  return { name, system: known(system, `system of operation ${name}`) }
}
