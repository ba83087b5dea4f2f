import { Fault } from '../faults/index.ts'
import {
  checkScenario,
  formatProblem,
  loadScenarioWithWarnings,
  type Plan,
  type Problem,
  readScenarioFile,
  takeAway,
} from '../scenario/index.ts'
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
 * @param without names of incidents and difficulties that are taken away
 * @throws Fault as loadScenario does; usage for a name that it does not have
 */
export function openScenario(path: string, warn: boolean, without: readonly string[] = []): OpenedScenario {
  const whole = readScenarioFile(path)
  const loaded = loadScenarioWithWarnings(path)
  if (warn) for (const warning of loaded.warnings) host.tell(`${formatProblem(warning)}\n`)
  const source = takeAway(whole, without)
  const { plan, warnings } = without.length === 0 ? loaded : checkedWithout(source, without)
  return { plan, source, warnings: warnings.map(({ message }) => message) }
}

function checkedWithout(source: Source, without: readonly string[]): { plan: Plan; warnings: readonly Problem[] } {
  const { plan, problems, warnings } = checkScenario(source.text, source.file)
  if (plan) return { plan, warnings }
  throw new Fault(
    'scenario-invalid',
    `without ${without.join(' and ')} it is not a valid scenario\n\n${problems.map(formatProblem).join('\n\n')}`,
    'The lines are those of the scenario with the changes made, written as JSON.',
  )
}
