import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/operation/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { BRING, entriesOf, entry, minimalPlan, PROCESS, type Story, tallyOf, tallyOfEntries, time } from './entries.ts'

const plan = minimalPlan()
const end = time('12T00:00')
const all = (stories: readonly Story[], atMs = end) => tallyOf(plan, stories, atMs).indicators('channels')[0]
/** Indicators of one dossier of which something more is recorded. */
const told = (story: Story, ...more: Entry[]) =>
  tallyOfEntries(plan, [...entriesOf(story, 0).map((each) => ({ ...each, over: false })), ...more], end)
const row = (tally: Tally) => tally.indicators('channels')[0]

const early: Story = {
  arrived: '07T08:00',
  begun: '07T08:30',
  received: '07T08:40',
  due: '09T09:00',
  last: ['08T16:59', 9],
}
const onTheDay: Story = { ...early, last: ['09T16:59', 9] }
const late: Story = { ...early, last: ['10T07:01', 9] }
const openInTime: Story = {
  arrived: '11T08:00',
  begun: '11T08:10',
  received: '11T08:20',
  due: '14T09:00',
  last: ['11T09:00', 4],
}
const openLate: Story = { ...openInTime, due: '10T09:00' }

describe('the timeliness of a dossier', () => {
  it('is told by the date alone: a day earlier is before time, the day itself on time at any hour, a day later overdue', () => {
    expect(all([early, onTheDay, late])).toMatchObject({
      beforeTime: 1,
      onTime: 1,
      overdue: 1,
      finished: 3,
      openOverdue: 0,
    })
  })

  it('does not change when the result is fetched later', () => {
    const tally = told(onTheDay, entry('11T15:00', 0, 'ended', 10, { over: true }))
    expect(row(tally)).toMatchObject({ onTime: 1, overdue: 0, finished: 1 })
    expect(tally.byDay()).toEqual([
      { date: '2025-07-07', received: 1, finished: 0, open: 1 },
      { date: '2025-07-09', received: 0, finished: 1, open: 0 },
    ])
  })

  it('is told by the last appointment date', () => {
    const tally = told(
      { ...late, last: ['08T10:00', 5] },
      entry('09T10:00', 0, 'ended', 4, { dueMs: time('11T09:00') }),
      entry('11T16:00', 0, 'ended', 9, { over: true }),
    )
    expect(row(tally)).toMatchObject({ onTime: 1, overdue: 0 })
  })

  it('without an appointment date is on time', () => {
    expect(all([{ arrived: '07T08:00', last: ['10T08:00', 9] }])).toMatchObject({
      onTime: 1,
      beforeTime: 0,
      overdue: 0,
    })
  })

  it('is known too where a workflow goes straight to the returned result', () => {
    const tally = tallyOf(plan, [{ ...early, last: ['08T16:59', 10] }])
    expect(row(tally)).toMatchObject({ beforeTime: 1, overdue: 0, finished: 1 })
    expect(tally.byDay().at(-1)).toEqual({ date: '2025-07-08', received: 0, finished: 1, open: 0 })
  })
})

describe('an open dossier', () => {
  it('is overdue from the day after its appointment', () => {
    expect(all([openLate], time('10T23:59'))).toMatchObject({ open: 1, openOverdue: 0 })
    expect(all([openLate], time('11T00:00'))).toMatchObject({ open: 1, openOverdue: 1 })
  })

  it('runs over in the working hours since its appointment', () => {
    const hoursAt = (at: string) => all([openLate], time(at))?.overrunHours ?? Number.NaN
    expect(hoursAt('10T23:59')).toBe(0)
    expect(hoursAt('11T17:00') - hoursAt('11T08:00')).toBeCloseTo(7, 6)
  })

  it.each([5, 6])('is not overdue while its clock stands in state %i', (state) => {
    expect(all([{ ...openLate, last: ['09T09:00', state] }])).toMatchObject({
      open: 1,
      openOverdue: 0,
      progressRate: 1,
    })
  })

  it('that waits for reception is overdue once the appointment has passed that it would have had by now', () => {
    // Three working days less 30 %: reception at its submission would have promised Wednesday 9 July.
    const waiting: Story = { arrived: '07T08:00', procedure: 1 }
    expect(all([waiting], time('09T23:59'))).toMatchObject({
      ...{ open: 1, openOverdue: 0, openUnreceived: 1, progressRate: 1, onTimeRate: null },
    })
    expect(all([waiting], time('10T00:00'))).toMatchObject({ openOverdue: 1, openUnreceived: 1, progressRate: 0 })
    expect(all([openLate], time('11T00:00'))).toMatchObject({ open: 1, openUnreceived: 0 })
  })

  it('that waits for papers before its reception is not overdue, nor received', () => {
    expect(all([{ arrived: '07T08:00', last: ['07T09:00', 5] }])).toMatchObject({ openOverdue: 0, openUnreceived: 1 })
  })

  it('of a workflow without a reception can’t be overdue', () => {
    const never = minimalPlan(['state: 2, to: process', 'state: 4, to: process'])
    const tally = tallyOf(never, [{ arrived: '07T08:00' }])
    expect(row(tally)).toMatchObject({ open: 1, openOverdue: 0, openUnreceived: 0, progressRate: 1 })
  })
})

