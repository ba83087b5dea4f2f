/** Citizens who come when they can't be served: the centre is closed, or the ticket machine is out. */
import { describe, expect, it } from 'vitest'
import type { Unit } from '../../../src/schema/index.ts'
import {
  citizen,
  comeAt,
  counter,
  done,
  fixed,
  type Given,
  momentOf,
  operationOf,
  resultOf,
  stepOf,
} from './figures-of.ts'

describe('a citizen who comes while the centre is closed', () => {
  // Both ask at 08:00 and come back for their result after four hours, at noon; the room has one seat.
  const given = (unit: Given['unit']): Given => ({
    unit: { counters: 2, staff: [{ role: 'clerk', count: 2 }], ...unit },
    demand: {
      volume: comeAt(2, 'monday', '08:00'),
      patience: { waits: fixed(10), comesBack: 1, after: fixed(60) },
    },
    steps: {
      receive: counter(5, { state: 2, to: 'go' }),
      go: citizen(240, { to: 'fetch' }),
      fetch: counter(5, done),
    },
  })

  it('takes nobody’s seat, loses no patience, and comes when it opens', () => {
    const result = resultOf(given({ seats: 1 }))
    expect(result.visits).toMatchObject({ turnedAway: 0, gaveUp: 0, trips: 4 })
    expect(stepOf(result, 'fetch')).toMatchObject({ ended: 2, waitP90Min: 0 })
  })

  it('is served if somebody works overtime', () => {
    const staff = [{ role: 'clerk', count: 2, overtime: [{ hours: '11:30-13:30' }] }]
    const [closed, open] = [given({ seats: 1 }), given({ seats: 1, staff })].map((each) =>
      resultOf({ ...each, to: '2025-07-07' }),
    )
    const hoursOf = (result: typeof closed) => result?.indicators[0]?.turnaroundMeanHours
    expect(hoursOf(closed)).toBeCloseTo(3.5 + 5 / 60, 2)
    expect(open?.visits).toMatchObject({ turnedAway: 0, gaveUp: 0, trips: 4 })
  })
})

describe('a citizen who still waits as the centre closes', () => {
  // Two come to one clerk who takes 15 minutes; the second would wait no longer than 12.
  const given = (clock: string, more: Partial<Given> = {}): Given => ({
    unit: { counters: 1 },
    demand: {
      volume: comeAt(2, 'friday', clock),
      patience: { waits: fixed(12), comesBack: 1, after: fixed(60) },
    },
    steps: { receive: counter(15, done) },
    to: '2025-07-14',
    ...more,
  })

  it('is served first on the next working day: patience does not run through a weekend', () => {
    const result = resultOf(given('16:50'))
    expect(result.visits).toMatchObject({ gaveUp: 0, trips: 2 })
    expect(stepOf(result, 'receive')).toMatchObject({ ended: 2, waitMeanMin: 5 })
  })

  it('has on the next day the patience that was left', () => {
    // 10 of 12 minutes are left on Monday at 07:00; the clerk is at a meeting until 07:30.
    const away: Unit['staff'] = [{ role: 'clerk', count: 1, duties: [{ days: ['monday'], hours: '07:00-07:30' }] }]
    const result = resultOf(given('16:58', { unit: { counters: 1, staff: away } }))
    expect(result.visits).toMatchObject({ gaveUp: 1, trips: 3 })
  })

  it('and comes again after giving up near closing time comes when it opens', () => {
    const result = resultOf(given('16:47'))
    expect(result.visits).toMatchObject({ gaveUp: 1, trips: 3 })
    expect(result.conservation.harness).toMatchObject({ finished: 2, open: 0 })
  })
})

describe('a citizen whose ticket machine is out', () => {
  const given = (paperFirst: boolean): Given => ({
    policies: { paperFirst, retryMin: 15, reEntryMin: 2 },
    systems: {
      'one-stop': {
        latency: fixed(0),
        planned: [{ from: momentOf('monday', '07:00'), to: momentOf('monday', '10:00') }],
      },
    },
    steps: {
      ticket: citizen(1, { operation: 'one-stop.register', state: 1, to: 'receive' }),
      receive: counter(10, { operation: 'one-stop.receive', ...done }),
    },
  })

  it('waits for it, unless paper comes first: then the clerk receives on paper and makes both calls up', () => {
    const [machine, paper] = [resultOf(given(false)), resultOf(given(true))]
    expect(machine.indicators[0]?.turnaroundMeanHours).toBeGreaterThan(2)
    expect(paper.indicators[0]?.turnaroundMeanHours).toBeCloseTo(10 / 60, 2)
    expect(paper.paper).toMatchObject({ steps: 2, entered: 2, toEnter: 0 })
    const made = (operation: string) => operationOf(paper, operation).calls - operationOf(paper, operation).errors
    expect([made('one-stop.register'), made('one-stop.receive')]).toEqual([1, 1])
  })
})
