import type { Remedy } from '../../schema/index.ts'
import type { Run } from './run.ts'

/** What is done about a failure of a step: the remedies in order, each as often as it says. Undefined when none is left. */
export function chooseRemedy(run: Run, step: number): Remedy | undefined {
  const { remedies } = run.step(step)
  const remedy = remedies[run.remedy[step] as number]
  if (!remedy) return undefined
  const tries = (run.tries[step] as number) + 1
  const last = remedy.do !== 'retry' || tries >= remedy.times
  run.tries[step] = last ? 0 : tries
  if (last) run.remedy[step] = (run.remedy[step] as number) + 1
  return remedy
}