describe('the indicators of a dozen dossiers', () => {
  const refused: Story = { arrived: '07T08:00', begun: '07T09:00', last: ['07T09:10', 3] }
  const stopped: Story = { ...openLate, last: ['11T10:00', 8] }
  const withdrawn: Story = { ...openLate, last: ['11T10:00', 7] }
  const waiting: Story = { ...openLate, last: ['11T10:00', 5] }
  const fresh: Story = { arrived: '11T16:50' }
  const stories = [early, early, onTheDay, late, openInTime, openLate, refused, stopped, withdrawn, waiting, fresh]
  const online = [...stories, { ...onTheDay, channel: 1, procedure: 1 }]
  const tally = tallyOf(plan, online)
  const rows = tally.indicators('fields')

  it('count each once', () => {
    expect(rows[0]).toMatchObject({ received: 12, finished: 5, refused: 2, withdrawn: 1, open: 4 })
    expect(tally.counts()).toEqual({ received: 12, finished: 5, refused: 2, withdrawn: 1, open: 4 })
  })

  it('have onTimeRate = finished before or on time ÷ finished, progressRate = (those + open in time) ÷ received', () => {
    expect(rows[0]).toMatchObject({ beforeTime: 2, onTime: 2, overdue: 1, openOverdue: 1 })
    expect(rows[0]?.onTimeRate).toBe(4 / 5)
    expect(rows[0]?.progressRate).toBe((4 + 3) / 12)
  })

  it('have turnaround and wait in working time', () => {
    // early: Monday 08:00 to Tuesday 16:59 is 7:00 + 7:59; onTheDay ends a day later. Means are exact, quantiles nearly.
    expect(all([early])?.turnaroundP50Hours).toBeCloseTo(14 + 59 / 60, 10)
    expect(all([early, onTheDay])?.turnaroundP90Hours).toBeCloseTo(22 + 59 / 60, 10)
    expect(all([early, onTheDay])?.turnaroundMeanHours).toBeCloseTo(18 + 59 / 60, 10)
    expect(all([early])?.waitP50Min).toBe(30)
    expect(all([{ ...early, arrived: '07T11:20', begun: '07T13:45' }])?.waitP50Min).toBe(25)
    expect(all([{ ...early, arrived: '05T20:00', begun: '07T07:00' }])?.waitP50Min).toBe(0)
  })

  it('take the first start by an official as reception', () => {
    expect(row(told(early, entry('10T09:00', 0, 'begun', 9, { by: 1 })))?.waitP50Min).toBe(30)
  })

  it('come by channel, then by field, then by field and channel, rows of nothing left out', () => {
    expect(rows.map(({ field, channel, received }) => [field, channel, received])).toEqual([
      ['all', 'all', 12],
      ['all', 'direct', 11],
      ['all', 'online', 1],
      ['certification', 'all', 11],
      ['certification', 'direct', 11],
      ['civil_status', 'all', 1],
      ['civil_status', 'online', 1],
    ])
    expect(tally.indicators('channels')).toEqual(rows.slice(0, 3))
  })

  it('are null, not 0 and not 100 %, where there is nothing to measure', () => {
    expect(new Tally(plan).indicators('fields')).toEqual([
      {
        field: 'all',
        channel: 'all',
        ...{ received: 0, finished: 0, refused: 0, withdrawn: 0, open: 0 },
        ...{ beforeTime: 0, onTime: 0, overdue: 0, openOverdue: 0, openUnreceived: 0, overrunHours: 0 },
        ...{ onTimeRate: null, progressRate: null },
        sameDayRate: null,
        ...{ turnaroundP50Hours: null, turnaroundP90Hours: null, turnaroundMeanHours: null },
        ...{ waitP50Min: null, waitP90Min: null, waitMeanMin: null },
      },
    ])
    expect([new Tally(plan).p95Ms, new Tally(plan).operations(), new Tally(plan).byDay()]).toEqual([null, [], []])
  })
})

