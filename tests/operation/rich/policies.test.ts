/** What a centre may decide about dossiers and officials: each as scenario data, and what it changes in the result. */
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../../src/scenario/index.ts'
import type { Demand, Scenario, Unit } from '../../../src/schema/index.ts'
import {
  agency,
  citizen,
  comeAt,
  counter,
  desk,
  done,
  fixed,
  type Given,
  indicatorsOf,
  momentOf,
  resultOf,
  SAME_DAY,
  staffOf,
  stepOf,
  stepsOf,
  THREE_DAYS,
  turnaroundMin,
} from './figures-of.ts'

const received = (code: string): Pick<Demand, 'procedures'> => ({ procedures: [{ code, weight: 1, workflow: 'way' }] })
describe('reception without boundaries', () => {
  const far = { code: '30742', travel: fixed(120), staff: [{ role: 'clerk', count: 1 }] }
  const near = { code: '31012', travel: fixed(20), staff: [{ role: 'clerk', count: 1 }] }
  const given = (share: number): Given => ({
    units: [far, near],
    policies: { forward: fixed(60) },
    demand: { volume: comeAt(2, 'monday', '08:00'), units: ['30742'], elsewhere: { share, at: ['31012'] } },
    steps: {
      receive: counter(10, { state: 2, forwards: true, to: 'decide' }),
      decide: desk(20, done),
    },
  })
  const [own, elsewhere] = [resultOf(given(0)), resultOf(given(1))]

  it('spares citizens who hand in next door the long way', () => {
    expect([own, elsewhere].map(({ visits }) => visits.travelHours)).toEqual([4, 40 / 60])
  })

  it('makes their dossiers an hour older, for that is the way to the competent unit', () => {
    // At home: received 08:10 and 08:20, decided 08:40 and 09:00. Next door: there at 09:10 and 09:20.
    expect(turnaroundMin(own)).toBe((40 + 60) / 2)
    expect(turnaroundMin(elsewhere)).toBe((90 + 110) / 2)
  })

  it('counts them in the unit that is competent, and the work where it is done', () => {
    for (const { units } of [own, elsewhere])
      expect(units.map(({ code, received: all, finished }) => [code, all, finished])).toEqual([
        ['30742', 2, 2],
        ['31012', 0, 0],
      ])
    expect(stepOf(elsewhere, 'receive')).toMatchObject({ begun: 2, waitMeanMin: 5 })
  })

  it('goes at once where no way is said', () => {
    const { policies: _, ...rest } = given(1)
    expect(turnaroundMin(resultOf(rest))).toBe((30 + 50) / 2)
  })
})

describe('eighteen regional hubs', () => {
  /** Of the first 54 units of Bắc Ninh and Hải Phòng: each third is a hub with six clerks, two communes belong to it. */
  const codes = [...loadCatalogue().units.values()]
    .filter(({ provinceCode }) => provinceCode === '24' || provinceCode === '31')
    .map(({ code }) => code)
    .slice(0, 54)
  const units = codes.map((code, place): Partial<Unit> => {
    const hub = codes[place - (place % 3)] as string
    if (code === hub) return { code, demandFactor: 0, travel: fixed(120), staff: [{ role: 'clerk', count: 6 }] }
    return { code, hub, travel: fixed(30), staff: [{ role: 'clerk', count: 1 }] }
  })
  const given = (share: number): Given => ({
    units,
    policies: { forward: fixed(60) },
    demand: { volume: comeAt(3, 'monday', '08:00'), elsewhere: { share, at: 'hub' } },
    steps: { receive: counter(10, { state: 2, forwards: true, to: 'decide' }), decide: desk(20, done) },
  })
  const [own, atHub] = [resultOf(given(0)), resultOf(given(1))]

  it('take the waiting from the citizens of 36 communes and give them a longer way', () => {
    expect([own, atHub].map((result) => indicatorsOf(result).received)).toEqual([108, 108])
    // Three of 08:00 at one clerk wait 0, 10 and 20 minutes; the six of two communes find six clerks at their hub.
    expect([own, atHub].map((result) => indicatorsOf(result).waitMeanMin)).toEqual([10, 0])
    expect([own, atHub].map(({ visits }) => visits.travelHours)).toEqual([108 * 0.5, 108 * 2])
  })

  it('make each dossier older by its way from the hub to its commune', () => {
    // Received 08:10, 08:20, 08:30, then decided: 08:50, 09:10, 09:30. From the hub at 09:10: 09:30, 09:50, 10:10.
    expect(turnaroundMin(own)).toBe((50 + 70 + 90) / 3)
    expect(turnaroundMin(atHub)).toBe((90 + 110 + 130) / 3)
  })

  it('count no dossier as theirs', () => {
    const hubs = new Set(units.map(({ hub }) => hub))
    expect(hubs.size).toBe(19) // the eighteen, and none
    for (const { code, received: all } of atHub.units) expect(all).toBe(hubs.has(code) ? 0 : 3)
  })
})

