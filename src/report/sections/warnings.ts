import { list, note, type SectionOf } from '../section.ts'
import { sayIn } from '../words/index.ts'

/** What is odd about the scenario, such as a queue that can only grow. */
export const warnings: SectionOf = (result, language) => {
  if (result.warnings.length === 0) return undefined
  const say = sayIn(language)
  return { heading: say('warnings'), blocks: [note(say('warningsNote')), ...list(result.warnings, 'doubtful')] }
}