describe('the figures of system operations', () => {
  const called = (ms: number, more: Partial<Entry> = {}) =>
    entry('07T09:00', 0, 'called', 2, { operation: 'portal.submit', tookMs: ms, ...more })
  const failed = (reason: string) =>
    entry('07T09:00', 0, 'failed', 2, { operation: 'one-stop.receive', tookMs: 300, reason })

  it('are by name, with errors and nearest-rank percentiles', () => {
    const calls = Array.from({ length: 100 }, (_, i) => called(100 - i))
    const tally = tallyOfEntries(plan, [...entriesOf(early, 0), ...calls, failed('connection-lost')])
    const kinds = { duplicated: 0, lost: 0 }
    expect(tally.operations()).toEqual([
      { operation: 'one-stop.receive', calls: 1, errors: 1, ...kinds, p50Ms: 300, p95Ms: 300, p99Ms: 300 },
      // Within 0.05 % from 2,048 µs on.
      { operation: 'portal.submit', calls: 100, errors: 0, ...kinds, ...approximately(50, 95, 99) },
    ])
    // 101 values: the 96th is the first that 95 % do not exceed.
    expect(tally.p95Ms).toBeCloseTo(96, 1)
  })

  it('count microseconds, so that answers of less than 2 ms are told apart exactly', () => {
    const tally = tallyOfEntries(plan, [called(0.4214), called(1.2345), called(1.9)])
    expect(tally.operations()[0]).toMatchObject({ p50Ms: 1.235, p95Ms: 1.9 })
  })

  it('tell what arrived twice, and what was lost', () => {
    const tally = tallyOfEntries(plan, [called(1), called(1, { reason: 'duplicated' }), failed('lost'), failed('lost')])
    expect(tally.operations()).toMatchObject([
      { operation: 'one-stop.receive', calls: 2, errors: 2, duplicated: 0, lost: 2 },
      { operation: 'portal.submit', calls: 2, errors: 0, duplicated: 1, lost: 0 },
    ])
  })

  it('are refused for an operation that no step of the plan calls', () => {
    expect(() => new Tally(plan).record(called(1, { operation: 'portal.guess' }))).toThrow('portal.guess')
  })
})

function approximately(p50Ms: number, p95Ms: number, p99Ms: number) {
  const near = (ms: number) => expect.closeTo(ms, 1)
  return { p50Ms: near(p50Ms), p95Ms: near(p95Ms), p99Ms: near(p99Ms) }
}

