/** What citizens are and do: each as scenario data, and what it changes in the result. */
import { describe, expect, it } from 'vitest'
import type { Demand, Step } from '../../../src/schema/index.ts'
import {
  citizen,
  comeAt,
  counter,
  desk,
  done,
  fixed,
  type Given,
  indicatorsOf,
  resultOf,
  staffOf,
  stepOf,
  THREE_DAYS,
  turnaroundMin,
} from './figures-of.ts'

describe('the channel of citizens follows their age and digital skill', () => {
  const share = (online: number) => ({ direct: 1 - online, online, post: 0 })
  const demand: Partial<Demand> = {
    volume: { kind: 'fixed', dossiers: 10_000 },
    channels: share(0.9),
    traits: { elderly: { share: 0.2 }, 'unused-to-computers': { share: 0.5, among: 'elderly' } },
  }
  const byAge = { 'unused-to-computers': share(0), elderly: share(0.6) }
  const hand = { hand: citizen(0, done) }
  const onlineOf = (given: Given) => indicatorsOf(resultOf(given), 'online').received / 10_000

  it('10 % use no computer, 10 % are old and file 60 % online, the rest 90 %: 78 % file online instead of 90 %', () => {
    const fourDeviations = (p: number) => 4 * Math.sqrt((p * (1 - p)) / 10_000)
    const with_ = onlineOf({ steps: hand, demand: { ...demand, channelsOf: byAge } })
    expect(Math.abs(with_ - (0.1 * 0 + 0.1 * 0.6 + 0.8 * 0.9))).toBeLessThan(fourDeviations(0.78))
    expect(Math.abs(onlineOf({ steps: hand, demand }) - 0.9)).toBeLessThan(fourDeviations(0.9))
  })

  it('in a unit of old people who use no computer everybody comes in person', () => {
    const { indicators } = resultOf({
      steps: hand,
      demand: { ...demand, channelsOf: byAge },
      unit: { traits: { elderly: 1, 'unused-to-computers': 1 } },
    })
    expect(indicators.map(({ channel }) => channel)).not.toContain('online')
    expect(indicators[0]?.received).toBe(10_000)
  })
})

describe('assisted online filing', () => {
  /** Four citizens who file online: at home, or with the help of a volunteer who files for them. */
  const given = (needHelp: number, channelsOf: Demand['channelsOf'] = {}): Given => ({
    unit: {
      staff: [
        { role: 'clerk', count: 1 },
        { role: 'volunteer', count: 1 },
      ],
    },
    demand: {
      volume: comeAt(4, 'monday', '08:00'),
      channels: { direct: 0, online: 1, post: 0 },
      channelsOf,
      traits: { 'needs-help': { share: needHelp } },
    },
    start: { direct: 'receive' },
    steps: {
      declare: citizen(0, { when: 'needs-help', to: 'assist' }, { operation: 'portal.submit', state: 1, to: 'intake' }),
      assist: {
        by: 'official',
        role: 'volunteer',
        counter: true,
        takes: fixed(20),
        outcomes: [{ operation: 'portal.submit', state: 1, to: 'intake' }],
      },
      intake: desk(5, done),
      receive: counter(10, done),
    },
  })

  it('keeps citizens who need help online, at the price of a trip each and 20 minutes of a volunteer', () => {
    const alone = resultOf(given(0))
    const helped = resultOf(given(1))
    const inPerson = resultOf(given(1, { 'needs-help': { direct: 1, online: 0, post: 0 } }))
    expect([alone, helped].map((result) => indicatorsOf(result, 'online').received)).toEqual([4, 4])
    expect(inPerson.indicators.map(({ channel }) => channel)).not.toContain('online')
    expect([alone, helped, inPerson].map(({ visits }) => visits.trips)).toEqual([0, 4, 4])
    expect([alone, helped].map((result) => staffOf(result, 'volunteer').busyHours)).toEqual([0, 80 / 60])
    // Clerks have 5 minutes with a dossier that is filed online and 10 with one at the counter.
    expect([helped, inPerson].map((result) => staffOf(result, 'clerk').busyHours)).toEqual([20 / 60, 40 / 60])
  })

  it('makes them wait for the volunteer: 0, 20, 40 and 60 minutes', () => {
    expect(stepOf(resultOf(given(1)), 'assist')).toMatchObject({ begun: 4, waitMeanMin: 30, workMeanMin: 20 })
  })
})

