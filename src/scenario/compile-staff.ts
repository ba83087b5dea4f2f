import { DAY_MS, formatDate, parseHours, parseLocal, WorkCalendar, weekdayOf } from '../calendar/index.ts'
import { type Scenario, type StaffGroup, type Unit, weekdays } from '../schema/index.ts'
import { indexIn } from './known.ts'
import type { DutyPlan, OfficialPlan, SitePlan } from './plan.ts'
import type { Span } from './span.ts'

type Overtime = NonNullable<StaffGroup['overtime']>[number]

/** First and last day to [from, to): without one of them, without a bound on that side. */
export function daysOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): Span {
  return {
    fromMs: from === undefined ? Number.NEGATIVE_INFINITY : parseLocal(from),
    toMs: to === undefined ? Number.POSITIVE_INFINITY : parseLocal(to) + DAY_MS,
  }
}

/**
 * Makes officials, and their calendars: one calendar for all officials of the scenario who keep the same hours.
 * Overtime without weekdays is worked on every working day; with weekdays, on those, open or closed, but not on public
 * holidays.
 */
export class StaffCompiler {
  readonly #office: WorkCalendar
  readonly #week: Scenario['calendar']['week']
  readonly #holidays: ReadonlyMap<string, 'off' | 'work'>
  readonly #span: Span
  readonly #calendars = new Map<string, WorkCalendar>()

  /** @param office the calendar of `week` and `holidays`, which officials without overtime keep */
  constructor(
    office: WorkCalendar,
    week: Scenario['calendar']['week'],
    holidays: ReadonlyMap<string, 'off' | 'work'>,
    span: Span,
  ) {
    this.#office = office
    this.#week = week
    this.#holidays = holidays
    this.#span = span
  }

  /** Officials of one role are numbered on through all its groups, so that an id is held once in a unit. */
  officials(staff: Unit['staff'], sites: readonly SitePlan[]): OfficialPlan[] {
    const numbers = new Map<string, number>()
    const names = sites.map((site) => site.name)
    return staff.flatMap((group) => {
      const alike = this.#alike(group, names)
      return Array.from({ length: group.count }, () => {
        const number = (numbers.get(group.role) ?? 0) + 1
        numbers.set(group.role, number)
        return { id: `${group.role}-${number}`, ...alike }
      })
    })
  }

  #alike(group: StaffGroup, sites: readonly string[]): Omit<OfficialPlan, 'id'> {
    const overtime = group.overtime ?? []
    const ordinary = overtime.filter((one) => one.only === undefined)
    return {
      role: group.role,
      site: indexIn(sites, group.site ?? '', 'site'),
      skills: group.skills ?? [],
      sicknessPerDay: group.sicknessPerDay ?? 0,
      ...daysOf(group),
      accounts: new Map(Object.entries(group.accounts ?? {}).map(([name, held]) => [name, grantedMs(held)])),
      calendar: this.#calendarWith(ordinary),
      backEntryCalendar: ordinary.length === overtime.length ? undefined : this.#calendarWith(overtime),
      duties: (group.duties ?? []).map(dutyOf),
      proficiency: group.proficiency,
      breakdowns: group.breakdowns,
    }
  }

  #calendarWith(overtime: readonly Overtime[]): WorkCalendar {
    if (overtime.length === 0) return this.#office
    const key = JSON.stringify(overtime)
    const found = this.#calendars.get(key)
    if (found) return found
    const rule = { week: this.#week, holidays: this.#holidays, extra: this.#extraHours(overtime) }
    const calendar = new WorkCalendar(rule, this.#span.fromMs, this.#span.toMs)
    this.#calendars.set(key, calendar)
    return calendar
  }

  #extraHours(overtime: readonly Overtime[]): Map<string, string> {
    const extra = new Map<string, string>()
    for (const one of overtime) {
      const { fromMs, toMs } = daysOf(one)
      for (let at = Math.max(fromMs, this.#span.fromMs); at < Math.min(toMs, this.#span.toMs); at += DAY_MS) {
        const date = formatDate(at)
        const asked = one.days?.includes(weekdayOf(at)) ?? this.#office.isWorkingDay(at)
        if (!asked || this.#holidays.get(date) === 'off') continue
        const before = extra.get(date)
        extra.set(date, before === undefined ? one.hours : `${before},${one.hours}`)
      }
    }
    return extra
  }
}

function grantedMs(held: boolean | string): number {
  if (typeof held === 'string') return parseLocal(held)
  return held ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

function dutyOf(duty: NonNullable<StaffGroup['duties']>[number]): DutyPlan {
  const [period] = parseHours(duty.hours).periods
  return {
    days: weekdays.map((day) => duty.days?.includes(day) ?? true),
    startMin: period?.startMin ?? 0,
    endMin: period?.endMin ?? 0,
    ...daysOf(duty),
  }
}