describe('the wait for reception', () => {
  const minutes = (entries: readonly Entry[], atMs = end) => {
    const { waitMeanMin, waitP50Min, received } = row(tallyOfEntries(plan, entries, atMs)) ?? {}
    return { waitMeanMin, waitP50Min, received }
  }
  const arrived = entry('07T08:00', 0, 'arrived', 1, { step: BRING })
  const queued = (at: string) => entry(at, 0, 'queued', 1)
  const waited = (min: number) => ({ waitMeanMin: min, waitP50Min: min, received: 1 })

  it('lasts until the close for who still waits', () => {
    expect(minutes([arrived, queued('07T08:00')], time('07T11:00'))).toEqual(waited(180))
  })

  it('begins with the first try to submit that failed', () => {
    const tries = ['07T07:20', '07T07:40'].map((at) =>
      entry(at, 0, 'failed', 0, { step: BRING, operation: 'portal.submit', reason: 'connection-lost' }),
    )
    const entries = [...tries, arrived, entry('07T08:30', 0, 'begun', 1, { by: 0 })]
    expect(minutes(entries)).toEqual(waited(70))
    const over = entry('07T09:20', 0, 'ended', 9, { by: 0, over: true })
    // 07:20 to 09:20, though it was received at 08:00.
    expect(row(tallyOfEntries(plan, [...entries, over]))?.turnaroundP50Hours).toBe(2)
  })

  it('lasts until they leave for who gives up; the dossier is withdrawn', () => {
    const gaveUp = entry('07T08:45', 0, 'gave-up', 7, { over: true })
    expect(minutes([arrived, queued('07T08:00'), gaveUp])).toEqual(waited(45))
    const tally = tallyOfEntries(plan, [arrived, queued('07T08:00'), gaveUp])
    expect(tally.counts()).toEqual({ received: 1, finished: 0, refused: 0, withdrawn: 1, open: 0 })
    expect(tally.visits().gaveUp).toBe(1)
  })

  it('of who gives up and comes back is that of both visits, without the time away', () => {
    const entries = [
      ...[arrived, queued('07T08:00'), entry('07T08:45', 0, 'gave-up', 1)],
      ...[queued('08T09:00'), entry('08T09:10', 0, 'begun', 1, { by: 0 })],
    ]
    expect(minutes(entries)).toEqual(waited(55))
    expect(minutes(entries.slice(0, 4), time('08T09:04'))).toEqual(waited(49))
    expect(minutes(entries.slice(0, 3), time('08T09:04'))).toEqual(waited(45))
  })

  it('is not counted for who is turned away and never comes back: there is no dossier', () => {
    const tally = tallyOfEntries(plan, [entry('07T08:00', 0, 'turned-away', 0, { over: true })])
    expect(tally.counts().received).toBe(0)
    expect(tally.visits()).toMatchObject({ turnedAway: 1, gaveUp: 0, tripsPerDossier: null })
  })

  it('of who is turned away and comes back begins when there is room', () => {
    const away = entry('07T07:30', 0, 'turned-away', 0)
    expect(minutes([away, arrived, queued('07T08:00'), entry('07T08:20', 0, 'begun', 1, { by: 0 })])).toEqual(
      waited(20),
    )
  })

  it('is unknown for a dossier taken over from before the period, and so is its turnaround', () => {
    const takenOver = [
      entry('07T00:00', 0, 'arrived', 4, { step: PROCESS, dueMs: time('08T09:00') }),
      entry('07T08:00', 0, 'begun', 4, { step: PROCESS, by: 2 }),
      entry('07T09:00', 0, 'ended', 9, { step: PROCESS, by: 2, over: true }),
    ]
    expect(row(tallyOfEntries(plan, takenOver))).toMatchObject({
      ...{ received: 1, finished: 1, beforeTime: 1, sameDayRate: 0 },
      ...{ waitMeanMin: null, turnaroundMeanHours: null },
    })
  })

  it('is not counted where no official was needed', () => {
    expect(minutes([arrived, entry('07T09:00', 0, 'ended', 9, { over: true })])).toEqual({
      waitMeanMin: null,
      waitP50Min: null,
      received: 1,
    })
  })
})

describe('the same-day rate', () => {
  it('is finished on the local date of arrival ÷ finished', () => {
    const sameDay: Story = { ...early, last: ['07T16:59', 9] }
    expect(all([sameDay, early, early])?.sameDayRate).toBe(1 / 3)
    expect(all([{ ...sameDay, last: ['07T16:59', 3] }])?.sameDayRate).toBeNull()
  })
})

describe('a dossier that is over in a state that counts as open', () => {
  const left = (due: string, state = 4) =>
    entriesOf({ ...openLate, due, last: ['11T09:00', state] }, 0).map((each, at, { length }) => ({
      ...each,
      over: at === length - 1,
    }))

  it('is overdue if its appointment has passed by the end of the run', () => {
    const indicators = (entries: readonly Entry[], atMs = end) => row(tallyOfEntries(plan, entries, atMs))
    expect(indicators(left('10T09:00'))).toMatchObject({ received: 1, open: 1, openOverdue: 1 })
    expect(indicators(left('11T16:00'), time('11T23:59'))).toMatchObject({ open: 1, openOverdue: 0 })
    expect(indicators(left('11T16:00'), time('12T00:00'))).toMatchObject({ open: 1, openOverdue: 1 })
    expect(indicators(left('10T09:00', 5))).toMatchObject({ open: 1, openOverdue: 0 })
  })
})

describe('the memory of a tally', () => {
  it('is that of the dossiers under way: a slot that is free again serves the next one', () => {
    const again = [early, late, early].flatMap((story, dossier) => entriesOf(story, dossier, { slot: 0 }))
    const apart = tallyOf(plan, [early, late, early])
    expect(tallyOfEntries(plan, again).state()).toEqual(apart.state())
  })
})
