import { describe, expect, it } from 'vitest'
import { parseLocal } from '../../../src/calendar/index.ts'
import { ScenarioTimes } from '../../../src/systems/core/scenario-time.ts'

const times = new ScenarioTimes(parseLocal('2025-07-01'), parseLocal('2025-08-01'))

describe('the scenario times that a stand-in takes', () => {
  it.each([
    ['2025-07-01T08:03:11.250+07:00', '2025-07-01T08:03:11.250+07:00'],
    ['2023-01-01T00:00:00+07:00', '2023-01-01T00:00:00.000+07:00'],
    ['2027-12-31T23:59:59.999+07:00', '2027-12-31T23:59:59.999+07:00'],
    ['2024-02-29T12:00:00.5+07:00', '2024-02-29T12:00:00.500+07:00'],
  ])('%s', (text, same) => {
    expect(times.parse(text)).toBe(Date.parse(same))
  })

  it.each([
    ['the year before', '2022-12-31T23:59:59.999+07:00'],
    ['the year after', '2028-01-01T00:00:00+07:00'],
    ['a day that is not', '2025-02-29T00:00:00+07:00'],
    ['the 31st of June', '2025-06-31T00:00:00+07:00'],
    ['an hour that is not', '2025-07-01T24:00:00+07:00'],
    ['another offset', '2025-07-01T08:00:00+00:00'],
    ['no seconds', '2025-07-01T08:00+07:00'],
    ['a line more', '2025-07-01T08:00:00+07:00\n'],
    ['a word', 'today'],
  ])('and not %s', (_, text) => {
    expect(times.parse(text)).toBeUndefined()
  })

  it('every day of five years, and no other', () => {
    const dayMs = 86_400_000
    const days = Array.from({ length: 12 * 366 }, (_, n) => new Date(Date.UTC(2019, 0, 1) + n * dayMs).toISOString())
    const taken = days.filter((day) => times.parse(`${day.slice(0, 10)}T00:00:00+07:00`) !== undefined)
    expect(taken.length).toBe(5 * 365 + 1)
  })
})
