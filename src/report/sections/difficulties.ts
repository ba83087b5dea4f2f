import * as figures from '../figures.ts'
import { type SectionOf, table } from '../section.ts'
import { left, right } from '../table.ts'
import { measureText, sayIn } from '../words/index.ts'

/** What the scenario says was difficult, with the figure that shows it. */
export const difficulties: SectionOf = (result, language) => {
  if (result.difficulties.length === 0) return undefined
  const say = sayIn(language)
  const titleOf = (name: string) => result.conformance?.steps.find(({ step }) => step === name)?.title[language] ?? name
  return {
    heading: say('difficulties'),
    blocks: [
      table({
        columns: [left(say('difficulty')), left(say('difficultyFigure')), right(say('value'))],
        rows: result.difficulties.map(({ title, measure, value, takenAway }) => [
          takenAway ? say('takenAway', { title: title[language] }) : title[language],
          measureText(measure, language, titleOf),
          figures.measureValue(measure, value, language),
        ]),
      }),
    ],
  }
}
