import { describe, expect, it } from 'vitest'
import {
  bounds,
  findScript,
  findUnits,
  knownPopulation,
  type Read,
  readChannels,
  readDate,
  readLastDay,
  readPercent,
  readStaff,
  readWhole,
  suggested,
  suggestedPerMonth,
  suggestedStaff,
} from '../../src/draft/index.ts'
import { answers, unit } from './answers.ts'

/** The value; or the reason in English. */
function of<Value>(read: Read<Value>): Value | string {
  return 'value' in read ? read.value : read.problem.en
}

describe('a unit', () => {
  const named = (typed: string) => {
    const { kind, units } = findUnits(typed)
    return [kind, ...units.map(({ code }) => code)]
  }

  it.each([
    '30742',
    'Phường Rạch Giá',
    'rạch giá',
    'rach gia',
    'PHUONG RACH GIA',
    'rach gia, an giang',
    ' Rạch  Giá ',
    'Rạch Giá'.normalize('NFD'),
  ])('is found as %j', (typed) => {
    expect(named(typed)).toEqual(['found', '30742'])
  })

  it('is one of several of the same name, of which marks and the province tell it apart', () => {
    expect(named('tan thanh')).toHaveLength(1 + 15)
    expect(named('Tân Thạnh, An Giang')).toEqual(['found', '31031'])
    expect(named('Tân Thành, Cà Mau')).toEqual(['found', '32025'])
    expect(named('phuong tan thanh')).toEqual(['found', '26725', '32025'])
  })

  it('is offered where the name is nearly right, or only a part of it', () => {
    expect(named('rach gja')).toEqual(['near', '30742'])
    expect(named('phuong rach giaa')).toEqual(['near', '30742'])
    expect(named('u minh th')).toContain('31027')
    expect(named('qqqqqqqq')).toEqual(['near'])
    expect(named('')).toEqual(['near'])
    expect(named('99999')).toEqual(['near'])
  })

  it('has the population that a report tells, if one does', () => {
    expect(knownPopulation('30742')).toMatchObject({ value: 250_000, origin: { kind: 'reported' } })
    expect(knownPopulation('00004')).toBeUndefined()
  })
})