describe('a citizen who speaks another language', () => {
  const demand = (share: number): Partial<Demand> => ({
    volume: comeAt(3, 'monday', '08:00'),
    traits: { hmong: { share } },
  })

  it('takes twice as long at the counter, so that those behind wait 20 minutes instead of 10', () => {
    const receive = { ...counter(10, done), longerFor: { hmong: 2 } }
    const figures = (share: number) => stepOf(resultOf({ steps: { receive }, demand: demand(share) }), 'receive')
    expect(figures(0)).toMatchObject({ workMeanMin: 10, waitMeanMin: 10 })
    expect(figures(1)).toMatchObject({ workMeanMin: 20, waitMeanMin: 20 })
  })

  it('waits for the one clerk in two who speaks it: 10 minutes instead of 10 ÷ 3', () => {
    const greet = citizen(0, { when: 'hmong', to: 'receive-in-hmong' }, { to: 'receive' })
    const steps = { greet, receive: counter(10, done), 'receive-in-hmong': { ...counter(10, done), skill: 'hmong' } }
    const staff = [
      { role: 'clerk', count: 1, skills: ['hmong'] },
      { role: 'clerk', count: 1 },
    ]
    const wait = (share: number) =>
      indicatorsOf(resultOf({ steps, unit: { staff }, demand: demand(share) })).waitMeanMin
    expect(wait(0)).toBeCloseTo(10 / 3)
    expect(wait(1)).toBe(10)
  })
})

describe('the patience of citizens', () => {
  /** Four citizens of 08:00, one clerk, ten minutes each. */
  const given = (patience: Demand['patience']): Given => ({
    steps: { receive: counter(10, { state: 9, to: 'end' }) },
    demand: { volume: comeAt(4, 'monday', '08:00'), ...(patience && { patience }) },
  })
  const leaveAfter = (waitMin: number, comesBack: number) => ({ waits: fixed(waitMin), comesBack, after: fixed(60) })

  it('without bounds lets all be served, after 15 minutes in the mean', () => {
    const { visits, indicators, conservation } = resultOf(given(undefined))
    expect(visits).toMatchObject({ trips: 4, gaveUp: 0 })
    expect(indicators[0]).toMatchObject({ finished: 4, waitMeanMin: 15 })
    expect(conservation.harness).toMatchObject({ finished: 4, withdrawn: 0 })
  })

  it('of 15 minutes makes the third and the fourth give up and withdraw', () => {
    const { visits, indicators, conservation } = resultOf(given(leaveAfter(15, 0)))
    expect(visits).toMatchObject({ trips: 4, gaveUp: 2 })
    expect(conservation.harness).toMatchObject({ received: 4, finished: 2, withdrawn: 2 })
    // 0, 10 and twice 15.
    expect(indicators[0]?.waitMeanMin).toBe(10)
  })

  it('makes a second trip of it when they come again an hour later', () => {
    const { visits, indicators } = resultOf(given(leaveAfter(15, 1)))
    expect(visits).toMatchObject({ trips: 6, tripsPerDossier: 1.5, gaveUp: 2 })
    // At 09:15 the clerk is free: the third has waited 15 minutes in all, the fourth 25.
    expect(indicators[0]).toMatchObject({ finished: 4, withdrawn: 0, waitMeanMin: (0 + 10 + 15 + 25) / 4 })
  })
})

