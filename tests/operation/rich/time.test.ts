import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../../src/scenario/index.ts'
import type { RunResult } from '../../../src/schema/index.ts'
import { allOf, demandAt, fixed, resultOf, simulated, stepOf, unit, way } from './result-of.ts'

const procedures = 'procedures: [{ code: "1.004873", weight: 1, workflow: way }]'
const work = (min: number) =>
  way(`work: { by: official, role: clerk, takes: ${fixed(min)}, outcomes: [{ state: 10, to: end }] }`)
const oneClerk = 'population: 20000, counters: 1, staff: [{ role: clerk, count: 1 }]'
const rachGia = unit('counters: 1', 'staff: [{ role: clerk, count: 1 }]')

describe('several units at once', () => {
  const units = (...more: string[]) =>
    ['units:', `  - { code: "30742", ${oneClerk} }`, ...more.map((one) => `  - { ${one} }`)].join('\n')
  const three = units(
    `code: "31012", ${oneClerk}, demandFactor: 2`,
    'code: "11914", population: 71000, counters: 1, staff: [{ role: clerk, count: 2 }]',
  )
  const demand = demandAt('07T08:00 4')

  it('have lines and officials of their own, and together the sum', () => {
    const result = resultOf(three, demand, work(10))
    expect(
      result.units.map(({ code, received, waitP90Min }) => [code, received, Math.round(waitP90Min ?? -1)]),
    ).toEqual([
      ['30742', 4, 30],
      ['31012', 8, 70],
      ['11914', 4, 10],
    ])
    // 0 … 30, 0 … 70, and 0, 0, 10, 10 minutes.
    expect(stepOf(result, 'work').waitMeanMin).toBe((60 + 280 + 20) / 16)
    expect(result.provinces.map(({ code, units, received }) => [code, units, received])).toEqual([
      ['31', 1, 4],
      ['91', 2, 12],
    ])
  })

  it('leave each other as they are alone', () => {
    const random = `demand: { volume: { kind: poisson, dossiers: 100 }, ${procedures} }`
    const alone = resultOf(units(), random, work(10))
    const among = resultOf(three, random, work(10))
    expect(among.units[0]).toEqual(alone.units[0])
  })
})

describe('a province, and the whole country,', () => {
  const each = (where: string) => `units: [{ each: { ${where} }, ${oneClerk} }]`
  const oneDay = 'period: { from: 2025-07-07, to: 2025-07-07 }'

  it.each([
    ['province: "91"', 'An Giang'],
    ['province: "31"', 'Hải Phòng'],
  ])('is all its units at once: %s', (where, name) => {
    const units = [...loadCatalogue().units.values()].filter(({ province }) => province.endsWith(name)).length
    const result = resultOf(each(where), demandAt('07T08:00 2'), work(10))
    expect(units).toBeGreaterThan(50)
    expect(result.provinces).toMatchObject([{ units, received: 2 * units, finished: 2 * units }])
    // One at once, one after 10 minutes, in every unit.
    expect(stepOf(result, 'work')).toMatchObject({ ended: 2 * units, waitMeanMin: 5 })
  })

  it('is 3,321 units of 34 provinces', () => {
    const result = resultOf(oneDay, each(''), demandAt('07T08:00 2'), work(10))
    expect(allOf(result)).toMatchObject({ received: 6642, finished: 6642, waitMeanMin: 5 })
    expect(result.provinces).toHaveLength(34)
    expect(result.provinces.reduce((sum, { units }) => sum + units, 0)).toBe(3321)
    expect(new Set(result.units.map(({ received }) => received))).toEqual(new Set([2]))
  })
})

describe('the period', () => {
  const hourly = `demand: { volume: { kind: renewal, between: ${fixed(60)} }, ${procedures} }`
  const between = (from: string, to: string) => {
    const period = `period: { from: ${from}, to: ${to} }`
    const calendar = `calendar:
  week: { monday: &hours "07:00-11:30,13:30-17:00", tuesday: *hours, wednesday: *hours, thursday: *hours, friday: *hours }
  holidays: vietnam`
    const result = resultOf(period, calendar, rachGia, hourly, work(1))
    return { received: allOf(result).received, workingDays: result.throughput.workingDays }
  }

  it('is a day, a month, or the half-year from July to December; public holidays are no working days', () => {
    // One dossier an hour from 01:00 on.
    expect(between('2025-07-07', '2025-07-07')).toEqual({ received: 23, workingDays: 1 })
    expect(between('2025-07-01', '2025-07-31')).toEqual({ received: 31 * 24 - 1, workingDays: 23 })
    // 132 weekdays, less 1 and 2 September.
    expect(between('2025-07-01', '2025-12-31')).toEqual({ received: 184 * 24 - 1, workingDays: 130 })
  })
})

