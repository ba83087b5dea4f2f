import { describe, expect, it } from 'vitest'
import {
  appointment,
  DAY_MS,
  formatInstant,
  type Limit,
  parseLocal,
  resumedAppointment,
  timeliness,
  type WorkCalendar,
} from '../../src/calendar/index.ts'
import { calendarOf, rules } from './rules.ts'

const at = parseLocal
const shown = (atMs: number) => formatInstant(atMs).slice(0, 16)
const CUT_OFF_MIN = 15 * 60
const SAME_DAY: Limit = { kind: 'same-day' }
const days = (count: number): Limit => ({ kind: 'working-time', workingHours: 8 * count })
const hours = (workingHours: number): Limit => ({ kind: 'working-time', workingHours })

const office = calendarOf(rules.office, '2025-01-01', '2025-08-01')
const due = (limit: Limit, reduction: number, received: string | number, calendar: WorkCalendar = office) =>
  shown(appointment(calendar, limit, reduction, typeof received === 'string' ? at(received) : received, CUT_OFF_MIN))

describe('the appointment of a same-day procedure', () => {
  it('is the close of the day of reception up to 15:00:00.000, and of the next working day from 15:00:00.001', () => {
    const three = at('2025-07-01T15:00')
    expect(due(SAME_DAY, 0, three)).toBe('2025-07-01T17:00')
    expect(due(SAME_DAY, 0, three + 1)).toBe('2025-07-02T17:00')
  })

  it('received on Friday 15:30 is the close of Monday', () => {
    expect(due(SAME_DAY, 0, '2025-07-04T15:30')).toBe('2025-07-07T17:00')
  })

  it('received on the eve of Tết after the cut-off is the close of the first day after it', () => {
    // Friday 24 January 2025 15:01; closed 25 January to 2 February; Monday 3 February works.
    expect(due(SAME_DAY, 0, '2025-01-24T15:00')).toBe('2025-01-24T17:00')
    expect(due(SAME_DAY, 0, '2025-01-24T15:01')).toBe('2025-02-03T17:00')
  })

  it('received at night, over lunch or on a closed day is due by the day on which it can be handled', () => {
    expect(due(SAME_DAY, 0, '2025-07-01T00:00')).toBe('2025-07-01T17:00')
    expect(due(SAME_DAY, 0, '2025-07-01T12:10')).toBe('2025-07-01T17:00')
    expect(due(SAME_DAY, 0, '2025-07-01T21:00')).toBe('2025-07-02T17:00')
    expect(due(SAME_DAY, 0, '2025-07-05T09:00')).toBe('2025-07-07T17:00')
    expect(due(SAME_DAY, 0, '2025-05-02T09:00')).toBe('2025-05-05T17:00')
  })

  it('received on a compensating Saturday is due that Saturday', () => {
    expect(due(SAME_DAY, 0, '2025-04-26T14:59')).toBe('2025-04-26T17:00')
  })

  it('received on a half-day Saturday is due by 11:30, or on Monday once that has struck', () => {
    const halves = calendarOf(rules.halfSaturday)
    expect(due(SAME_DAY, 0, at('2025-07-05T11:30') - 1, halves)).toBe('2025-07-05T11:30')
    expect(due(SAME_DAY, 0, '2025-07-05T11:30', halves)).toBe('2025-07-07T17:00')
    // Friday after the cut-off: the next working day is the Saturday, and it closes at 11:30.
    expect(due(SAME_DAY, 0, '2025-07-04T15:30', halves)).toBe('2025-07-05T11:30')
  })

  it('is not brought forward by the reduction', () => {
    expect(due(SAME_DAY, 0.3, '2025-07-01T08:00')).toBe('2025-07-01T17:00')
  })

  it('round the clock keeps the date of its own day', () => {
    const always = calendarOf(rules.roundTheClock)
    // Work goes on until 24:00; 00:00 would be another date, and the date is what counts.
    const dueMs = appointment(always, SAME_DAY, 0, at('2025-07-05T15:00'), CUT_OFF_MIN)
    expect(formatInstant(dueMs)).toBe('2025-07-05T23:59:59.999+07:00')
    expect(due(SAME_DAY, 0, '2025-07-05T15:01', always)).toBe('2025-07-06T23:59')
    expect(timeliness(at('2025-07-06T00:00'), dueMs)).toBe('overdue')
  })

  it('follows a cut-off that lies after closing', () => {
    // Cut-off 18:00, but the doors close at 17:00: 16:59 is still the day, 17:00 is not.
    expect(shown(appointment(office, SAME_DAY, 0, at('2025-07-01T16:59'), 18 * 60))).toBe('2025-07-01T17:00')
    expect(shown(appointment(office, SAME_DAY, 0, at('2025-07-01T17:00'), 18 * 60))).toBe('2025-07-02T17:00')
  })
})

