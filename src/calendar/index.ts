export { appointment, type Limit, resumedAppointment, type Timeliness, timeliness } from './deadline.ts'
export { type HoursPeriod, parseHours } from './hours.ts'
export {
  DAY_MS,
  formatDate,
  formatInstant,
  HOUR_MS,
  MINUTE_MS,
  parseInstant,
  parseLocal,
  startOfDay,
  weekdayOf,
} from './local-time.ts'
export { type DayRule, type Period, WorkCalendar } from './work-calendar.ts'
