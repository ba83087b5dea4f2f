import * as figures from '../figures.ts'
import { type SectionOf, text } from '../section.ts'
import { sayIn } from '../words/index.ts'

/** What was done on paper first, and whether it was entered since. */
export const paper: SectionOf = (result, language) => {
  const { steps, entered, toEnter, lagP50Hours, lagP90Hours } = result.paper
  if (steps === 0) return undefined
  const say = sayIn(language)
  const count = (value: number) => figures.number(value, language)
  const hours = (value: number) => say('hours', { n: figures.number(value, language, 1) })
  const line = say('paperLine', { steps: count(steps), entered: count(entered), toEnter: count(toEnter) })
  return {
    heading: say('paper'),
    blocks: [
      text(line, toEnter > 0 ? 'bad' : undefined),
      ...(lagP50Hours === null || lagP90Hours === null
        ? []
        : [text(say('paperLag', { p50: hours(lagP50Hours), p90: hours(lagP90Hours) }))]),
    ],
  }
}
