import * as figures from '../figures.ts'
import { type SectionOf, table } from '../section.ts'
import { left, right } from '../table.ts'
import { sayIn, streamName } from '../words/index.ts'

const headings = [
  ...(['received', 'finished', 'overdue', 'open', 'onTimeRateShort'] as const),
  ...(['turnaroundMeanShort', 'turnaroundP90Short', 'waitMeanShort', 'waitP90Short'] as const),
]

/** By stream of demand, which may differ in priority and limit; nothing when there is only one. */
export const streams: SectionOf = (result, language) => {
  if (result.streams.length < 2) return undefined
  const say = sayIn(language)
  return {
    heading: say('byStream'),
    blocks: [
      table({
        columns: [left(say('stream')), ...headings.map((heading) => right(say(heading)))],
        rows: result.streams.map((row) => [
          row.stream === '' ? say('ordinaryDemand') : streamName(row.stream, language),
          ...[row.received, row.finished, row.overdue, row.open].map((count) => figures.number(count, language)),
          figures.rate(row.onTimeRate, language),
          ...[row.turnaroundMeanHours, row.turnaroundP90Hours, row.waitMeanMin, row.waitP90Min].map((time) =>
            figures.number(time, language, 1),
          ),
        ]),
      }),
    ],
  }
}
