import * as figures from '../figures.ts'
import { type SectionOf, table } from '../section.ts'
import { left } from '../table.ts'
import { incidentWord, sayIn } from '../words/index.ts'

/** Who reads of a longer wait must be able to see what was made to happen. */
export const incidents: SectionOf = (result, language) => {
  if (result.scenario.incidents.length === 0) return undefined
  const say = sayIn(language)
  return {
    heading: say('incidents'),
    blocks: [
      table({
        columns: (['incident', 'incidentName', 'from', 'to'] as const).map((key) => left(say(key))),
        rows: result.scenario.incidents.map(({ name, title, kind, from, to }) => [
          incidentWord(kind, language),
          title?.[language] ?? name,
          figures.localTime(from, language),
          figures.localTime(to, language),
        ]),
      }),
    ],
  }
}
