import { parseHours } from '../calendar/index.ts'
import { type StaffGroup, type Unit, weekdays } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { quoted } from './problem.ts'
import type { Path } from './source-document.ts'
import { checkDays, instant, overlap } from './span.ts'
import { suggest } from './suggestion.ts'

/** One group of a unit's staff: its site and its times. */
export function checkGroup(checking: Checking, at: Path, unit: Unit, group: StaffGroup): void {
  const { list } = checking
  const sites = (unit.sites ?? []).map(({ name }) => name)
  if (group.site !== undefined && !sites.includes(group.site)) {
    const hint = suggest(group.site, sites) ?? 'leave it out for the main site'
    list.error([...at, 'site'], `the unit has no site ${quoted(group.site)}`, hint)
  }
  if (checkDays(list, at, group.from, group.to)) checkService(checking, at, group)
  for (const [account, held] of Object.entries(group.accounts ?? {}))
    if (typeof held === 'string') instant(list, [...at, 'accounts', account], held)
  for (const key of ['duties', 'overtime'] as const) {
    group[key]?.forEach((one, index) => {
      const here = [...at, key, index]
      const { problem } = parseHours(one.hours)
      if (problem !== undefined) list.error([...here, 'hours'], problem, 'a part of the day is written "17:00-19:00"')
      if (checkDays(list, here, one.from, one.to)) checkTakesEffect(checking, here, one)
    })
  }
  group.duties?.forEach((duty, index) => {
    checkDutyHours(checking, [...at, 'duties', index, 'hours'], group, duty)
  })
}

function checkService({ list, scenario }: Checking, at: Path, { role, count, from, to }: StaffGroup): void {
  const { period } = scenario
  if (count === 0) return
  if (from !== undefined && from > period.to) {
    const message = `these officials (${role}) come on ${from}, after the period: they are never there`
    list.warning([...at, 'from'], message, `the period ends on ${period.to}`)
  } else if (to !== undefined && to < period.from) {
    const message = `these officials (${role}) leave on ${to}, before the period: they are never there`
    list.warning([...at, 'to'], message, `the period begins on ${period.from}`)
  }
}

function checkTakesEffect(
  { list, scenario }: Checking,
  at: Path,
  { from, to }: { readonly from?: string; readonly to?: string },
): void {
  if (overlap({ from, to }, scenario.period)) return
  const { period } = scenario
  const message = `this lies outside the period, ${period.from} to ${period.to}, and has no effect`
  list.warning([...at, from !== undefined && from > period.to ? 'from' : 'to'], message)
}

/** A duty outside the working hours keeps nobody from anything. */
function checkDutyHours(
  { list, scenario }: Checking,
  at: Path,
  group: StaffGroup,
  duty: NonNullable<StaffGroup['duties']>[number],
): void {
  const [away] = parseHours(duty.hours).periods
  if (!away || group.overtime) return
  const days = duty.days ?? weekdays
  const meets = days.some((day) =>
    parseHours(scenario.calendar.week[day] ?? '').periods.some(
      ({ startMin, endMin }) => startMin < away.endMin && away.startMin < endMin,
    ),
  )
  // Compensating Saturdays have Monday's hours.
  if (meets || (days.includes('saturday') && scenario.calendar.holidays !== 'none')) return
  const message = `${duty.hours} lies outside the working hours${duty.days ? ` of ${duty.days.join(', ')}` : ''}: the duty takes no time from work`
  list.warning(at, message, 'give the hours of the working day that it takes')
}
