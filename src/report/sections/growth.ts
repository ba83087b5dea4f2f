import * as figures from '../figures.ts'
import { limitText } from '../limit-text.ts'
import { note, type SectionOf, table } from '../section.ts'
import { type Cell, left, right } from '../table.ts'
import { sayIn, words } from '../words/index.ts'
import { fill } from '../words/language.ts'

/** What gives first when demand grows. */
export const growth: SectionOf = (result, language) => {
  if (!result.growth) return undefined
  const say = sayIn(language)
  const { rows, replications } = result.growth
  const points = (value: number) => figures.number(100 * value, language, 1)
  return {
    heading: say('growthHeading'),
    blocks: [
      table({
        columns: [
          left(say('growthOf')),
          right(say('onTimeRateShort')),
          right(say('rateChange')),
          left(say('givesFirst')),
          right(say('moreHours')),
        ],
        rows: rows.map(({ growth: more, onTimeRate, onTimeRateChange, limits }): Cell[] => {
          const [first] = limits.filter(({ gives }) => gives)
          const grown = `+${fill(words.percent[language], { n: figures.number(100 * more, language) })}`
          const [low, high] = first?.ci95 ?? [0, 0]
          return [
            more === 0 ? say('today') : grown,
            figures.rate(onTimeRate, language),
            onTimeRateChange === null
              ? figures.EMPTY
              : `${points(onTimeRateChange[0])} … ${points(onTimeRateChange[1])}`,
            more === 0
              ? figures.EMPTY
              : first
                ? { text: limitText(first, language), tone: 'doubtful' }
                : say('nothingGives'),
            first
              ? `${figures.number(first.more, language)} (${figures.number(low, language)} … ${figures.number(high, language)})`
              : figures.EMPTY,
          ]
        }),
      }),
      note(say('growthNote', { n: figures.number(replications, language) })),
    ],
  }
}
