import { loadScenario, type Plan, readScenarioFile } from '../scenario/index.ts'
import type { Source } from '../simulate/index.ts'
import { host } from './host.ts'

/** A scenario with the text from which other threads and machines can make it too. */
export interface OpenedScenario {
  readonly plan: Plan
  readonly source: Source
}

/**
 * Reads and checks a scenario.
 * @param warn whether to tell what is doubtful about it
 * @throws Fault as loadScenario does
 */
export function openScenario(path: string, warn: boolean): OpenedScenario {
  const source = readScenarioFile(path)
  const plan = loadScenario(path)
  if (warn) host.tell('')
  return { plan, source }
}