describe('what is typed', () => {
  it.each([
    ['250000', 250_000],
    ['250.000', 250_000],
    ['250,000', 250_000],
    ['1 000 000', 1_000_000],
    ['0', '0 is not between 1 and 1,000,000.'],
    ['-5', '-5 is not between 1 and 1,000,000.'],
    ['1000000000', '1000000000 is not between 1 and 1,000,000.'],
    ['1e9', '"1e9" is not a whole number.'],
    ['2.5', '"2.5" is not a whole number.'],
    ['many', '"many" is not a whole number.'],
    ['', '"" is not a whole number.'],
  ])('as a number of people, %j, is %j', (typed, value) => {
    expect(of(readWhole(typed, bounds.population))).toBe(value)
  })

  it.each([
    ['2026-07-01', '2026-07-01'],
    ['1/7/2026', '2026-07-01'],
    ['01.07.2026', '2026-07-01'],
    ['31/6/2026', '"31/6/2026" is not a day that exists; write it as 2025-07-01 or 01/07/2025.'],
    ['tomorrow', '"tomorrow" is not a day that exists; write it as 2025-07-01 or 01/07/2025.'],
    ['2024-07-01', 'The catalogue knows the holidays of 2025 to 2026 only.'],
    ['2027-01-01', 'The catalogue knows the holidays of 2025 to 2026 only.'],
  ])('as a day, %j, is %j', (typed, value) => {
    expect(of(readDate(typed))).toBe(value)
  })

  it.each([
    ['2026-07-04', '2026-07-04', 'There is no working day between 2026-07-04 and 2026-07-04.'],
    ['2026-07-03', '2026-07-04', 'It ends on 2026-07-03, before it begins on 2026-07-04.'],
    ['2026-07-06', '2026-07-04', '2026-07-06'],
  ])('as the last day, %j after %j, is %j', (typed, from, value) => {
    expect(of(readLastDay(typed, from))).toBe(value)
  })

  it.each([
    ['clerk=3,specialist=5', 'leader is missing: nobody would do that work.'],
    ['clerk=0,specialist=5,leader=1', 'clerk: 0 is not between 1 and 1,000.'],
    ['clerk=3,specialist=5,leader', 'leader: "" is not a whole number.'],
    ['clerk=3,clerk=5,leader=1', '"clerk" stands twice.'],
  ])('as staff, %j, is wrong: %s', (typed, value) => {
    expect(of(readStaff(typed))).toBe(value)
  })

  it('as staff is read, with spaces and with roles that scripts ask for; of others it is told which are meant', () => {
    const value = of(readStaff('clerk=3, specialist = 5,leader=1,secretary=1'))
    expect(value).toEqual(
      new Map([
        ['clerk', 3],
        ['specialist', 5],
        ['leader', 1],
        ['secretary', 1],
      ]),
    )
    expect(of(readStaff('clark=3'))).toMatch(
      /^There is no role "clark" \(clerk\?\); the roles are clerk, specialist, leader/,
    )
  })

  it.each([
    ['direct=25,online=74.5,post=0.5', { direct: 0.25, online: 0.745, post: 0.005 }],
    ['direct=0.25,online=0.75', { direct: 0.25, online: 0.75, post: 0 }],
    ['online=100', { direct: 0, online: 1, post: 0 }],
    ['direct=25,online=70', 'The shares make 95, not 1 and not 100.'],
    ['phone=100', 'There is no channel "phone": direct, online, post.'],
    ['direct=-1,online=101', '"-1" is not a share.'],
  ])('as channels, %j, is %j', (typed, value) => {
    expect(of(readChannels(typed))).toEqual(value)
  })

  it.each([
    ['95', 0.95],
    ['74,7 %', 0.747],
    ['0.95', '0.95 is not between 1 and 100 %.'],
    ['101', '101 is not between 1 and 100 %.'],
    ['most', '"most" is not a number.'],
  ])('as a target in per cent, %j, is %j', (typed, value) => {
    expect(of(readPercent(typed, bounds.onTime))).toBe(value)
  })
})

describe('what is suggested', () => {
  it('is the ratio that a report tells of: 2,800 dossiers a month for 250,000 people', () => {
    expect(suggestedPerMonth(250_000).value).toBe(2800)
    expect(suggestedPerMonth(30_000).value).toBe(336)
    expect(suggestedPerMonth(1).value).toBe(1)
  })

  it('is staff that is busy for seven tenths at most, more of it where there is more to do', () => {
    const staffFor = (perMonth: number) => {
      const { population } = unit('31027')
      const figure = { value: perMonth, origin: { kind: 'given' } } as const
      return Object.fromEntries(suggestedStaff(answers(), { code: '31027', population, perMonth: figure }).value)
    }
    expect(staffFor(100)).toEqual({ clerk: 2, specialist: 3, leader: 2 })
    const large = staffFor(6000)
    expect(large.clerk).toBeGreaterThan(5)
    expect(large.specialist).toBeGreaterThan(10)
  })

  it('are channels that make a whole', () => {
    const { direct, online, post } = suggested.channels.value
    expect(direct + online + post).toBeCloseTo(1, 9)
  })
})

describe('a script', () => {
  it('is found by its scenario, with or without its own name', () => {
    expect(findScript('bac-lieu-2025-06-20')).toMatchObject({ scenario: 'bac-lieu-2025-06-20' })
    expect(findScript('bac-lieu-2025-06-20/trial-morning')).toMatchObject({ scenario: 'bac-lieu-2025-06-20' })
  })

  it('is offered where the name is a part or nearly right', () => {
    expect(findScript('bac-lieu')).toMatchObject({ near: ['bac-lieu-2025-06-20'] })
    expect(findScript('bac-lieu-2025-06-21')).toMatchObject({ near: ['bac-lieu-2025-06-20'] })
  })
})