describe('a surge', () => {
  const halfYear = 'period: { from: 2025-07-01, to: 2025-12-31 }'
  const received = ({ throughput }: RunResult, from: string, to: string) =>
    throughput.byDay.reduce((sum, { date, received }) => sum + (from <= date && date <= to ? received : 0), 0)
  const demand = (kind: string, surges: string) =>
    `demand: { volume: { kind: ${kind}, dossiers: 3000 }, ${procedures}${surges} }`
  const admission = ', surges: [{ from: 2025-08-01, to: 2025-08-10, factor: 4 }]'
  /** Four standard deviations of a number that is about normal. */
  const near = (value: number, mean: number, variance: number) =>
    expect(Math.abs(value - mean)).toBeLessThan(4 * Math.sqrt(variance))

  it('of school admission draws a fixed volume to its days', () => {
    // 174 days of weight 1 and 10 of weight 4.
    const share = 40 / 214
    const surged = resultOf(halfYear, rachGia, demand('fixed', admission), work(1))
    expect(allOf(surged).received).toBe(3000)
    near(received(surged, '2025-08-01', '2025-08-10'), 3000 * share, 3000 * share * (1 - share))
    const even = resultOf(halfYear, rachGia, demand('fixed', ''), work(1))
    near(received(even, '2025-08-01', '2025-08-10'), (3000 * 10) / 184, 3000 * 0.054 * 0.946)
  })

  it('adds to a volume that is a mean', () => {
    const surged = resultOf(halfYear, rachGia, demand('poisson', admission), work(1))
    near(received(surged, '2025-08-01', '2025-08-10'), (3000 * 40) / 184, (3000 * 40) / 184)
    near(allOf(surged).received, (3000 * 214) / 184, (3000 * 214) / 184)
  })

  it('of nothing before and after makes a stream that comes in its season alone', () => {
    const season = `
  streams:
    admission:
      volume: { kind: fixed, dossiers: 300 }
      surges: [{ from: 2025-07-01, to: 2025-07-31, factor: 0 }, { from: 2025-08-16, to: 2025-12-31, factor: 0 }]
      ${procedures}`
    const nothing = `demand:\n  volume: { kind: fixed, dossiers: 0 }\n  ${procedures}${season}`
    const result = resultOf(halfYear, rachGia, nothing, work(1))
    expect(allOf(result).received).toBe(300)
    expect(received(result, '2025-08-01', '2025-08-15')).toBe(300)
  })

  it('of land clearance leaves a backlog that the same officials work off in the weeks after', () => {
    // 30 dossiers a working day, for 48 that a clerk can do; in one week three times as many.
    const weekdays = '{ monday: 1, tuesday: 1, wednesday: 1, thursday: 1, friday: 1 }'
    const profile = `{ openDaysOnly: true, dayWeights: ${weekdays}, hourWeights: [{ hours: 07:00-11:30, weight: 1 }] }`
    const land = (surges: string) => `demand:
  volume: { kind: poisson, dossiers: ${30 * 23} }
  profiles: { direct: ${profile}, online: ${profile}, post: ${profile} }
  ${procedures}${surges}`
    const july = 'period: { from: 2025-07-01, to: 2025-07-31 }'
    const openOn = (result: RunResult, date: string) =>
      result.throughput.byDay.find((day) => day.date === date)?.open ?? 0
    const clearance = '\n  surges: [{ from: 2025-07-07, to: 2025-07-11, factor: 3 }]'
    const surged = resultOf(july, rachGia, land(clearance), work(10))
    // 5 days × (90 − 48); the arrivals of the week vary with 450.
    near(openOn(surged, '2025-07-11'), 5 * (90 - 48), 450)
    // 14 working days × 18 dossiers to spare are more than that.
    expect(openOn(surged, '2025-07-31')).toBeLessThan(20)
    const even = resultOf(july, rachGia, land(''), work(10))
    expect(openOn(even, '2025-07-11')).toBeLessThan(20)
    expect(allOf(surged).waitMeanMin).toBeGreaterThan(10 * (allOf(even).waitMeanMin ?? Infinity))
  })
})

describe('what waits as the period begins', () => {
  const backlog = (step: string, daysAgo: number) =>
    `${demandAt('07T08:00 1')}\n  backlog: [{ dossiers: 1, step: ${step}, receivedDaysAgo: ${daysAgo} }]`
  const received = way(
    `receive: { by: official, role: clerk, takes: ${fixed(5)}, outcomes: [{ state: 2, to: work }] }`,
    `work: { by: official, role: clerk, takes: ${fixed(5)}, outcomes: [{ state: 9, to: end }] }`,
  )

  it('keeps its date and its state though reception is yet to be done: its limit runs from when it was received', () => {
    const { result, log } = simulated(rachGia, backlog('receive', 20), received)
    expect(allOf(result)).toMatchObject({ received: 2, finished: 2, overdue: 1 })
    const [first, ...later] = log.filter(({ dossier, state }) => dossier === log[0]?.dossier && state !== undefined)
    // Three working days from Tuesday 17 June.
    expect(first).toMatchObject({ event: 'arrived', state: 4 })
    expect(first?.due).toMatch(/^2025-06-/)
    expect(later.filter(({ due }) => due !== undefined)).toEqual([])
    expect(later.map(({ state }) => state).every((state) => state === 4 || state === 9)).toBe(true)
  })
})
