import * as figures from '../figures.ts'
import { type SectionOf, text } from '../section.ts'
import { sayIn } from '../words/index.ts'

/** Sub-dossiers of linked procedures. */
export const legs: SectionOf = (result, language) => {
  const { started, finished, open } = result.legs
  if (started === 0) return undefined
  const say = sayIn(language)
  const count = (value: number) => figures.number(value, language)
  const line = say('legsLine', { started: count(started), finished: count(finished), open: count(open) })
  return { heading: say('legs'), blocks: [text(line)] }
}