describe('the appointment of a procedure with a limit in working time', () => {
  it('shortened by 30 % gives 16.8 of the 24 hours of 3 working days, rounded up to 15 minutes', () => {
    // Tuesday 1 July 08:00: 3.5 + 3.5 = 7 h that day, 8 h on Wednesday, 16.8 − 15 = 1.8 h = 1 h 48 min on Thursday:
    // 08:48, rounded up 09:00.
    expect(due(days(3), 0.3, '2025-07-01T08:00')).toBe('2025-07-03T09:00')
    expect(due(days(3), 0, '2025-07-01T08:00')).toBe('2025-07-04T08:00')
  })

  it('is not pushed on by the floating point of 1 − reduction', () => {
    // 5 days × 0.7 = 28 h: Tuesday 07:00 + 3 days = Thursday's close, 4 h more on Friday: 11:00 exactly.
    expect(due(days(5), 0.3, '2025-07-01T07:00')).toBe('2025-07-04T11:00')
    // 10 days × (1 − 0.7) is 1.5e-8 ms more than 3 days in floating point; it must not spill into the fourth.
    expect(due(days(10), 0.7, '2025-07-01T07:00', calendarOf(rules.office))).toBe('2025-07-03T17:00')
    // 10 days × 0.7 = 56 h = 7 days: Tuesday 1 July + 7 working days = close of Wednesday 9 July.
    expect(due(days(10), 0.3, '2025-07-01T07:00')).toBe('2025-07-09T17:00')
  })

  it('rounds up to the next quarter of an hour, and leaves a full quarter alone', () => {
    expect(due(hours(1), 0, '2025-07-01T08:00')).toBe('2025-07-01T09:00')
    expect(due(hours(1), 0, at('2025-07-01T08:00') + 1)).toBe('2025-07-01T09:15')
    expect(due(hours(1), 0, '2025-07-01T08:14')).toBe('2025-07-01T09:15')
  })

  it('rounded at the end of a period stops at the end of the period', () => {
    const week = { tuesday: '07:10-11:20,13:30-17:00', wednesday: '07:10-11:20' }
    const calendar = calendarOf({ week, holidays: new Map() })
    // 10:17 + 1 h = 11:17, rounded 11:30, but the morning ends at 11:20.
    expect(due(hours(1), 0, '2025-07-01T10:17', calendar)).toBe('2025-07-01T11:20')
    // 10:20 + 1 h ends exactly as the morning does.
    expect(due(hours(1), 0, '2025-07-01T10:20', calendar)).toBe('2025-07-01T11:20')
    // 10:21 + 1 h: 59 min until 11:20, 1 min from 13:30: 13:31, rounded 13:45.
    expect(due(hours(1), 0, '2025-07-01T10:21', calendar)).toBe('2025-07-01T13:45')
  })

  it('counts from the next opening when received on a closed day', () => {
    // Saturday 5 July; Monday 7 July 07:00 + 8 h = 17:00.
    expect(due(days(1), 0, '2025-07-05T09:00')).toBe('2025-07-07T17:00')
  })

  it('does not count Tết', () => {
    // Thursday 23 January 14:00 + 3 days = 24 h: 3 h, Friday 8 h = 11 h, Monday 3 February 8 h = 19 h, Tuesday
    // 4 February 5 h: 4.5 h until 11:30, 0.5 h from 13:30.
    expect(due(days(3), 0, '2025-01-23T14:00')).toBe('2025-02-04T14:00')
  })

  it('counts the compensating Saturday and not the bridge it paid for', () => {
    // Friday 25 April 07:00 + 5 days: 25, 26 (Saturday), 28, 29 April, then 30 April to 4 May are off, 5 May.
    expect(due(days(5), 0, '2025-04-25T07:00')).toBe('2025-05-05T17:00')
  })

  it('with nothing left after the reduction is the opening itself', () => {
    expect(due(days(3), 1, '2025-07-05T09:00')).toBe('2025-07-07T07:00')
    expect(due(days(3), 1, '2025-07-05T00:00', calendarOf(rules.roundTheClock))).toBe('2025-07-05T00:00')
  })

  it('is no later day where rounding reaches midnight', () => {
    const always = calendarOf(rules.roundTheClock)
    // 15:50 + 8 h = 23:50, rounded 24:00, which is still that day's.
    expect(due(hours(8), 0, '2025-07-01T15:50', always)).toBe('2025-07-01T23:59')
    expect(due(hours(8), 0, '2025-07-01T16:01', always)).toBe('2025-07-02T00:15')
  })
})

