import { describe, expect, it } from 'vitest'
import { parseHours } from '../../src/calendar/index.ts'

describe('office hours', () => {
  it('are read as minutes after midnight', () => {
    // 7 × 60 = 420, 11 × 60 + 30 = 690, 13 × 60 + 30 = 810, 17 × 60 = 1020
    expect(parseHours('07:00-11:30,13:30-17:00')).toEqual({
      periods: [
        { startMin: 420, endMin: 690 },
        { startMin: 810, endMin: 1020 },
      ],
    })
  })

  it('may be round the clock, may touch, and may be listed in any order', () => {
    expect(parseHours('00:00-24:00')).toEqual({ periods: [{ startMin: 0, endMin: 1440 }] })
    expect(parseHours('12:00-13:00,08:00-12:00')).toEqual({
      periods: [
        { startMin: 480, endMin: 720 },
        { startMin: 720, endMin: 780 },
      ],
    })
  })

  it.each([
    ['17:00-13:30', '17:00-13:30 ends before it begins'],
    ['08:00-08:00', '08:00-08:00 is empty'],
    ['08:00-24:01', '08:00-24:01 is outside 00:00 to 24:00'],
    ['25:00-26:00', '25:00-26:00 is outside 00:00 to 24:00'],
    ['08:60-09:00', '08:60-09:00 is outside 00:00 to 24:00'],
    ['8:00-9:00', '"8:00-9:00" is not a period HH:MM-HH:MM'],
    ['08:00-09:00,', '"" is not a period HH:MM-HH:MM'],
    ['', '"" is not a period HH:MM-HH:MM'],
    ['07:00-12:00,11:30-17:00', '11:30-17:00 overlaps 07:00-12:00'],
    ['07:00-17:00,09:00-10:00,12:00-13:00', '09:00-10:00 overlaps 07:00-17:00; 12:00-13:00 overlaps 07:00-17:00'],
  ])('"%s" are wrong: %s', (text, problem) => {
    expect(parseHours(text).problem).toBe(problem)
  })

  it('name every mistake at once and keep what is sound', () => {
    expect(parseHours('09:00-08:00,10:00-12:00,20:00-30:00')).toEqual({
      periods: [{ startMin: 600, endMin: 720 }],
      problem: '09:00-08:00 ends before it begins; 20:00-30:00 is outside 00:00 to 24:00',
    })
  })
})
