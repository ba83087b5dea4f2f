import { describe, expect, it } from 'vitest'
import { DAY_MS, formatInstant, HOUR_MS, MINUTE_MS, parseLocal, WorkCalendar } from '../../src/calendar/index.ts'
import { Fault } from '../../src/faults/index.ts'
import { calendarOf, OFFICE, rules } from './rules.ts'

const at = parseLocal
/** Local time to the minute: "2025-07-01T08:00". */
const shown = (atMs: number) => formatInstant(atMs).slice(0, 16)

describe('a calendar of office hours', () => {
  const july = calendarOf(rules.office)

  it('is open from the start of a period up to, not including, its end', () => {
    expect(july.isOpen(at('2025-07-01T07:00'))).toBe(true)
    expect(july.isOpen(at('2025-07-01T07:00') - 1)).toBe(false)
    expect(july.isOpen(at('2025-07-01T11:30') - 1)).toBe(true)
    expect(july.isOpen(at('2025-07-01T11:30'))).toBe(false)
    expect(july.isOpen(at('2025-07-01T13:30'))).toBe(true)
    expect(july.isOpen(at('2025-07-05T10:00'))).toBe(false)
  })

  it('next opens after lunch, next morning or on Monday', () => {
    expect(shown(july.nextOpen(at('2025-07-01T08:20')))).toBe('2025-07-01T08:20')
    expect(shown(july.nextOpen(at('2025-07-01T11:30')))).toBe('2025-07-01T13:30')
    expect(shown(july.nextOpen(at('2025-07-01T17:00')))).toBe('2025-07-02T07:00')
    // Friday 4 July after closing; Saturday and Sunday are closed.
    expect(shown(july.nextOpen(at('2025-07-04T17:00')))).toBe('2025-07-07T07:00')
  })

  it('tells where the period of an open instant ends, and refuses a closed one', () => {
    expect(shown(july.periodEnd(at('2025-07-01T07:00')))).toBe('2025-07-01T11:30')
    expect(shown(july.periodEnd(at('2025-07-01T16:59')))).toBe('2025-07-01T17:00')
    expect(() => july.periodEnd(at('2025-07-01T12:00'))).toThrow(RangeError)
  })

  it('carries work over lunch', () => {
    // 11:00 + 1 h: 30 min until 11:30, lunch, the other 30 min from 13:30.
    expect(shown(july.add(at('2025-07-01T11:00'), HOUR_MS))).toBe('2025-07-01T14:00')
    expect(july.between(at('2025-07-01T11:00'), at('2025-07-01T14:00'))).toBe(HOUR_MS)
    expect(july.between(at('2025-07-01T11:30'), at('2025-07-01T13:30'))).toBe(0)
  })

  it('carries work over the weekend', () => {
    // Friday 16:00 + 3 h: 1 h until 17:00, 2 h on Monday from 07:00.
    expect(shown(july.add(at('2025-07-04T16:00'), 3 * HOUR_MS))).toBe('2025-07-07T09:00')
    // Friday 16:00 to Tuesday 08:00: 1 h + Monday 4.5 h + 3.5 h + Tuesday 1 h = 10 h.
    expect(july.between(at('2025-07-04T16:00'), at('2025-07-08T08:00'))).toBe(10 * HOUR_MS)
  })

  it('ends a length that fills a period when the period closes, not at the next opening', () => {
    // 07:00 + 4.5 h is exactly the morning; + 8 h exactly the day; Friday + 16 h exactly Friday and Monday.
    expect(shown(july.add(at('2025-07-01T07:00'), 4.5 * HOUR_MS))).toBe('2025-07-01T11:30')
    expect(shown(july.add(at('2025-07-01T07:00'), 8 * HOUR_MS))).toBe('2025-07-01T17:00')
    expect(shown(july.add(at('2025-07-04T07:00'), 16 * HOUR_MS))).toBe('2025-07-07T17:00')
    expect(july.add(at('2025-07-01T07:00'), 8 * HOUR_MS + 1)).toBe(at('2025-07-02T07:00') + 1)
  })

  it('begins to count at the next opening, and a length of nothing ends at once', () => {
    expect(shown(july.add(at('2025-07-05T10:00'), HOUR_MS))).toBe('2025-07-07T08:00')
    expect(july.add(at('2025-07-05T10:00'), 0)).toBe(at('2025-07-05T10:00'))
  })

  it('gives no negative working time', () => {
    expect(july.between(at('2025-07-02T08:00'), at('2025-07-01T08:00'))).toBe(0)
    expect(july.workingDays(at('2025-07-02'), at('2025-07-01'))).toBe(0)
  })

  it('counts working days by their midnights', () => {
    // July 2025 begins on a Tuesday and has 31 days, 4 Saturdays and 4 Sundays: 23 working days.
    expect(july.workingDays(at('2025-07-01'), at('2025-08-01'))).toBe(23)
    // The midnight of 1 July lies before 00:01; that of 2 July is not before itself.
    expect(july.workingDays(at('2025-07-01T00:01'), at('2025-07-02'))).toBe(0)
    expect(july.workingDays(at('2025-07-01'), at('2025-07-01T00:01'))).toBe(1)
  })

  it('names the next working day after the day of an instant, even one before opening', () => {
    expect(july.nextWorkingDay(at('2025-07-01'))).toBe(at('2025-07-02'))
    expect(july.nextWorkingDay(at('2025-07-04T09:00'))).toBe(at('2025-07-07'))
    expect(july.nextWorkingDay(at('2025-07-05T23:59'))).toBe(at('2025-07-07'))
  })

  it('lists the periods of a day', () => {
    expect(july.periodsOf(at('2025-07-01T20:00'))).toEqual([
      { startMs: at('2025-07-01T07:00'), endMs: at('2025-07-01T11:30') },
      { startMs: at('2025-07-01T13:30'), endMs: at('2025-07-01T17:00') },
    ])
    expect(july.periodsOf(at('2025-07-05'))).toEqual([])
  })
})

