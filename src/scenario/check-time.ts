import { DAY_MS, formatDate, parseHours, WorkCalendar, weekdayOf } from '../calendar/index.ts'
import { channels, type Scenario, type Weekday } from '../schema/index.ts'
import type { Catalogue } from './catalogue.ts'
import { checkIncidents } from './check-incidents.ts'
import type { ProblemList } from './problem-list.ts'
import { instant, type Span } from './span.ts'

const LONGEST_PERIOD_DAYS = 370

/** The working time that all units of a scenario keep. */
export function calendarOf(scenario: Scenario, catalogue: Catalogue, span: Span): WorkCalendar {
  const holidays = scenario.calendar.holidays === 'vietnam' ? catalogue.holidays : new Map<string, 'off' | 'work'>()
  return new WorkCalendar({ week: scenario.calendar.week, holidays }, span.fromMs, span.toMs)
}

/** Period, office hours, the profiles of demand, and the times of incidents. */
export function checkTimes(list: ProblemList, scenario: Scenario, catalogue: Catalogue): void {
  const before = list.found.length
  checkWeek(list, scenario)
  checkProfileHours(list, scenario)
  const span = checkPeriod(list, scenario)
  if (span) {
    checkHolidays(list, scenario, catalogue)
    checkIncidents(list, scenario, span)
  }
  if (span && list.found.slice(before).every((problem) => problem.severity === 'warning')) {
    checkDemandDays(list, scenario, calendarOf(scenario, catalogue, span), span)
  }
}

function checkWeek(list: ProblemList, scenario: Scenario): void {
  const days = Object.entries(scenario.calendar.week)
  for (const [day, hours] of days) {
    const { problem } = parseHours(hours ?? '')
    if (problem !== undefined) list.error(['calendar', 'week', day], `${day}: ${problem}`, hoursHint)
  }
  if (days.length === 0)
    list.error(['calendar', 'week'], 'the centre is closed on every day', `name at least one day: ${hoursHint}`)
}
const hoursHint = 'hours are written "07:00-11:30,13:30-17:00"'

function checkProfileHours(list: ProblemList, scenario: Scenario): void {
  for (const channel of channels) {
    const at = ['demand', 'profiles', channel, 'hourWeights']
    const parts = scenario.demand.profiles[channel].hourWeights
    parts.forEach((part, index) => {
      const { problem } = parseHours(part.hours)
      if (problem !== undefined)
        list.error([...at, index, 'hours'], problem, 'a part of the day is written "08:00-10:00"')
    })
    if (scenario.demand.channels[channel] > 0 && !parts.some((part) => part.weight > 0)) {
      list.error(
        at,
        `${channel} dossiers have no part of the day to come in`,
        'give at least one part a weight above 0',
      )
    }
  }
}

function checkPeriod(list: ProblemList, scenario: Scenario): Span | undefined {
  const from = instant(list, ['period', 'from'], scenario.period.from)
  const to = instant(list, ['period', 'to'], scenario.period.to)
  if (from === undefined || to === undefined) return undefined
  if (from > to) {
    list.error(
      ['period', 'to'],
      `the period ends on ${scenario.period.to}, before it begins on ${scenario.period.from}`,
    )
    return undefined
  }
  const days = (to - from) / DAY_MS + 1
  if (days > LONGEST_PERIOD_DAYS) {
    list.error(
      ['period', 'to'],
      `the period has ${days} days; at most ${LONGEST_PERIOD_DAYS} are possible`,
      'split it into several scenarios',
    )
    return undefined
  }
  return { fromMs: from, toMs: to + DAY_MS }
}

function checkHolidays(list: ProblemList, scenario: Scenario, catalogue: Catalogue): void {
  if (scenario.calendar.holidays !== 'vietnam') return
  const known = new Set([...catalogue.holidays.keys()].map((date) => date.slice(0, 4)))
  const asked = [...new Set([scenario.period.from, scenario.period.to].map((date) => date.slice(0, 4)))]
  for (const year of asked) {
    if (known.has(year)) continue
    const hint = `it has ${[...known].join(', ')}; write "holidays: none", or take every day of the period as an ordinary one`
    list.warning(['calendar', 'holidays'], `the catalogue has no holidays for ${year}`, hint)
  }
}

/** Each channel that is used needs a day of the period on which its dossiers can come. */
function checkDemandDays(list: ProblemList, scenario: Scenario, calendar: WorkCalendar, span: Span): void {
  const days: { weekday: Weekday; open: boolean }[] = []
  for (let at = span.fromMs; at < span.toMs; at += DAY_MS)
    days.push({ weekday: weekdayOf(at), open: calendar.isWorkingDay(at) })
  if (!days.some((day) => day.open)) {
    list.warning(
      ['period'],
      `the centre is closed from ${formatDate(span.fromMs)} to ${scenario.period.to}`,
      undefined,
      'key',
    )
  }
  for (const channel of channels) {
    if (scenario.demand.channels[channel] === 0) continue
    const profile = scenario.demand.profiles[channel]
    const usable = days.some((day) => (day.open || !profile.openDaysOnly) && (profile.dayWeights[day.weekday] ?? 0) > 0)
    if (usable) continue
    const hint = `give a ${profile.openDaysOnly ? 'working ' : ''}day of the period a weight above 0`
    list.error(
      ['demand', 'profiles', channel, 'dayWeights'],
      `${channel} dossiers have no day of the period to come on`,
      hint,
      'key',
    )
  }
}
