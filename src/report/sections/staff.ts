import * as figures from '../figures.ts'
import { note, type SectionOf, table } from '../section.ts'
import { type Cell, left, right } from '../table.ts'
import { roleName, sayIn } from '../words/index.ts'

/** How busy the officials of each role were. */
export const staff: SectionOf = (result, language) => {
  if (result.staff.length === 0) return undefined
  const say = sayIn(language)
  const overtime = result.staff.some((row) => row.overtimeHours > 0)
  const hours = (value: number) => figures.number(value, language)
  const columns = [
    left(say('role')),
    ...(['people', 'presentHours', 'busyHours', 'utilisation'] as const).map((key) => right(say(key))),
    ...(overtime ? [right(say('overtimeHours'))] : []),
  ]
  const rows = result.staff.map((row): Cell[] => [
    roleName(row.role, language),
    figures.number(row.officials, language),
    ...[hours(row.presentHours), hours(row.busyHours)],
    figures.rate(row.utilisation, language),
    ...(overtime ? [hours(row.overtimeHours)] : []),
  ])
  return { heading: say('staff'), blocks: [table({ columns, rows }), note(say('staffNote'))] }
}
