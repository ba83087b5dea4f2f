import type { Answers } from './answers.ts'
import { basis } from './basis.ts'
import { draftOf } from './draft.ts'
import {
  calendar,
  demand,
  head,
  incidents,
  policies,
  procedures,
  scripts,
  systems,
  targets,
  units,
} from './sections.ts'

const sections = [head, calendar, units, demand, procedures, policies, systems, incidents, scripts, targets, basis]

/**
 * The text of a new scenario file: YAML, with a comment that explains each section, and a basis for every number.
 * @param answers each checked by its reader; nothing is checked again here
 */
export function newScenario(answers: Answers): string {
  const draft = draftOf(answers)
  const parts = sections.map((section) => section(draft)).filter((lines) => lines.length > 0)
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
