import { type DayRule, parseLocal, WorkCalendar } from '../../src/calendar/index.ts'

export const OFFICE = '07:00-11:30,13:30-17:00'

/** January to May 2025 of the holiday catalogue. */
export const holidays2025: ReadonlyMap<string, 'off' | 'work'> = new Map([
  ['2025-01-01', 'off'],
  ['2025-01-27', 'off'],
  ['2025-01-28', 'off'],
  ['2025-01-29', 'off'],
  ['2025-01-30', 'off'],
  ['2025-01-31', 'off'],
  ['2025-04-07', 'off'],
  ['2025-04-26', 'work'],
  ['2025-04-30', 'off'],
  ['2025-05-01', 'off'],
  ['2025-05-02', 'off'],
])

const everyDay = (hours: string) => ({
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: hours,
  sunday: hours,
})

const weekDays = { monday: OFFICE, tuesday: OFFICE, wednesday: OFFICE, thursday: OFFICE, friday: OFFICE }

/** One of each sort of week that a unit can have. */
export const rules = {
  office: { week: weekDays, holidays: holidays2025 },
  halfSaturday: { week: { ...weekDays, saturday: '07:00-11:30' }, holidays: holidays2025 },
  roundTheClock: { week: everyDay('00:00-24:00'), holidays: new Map() },
  roundTheClockWithTet: { week: everyDay('00:00-24:00'), holidays: holidays2025 },
  nightAndOddMinutes: {
    week: { ...everyDay('00:00-02:05,09:07-12:00,12:00-12:52,21:30-24:00'), wednesday: '10:01-10:02' },
    holidays: holidays2025,
  },
  overtime: {
    week: weekDays,
    holidays: holidays2025,
    extra: new Map([
      ['2025-01-10', '17:00-19:00'],
      ['2025-01-11', '08:00-11:00,10:00-12:00'],
      ['2025-01-28', '09:00-10:00'],
      ['2025-03-05', '11:00-14:00'],
      ['2025-03-08', '22:00-24:00'],
      ['2025-03-09', '00:00-01:00'],
    ]),
  },
  oneMorningAWeek: { week: { thursday: '08:00-11:00' }, holidays: holidays2025 },
} satisfies Record<string, DayRule>

/** A calendar over local days [from, to), by default July 2025. */
export function calendarOf(rule: DayRule, from = '2025-07-01', to = '2025-08-01'): WorkCalendar {
  return new WorkCalendar(rule, parseLocal(from), parseLocal(to))
}