describe('a procedure of which it is not clear who is competent', () => {
  const given = (share: number): Given => ({
    demand: { traits: { ambiguous: { share } } },
    everyDay: '00:00-24:00',
    steps: {
      receive: desk(10, { state: 2, to: 'decide' }),
      decide: desk(
        30,
        { when: 'ambiguous', unless: 'sent-back', state: 4, to: 'province' },
        { when: 'ambiguous', unless: 'sent-back-again', to: 'province' },
        done,
      ),
      province: agency(
        'province',
        480,
        { when: 'sent-back', gains: ['sent-back-again'], to: 'decide' },
        { gains: ['sent-back'], to: 'decide' },
      ),
    },
  })

  it('goes to the province and back twice: three times half an hour of work, and 16 hours more', () => {
    const [clear, ambiguous] = [resultOf(given(0)), resultOf(given(1))]
    expect([clear, ambiguous].map((result) => stepOf(result, 'decide').begun)).toEqual([1, 3])
    expect(stepsOf(clear)).not.toContain('province')
    expect(stepOf(ambiguous, 'province').ended).toBe(2)
    expect([clear, ambiguous].map((result) => turnaroundMin(result))).toEqual([40, 40 + 2 * (480 + 30)])
  })
})

describe('the committed limit', () => {
  /** Received on Monday at 08:10; three working days end on Thursday, 70 % of them on Wednesday. */
  const given = (decideHours: number, policies: Scenario['policies'], reduction?: number): Given => ({
    policies,
    demand: {
      procedures: [
        { code: THREE_DAYS, weight: 1, workflow: 'way', ...(reduction !== undefined && { limitReduction: reduction }) },
      ],
    },
    steps: { receive: desk(10, { state: 2, to: 'verify' }), verify: agency('police', decideHours * 60, done) },
  })
  const timeliness = (...of: Parameters<typeof given>) => {
    const { beforeTime, onTime, overdue } = indicatorsOf(resultOf(given(...of)))
    return { beforeTime, onTime, overdue }
  }

  it('that is 30 % shorter makes overdue what was on time, and on time what was before it', () => {
    expect(timeliness(72, {})).toEqual({ beforeTime: 0, onTime: 1, overdue: 0 })
    expect(timeliness(72, { limitReduction: 0.3 })).toEqual({ beforeTime: 0, onTime: 0, overdue: 1 })
    expect(timeliness(48, {})).toEqual({ beforeTime: 1, onTime: 0, overdue: 0 })
    expect(timeliness(48, { limitReduction: 0.3 })).toEqual({ beforeTime: 0, onTime: 1, overdue: 0 })
  })

  it('of a procedure goes before that of the centre', () => {
    expect(timeliness(72, { limitReduction: 0.3 }, 0)).toMatchObject({ onTime: 1 })
    expect(timeliness(72, {}, 0.3)).toMatchObject({ overdue: 1 })
  })
})

describe('the order of the papers on a desk', () => {
  /** Fourteen papers of three days at 08:00, half an hour each, fill the day; one of the same day comes at 08:10. */
  const given = (order: NonNullable<Scenario['policies']['order']>): Given => ({
    policies: { order },
    demand: {
      volume: comeAt(14, 'monday', '08:00'),
      streams: { urgent: { volume: comeAt(1, 'monday', '08:10'), ...received(SAME_DAY) } },
    },
    steps: { submit: citizen(0, { state: 2, to: 'decide' }), decide: desk(30, done) },
  })
  const figures = (order: NonNullable<Scenario['policies']['order']>) => {
    const { onTimeRate, overdue } = indicatorsOf(resultOf(given(order)))
    return { onTimeRate, overdue }
  }

  it('by deadline saves the one of the same day, which first come, first served leaves for tomorrow', () => {
    expect(figures('fifo')).toEqual({ onTimeRate: 14 / 15, overdue: 1 })
    expect(figures('earliest-deadline')).toEqual({ onTimeRate: 1, overdue: 0 })
  })

  it('by length takes the short one of 08:02 before the long one of 08:01', () => {
    const at = (clock: string, long: number): Demand => ({
      volume: comeAt(1, 'monday', clock),
      traits: { long: { share: long } },
      ...received(THREE_DAYS),
    })
    const mean = (order: NonNullable<Scenario['policies']['order']>) =>
      turnaroundMin(
        resultOf({
          policies: { order },
          demand: { ...at('08:00', 0), streams: { long: at('08:01', 1), short: at('08:02', 0) } },
          steps: { decide: { ...desk(10, done), longerFor: { long: 3 } } },
        }),
      )
    // The first until 08:10; then 08:40 and 08:50, or 08:50 and 08:20.
    expect(mean('fifo') * 3).toBeCloseTo(10 + 39 + 48, 3)
    expect(mean('shortest-first') * 3).toBeCloseTo(10 + 49 + 18, 3)
  })
})

