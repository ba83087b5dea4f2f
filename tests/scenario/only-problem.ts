import { expect } from 'vitest'
import { checkScenario } from '../../src/scenario/index.ts'
import { minimalWith, placeOf } from './minimal.ts'

export type Change = readonly [from: string, to: string]
export interface Case {
  readonly changes: readonly Change[]
  /** Text in the changed scenario at which the problem must be marked. */
  readonly at: string
  readonly message: RegExp
  readonly hint?: RegExp
}

/** The one problem of a scenario that must have one, and where it is. */
export function onlyProblem(text: string) {
  const { plan, problems } = checkScenario(text, 'bad.yaml')
  expect(problems.map((problem) => problem.message)).toHaveLength(1)
  expect(plan).toBeUndefined()
  const [problem] = problems
  if (!problem) throw new Error('no problem was found')
  return { ...problem, place: `${problem.line}:${problem.column}` }
}

/** That the changed scenario has this one problem, at this place. */
export function expectOnly({ changes, at, message, hint }: Case) {
  const text = minimalWith(...changes)
  const problem = onlyProblem(text)
  expect(problem.place).toBe(placeOf(text, at))
  expect(problem.message).toMatch(message)
  if (hint) expect(problem.hint).toMatch(hint)
}
