import { describe, expect, it } from 'vitest'
import { Tally } from '../../src/verdict/index.ts'
import { entry, minimalPlan, type Story, tallyOf, time } from './entries.ts'

const plan = minimalPlan()
const end = time('12T00:00')
const all = (stories: readonly Story[], atMs = end) => tallyOf(plan, stories).indicators(atMs, 'channels')[0]

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
    const tally = tallyOf(plan, [onTheDay])
    tally.record(entry('11T15:00', 0, 'ended', 10))
    expect(tally.indicators(end, 'channels')[0]).toMatchObject({ onTime: 1, overdue: 0, finished: 1 })
    expect(tally.byDay()).toEqual([
      { date: '2025-07-07', received: 1, finished: 0 },
      { date: '2025-07-09', received: 0, finished: 1 },
    ])
  })

  it('is told by the last appointment date', () => {
    const tally = tallyOf(plan, [{ ...late, last: ['08T10:00', 5] }])
    tally.record(entry('09T10:00', 0, 'ended', 4, { dueMs: time('11T09:00') }))
    tally.record(entry('11T16:00', 0, 'ended', 9))
    expect(tally.indicators(end, 'channels')[0]).toMatchObject({ onTime: 1, overdue: 0 })
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
    expect(tally.indicators(end, 'channels')[0]).toMatchObject({ beforeTime: 1, overdue: 0, finished: 1 })
    expect(tally.byDay().at(-1)).toEqual({ date: '2025-07-08', received: 0, finished: 1 })
  })
})

describe('an open dossier', () => {
  it('is overdue from the day after its appointment', () => {
    expect(all([openLate], time('10T23:59'))).toMatchObject({ open: 1, openOverdue: 0 })
    expect(all([openLate], time('11T00:00'))).toMatchObject({ open: 1, openOverdue: 1 })
  })

  it.each([5, 6])('is not overdue while its clock stands in state %i', (state) => {
    expect(all([{ ...openLate, last: ['09T09:00', state] }])).toMatchObject({
      open: 1,
      openOverdue: 0,
      progressRate: 1,
    })
  })

  it('without an appointment date is not overdue', () => {
    expect(all([{ arrived: '07T08:00' }])).toMatchObject({ open: 1, openOverdue: 0, progressRate: 1, onTimeRate: null })
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
  const rows = tally.indicators(end, 'fields')

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
    // early: Monday 08:00 to Tuesday 16:59 is 7:00 + 7:59; onTheDay ends a day later.
    expect(all([early])?.turnaroundP50Hours).toBeCloseTo(14 + 59 / 60, 10)
    expect(all([early, onTheDay])?.turnaroundP90Hours).toBeCloseTo(22 + 59 / 60, 10)
    expect(all([early])?.waitP50Min).toBe(30)
    expect(all([{ ...early, arrived: '07T11:20', begun: '07T13:45' }])?.waitP50Min).toBe(25)
    expect(all([{ ...early, arrived: '05T20:00', begun: '07T07:00' }])?.waitP50Min).toBe(0)
  })

  it('take the first start by an official as reception', () => {
    const again = tallyOf(plan, [early])
    again.record(entry('10T09:00', 0, 'begun', 9, { by: 1 }))
    expect(again.indicators(end, 'channels')[0]?.waitP50Min).toBe(30)
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
    expect(tally.indicators(end, 'channels')).toEqual(rows.slice(0, 3))
  })

  it('are null, not 0 and not 100 %, where there is nothing to measure', () => {
    expect(new Tally(plan).indicators(end, 'fields')).toEqual([
      {
        field: 'all',
        channel: 'all',
        ...{ received: 0, finished: 0, refused: 0, withdrawn: 0, open: 0 },
        ...{ beforeTime: 0, onTime: 0, overdue: 0, openOverdue: 0, onTimeRate: null, progressRate: null },
        ...{ turnaroundP50Hours: null, turnaroundP90Hours: null, waitP50Min: null, waitP90Min: null },
      },
    ])
    expect([new Tally(plan).p95Ms, new Tally(plan).operations(), new Tally(plan).byDay()]).toEqual([null, [], []])
  })
})

describe('the figures of system operations', () => {
  it('are by name, with errors and nearest-rank percentiles', () => {
    const tally = tallyOf(plan, [early])
    for (let ms = 100; ms >= 1; ms--) {
      tally.record(entry('07T09:00', 0, 'called', 2, { operation: 'portal.submit', tookMs: ms }))
    }
    tally.record(
      entry('07T09:00', 0, 'failed', 2, { operation: 'one-stop.receive', tookMs: 300, reason: 'connection-lost' }),
    )
    expect(tally.operations()).toEqual([
      { operation: 'one-stop.receive', calls: 1, errors: 1, p50Ms: 300, p95Ms: 300, p99Ms: 300 },
      { operation: 'portal.submit', calls: 100, errors: 0, p50Ms: 50, p95Ms: 95, p99Ms: 99 },
    ])
    // 101 values: the 96th is the first that 95 % do not exceed.
    expect(tally.p95Ms).toBe(96)
  })
})
