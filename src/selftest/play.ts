import { Draws } from '../chance/index.ts'
import { type Journal, ModelledSystems, Operation } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import { figuresOf, Tally } from '../verdict/index.ts'
import type { Played } from './case.ts'
import { StepTimes } from './step-times.ts'

/** Plays the period of a plan once and tells a journal what happens. */
export function playOnce(plan: Plan, replication: number, journal: Journal): void {
  const draws = new Draws(plan.scenario.seed, replication)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), journal)
  while (operation.advance());
}

/** Plays one replication of a case; its seed is the scenario's, so the figures are the same every time. */
export function play(plan: Plan, replication: number): Played {
  const tally = new Tally(plan, 'channels')
  const steps = new StepTimes(plan)
  playOnce(plan, replication, {
    record(entry) {
      tally.record(entry)
      steps.record(entry)
    },
  })
  tally.close(plan.toMs)
  return { figures: figuresOf(plan, tally), steps }
}
