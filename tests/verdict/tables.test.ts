import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/operation/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { BRING, entriesOf, entry, minimalPlan, PROCESS, type Story, tallyOfEntries, time } from './entries.ts'
import { threeUnits } from './units.ts'

const plan = minimalPlan()
// Officials of the unit: clerk-1, clerk-2, specialist-1, specialist-2, specialist-3.
const [CLERK, SPECIALIST] = [0, 2]
const finishedStory: Story = {
  arrived: '07T08:00',
  begun: '07T08:30',
  received: '07T08:40',
  due: '09T09:00',
  last: ['08T16:59', 9],
}

const official = (at: string, event: 'came' | 'went', by: number, more: Partial<Entry> = {}) =>
  entry(at, -1, event, 0, { by, slot: -1, ...more })
const at = (when: string, event: Entry['event'], step: number, by: number, more: Partial<Entry> = {}) =>
  entry(when, 0, event, 2, { step, by, ...more })

describe('the table of steps', () => {
  const stepsOf = (entries: readonly Entry[]) => tallyOfEntries(plan, entries).steps()

  it('has waits in working time, from being queued to being begun', () => {
    const entries = [
      at('07T11:20', 'queued', PROCESS, -1),
      official('07T13:30', 'came', SPECIALIST),
      at('07T13:45', 'begun', PROCESS, SPECIALIST),
      at('07T14:00', 'ended', PROCESS, SPECIALIST),
    ]
    expect(stepsOf(entries)).toEqual([
      {
        ...{ step: 'process', begun: 1, ended: 1, failed: 0, interrupted: 0 },
        ...{ waitMeanMin: 25, waitP90Min: 25, workMeanMin: 15 },
      },
    ])
  })

  it('counts no work while the official was away or had laid it aside', () => {
    const entries = [
      official('07T08:00', 'came', SPECIALIST),
      at('07T08:00', 'begun', PROCESS, SPECIALIST),
      at('07T08:10', 'interrupted', PROCESS, SPECIALIST),
      at('07T09:00', 'resumed', PROCESS, SPECIALIST),
      official('07T09:05', 'went', SPECIALIST),
      official('07T13:30', 'came', SPECIALIST),
      at('07T13:37', 'ended', PROCESS, SPECIALIST),
    ]
    // 10 + 5 + 7 minutes.
    expect(stepsOf(entries)).toMatchObject([{ begun: 1, ended: 1, interrupted: 1, workMeanMin: 22, waitMeanMin: null }])
  })

  it('counts work face to face to its end, though the break has begun', () => {
    const entries = [
      official('07T11:00', 'came', CLERK),
      at('07T11:20', 'begun', 1, CLERK),
      official('07T11:30', 'went', CLERK),
      at('07T11:45', 'ended', 1, CLERK),
    ]
    const tally = tallyOfEntries(plan, entries)
    expect(tally.steps()).toMatchObject([{ step: 'receive', workMeanMin: 25 }])
    expect(tally.staff()[0]).toMatchObject({ presentHours: 0.5, busyHours: 1 / 6 })
  })

  it('adds up the tries of one step; only the first has a wait', () => {
    const failed = { operation: 'one-stop.receive', reason: 'connection-lost' }
    const entries = [
      official('07T08:00', 'came', CLERK),
      at('07T08:00', 'queued', 1, -1),
      at('07T08:10', 'begun', 1, CLERK),
      at('07T08:20', 'failed', 1, CLERK, failed),
      at('07T09:00', 'begun', 1, CLERK),
      at('07T09:02', 'ended', 1, CLERK),
    ]
    expect(stepsOf(entries)).toEqual([
      {
        ...{ step: 'receive', begun: 2, ended: 1, failed: 1, interrupted: 0 },
        ...{ waitMeanMin: 10, waitP90Min: 10, workMeanMin: 12 },
      },
    ])
    expect(tallyOfEntries(plan, entries).staff()[0]?.busyHours).toBe(0.2)
  })

  it('has no work where no official had a hand in it', () => {
    expect(stepsOf([at('07T08:00', 'ended', BRING, -1)])).toMatchObject([
      { step: 'bring', begun: 0, ended: 1, workMeanMin: null, waitMeanMin: null },
    ])
  })
})

