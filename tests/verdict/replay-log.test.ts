import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { Fault } from '../../src/faults/index.ts'
import { eventLine, ModelledSystems, Operation } from '../../src/operation/index.ts'
import type { Plan } from '../../src/scenario/index.ts'
import type { EventLine } from '../../src/schema/index.ts'
import { Tally, tallyOfLog } from '../../src/verdict/index.ts'
import { rachGiaPlan } from '../operation/rach-gia.ts'
import { entriesOf, entry, minimalPlan, tallyOfEntries } from './entries.ts'
import { threeUnits } from './units.ts'

/** Plays the period; the tally of the run and the lines it wrote. */
function played(plan: Plan): { live: Tally; lines: EventLine[] } {
  const live = new Tally(plan, 'evidence')
  const written: string[] = []
  const draws = new Draws(plan.scenario.seed, 0)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), {
    record: (each) => {
      live.record(each)
      written.push(JSON.stringify(eventLine(plan, each)))
    },
  })
  while (operation.advance());
  live.close(plan.toMs)
  return { live, lines: written.map((line) => JSON.parse(line) as EventLine) }
}

/** A week with a lost connection, paper first, full rooms and impatient citizens. */
function hardWeek(): Plan {
  return minimalPlan(
    ['policies: { limitReduction: 0.3 }', 'policies: { limitReduction: 0.3, paperFirst: true }'],
    ['    counters: 2\n', '    counters: 1\n    seats: 4\n    travel: { kind: uniform, lowMin: 20, highMin: 90 }\n'],
    [
      'dossiers: 50 }',
      'dossiers: 400 }\n  patience: { waits: { kind: fixed, min: 25 }, comesBack: 0.5, after: { kind: fixed, min: 1440 } }',
    ],
    [
      'incidents:\n',
      'incidents:\n  - { kind: connection-lost, name: cut, system: one-stop, from: "2025-07-07T08:00", to: "2025-07-08T10:00" }\n',
    ],
  )
}

describe('the event log of streams that have one procedure with limits of their own', () => {
  it('gives what was promised in each: who still waits for reception is late by the limit of the stream', () => {
    const plan = minimalPlan([
      'dossiers: 50 }',
      'dossiers: 400 }\n  streams: { zalo: { volume: { kind: fixed, dossiers: 500 }, limit: same-day, procedures: [{ code: "1.004873", weight: 1, workflow: simple }] } }',
    ])
    const { live, lines } = played(plan)
    expect(live.indicators('channels')[0]?.openUnreceived).toBeGreaterThan(10)
    expect(tallyOfLog(plan, lines, plan.toMs, { detail: 'evidence' }).state()).toEqual(live.state())
  })
})

describe('the event log alone', () => {
  const plan = rachGiaPlan()
  const { live, lines } = played(plan)

  it('gives the tally of the run that wrote it', () => {
    expect(live.counts().received).toBe(2800)
    expect(tallyOfLog(plan, lines, plan.toMs, { detail: 'evidence' }).state()).toEqual(live.state())
  })

  it('gives it also of a week in which everything happens', () => {
    const hard = hardWeek()
    const week = played(hard)
    expect(tallyOfLog(hard, week.lines, hard.toMs, { detail: 'evidence' }).state()).toEqual(week.live.state())
    expect(week.live.paper().steps).toBeGreaterThan(0)
    expect(week.live.paper().entered).toBeGreaterThan(0)
    expect(Math.min(week.live.visits().turnedAway, week.live.visits().gaveUp)).toBeGreaterThan(0)
    expect(week.live.visits().travelHours).toBeGreaterThan(100)
  })

  it('gives it of hand-made entries with legs, other units and interruptions', () => {
    const units = threeUnits()
    const entries = [
      entry('07T07:00', -1, 'came', 0, { by: 2, slot: -1 }),
      ...entriesOf({ arrived: '07T08:00', procedure: 1, channel: 2 }, 4, { slot: 1, atUnit: 1 }),
      entry('07T08:00', 4, 'queued', 1, { slot: 1, atUnit: 1, tripMs: 2_700_000 }),
      entry('07T08:10', 4, 'begun', 1, { slot: 1, atUnit: 1, by: 2 }),
      entry('07T08:20', 4, 'interrupted', 1, { slot: 1, atUnit: 1, by: 2 }),
      entry('07T08:30', 4, 'resumed', 1, { slot: 1, atUnit: 1, by: 2 }),
      entry('07T08:40', 4, 'ended', 2, { slot: 1, atUnit: 1, by: 2, over: true, dueMs: units.toMs }),
      // The leg goes on when its dossier is through; another dossier takes the slot.
      entry('07T08:40', 4, 'arrived', 2, { slot: 2, leg: 1, procedure: 1, channel: 2 }),
      ...entriesOf({ arrived: '07T09:00' }, 5, { slot: 1, unit: 2 }),
      entry('07T10:00', 4, 'ended', 9, { slot: 2, leg: 1, by: 2, over: true }),
      entry('07T11:00', 5, 'failed', 1, { slot: 1, unit: 2, operation: 'portal.submit', tookMs: 3.25, reason: 'lost' }),
    ]
    const written = entries.map((each) => JSON.parse(JSON.stringify(eventLine(units, each))) as EventLine)
    expect(tallyOfLog(units, written, units.toMs).state()).toEqual(tallyOfEntries(units, entries).state())
    expect(tallyOfEntries(units, entries).legs()).toEqual({ started: 1, finished: 1, open: 0 })
  })

  it('gives other figures when a line is missing', () => {
    const of = (event: EventLine['event'], state: number) =>
      lines.findIndex((line) => line.event === event && line.state === state)
    const without = (index: number) => tallyOfLog(plan, lines.toSpliced(index, 1), plan.toMs)
    expect(without(of('called', 2)).operations()).not.toEqual(live.operations())
    expect(without(of('ended', 3)).counts()).not.toEqual(live.counts())
    expect(without(of('begun', 1)).indicators('fields')).not.toEqual(live.indicators('fields'))
    expect(without(of('came', 0)).staff()).not.toEqual(live.staff())
  })
})