describe('a file that lacks a paper', () => {
  const given = (incomplete: number): Given => ({
    unit: { travel: fixed(60) },
    demand: { incompleteShare: { direct: incomplete, online: 0, post: 0 } },
    steps: {
      receive: counter(10, { when: 'incomplete', state: 5, to: 'bring-papers' }, { state: 2, to: 'decide' }),
      'bring-papers': citizen(120, { completes: true, to: 'receive' }),
      decide: desk(20, done),
    },
  })

  it('costs the citizen a second trip, the clerk a second reception and the dossier 130 minutes', () => {
    const [complete, incomplete] = [resultOf(given(0)), resultOf(given(1))]
    expect([complete, incomplete].map(({ visits }) => visits.trips)).toEqual([1, 2])
    expect([complete, incomplete].map((result) => stepOf(result, 'receive').begun)).toEqual([1, 2])
    expect([complete, incomplete].map((result) => turnaroundMin(result))).toEqual([30, 160])
  })
})

describe('return visits', () => {
  const given = (howBack: string): Given => ({
    unit: { travel: fixed(90) },
    steps: {
      receive: counter(10, { state: 2, to: 'decide' }),
      decide: desk(20, { state: 9, to: howBack }),
      'come-back': citizen(60, { to: 'return' }),
      return: counter(5, { state: 10, to: 'end' }),
      post: { by: 'agency', who: 'public-post', takes: fixed(1440), outcomes: [{ state: 10, to: 'end' }] },
    },
  })

  it('for the result make two trips and three hours of travel; the post brings it for one trip', () => {
    const figures = (howBack: string) => {
      const { trips, tripsPerDossier, travelHours } = resultOf(given(howBack)).visits
      return { trips, tripsPerDossier, travelHours }
    }
    expect(figures('come-back')).toEqual({ trips: 2, tripsPerDossier: 2, travelHours: 3 })
    expect(figures('post')).toEqual({ trips: 1, tripsPerDossier: 1, travelHours: 1.5 })
  })
})

describe('a Zalo group of residents', () => {
  /** Fifteen citizens of 08:00, half an hour each: seven hours are left that day, enough for fourteen. */
  const given = (sentAt: string, group: Partial<Demand>): Given => ({
    demand: {
      volume: comeAt(15, 'monday', '08:00'),
      streams: {
        zalo: {
          volume: comeAt(1, 'monday', sentAt),
          channels: { direct: 0, online: 1, post: 0 },
          procedures: [{ code: THREE_DAYS, weight: 1, workflow: 'way' }],
          start: 'message',
          ...group,
        },
      },
    },
    steps: {
      receive: counter(30, done),
      message: citizen(0, { operation: 'messages.receive', state: 2, to: 'handle' }),
      handle: desk(30, done),
    },
  })
  const ofGroup = (sentAt: string, group: Partial<Demand>) => indicatorsOf(resultOf(given(sentAt, group)), 'online')

  it('has its requests promised, and with priority kept, for the same day', () => {
    // The last of the fifteen is served on Tuesday from 07:00, and then the request.
    expect(ofGroup('09:10', {})).toMatchObject({ sameDayRate: 0, beforeTime: 1 })
    expect(ofGroup('09:10', { limit: 'same-day' })).toMatchObject({ sameDayRate: 0, onTimeRate: 0, overdue: 1 })
    expect(ofGroup('09:10', { limit: 'same-day', priority: 1 })).toMatchObject({
      sameDayRate: 1,
      onTimeRate: 1,
      // The clerk is next free at 09:30.
      turnaroundMeanHours: 50 / 60,
    })
  })

  it('has those that come after 15:00 promised for the next working day', () => {
    expect(ofGroup('15:01', { limit: 'same-day' })).toMatchObject({ sameDayRate: 0, onTimeRate: 1, onTime: 1 })
  })
})