describe('the table of staff', () => {
  it('is by role: present, busy, overtime', () => {
    const entries = [
      official('07T06:00', 'came', 0),
      official('07T08:00', 'came', 1),
      at('07T09:00', 'begun', 1, 0),
      at('07T10:00', 'ended', 1, 0),
      official('07T11:30', 'went', 0),
      official('07T12:00', 'went', 1),
    ]
    const none = { vacancies: 0, presentHours: 0, busyHours: 0, utilisation: null, overtimeHours: 0 }
    const hours = { presentHours: 9.5, busyHours: 1, utilisation: 1 / 9.5, overtimeHours: 1.5 }
    // 5.5 and 4 hours; of these 06:00 to 07:00 and 11:30 to 12:00 outside the office hours.
    expect(tallyOfEntries(plan, entries).staff()).toEqual([
      { role: 'clerk', officials: 2, vacancies: 0, ...hours },
      { role: 'specialist', officials: 3, ...none },
    ])
  })

  it('counts who is present at the close, and busy then, until then', () => {
    const entries = [official('07T08:00', 'came', SPECIALIST), at('07T09:00', 'begun', PROCESS, SPECIALIST)]
    expect(tallyOfEntries(plan, entries, time('07T10:00')).staff()[1]).toMatchObject({
      ...{ presentHours: 2, busyHours: 1, utilisation: 0.5 },
    })
  })

  it('counts an official at another unit in the unit where it happens', () => {
    const units = threeUnits()
    const entries = [
      official('07T08:00', 'came', 0, { unit: 1, atUnit: 1 }),
      entry('07T08:00', 0, 'begun', 2, { unit: 0, atUnit: 1, by: 0 }),
      entry('07T08:30', 0, 'ended', 2, { unit: 0, atUnit: 1, by: 0 }),
      official('07T09:00', 'went', 0, { unit: 1, atUnit: 1 }),
    ]
    const clerks = tallyOfEntries(units, entries).staff()[0]
    expect(clerks).toMatchObject({ role: 'clerk', officials: 6, presentHours: 1, busyHours: 0.5, utilisation: 0.5 })
  })
})

describe('the visits', () => {
  const queued = (when: string, tripMin: number) => entry(when, 0, 'queued', 1, { tripMs: tripMin * 60_000 })

  it('are trips to a counter, with the time on the way; staying there for another step is none', () => {
    const entries = [...entriesOf(finishedStory, 0).slice(0, 2), queued('07T08:00', 90), queued('07T08:30', 0)]
    expect(tallyOfEntries(plan, [...entries, queued('08T08:00', 30)]).visits()).toEqual({
      ...{ trips: 2, tripsPerDossier: 2, travelHours: 2, turnedAway: 0, gaveUp: 0, shutOut: 0, elsewhere: 0 },
    })
  })
})

describe('what was done on paper', () => {
  const paper = (when: string, event: 'paper' | 'entered', more: Partial<Entry> = {}) =>
    entry(when, 0, event, 2, { operation: 'one-stop.receive', by: 0, ...more })

  it('is matched in order: the first step on paper with the first call made up', () => {
    const entries = [
      paper('07T08:00', 'paper'),
      paper('07T10:00', 'paper'),
      paper('07T11:00', 'entered'),
      paper('07T16:00', 'paper', { slot: 7, dossier: 7 }),
      paper('08T10:00', 'entered'),
    ]
    // 3 hours, and 24.
    expect(tallyOfEntries(plan, entries).paper()).toEqual({
      ...{ steps: 3, entered: 2, toEnter: 1, lagP50Hours: 3, lagP90Hours: 24 },
    })
  })

  it('does not follow a slot to the next dossier', () => {
    const entries = [
      ...[paper('07T08:00', 'paper'), entry('07T09:00', 0, 'ended', 9, { over: true })],
      paper('07T11:00', 'entered', { dossier: 1 }),
    ]
    expect(tallyOfEntries(plan, entries).paper()).toMatchObject({ steps: 1, entered: 0, toEnter: 1 })
  })

  it('fails when its call is made up, without touching the step that is under way', () => {
    const failed = paper('07T09:10', 'paper', { event: 'failed', reason: 'connection-lost', step: PROCESS })
    const entries = [
      official('07T08:00', 'came', SPECIALIST),
      paper('07T08:00', 'paper'),
      at('07T09:00', 'begun', PROCESS, SPECIALIST),
      failed,
      at('07T09:30', 'ended', PROCESS, SPECIALIST),
    ]
    const tally = tallyOfEntries(plan, entries)
    expect(tally.steps()).toMatchObject([{ step: 'process', failed: 0, workMeanMin: 30 }])
    expect(tally.operations()).toMatchObject([{ operation: 'one-stop.receive', errors: 1 }])
  })
})

describe('legs', () => {
  it('are counted apart, and their work where it is done', () => {
    const leg = (when: string, event: Entry['event'], state: number, number: number, more: Partial<Entry> = {}) =>
      entry(when, 0, event, state, { leg: number, step: PROCESS, ...more })
    const entries = [
      ...entriesOf(finishedStory, 0),
      ...[leg('07T09:00', 'arrived', 2, 1), leg('07T09:00', 'arrived', 2, 2)],
      leg('07T10:00', 'ended', 9, 1, { over: true }),
    ]
    const tally = tallyOfEntries(plan, entries)
    expect(tally.legs()).toEqual({ started: 2, finished: 1, open: 1 })
    expect(tally.counts()).toMatchObject({ received: 1, finished: 1, open: 0 })
    expect(tally.byDay().map(({ received }) => received)).toEqual([1, 0])
    expect(tally.steps().find(({ step }) => step === 'process')?.ended).toBe(2)
  })
})