describe('overtime', () => {
  const given = (overtime: Unit['staff'][number]['overtime']): Given => ({
    unit: { staff: [{ role: 'clerk', count: 1, ...(overtime && { overtime }) }] },
    demand: { volume: comeAt(16, 'monday', '08:00') },
    steps: { decide: desk(30, done) },
  })

  it('of an hour finishes on the day the two dossiers for which seven hours are not enough', () => {
    const [without, with_] = [resultOf(given(undefined)), resultOf(given([{ days: ['monday'], hours: '17:00-18:00' }]))]
    expect([without, with_].map((result) => indicatorsOf(result).sameDayRate)).toEqual([14 / 16, 1])
    expect([without, with_].map((result) => staffOf(result, 'clerk').overtimeHours)).toEqual([0, 1])
    expect([without, with_].map((result) => staffOf(result, 'clerk').busyHours)).toEqual([8, 8])
  })
})

describe('an assistant that looks things up', () => {
  const given = (assistant: Scenario['policies']['assistant'], dossiers = 1): Given => ({
    policies: assistant ? { assistant } : {},
    everyDay: '00:00-24:00',
    demand: { volume: comeAt(dossiers, 'monday', '08:00') },
    steps: { 'look-up': counter(20, { state: 2, to: 'decide' }), decide: desk(5, done) },
  })
  const asked = (wrongShare: number) => ({ steps: ['look-up'], factor: 0.4, wrongShare })

  it('makes eight minutes of twenty when it is right, and 28 when it is wrong', () => {
    expect(turnaroundMin(resultOf(given(undefined)))).toBe(25)
    expect(turnaroundMin(resultOf(given(asked(0))))).toBe(13)
    expect(turnaroundMin(resultOf(given(asked(1))))).toBe(33)
  })

  it('costs eight minutes for each dossier and twenty for each wrong answer', () => {
    const result = resultOf(given(asked(0.25), 200))
    const wrong = stepOf(result, 'look-up').ended - 200
    expect(Math.abs(wrong - 50)).toBeLessThan(4 * Math.sqrt(200 * 0.25 * 0.75))
    expect(staffOf(result, 'clerk').busyHours).toBeCloseTo((200 * (8 + 5) + wrong * 20) / 60)
  })

  it('that was wrong does not send the citizen back to the end of the line', () => {
    const result = resultOf(given(asked(1), 3))
    // 28 minutes each, one after the other.
    expect(stepOf(result, 'look-up')).toMatchObject({ begun: 6, waitMeanMin: 28 })
    expect(result.visits.trips).toBe(3)
  })

  it('helps only in the steps in which it is asked', () => {
    expect(turnaroundMin(resultOf(given({ ...asked(0), steps: ['decide'] })))).toBe(22)
  })
})

describe('equipment', () => {
  const scan = { ...counter(10, done), equipment: ['scanner'] }
  const four = { staff: [{ role: 'clerk', count: 4 }] }

  it('moved from one unit to another serves there from then on until it goes back', () => {
    const given = (moved: boolean): Given => ({
      units: [
        { ...four, code: '30742', equipment: { scanner: 2 } },
        { ...four, code: '31012', equipment: { scanner: 0 } },
      ],
      demand: { volume: comeAt(2, 'monday', '08:00') },
      incidents: moved
        ? [
            {
              kind: 'equipment-moved',
              name: 'loan',
              item: 'scanner',
              count: 1,
              unit: '30742',
              toUnit: '31012',
              from: momentOf('monday', '08:00'),
              to: momentOf('monday', '08:15'),
            },
          ]
        : [],
      steps: { scan },
    })
    const finished = (moved: boolean) => resultOf(given(moved)).units.map((unit) => unit.finished)
    expect(finished(false)).toEqual([2, 0])
    // The second of 08:10 is begun before the scanner goes back at 08:15, and finished.
    expect(finished(true)).toEqual([2, 2])
    // In the unit that lends, the second waits for the first.
    expect([false, true].map((moved) => resultOf(given(moved)).units[0]?.waitP90Min)).toEqual([0, 10])
  })

  it('bought for five billion đồng serves five at once, for one billion one after the other', () => {
    const wait = (budgetVnd: number) =>
      indicatorsOf(
        resultOf({
          unit: {
            staff: [{ role: 'clerk', count: 5 }],
            equipment: { workplace: { budgetVnd, priceVnd: 1_000_000_000 } },
          },
          demand: { volume: comeAt(5, 'monday', '08:00') },
          steps: { receive: { ...counter(10, done), equipment: ['workplace'] } },
        }),
      ).waitMeanMin
    expect(wait(5_000_000_000)).toBe(0)
    expect(wait(1_000_000_000)).toBe((0 + 10 + 20 + 30 + 40) / 5)
  })
})
