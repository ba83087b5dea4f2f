import { describe, expect, it } from 'vitest'
import { DAY_MS, formatInstant, HOUR_MS, parseLocal, startOfDay } from '../../src/calendar/index.ts'
import { MinuteByMinute } from './reference.ts'
import { calendarOf, rules } from './rules.ts'

const FROM = parseLocal('2024-12-20')
const TO = parseLocal('2025-05-20')
/** Instants are drawn from here, so that every answer lies inside the reference. */
const DRAWN_TO = parseLocal('2025-05-08')
const DRAWS = 400

/** A small linear congruential generator: the test needs spread, not quality. */
function drawsOf(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

describe.each(Object.entries(rules))('the calendar "%s", at many random instants,', (_, rule) => {
  const slow = new MinuteByMinute(rule, FROM, TO)
  // Laid out over three days only: most questions make it lay out more.
  const calendar = calendarOf(rule, '2025-02-10', '2025-02-13')
  const draw = drawsOf(20_250_701)
  const instant = () => FROM + draw(DRAWN_TO - FROM)
  /** Some lengths end exactly on a minute, where periods begin and end. */
  const length = (below: number) => (draw(2) === 0 ? draw(below) : draw(below / 60_000) * 60_000)
  /** A third of the instants are the very edges of periods, and a millisecond to either side. */
  const edgy = () => {
    const at = instant()
    if (draw(3) > 0) return at
    return (draw(2) === 0 ? calendar.nextOpen(at) : (calendar.periodsOf(at).at(-1)?.endMs ?? at)) + draw(3) - 1
  }
  // A calendar open three hours a week reaches no further than this inside the reference.
  const longest = rule === rules.oneMorningAWeek ? 3 * HOUR_MS : 20 * HOUR_MS

  it('opens, closes and counts as the minute-by-minute reference does', () => {
    for (let n = 0; n < DRAWS; n++) {
      const a = edgy()
      const b = a + draw(8 * DAY_MS)
      const work = length(longest)
      const text = formatInstant(a)
      expect([text, calendar.isOpen(a)]).toEqual([text, slow.isOpen(a)])
      expect([text, calendar.nextOpen(a)]).toEqual([text, slow.nextOpen(a)])
      expect([text, b, calendar.between(a, b)]).toEqual([text, b, slow.between(a, b)])
      expect([text, work, calendar.add(a, work)]).toEqual([text, work, slow.add(a, work)])
      const end = calendar.isOpen(a) ? calendar.periodEnd(a) : a
      if (end < TO) expect([text, end]).toEqual([text, slow.periodEnd(a)])
    }
  })

  it('knows working days and their periods as the reference does', () => {
    for (let n = 0; n < DRAWS / 4; n++) {
      const a = instant()
      const midnight = startOfDay(a)
      const worked = slow.between(midnight, midnight + DAY_MS)
      expect(calendar.isWorkingDay(a)).toBe(worked > 0)
      expect(calendar.workingDays(midnight, midnight + 1)).toBe(worked > 0 ? 1 : 0)
      expect(calendar.periodsOf(a).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)).toBe(worked)
      for (const { startMs, endMs } of calendar.periodsOf(a)) {
        expect(slow.between(startMs, endMs)).toBe(endMs - startMs)
      }
      expect(calendar.nextWorkingDay(a)).toBe(startOfDay(slow.nextOpen(midnight + DAY_MS)))
    }
  })

  it('has worked w between a and a + w', () => {
    for (let n = 0; n < DRAWS; n++) {
      const a = edgy()
      const work = length(60 * HOUR_MS)
      expect(calendar.between(a, calendar.add(a, work))).toBe(work)
    }
  })

  it('adds x and then y as it adds x + y', () => {
    for (let n = 0; n < DRAWS; n++) {
      const a = edgy()
      const x = length(30 * HOUR_MS)
      const y = length(30 * HOUR_MS)
      expect(calendar.add(calendar.add(a, x), y)).toBe(calendar.add(a, x + y))
    }
  })

  it('counts from a to c as from a to b and from b to c', () => {
    for (let n = 0; n < DRAWS; n++) {
      const [a, b, c] = [edgy(), edgy(), edgy()].sort((x, y) => x - y) as [number, number, number]
      expect(calendar.between(a, c)).toBe(calendar.between(a, b) + calendar.between(b, c))
      const days = calendar.workingDays(a, b) + calendar.workingDays(b, c)
      expect(calendar.workingDays(a, c)).toBe(days)
    }
  })

  it('next opens at an open instant, and no work lies before it', () => {
    for (let n = 0; n < DRAWS; n++) {
      const a = edgy()
      const open = calendar.nextOpen(a)
      expect(calendar.isOpen(open)).toBe(true)
      expect(calendar.nextOpen(open)).toBe(open)
      expect(calendar.between(a, open)).toBe(0)
    }
  })
})
