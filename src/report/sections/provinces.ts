import type { ProvinceRow } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { type SectionOf, table } from '../section.ts'
import { type Cell, left, right } from '../table.ts'
import { type Language, sayIn } from '../words/index.ts'

const headings = [
  'unitCount',
  'received',
  'finished',
  'overdue',
  'open',
  'openOverdue',
  'onTimeRateShort',
  'progressRateShort',
  'turnaroundP50Short',
  'turnaroundP90Short',
  'waitP50Short',
  'waitP90Short',
] as const

/** By province, the whole first; nothing when there is only one. */
export const provinces: SectionOf = (result, language) => {
  if (result.provinces.length < 2) return undefined
  const say = sayIn(language)
  const whole = result.indicators.find((row) => row.field === 'all' && row.channel === 'all')
  const units = result.provinces.reduce((sum, row) => sum + row.units, 0)
  return {
    heading: say('byProvince'),
    blocks: [
      table({
        columns: [left(say('province')), ...headings.map((heading) => right(say(heading)))],
        rows: [
          ...(whole ? [rowOf(say('allPlaces'), { ...whole, units }, language)] : []),
          ...result.provinces.map((row) => rowOf(row.name, row, language)),
        ],
      }),
    ],
  }
}

function rowOf(name: string, row: Omit<ProvinceRow, 'code' | 'name'>, language: Language): Cell[] {
  const counts = [row.units, row.received, row.finished, row.overdue, row.open, row.openOverdue]
  const times = [row.turnaroundP50Hours, row.turnaroundP90Hours, row.waitP50Min, row.waitP90Min]
  return [
    name,
    ...counts.map((count) => figures.number(count, language)),
    figures.rate(row.onTimeRate, language),
    figures.rate(row.progressRate, language),
    ...times.map((time) => figures.number(time, language, 1)),
  ]
}