describe('the appointment after the clock stood still', () => {
  const resumed = (dueAt: string, stopped: string, back: string, calendar: WorkCalendar = office) =>
    shown(resumedAppointment(calendar, at(dueAt), at(stopped), at(back)))

  it('has the working time that was left, over a weekend', () => {
    // Due Tuesday 8 July 10:00, stopped Friday 4 July 15:00: left 2 h + 8 h + 3 h = 13 h. Resumed Monday 7 July 09:00:
    // Monday 2.5 + 3.5 = 6 h, Tuesday 7 h: 4.5 h until 11:30, 2.5 h from 13:30.
    expect(resumed('2025-07-08T10:00', '2025-07-04T15:00', '2025-07-07T09:00')).toBe('2025-07-08T16:00')
  })

  it('does not move when the stop began and ended in closed hours', () => {
    expect(resumed('2025-07-08T10:00', '2025-07-04T17:00', '2025-07-07T06:00')).toBe('2025-07-08T10:00')
  })

  it('has the working time that was left, over a holiday', () => {
    // Due Tuesday 29 April 2025 17:00, stopped Monday 28 April 13:30: left 3.5 h + 8 h = 11.5 h. Resumed on Tuesday
    // 29 April 16:00: 1 h; 30 April to 4 May off; Monday 5 May 8 h = 9 h; Tuesday 6 May 2.5 h from 07:00.
    expect(resumed('2025-04-29T17:00', '2025-04-28T13:30', '2025-04-29T16:00')).toBe('2025-05-06T09:30')
  })

  it('counts from the next opening when the citizen answers on a Sunday', () => {
    // Left from Friday 16:00 to Monday 08:00: 1 h + 1 h = 2 h. Monday 07:00 + 2 h.
    expect(resumed('2025-07-07T08:00', '2025-07-04T16:00', '2025-07-06T20:00')).toBe('2025-07-07T09:00')
  })

  it('is rounded up to 15 minutes', () => {
    // Left from 10:00 to 11:00: 1 h. 14:02 + 1 h = 15:02, rounded 15:15.
    expect(resumed('2025-07-01T11:00', '2025-07-01T10:00', '2025-07-01T14:02')).toBe('2025-07-01T15:15')
  })

  it('of a same-day procedure carries over what was left of the day', () => {
    // Due 17:00, stopped 14:00: left 3 h. Resumed two days later at 10:00: 1.5 h until 11:30, 1.5 h from 13:30.
    expect(resumed('2025-07-01T17:00', '2025-07-01T14:00', '2025-07-03T10:00')).toBe('2025-07-03T15:00')
  })

  it('of a same-day procedure round the clock gains no day by rounding', () => {
    const always = calendarOf(rules.roundTheClock)
    const dueMs = appointment(always, SAME_DAY, 0, at('2025-07-01T09:00'), CUT_OFF_MIN)
    const moved = resumedAppointment(always, dueMs, at('2025-07-01T10:00'), at('2025-07-02T10:00'))
    expect(moved).toBe(dueMs + DAY_MS)
  })

  it('stays as it was when its date had already passed at the stop', () => {
    expect(resumed('2025-07-01T11:00', '2025-07-02T08:00', '2025-07-09T08:00')).toBe('2025-07-01T11:00')
  })

  it('is the resumption itself when only its hour had passed: by date it was not overdue', () => {
    expect(resumed('2025-07-01T11:00', '2025-07-01T11:01', '2025-07-09T08:00')).toBe('2025-07-09T08:00')
  })

  it('is the resumption itself when the limit had run out to the minute', () => {
    expect(resumed('2025-07-01T17:00', '2025-07-01T17:00', '2025-07-05T08:00')).toBe('2025-07-07T07:00')
  })

  it('moves, stop after stop, by exactly the working time that each stop took in whole quarters', () => {
    let dueMs = at('2025-07-08T10:00')
    for (let day = 1; day < 28; day++) {
      const stopped = at('2025-07-01T08:15') + day * DAY_MS * 0.25
      const moved = resumedAppointment(office, dueMs, stopped, stopped + 45 * 60_000)
      expect(office.between(dueMs, moved)).toBe(office.between(stopped, stopped + 45 * 60_000))
      dueMs = moved
    }
  })
})

describe('timeliness', () => {
  const dueMs = at('2025-07-04T09:00')

  it('is before, on time or overdue by the local date alone', () => {
    expect(timeliness(at('2025-07-04') - 1, dueMs)).toBe('before')
    expect(timeliness(at('2025-07-04'), dueMs)).toBe('on-time')
    expect(timeliness(at('2025-07-04T16:59'), dueMs)).toBe('on-time')
    expect(timeliness(at('2025-07-05') - 1, dueMs)).toBe('on-time')
    expect(timeliness(at('2025-07-05'), dueMs)).toBe('overdue')
  })

  it('goes by the date in Vietnam, not in UTC', () => {
    // 06:59 in Vietnam is still the day before in UTC.
    expect(timeliness(at('2025-07-05T06:59'), dueMs)).toBe('overdue')
    expect(timeliness(at('2025-07-04T06:59'), dueMs)).toBe('on-time')
  })
})
