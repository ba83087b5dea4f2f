import { WorkCalendar } from '../calendar/index.ts'
import type { Scenario } from '../schema/index.ts'
import type { Catalogue } from './catalogue.ts'
import type { Span } from './span.ts'

/** The working time that all units of a scenario keep. */
export function calendarOf(scenario: Scenario, catalogue: Catalogue, span: Span): WorkCalendar {
  const rule = { week: scenario.calendar.week, holidays: holidaysOf(scenario, catalogue) }
  return new WorkCalendar(rule, span.fromMs, span.toMs)
}

/** Days off and compensating working days, by date. */
export function holidaysOf(scenario: Scenario, catalogue: Catalogue): ReadonlyMap<string, 'off' | 'work'> {
  return scenario.calendar.holidays === 'vietnam' ? catalogue.holidays : new Map()
}