describe('the days', () => {
  it('tell how many were open as each ended, also those opened again', () => {
    const entries = [
      ...entriesOf({ ...finishedStory, arrived: '07T08:00' }, 0),
      ...entriesOf({ arrived: '07T09:00' }, 1),
      entry('09T09:00', 1, 'ended', 3),
      entry('10T09:00', 1, 'ended', 4),
    ]
    expect(tallyOfEntries(plan, entries).byDay()).toEqual([
      { date: '2025-07-07', received: 2, finished: 0, open: 2 },
      { date: '2025-07-08', received: 0, finished: 1, open: 1 },
      { date: '2025-07-09', received: 0, finished: 0, open: 0 },
      { date: '2025-07-10', received: 0, finished: 0, open: 1 },
    ])
  })
})

describe('the tables of units and provinces', () => {
  const units = threeUnits()
  const late: Story = { ...finishedStory, begun: '07T09:00', last: ['10T09:00', 9] }
  const openLate: Story = { ...finishedStory, due: '10T09:00', last: ['09T09:00', 4] }
  const entries = [
    ...entriesOf(finishedStory, 0),
    ...entriesOf(late, 1),
    ...entriesOf(openLate, 0, { unit: 1, atUnit: 1, slot: 10 }),
    ...entriesOf(late, 0, { unit: 2, atUnit: 2, slot: 20 }),
  ]
  const tally = tallyOfEntries(units, entries)

  it('have every unit in the order of the plan, null where nothing was received', () => {
    expect(tally.units()).toEqual([
      {
        ...{ code: '30742', received: 2, finished: 2, open: 0, overdue: 1, openOverdue: 0 },
        ...{ onTimeRate: 0.5, progressRate: 0.5, waitP90Min: 60 },
        calls: expect.any(Number),
        errors: 0,
      },
      {
        ...{ code: '30760', received: 1, finished: 0, open: 1, overdue: 0, openOverdue: 1 },
        ...{ onTimeRate: null, progressRate: 0, waitP90Min: 30 },
        calls: expect.any(Number),
        errors: 0,
      },
      {
        ...{ code: '00004', received: 1, finished: 1, open: 0, overdue: 1, openOverdue: 0 },
        ...{ onTimeRate: 0, progressRate: 0, waitP90Min: 60 },
        calls: expect.any(Number),
        errors: 0,
      },
    ])
    expect(tallyOfEntries(units, []).units()).toMatchObject(
      Array(3).fill({ received: 0, onTimeRate: null, progressRate: null, waitP90Min: null }),
    )
  })

  it('have every province by code, of all its units together', () => {
    const rows = tally.provinces()
    expect(rows.map(({ code, name, units: count, received }) => [code, name, count, received])).toEqual([
      ['01', 'Thành phố Hà Nội', 1, 1],
      ['91', 'Tỉnh An Giang', 2, 3],
    ])
    // Waits 30, 30 and 60 minutes; Monday 08:00 to Tuesday 16:59, and to Thursday 09:00: 7 + 8 + 8 + 2 hours.
    expect(rows[1]).toMatchObject({
      ...{ finished: 2, open: 1, overdue: 1, openOverdue: 1, onTimeRate: 0.5, progressRate: 1 / 3 },
      ...{ waitP50Min: expect.closeTo(30, 1), waitP90Min: 60, turnaroundP90Hours: 25 },
    })
  })
})

describe('a tally by channels', () => {
  it('has the rows, counts, visits, legs and operations of one with all tables, and no table', () => {
    const entries = [
      ...entriesOf(finishedStory, 0),
      ...entriesOf({ arrived: '08T09:00', channel: 1, procedure: 1 }, 1),
      entry('08T09:00', 1, 'queued', 1, { tripMs: 60_000 }),
      entry('08T09:00', 1, 'called', 1, { operation: 'portal.submit', tookMs: 12 }),
    ]
    const all = tallyOfEntries(plan, entries)
    const few = tallyOfEntries(plan, entries, plan.toMs, 'channels')
    expect(few.indicators('channels')).toEqual(all.indicators('channels'))
    expect([few.counts(), few.visits(), few.legs(), few.operations(), few.p95Ms]).toEqual([
      ...[all.counts(), all.visits(), all.legs(), all.operations(), all.p95Ms],
    ])
    expect([few.byDay(), few.units(), few.provinces(), few.steps(), few.staff()]).toEqual([[], [], [], [], []])
    expect(few.state().tables).toBeNull()
  })

  it('is not added to one with all tables, nor to one of another plan', () => {
    const other = minimalPlan(['dossiers: 50', 'dossiers: 51'])
    for (const tally of [new Tally(plan, 'channels'), new Tally(other)]) {
      expect(() => new Tally(plan).add(tally.state())).toThrow('one plan and detail')
    }
  })
})
