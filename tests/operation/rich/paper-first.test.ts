/** Paper first, and what becomes of it in the result. */
import { describe, expect, it } from 'vitest'
import type { Scenario, Unit } from '../../../src/schema/index.ts'
import {
  agency,
  comeAt,
  desk,
  done,
  fixed,
  type Given,
  indicatorsOf,
  momentOf,
  operationOf,
  resultOf,
  SAME_DAY,
  staffOf,
  stepOf,
  turnaroundMin,
} from './figures-of.ts'

const out = (from: string, to: string): Scenario['systems'] => ({
  'one-stop': { latency: fixed(0), planned: [{ from: momentOf('monday', from), to: momentOf('monday', to) }] },
})

describe('paper first', () => {
  const receive = { ...done, operation: 'one-stop.receive' }

  describe('while a system is out from 08:05 to 11:00', () => {
    const given = (paperFirst: boolean): Given => ({
      policies: { paperFirst, retryMin: 15, reEntryMin: 2 },
      systems: out('08:05', '11:00'),
      demand: { volume: comeAt(6, 'monday', '08:00') },
      steps: { receive: desk(10, receive) },
    })
    const [without, with_] = [resultOf(given(false)), resultOf(given(true))]

    it('six dossiers are done from 08:10 to 09:00 and not from 11:06 to 11:16', () => {
      // Each is worked on and tried, with 15 minutes of rest after it; then entering it again takes two minutes.
      expect(turnaroundMin(without)).toBe((186 + 188 + 190 + 192 + 194 + 196) / 6)
      expect(turnaroundMin(with_)).toBe((10 + 20 + 30 + 40 + 50 + 60) / 6)
    })

    it('their calls are made up when the clerk has nothing else to do and the system answers: 11:01 to 11:11', () => {
      expect(without.paper).toMatchObject({ steps: 0, entered: 0, toEnter: 0 })
      // Papers of 08:10, 08:20, … 09:00, entered at 11:01, 11:03, … 11:11.
      expect(with_.paper).toMatchObject({ steps: 6, entered: 6, toEnter: 0, lagP90Hours: 171 / 60 })
      expect(with_.paper.lagP50Hours).toBeCloseTo(147 / 60, 2)
    })

    it('nobody tries in vain more often than once in a retry time, however many papers wait', () => {
      // Two try while citizens wait (08:10, 08:40); papers at 09:02 and every 17 minutes after it, seven times.
      expect(operationOf(with_, 'one-stop.receive')).toMatchObject({ calls: 6 + 9, errors: 9 })
      // An hour of work, and two minutes for each of 13 entries, seven of them in vain.
      expect(staffOf(with_, 'clerk').busyHours).toBeCloseTo((60 + 13 * 2) / 60)
    })
  })

  it('keeps the date of the receipt: received at 14:40 is due that day, entered at 16:32 the next', () => {
    const given = (paperFirst: boolean): Given => ({
      policies: { paperFirst },
      systems: out('14:00', '16:30'),
      demand: { volume: comeAt(1, 'monday', '14:30'), procedures: [{ code: SAME_DAY, weight: 1, workflow: 'way' }] },
      steps: {
        receive: desk(10, { operation: 'one-stop.receive', state: 2, to: 'decide' }),
        decide: agency('province', 1000, done),
      },
    })
    expect(indicatorsOf(resultOf(given(false)))).toMatchObject({ finished: 1, onTime: 1, overdue: 0 })
    expect(indicatorsOf(resultOf(given(true)))).toMatchObject({ finished: 1, onTime: 0, overdue: 1 })
  })

  it('leaves to be entered what nobody had time for', () => {
    const given = (hours: string): Given => ({
      to: '2025-07-07',
      policies: { paperFirst: true },
      systems: out('08:05', hours),
      steps: { receive: desk(10, receive) },
    })
    expect(resultOf(given('09:00')).paper).toMatchObject({ steps: 1, entered: 1, toEnter: 0 })
    expect(resultOf(given('17:00')).paper).toMatchObject({ steps: 1, entered: 0, toEnter: 1, lagP50Hours: null })
    expect(indicatorsOf(resultOf(given('17:00'))).finished).toBe(1)
  })

  describe('with overtime in which papers are entered', () => {
    const overtime: Unit['staff'][number]['overtime'] = [{ hours: '17:00-19:00', to: '2025-07-07', only: 'back-entry' }]
    const given = (min: number, staff: Partial<Unit['staff'][number]>): Given => ({
      policies: { paperFirst: true, retryMin: 15, reEntryMin: 2 },
      systems: out('08:05', '11:00'),
      demand: { volume: comeAt(60, 'monday', '08:00') },
      unit: { staff: [{ role: 'clerk', count: 1, ...staff }] },
      steps: { receive: desk(min, receive) },
    })

    it('18 papers of Monday morning are entered on Monday from 17:02 and not on Tuesday from 10:02 on', () => {
      const [without, with_] = [resultOf(given(10, {})), resultOf(given(10, { overtime }))]
      // Of 08:10, 08:20, … 11:00. The clerk is busy with the 60 citizens until Tuesday, 10:00.
      expect([without, with_].map(({ paper }) => [paper.steps, paper.entered])).toEqual([
        [18, 18],
        [18, 18],
      ])
      // The ninth shortest: the paper of 09:40, entered as the tenth.
      expect(without.paper.lagP50Hours).toBeCloseTo(24 + (20 + 20) / 60, 1)
      expect(with_.paper.lagP50Hours).toBeCloseTo(7 + (20 + 20) / 60, 1)
      expect([without, with_].map((result) => staffOf(result, 'clerk').overtimeHours)).toEqual([0, 2])
    })

    it('what is under way at 17:00 is laid aside for it and finished the next morning', () => {
      // 25 minutes each: the 17th begins at 16:40 and has five minutes left, with which Tuesday begins.
      const result = resultOf(given(25, { overtime }))
      expect(result.paper.entered).toBe(result.paper.steps)
      expect(result.paper.lagP90Hours).toBeLessThan(10)
      expect(stepOf(result, 'receive')).toMatchObject({ interrupted: 1, workMeanMin: 25 })
      expect(result.throughput.byDay.map(({ finished }) => finished)).toEqual([16, 20, 19, 5])
    })

    it('is worked for nothing else: dossiers are done as late as without it', () => {
      const [without, with_] = [resultOf(given(10, {})), resultOf(given(10, { overtime }))]
      expect(with_.throughput.byDay[0]).toEqual(without.throughput.byDay[0])
    })
  })
})