describe('public holidays', () => {
  const spring = calendarOf(rules.office, '2025-01-01', '2025-06-01')

  it('close the centre from Friday 24 January to Monday 3 February for Tết 2025', () => {
    // Off: Monday 27 to Friday 31 January; the weekends 25–26 January and 1–2 February lie around them.
    expect(shown(spring.nextOpen(at('2025-01-24T17:00')))).toBe('2025-02-03T07:00')
    expect(spring.nextWorkingDay(at('2025-01-24T08:00'))).toBe(at('2025-02-03'))
    // 24 January 16:00 + 2 h: 1 h until 17:00, 1 h on 3 February.
    expect(shown(spring.add(at('2025-01-24T16:00'), 2 * HOUR_MS))).toBe('2025-02-03T08:00')
    expect(spring.between(at('2025-01-25'), at('2025-02-03'))).toBe(0)
    expect(spring.workingDays(at('2025-01-24'), at('2025-02-04'))).toBe(2)
  })

  it('are made up for on Saturday 26 April 2025, a full working day', () => {
    expect(spring.isWorkingDay(at('2025-04-26'))).toBe(true)
    expect(spring.isWorkingDay(at('2025-04-19'))).toBe(false)
    // Friday 25 April 16:00 + 2 h: 1 h until 17:00, 1 h on Saturday from 07:00.
    expect(shown(spring.add(at('2025-04-25T16:00'), 2 * HOUR_MS))).toBe('2025-04-26T08:00')
    expect(spring.between(at('2025-04-26'), at('2025-04-27'))).toBe(8 * HOUR_MS)
  })

  it('bridge 30 April to 4 May 2025 with the day off that the Saturday paid for', () => {
    // Off: Wednesday 30 April, Thursday 1 May, Friday 2 May (swap); then the weekend 3–4 May. Open: Monday 5 May.
    expect(spring.isWorkingDay(at('2025-05-02T10:00'))).toBe(false)
    expect(shown(spring.nextOpen(at('2025-04-29T17:00')))).toBe('2025-05-05T07:00')
    // Week of 21 April: 5 + the Saturday = 6; week of 28 April: Monday and Tuesday = 2.
    expect(spring.workingDays(at('2025-04-21'), at('2025-05-05'))).toBe(8)
    // Hùng Kings' day, Monday 7 April, is the other one: 22 weekdays of April less 7 and 30 April plus 26 April.
    expect(spring.workingDays(at('2025-04-01'), at('2025-05-01'))).toBe(21)
  })

  it('give a compensating Saturday Monday’s hours even where Saturdays are half days', () => {
    const halves = calendarOf(rules.halfSaturday, '2025-04-01', '2025-06-01')
    expect(halves.between(at('2025-04-26'), at('2025-04-27'))).toBe(8 * HOUR_MS)
    expect(halves.between(at('2025-04-19'), at('2025-04-20'))).toBe(4.5 * HOUR_MS)
  })
})

