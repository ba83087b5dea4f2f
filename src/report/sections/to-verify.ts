import { note, type SectionOf, table } from '../section.ts'
import { left } from '../table.ts'
import { sayIn } from '../words/index.ts'

/** Procedures whose limit has no source. */
export const toVerify: SectionOf = (result, language) => {
  if (result.scenario.toVerify.length === 0) return undefined
  const say = sayIn(language)
  return {
    heading: say('toVerify'),
    blocks: [
      note(say('toVerifyNote')),
      table({
        columns: (['unitCode', 'procedure', 'referenceVerify'] as const).map((key) => left(say(key))),
        rows: result.scenario.toVerify.map(({ code, name, what }) => [
          code,
          name,
          what === 'limit' ? say('limit') : what,
        ]),
      }),
    ],
  }
}