describe('a log that does not belong to the plan', () => {
  const plan = minimalPlan()
  const { lines } = played(plan)
  const index = (event: EventLine['event']) => lines.findIndex((line) => line.event === event)
  const changed = (at: number, change: object) => lines.toSpliced(at, 1, { ...(lines[at] as EventLine), ...change })
  const faultOf = (bad: readonly EventLine[]) => {
    try {
      tallyOfLog(plan, bad, plan.toMs)
    } catch (error) {
      return error
    }
    return undefined
  }

  it.each([
    ['an unknown unit', 'arrived', { unit: '99999' }, '"99999"'],
    ['an unknown unit of another centre', 'queued', { atUnit: '99999' }, '"atUnit"'],
    ['an unknown step', 'queued', { step: 'dream' }, '"dream"'],
    ['an unknown procedure', 'arrived', { procedure: '9.999' }, '"9.999"'],
    ['an unknown channel', 'arrived', { channel: 'pigeon' }, '"pigeon"'],
    ['an unknown stream', 'arrived', { stream: 'river' }, '"river"'],
    ['an unknown official', 'begun', { by: 'clerk-77' }, '"clerk-77"'],
    ['an unknown site', 'queued', { site: 'annex' }, '"annex"'],
    ['an unknown operation', 'called', { operation: 'portal.guess' }, '"portal.guess"'],
    ['an unknown event', 'ended', { event: 'dreamt' }, '"dreamt"'],
    ['a dossier that is none', 'ended', { dossier: 'x' }, '"x"'],
    ['a dossier of another unit', 'ended', { dossier: '30760-000001' }, '"30760-000001"'],
    ['a leg that is no number', 'ended', { dossier: '30742-000001/x' }, '"30742-000001/x"'],
    ['a dossier that never arrived', 'ended', { dossier: '30742-999999999' }, 'arrival'],
    ['a time that is none', 'ended', { at: 'noon' }, '"noon"'],
    ['an appointment that is none', 'ended', { due: 'soon' }, '"soon"'],
    ['a state that is none', 'ended', { state: 11 }, '11'],
    ['a length below nothing', 'called', { ms: -1 }, '-1'],
  ] as const)('is refused with the number of the line: %s', (_, event, change, named) => {
    const at = index(event)
    const fault = faultOf(changed(at, change))
    expect(fault).toBeInstanceOf(Fault)
    expect(fault).toMatchObject({ code: 'file-unreadable', message: expect.stringContaining(`Line ${at + 1} `) })
    expect((fault as Fault).message).toContain(named)
    expect((fault as Fault).hint).toContain('events.ndjson')
  })

  it.each(['at', 'unit', 'dossier', 'event', 'step', 'by', 'state'])('is refused where "%s" is missing', (field) => {
    const at = index('ended')
    expect(faultOf(changed(at, { [field]: undefined }))).toMatchObject({
      message: expect.stringContaining(`Line ${at + 1} `),
    })
  })

  it('is refused where a dossier goes on after its way is over, and where a line is no object', () => {
    const over = lines.findIndex((line) => line.over)
    expect(faultOf(lines.toSpliced(over + 1, 0, lines[over] as EventLine))).toMatchObject({
      message: expect.stringContaining(`Line ${over + 2} of the event log: the way of`),
    })
    for (const none of [null, 'text', 7]) {
      expect(faultOf([none as unknown as EventLine])).toBeInstanceOf(Fault)
    }
  })
})