describe('a half-day Saturday', () => {
  it('takes work until 11:30 and then waits for Monday', () => {
    const halves = calendarOf(rules.halfSaturday)
    // Friday 4 July 16:00 + 8 h: 1 h on Friday, 4.5 h on Saturday, 2.5 h on Monday from 07:00.
    expect(shown(halves.add(at('2025-07-04T16:00'), 8 * HOUR_MS))).toBe('2025-07-07T09:30')
    expect(shown(halves.nextOpen(at('2025-07-05T11:30')))).toBe('2025-07-07T07:00')
    expect(halves.workingDays(at('2025-07-01'), at('2025-08-01'))).toBe(27)
  })
})

describe('extra hours', () => {
  const withExtra = (extra: Record<string, string>) =>
    calendarOf({ week: rules.office.week, holidays: rules.office.holidays, extra: new Map(Object.entries(extra)) })

  it('are worked on their date alone, after the ordinary ones', () => {
    const calendar = withExtra({ '2025-07-01': '17:00-19:00' })
    expect(calendar.between(at('2025-07-01'), at('2025-07-02'))).toBe(10 * HOUR_MS)
    expect(calendar.between(at('2025-07-08'), at('2025-07-09'))).toBe(8 * HOUR_MS)
    expect(shown(calendar.periodEnd(at('2025-07-01T16:00')))).toBe('2025-07-01T19:00')
    expect(shown(calendar.add(at('2025-07-01T16:00'), 4 * HOUR_MS))).toBe('2025-07-02T08:00')
  })

  it('open a day that is otherwise closed, a Saturday or a public holiday', () => {
    const calendar = withExtra({ '2025-07-05': '08:00-10:00', '2025-05-01': '08:00-09:00' })
    expect(calendar.isWorkingDay(at('2025-07-05'))).toBe(true)
    expect(calendar.between(at('2025-07-05'), at('2025-07-06'))).toBe(2 * HOUR_MS)
    expect(calendar.between(at('2025-05-01'), at('2025-05-02'))).toBe(HOUR_MS)
  })

  it('count a minute once where they overlap office hours or each other', () => {
    const calendar = withExtra({ '2025-07-01': '11:00-14:00', '2025-07-05': '08:00-10:00,09:00-11:00' })
    // Lunch, 11:30 to 13:30, is filled: 07:00 to 17:00 without a break.
    expect(shown(calendar.periodEnd(at('2025-07-01T07:00')))).toBe('2025-07-01T17:00')
    expect(calendar.between(at('2025-07-05'), at('2025-07-06'))).toBe(3 * HOUR_MS)
  })

  it('are refused with the date when they are no hours', () => {
    expect(() => withExtra({ '2025-07-01': '19:00-17:00' })).toThrow(/extra hours of 2025-07-01: .*ends before/)
    expect(() => withExtra({ '2025-02-30': '17:00-19:00' })).toThrow(/2025-02-30/)
  })
})

describe('a calendar round the clock', () => {
  const always = calendarOf(rules.roundTheClock)

  it('counts every millisecond as working time and has no end of a period', () => {
    expect(always.add(at('2025-07-04T22:00'), 50 * HOUR_MS)).toBe(at('2025-07-07'))
    expect(always.between(at('2025-07-01'), at('2025-08-01'))).toBe(31 * DAY_MS)
    expect(always.periodEnd(at('2025-07-04T22:00'))).toBe(Number.POSITIVE_INFINITY)
    expect(always.workingDays(at('2025-07-01'), at('2025-08-01'))).toBe(31)
  })

  it('still has one period to each day', () => {
    expect(always.periodsOf(at('2025-07-05T10:00'))).toEqual([{ startMs: at('2025-07-05'), endMs: at('2025-07-06') }])
  })

  it('runs without a break from one holiday to the next', () => {
    const always = calendarOf(rules.roundTheClockWithTet, '2025-01-02', '2025-01-10')
    expect(shown(always.periodEnd(at('2025-01-02T05:00')))).toBe('2025-01-27T00:00')
    expect(shown(always.nextOpen(at('2025-01-27T00:00')))).toBe('2025-02-01T00:00')
    // 26 January 23:00 + 2 h: 1 h until midnight, 1 h on 1 February.
    expect(shown(always.add(at('2025-01-26T23:00'), 2 * HOUR_MS))).toBe('2025-02-01T01:00')
    // Asked of a calendar laid out for September 2024, long before that holiday: still 1 January 2025.
    const early = calendarOf(rules.roundTheClockWithTet, '2024-09-01', '2024-09-02')
    expect(shown(early.periodEnd(at('2024-09-01')))).toBe('2025-01-01T00:00')
    // The last day off of the catalogue is 2 May; nothing closes it afterwards.
    expect(always.periodEnd(at('2025-05-03'))).toBe(Number.POSITIVE_INFINITY)
  })

  it('on weekdays alone runs from Monday 00:00 to Friday 24:00, also across the last day laid out', () => {
    const day = '00:00-24:00'
    const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day }
    for (let days = 1; days <= 7; days++) {
      const from = at('2025-07-01')
      const calendar = new WorkCalendar({ week, holidays: new Map() }, from, from + days * DAY_MS)
      // 92 days are laid out past the last: they end between Wednesday 1 and Tuesday 7 October 2025.
      expect(shown(calendar.periodEnd(at('2025-09-29T12:00')))).toBe('2025-10-04T00:00')
      expect(shown(calendar.periodEnd(at('2025-10-06T12:00')))).toBe('2025-10-11T00:00')
    }
  })
})

