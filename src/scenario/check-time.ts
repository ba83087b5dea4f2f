import { DAY_MS, formatDate, parseHours, type WorkCalendar, weekdayOf } from '../calendar/index.ts'
import { channels, type Stream, type Weekday } from '../schema/index.ts'
import { checkIncidents } from './check-incidents.ts'
import type { Checking } from './checking.ts'
import { calendarOf } from './office-hours.ts'
import { instant, type Span } from './span.ts'
import { channelShares, type NamedStream } from './streams.ts'

const LONGEST_PERIOD_DAYS = 4000
/** Figures are kept by unit and day: all units for a year are 1.2 million. */
const MOST_UNIT_DAYS = 2_000_000

/** Period, office hours, the profiles of demand, and the times of incidents. */
export function checkTimes(checking: Checking): void {
  const { list, scenario, catalogue } = checking
  const before = list.found.length
  checkWeek(checking)
  for (const named of checking.streams) checkProfileHours(checking, named)
  const span = checkPeriod(checking)
  if (!span) return
  checkHolidays(checking)
  checkIncidents(checking, span)
  if (list.found.slice(before).some((problem) => problem.severity === 'error')) return
  const calendar = calendarOf(scenario, catalogue, span)
  const days = daysOf(calendar, span)
  if (!days.some((day) => day.open)) {
    const message = `the centre is closed from ${formatDate(span.fromMs)} to ${scenario.period.to}`
    const works = Object.keys(scenario.calendar.week).join(', ')
    const hint = `the calendar has ${works}, less public holidays: take such days, or add weekdays under calendar.week`
    list.warning(['period'], message, hint, 'key')
  }
  for (const named of checking.streams) checkDemandDays(checking, named, days)
}

function checkWeek({ list, scenario }: Checking): void {
  const days = Object.entries(scenario.calendar.week)
  for (const [day, hours] of days) {
    const { problem } = parseHours(hours ?? '')
    if (problem !== undefined) list.error(['calendar', 'week', day], `${day}: ${problem}`, hoursHint)
  }
  if (days.length === 0)
    list.error(['calendar', 'week'], 'the centre is closed on every day', `name at least one day: ${hoursHint}`)
}
const hoursHint = 'hours are written "07:00-11:30,13:30-17:00"'

/** The other volumes say themselves when dossiers come. */
function followsProfile({ volume }: Stream): boolean {
  return volume.kind === 'fixed' || volume.kind === 'poisson' || volume.kind === 'per-inhabitants'
}

function checkProfileHours({ list }: Checking, { at: top, stream }: NamedStream): void {
  for (const channel of channels) {
    const parts = stream.profiles?.[channel]?.hourWeights
    if (!parts) continue
    const at = [...top, 'profiles', channel, 'hourWeights']
    parts.forEach((part, index) => {
      const { problem } = parseHours(part.hours)
      if (problem !== undefined)
        list.error([...at, index, 'hours'], problem, 'a part of the day is written "08:00-10:00"')
    })
    if (channelShares(stream)[channel] > 0 && followsProfile(stream) && !parts.some((part) => part.weight > 0)) {
      list.error(
        at,
        `${channel} dossiers have no part of the day to come in`,
        'give at least one part a weight above 0',
      )
    }
  }
}

function checkPeriod({ list, scenario, unitCodes }: Checking): Span | undefined {
  const from = instant(list, ['period', 'from'], scenario.period.from)
  const to = instant(list, ['period', 'to'], scenario.period.to)
  if (from === undefined || to === undefined) return undefined
  const at = ['period', 'to']
  if (from > to) {
    list.error(
      at,
      `the period ends on ${scenario.period.to}, before it begins on ${scenario.period.from}`,
      'exchange "from" and "to"',
    )
    return undefined
  }
  const days = (to - from) / DAY_MS + 1
  if (days > LONGEST_PERIOD_DAYS) {
    const message = `the period has ${days} days; at most ${LONGEST_PERIOD_DAYS} are possible`
    list.error(at, message, 'split it into several scenarios')
    return undefined
  }
  if (days * unitCodes.size > MOST_UNIT_DAYS) {
    const possible = Math.floor(MOST_UNIT_DAYS / unitCodes.size)
    const message = `the period has ${days} days; with ${unitCodes.size} units at most ${possible} are possible`
    list.error(at, message, 'take fewer units, or split it into several scenarios')
    return undefined
  }
  return { fromMs: from, toMs: to + DAY_MS }
}

function checkHolidays({ list, scenario, catalogue }: Checking): void {
  if (scenario.calendar.holidays !== 'vietnam') return
  const known = new Set([...catalogue.holidays.keys()].map((date) => date.slice(0, 4)))
  const asked = [...new Set([scenario.period.from, scenario.period.to].map((date) => date.slice(0, 4)))]
  for (const year of asked) {
    if (known.has(year)) continue
    const hint = `it has ${[...known].join(', ')}; write "holidays: none", or take every day of the period as an ordinary one`
    list.warning(['calendar', 'holidays'], `the catalogue has no holidays for ${year}`, hint)
  }
}

interface Day {
  readonly date: string
  readonly weekday: Weekday
  readonly open: boolean
}

function daysOf(calendar: WorkCalendar, span: Span): Day[] {
  const days: Day[] = []
  for (let at = span.fromMs; at < span.toMs; at += DAY_MS)
    days.push({ date: formatDate(at), weekday: weekdayOf(at), open: calendar.isWorkingDay(at) })
  return days
}

/** Each channel that is used needs a day of the period on which its dossiers can come. */
function checkDemandDays({ list }: Checking, { at, stream }: NamedStream, days: readonly Day[]): void {
  if (!followsProfile(stream)) return
  for (const channel of channels) {
    const profile = stream.profiles?.[channel]
    if (!profile || channelShares(stream)[channel] === 0) continue
    const usable = days.some((day) => (day.open || !profile.openDaysOnly) && (profile.dayWeights[day.weekday] ?? 0) > 0)
    if (usable) continue
    const hint = `give a ${profile.openDaysOnly ? 'working ' : ''}day of the period a weight above 0`
    list.error(
      [...at, 'profiles', channel, 'dayWeights'],
      `${channel} dossiers have no day of the period to come on`,
      hint,
      'key',
    )
  }
  const { volume, surges = [] } = stream
  const stopped = (date: string) => surges.some(({ from, to, factor }) => factor === 0 && from <= date && date <= to)
  if (volume.kind === 'fixed' && volume.dossiers > 0 && days.every(({ date }) => stopped(date))) {
    const hint = 'a fixed volume is spread over the days that the surges leave: leave some'
    list.error([...at, 'surges'], 'the surges leave no day on which dossiers could come', hint, 'key')
  }
}
