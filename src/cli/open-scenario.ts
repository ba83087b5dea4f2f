import { formatProblem, loadScenarioWithWarnings, type Plan, readScenarioFile } from '../scenario/index.ts'
import type { Source } from '../simulate/index.ts'
import { host } from './host.ts'

/** A scenario with the text from which other threads and machines can make it too. */
export interface OpenedScenario {
  readonly plan: Plan
  readonly source: Source
  /** What is doubtful about it, a sentence each. */
  readonly warnings: readonly string[]
}

/**
 * Reads and checks a scenario.
 * @param warn whether to tell what is doubtful about it, and where in the file
 * @throws Fault as loadScenario does
 */
export function openScenario(path: string, warn: boolean): OpenedScenario {
  const source = readScenarioFile(path)
  const { plan, warnings } = loadScenarioWithWarnings(path)
  if (warn) for (const warning of warnings) host.tell(`${formatProblem(warning)}\n`)
  return { plan, source, warnings: warnings.map(({ message }) => message) }
}