describe('questions outside the days laid out', () => {
  it('are answered as if the days had been laid out from the start', () => {
    const wide = calendarOf(rules.office, '2020-01-01', '2031-01-01')
    for (const [from, to] of [
      ['2021-03-04T10:00', '2025-07-10T10:00'],
      ['2025-07-10T10:00', '2030-11-12T15:00'],
      ['2021-03-06T10:00', '2030-11-12T15:00'],
    ] as const) {
      const narrow = () => calendarOf(rules.office, '2025-07-01', '2025-07-02')
      expect(narrow().between(at(from), at(to))).toBe(wide.between(at(from), at(to)))
      expect(narrow().workingDays(at(from), at(to))).toBe(wide.workingDays(at(from), at(to)))
      expect(narrow().add(at(from), wide.between(at(from), at(to)))).toBe(at(to))
      expect(narrow().nextOpen(at(from))).toBe(wide.nextOpen(at(from)))
      expect(narrow().periodsOf(at(from))).toEqual(wide.periodsOf(at(from)))
    }
  })

  it('keep their answers when the days are laid out anew in between', () => {
    const calendar = calendarOf(rules.office)
    const day = at('2025-07-04')
    const wide = calendarOf(rules.office, '2024-01-01', '2025-08-01')
    // Backwards day by day: the days are laid out anew several times, and every day gets a new place each time.
    for (let back = 0; back < 500; back++) {
      expect(calendar.periodsOf(day - back * DAY_MS)).toEqual(wide.periodsOf(day - back * DAY_MS))
    }
    expect(calendar.periodsOf(day)).toEqual(wide.periodsOf(day))
    expect(shown(calendar.add(at('2025-07-04T16:00'), 3 * HOUR_MS))).toBe('2025-07-07T09:00')
  })

  it('are refused when they are no instant or more than a century away', () => {
    const calendar = calendarOf(rules.office)
    for (const wrong of [Number.NaN, Infinity, -Infinity, at('2225-07-01'), 0 - 200 * 365 * DAY_MS]) {
      expect(() => calendar.isOpen(wrong)).toThrow(RangeError)
    }
    expect(() => calendar.add(at('2025-07-01'), Infinity)).toThrow(RangeError)
    expect(() => calendar.add(at('2025-07-01'), Number.NaN)).toThrow(RangeError)
    expect(() => new WorkCalendar(rules.office, Number.NaN, at('2025-07-01'))).toThrow(RangeError)
  })
})

describe('a rule that cannot be', () => {
  const build = (week: Record<string, string>, holidays: [string, 'off' | 'work'][] = []) =>
    calendarOf({ week, holidays: new Map(holidays) })

  it('is refused with the weekday and the mistake', () => {
    expect(() => build({ friday: '11:30-07:00' })).toThrow(/calendar\.week\.friday: 11:30-07:00 ends before it begins/)
    expect(() => build({ friday: '11:30-07:00' })).toThrow(Fault)
  })

  it('is refused when the centre would never open', () => {
    expect(() => build({})).toThrow(/no weekday has office hours/)
  })

  it('is refused when a holiday is not a date', () => {
    expect(() => build({ monday: OFFICE }, [['2025-02-30', 'off']])).toThrow(/2025-02-30/)
  })
})

describe('a working minute', () => {
  it('is as long wherever it lies in the day', () => {
    const july = calendarOf(rules.office)
    for (let minute = 0; minute < 24 * 60; minute++) {
      const from = at('2025-07-01') + minute * MINUTE_MS
      const worked = (minute >= 420 && minute < 690) || (minute >= 810 && minute < 1020) ? MINUTE_MS : 0
      expect(july.between(from, from + MINUTE_MS)).toBe(worked)
    }
  })
})