describe('home service', () => {
  const given = (step: Step): Given => ({
    demand: { volume: comeAt(2, 'monday', '11:00') },
    unit: { travel: fixed(120) },
    steps: { serve: step },
  })
  const atCounter = resultOf(given(counter(20, done)))
  const atHome = resultOf(given({ ...desk(20, done), travel: fixed(30) }))

  it('spares the citizens their trips of two hours', () => {
    expect([atCounter, atHome].map(({ visits }) => visits.trips)).toEqual([2, 0])
    expect([atCounter, atHome].map(({ visits }) => visits.travelHours)).toEqual([4, 0])
  })

  it('costs the clerk 30 minutes of travel for each visit of 20', () => {
    expect([atCounter, atHome].map((result) => stepOf(result, 'serve').workMeanMin)).toEqual([20, 50])
  })

  it('is not broken off at noon: the first from 11:00 to 11:50, the second from 13:30 to 14:20', () => {
    // From 11:00 on, 30 working minutes to noon and 20 or 50 after it; laid aside, the first would take till 13:50.
    expect(indicatorsOf(atHome).finished).toBe(2)
    expect(turnaroundMin(atHome)).toBe((30 + 80) / 2)
  })
})

describe('the transaction days of the policy bank: 208 groups, 57 hamlets', () => {
  const days = [7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 28, 29, 30, 31]
  const points = days.flatMap((day) =>
    ['08:00', '09:30', '13:30'].map((clock) => `2025-07-${String(day).padStart(2, '0')}T${clock}`),
  )
  const given = (at: { time: string; dossiers: number }[]): Given => ({
    to: '2025-07-31',
    unit: {
      code: '31027',
      staff: [{ role: 'teller', count: 2 }],
      travel: fixed(10),
    },
    demand: { volume: { kind: 'scheduled', at } },
    steps: { pay: { by: 'official', role: 'teller', counter: true, takes: fixed(4), outcomes: [done] } },
  })
  const ofDays = (times: string[]) =>
    times.map((time, place) => ({
      time,
      dossiers: Math.floor(((place + 1) * 208) / times.length) - Math.floor((place * 208) / times.length),
    }))

  it('on one day of each of two communes make 104 leaders wait 102 minutes in the mean', () => {
    const result = resultOf(given(ofDays(['2025-07-10T08:00', '2025-07-17T08:00'])))
    expect(result.visits.trips).toBe(208)
    // Two at a time, four minutes each: 0, 0, 4, 4, … 204, 204.
    expect(indicatorsOf(result)).toMatchObject({ finished: 208, waitMeanMin: 102 })
    expect(result.throughput.byDay.map(({ received }) => received)).toEqual([104, 104])
  })

  it('at a point of each hamlet make three or four wait less than two minutes', () => {
    expect(points).toHaveLength(57)
    const result = resultOf(given(ofDays(points)))
    // 37 points with four leaders (0, 0, 4, 4) and 20 with three (0, 0, 4).
    expect(indicatorsOf(result).finished).toBe(208)
    expect(indicatorsOf(result).waitMeanMin).toBeCloseTo((37 * 8 + 20 * 4) / 208)
  })
})

describe('streams of several priorities', () => {
  const given = (streams: Demand['streams']): Given => ({
    demand: { volume: comeAt(3, 'monday', '08:00'), priority: 5, ...(streams && { streams }) },
    steps: { receive: counter(10, done) },
  })

  it('have figures each: who goes first waits less', () => {
    const procedures = [{ code: THREE_DAYS, weight: 1, workflow: 'way' }]
    const { streams } = resultOf(given({ urgent: { volume: comeAt(2, 'monday', '08:00'), procedures, priority: 0 } }))
    expect(streams).toMatchObject([
      // 0, 30 and 40 minutes, against 10 and 20.
      { stream: '', received: 3, finished: 3, open: 0, overdue: 0, onTimeRate: 1, waitMeanMin: 70 / 3 },
      { stream: 'urgent', received: 2, finished: 2, open: 0, overdue: 0, onTimeRate: 1, waitMeanMin: 15 },
    ])
    expect(streams[1]?.turnaroundMeanHours).toBeCloseTo(25 / 60, 6)
    expect(resultOf(given(undefined)).streams).toEqual([])
  })
})
