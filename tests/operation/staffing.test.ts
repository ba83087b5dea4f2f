import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../src/calendar/index.ts'
import { Draws } from '../../src/chance/index.ts'
import { Staffing } from '../../src/operation/staffing.ts'
import type { Incident } from '../../src/schema/index.ts'
import { COUNTER, clerk, DESK, MINUTE, MONDAY, play, type Small, smallPlan, submitsAt, trace } from './small.ts'

const HOUR = 60 * MINUTE
const away = (from: string, to: string, count = 1): Incident => ({
  kind: 'officials-away',
  name: 'meeting',
  role: 'clerk',
  count,
  from: `2025-07-07T${from}`,
  to: `2025-07-07T${to}`,
})
const begunAndEnded = (lines: string[]) => lines.filter((line) => / (begun|ended) work /.test(line))

describe('an official who is called away', () => {
  const small = (incident: Incident, dossiers: number, count = 1): Small => ({
    staff: [{ role: 'clerk', count }],
    dossiers,
    incidents: [incident],
    steps: { ticket: submitsAt('08:00', 'work'), work: clerk(30, DESK, { to: 'end' }) },
  })

  const timesOf = (where: { counter?: boolean }) => {
    const { steps, ...rest } = small(away('08:10', '09:20'), 2)
    const plan = smallPlan({ ...rest, steps: { ...steps, work: clerk(30, where, { to: 'end' }) } })
    const entries = play(plan)
    return [0, 1].map((dossier) => begunAndEnded(trace(plan, entries, dossier)).map((line) => line.slice(0, 15)))
  }

  it('lays desk work aside, and goes on with it after coming back', () => {
    expect(timesOf(DESK)).toEqual([
      ['Mon 08:00 begun', 'Mon 09:40 ended'],
      ['Mon 09:40 begun', 'Mon 10:10 ended'],
    ])
  })

  it('serves a citizen at the counter to the end, and takes up nothing new before coming back', () => {
    expect(timesOf(COUNTER)).toEqual([
      ['Mon 08:00 begun', 'Mon 08:30 ended'],
      ['Mon 09:20 begun', 'Mon 09:50 ended'],
    ])
  })

  it('is the first of the role; the others work on', () => {
    const plan = smallPlan(small(away('07:00', '17:00'), 2, 2))
    const entries = play(plan)
    const begun = [0, 1].flatMap((dossier) => begunAndEnded(trace(plan, entries, dossier)).slice(0, 1))
    expect(begun).toEqual(['Mon 08:00 begun work clerk-2 1', 'Mon 08:30 begun work clerk-2 1'])
  })
})

describe('an official who falls ill', () => {
  const share = 0.3
  const small = (sicknessPerDay: number): Small => ({
    staff: [{ role: 'clerk', count: 1, sicknessPerDay }],
    to: '2025-08-31',
    steps: { ticket: submitsAt('08:00', 'work'), work: clerk(20 * 60, DESK, { to: 'end' }) },
  })
  const plan = smallPlan(small(share))
  const [unit] = plan.units
  if (!unit) throw new Error('no unit')
  const staffingOf = (seed: number) => new Staffing(unit, new Draws(seed, 0), [])
  const sickDays = (seed: number) =>
    [0, 1, 2, 3, 4].map((day) => staffingOf(seed).isSick(0, MONDAY + day * DAY_MS + 8 * HOUR))
  const seedWith = (...days: boolean[]) => {
    for (let seed = 0; seed < 5000; seed++) if (sickDays(seed).every((sick, day) => sick === days[day])) return seed
    throw new Error('no such week')
  }

  it('is ill on a whole day or not at all, about as often as the scenario says', () => {
    const seed = 5
    const days = Array.from({ length: 2000 }, (_, day) => MONDAY + day * DAY_MS)
    const staffing = staffingOf(seed)
    const ill = days.filter((day) => staffing.isSick(0, day + 9 * HOUR))
    expect(days.filter((day) => staffing.isSick(0, day) !== staffing.isSick(0, day + DAY_MS - 1))).toEqual([])
    // Four standard deviations of a binomial share: 4 × √(0.3 × 0.7 ÷ 2000) = 0.041.
    expect(Math.abs(ill.length / 2000 - share)).toBeLessThan(0.041)
  })

  it('lays work aside on the days of illness and goes on with it after them', () => {
    // Twenty hours from Monday 08:00: 7 on Monday, ill on Tuesday and Wednesday, 8 on Thursday, 5 on Friday, which are
    // 4:30 in the morning and half an hour in the afternoon. A week has no second Monday before it ends.
    const seed = seedWith(false, true, true, false, false)
    const week = smallPlan({ ...small(share), to: '2025-07-13' })
    expect(begunAndEnded(trace(week, play(week, { seed })))).toEqual([
      'Mon 08:00 begun work clerk-1 1',
      'Fri 14:00 ended work clerk-1 1',
    ])
  })

  it('takes up nothing on a day of illness', () => {
    const seed = seedWith(true, false, false, false, false)
    const week = smallPlan({ ...small(share), to: '2025-07-13' })
    expect(begunAndEnded(trace(week, play(week, { seed })))).toEqual([
      'Tue 07:00 begun work clerk-1 1',
      'Thu 11:00 ended work clerk-1 1',
    ])
  })

  it('is at work in office hours of healthy days only', () => {
    const seed = seedWith(false, true, false, false, false)
    const times = [6, 7, 11, 11.5, 13, 13.5, 16.9, 17].map((hour) => MONDAY + hour * HOUR)
    const present = (atMs: number) => staffingOf(seed).isPresent(0, atMs)
    expect(times.map(present)).toEqual([false, true, true, false, false, true, true, false])
    expect(times.map((atMs) => present(atMs + DAY_MS))).toEqual(times.map(() => false))
  })
})
