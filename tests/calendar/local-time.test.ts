import { describe, expect, it } from 'vitest'
import {
  DAY_MS,
  formatDate,
  formatInstant,
  HOUR_MS,
  MINUTE_MS,
  parseInstant,
  parseLocal,
  startOfDay,
  weekdayOf,
} from '../../src/calendar/index.ts'
import { Fault } from '../../src/faults/index.ts'

describe('local time in Vietnam', () => {
  it('is seven hours ahead of UTC', () => {
    expect(parseLocal('2025-07-01')).toBe(Date.UTC(2025, 5, 30, 17))
    expect(parseLocal('2025-07-01T08:03')).toBe(Date.UTC(2025, 6, 1, 1, 3))
  })

  it('is written with its offset, to the millisecond', () => {
    expect(formatInstant(parseLocal('2025-07-01T08:03') + 11_250)).toBe('2025-07-01T08:03:11.250+07:00')
    expect(formatInstant(parseLocal('2025-01-01'))).toBe('2025-01-01T00:00:00.000+07:00')
    expect(formatInstant(parseLocal('2025-01-01') - 1)).toBe('2024-12-31T23:59:59.999+07:00')
  })

  it('cuts off a fraction of a millisecond, so that no instant is shown on a later date', () => {
    expect(formatInstant(parseLocal('2025-01-01') - 0.25)).toBe('2024-12-31T23:59:59.999+07:00')
    expect(formatDate(parseLocal('2025-01-01') - 0.25)).toBe('2024-12-31')
  })

  it('says the same as Intl of 20,000 instants between 1950 and 2080, and reads its own writing', () => {
    const intl = new Intl.DateTimeFormat('sv-SE', {
      timeZone: '+07:00',
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: '+07:00', weekday: 'long' })
    // A step of a prime number of ms meets every hour, minute, second and millisecond digit.
    const step = 205_000_003
    for (let i = 0, at = Date.UTC(1950, 0, 1); i < 20_000; i++, at += step) {
      const text = formatInstant(at)
      const ms = String(((at % 1000) + 1000) % 1000).padStart(3, '0')
      if (text !== `${intl.format(at).replace(' ', 'T')}.${ms}+07:00`) expect(text).toBe(intl.format(at))
      if (parseInstant(text) !== at) expect(parseInstant(text)).toBe(at)
      if (formatDate(at) !== text.slice(0, 10)) expect(formatDate(at)).toBe(text.slice(0, 10))
      if (weekdayOf(at) !== weekday.format(at).toLowerCase()) expect(weekdayOf(at)).toBe(weekday.format(at))
    }
    expect(formatInstant(Date.UTC(2080, 0, 1))).toBe('2080-01-01T07:00:00.000+07:00')
  })

  it('starts a day at its local midnight', () => {
    const midnight = parseLocal('2025-07-01')
    expect(startOfDay(midnight)).toBe(midnight)
    expect(startOfDay(midnight + DAY_MS - 1)).toBe(midnight)
    expect(startOfDay(midnight - 1)).toBe(midnight - DAY_MS)
    expect(DAY_MS).toBe(24 * HOUR_MS)
    expect(HOUR_MS).toBe(60 * MINUTE_MS)
  })

  it('reads instants with any offset', () => {
    const at = Date.UTC(2025, 6, 1, 1, 3, 11, 250)
    expect(parseInstant('2025-07-01T01:03:11.250Z')).toBe(at)
    expect(parseInstant('2025-06-30T20:33:11.25-04:30')).toBe(at)
    expect(parseInstant('2025-07-01T08:03:11+07:00')).toBe(at - 250)
  })

  it.each([
    '2025-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-7-1',
    '2025-07-01T24:00',
    '2025-07-01T08:60',
    '0020-02-30',
    '',
    'today',
  ])('refuses the local time "%s" with a hint', (text) => {
    expect(() => parseLocal(text)).toThrow(Fault)
    expect(() => parseLocal(text)).toThrow(`"${text}"`)
  })

  it.each([
    '2025-07-01T08:03:11.250',
    '2025-07-01 08:03:11+07:00',
    '2025-02-30T08:03:11+07:00',
    '2025-07-01T24:00:00Z',
    '2025-07-01T08:03:60Z',
    '2025-07-01T08:03:11+15:00',
    '2025-07-01',
  ])('refuses the instant "%s"', (text) => {
    expect(() => parseInstant(text)).toThrow(Fault)
  })

  it('has a 29 February in leap years', () => {
    expect(formatDate(parseLocal('2024-02-29T23:59'))).toBe('2024-02-29')
    expect(parseLocal('2024-03-01') - parseLocal('2024-02-28')).toBe(2 * DAY_MS)
  })
})
