import type { Bottlenecks } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { limitText } from '../limit-text.ts'
import { type Block, note, type SectionOf, table } from '../section.ts'
import { type Cell, left, right } from '../table.ts'
import { type Language, roleName, sayIn } from '../words/index.ts'

/** Units and limits of each that are shown; result.json has all. */
const MOST_UNITS = 20
const MOST_LIMITS = 4

/** What limited each unit over the whole period; those with the longest queues first. */
export const bottlenecks: SectionOf = (result, language) => {
  const found = result.bottlenecks
  const units = (found?.units ?? []).filter(({ limits }) => limits.length > 0)
  if (!found || units.length === 0) return undefined
  const say = sayIn(language)
  const shown = units.toSorted((a, b) => b.queueMean - a.queueMean).slice(0, MOST_UNITS)
  const nameOf = (code: string) => result.scenario.units.find((unit) => unit.code === code)?.name ?? code
  const single = result.scenario.units.length === 1
  return {
    heading: say('bottlenecks'),
    blocks: [
      table({
        columns: [
          ...(single ? [] : [left(say('unit'))]),
          left(say('limitedBy')),
          right(say('waitingHours')),
          right(say('hoursFirst')),
        ],
        rows: shown.flatMap(({ unit, hours, limits }) =>
          limits
            .slice(0, MOST_LIMITS)
            .map((limit, index): Cell[] => [
              ...(single ? [] : [index === 0 ? nameOf(unit) : '']),
              limitText(limit, language),
              figures.number(limit.waitingHours, language, 1),
              say('ofOpenHours', { n: figures.number(limit.hours, language), of: figures.number(hours, language) }),
            ]),
        ),
      }),
      note(say('bottlenecksNote', { min: figures.number(found.lookMin, language) })),
    ],
  }
}

/** The same by hour of the day, of one unit; then how long queues were at each utilisation. */
export const bottlenecksByHour: SectionOf = (result, language) => {
  const found = result.bottlenecks
  if (!found || found.byHour.length === 0 || result.scenario.units.length > 1) return undefined
  return {
    heading: sayIn(language)('byHourOfDay'),
    blocks: [hourTable(found, language), roleTable(found, language)],
  }
}

function hourTable({ byHour }: Bottlenecks, language: Language): Block {
  const say = sayIn(language)
  const hours = [...new Set(byHour.map(({ hour }) => hour.slice(11)))].sort()
  return table({
    columns: [
      left(say('hourOfDay')),
      right(say('queueMean')),
      left(say('mostOften')),
      right(say('onDays')),
      right(say('utilisationThen')),
    ],
    rows: hours.map((hour): Cell[] => {
      const rows = byHour.filter((row) => row.hour.endsWith(hour))
      const texts = rows.map((row) => limitText(row, language))
      const most = [...new Set(texts)].sort((a, b) => times(texts, b) - times(texts, a))[0] ?? ''
      const busy = rows.filter((row, index) => texts[index] === most && row.utilisation !== null)
      const utilisation =
        busy.length === 0 ? null : busy.reduce((sum, row) => sum + (row.utilisation ?? 0), 0) / busy.length
      return [
        hour,
        figures.number(rows.reduce((sum, { queue }) => sum + queue, 0) / rows.length, language, 1),
        most,
        say('ofOpenHours', {
          n: figures.number(times(texts, most), language),
          of: figures.number(rows.length, language),
        }),
        figures.rate(utilisation, language, 0),
      ]
    }),
  })
}

const times = (texts: readonly string[], text: string) => texts.filter((each) => each === text).length

function roleTable({ roles }: Bottlenecks, language: Language): Block {
  const say = sayIn(language)
  return table({
    columns: [left(say('role')), right(say('utilisationFrom')), right(say('hoursOfUnits')), right(say('queueMean'))],
    rows: roles.map(({ role, utilisationFrom, hours, queueMean }): Cell[] => [
      roleName(role, language),
      figures.rate(utilisationFrom, language, 0),
      figures.number(hours, language),
      figures.number(queueMean, language, 1),
    ]),
  })
}
