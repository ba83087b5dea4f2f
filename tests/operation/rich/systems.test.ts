/** Systems that are slow, small or out: each as scenario data, and what it changes in the result. */
import { describe, expect, it } from 'vitest'
import type { Incident, Scenario } from '../../../src/schema/index.ts'
import {
  agency,
  citizen,
  comeAt,
  desk,
  done,
  fixed,
  type Given,
  momentOf,
  operationOf,
  resultOf,
  stepOf,
  THREE_DAYS,
  turnaroundMin,
} from './figures-of.ts'

const MINUTE_MS = 60_000
const RECEIVE = 'one-stop.receive'
type Model = Partial<NonNullable<Scenario['systems']['one-stop']>>
const systems = (oneStop: Model): Scenario['systems'] => ({ 'one-stop': { latency: fixed(0), ...oneStop } })
const minutes = (ms: number | null) => (ms ?? Number.NaN) / MINUTE_MS

/** Clerks who all begin at 08:00, work ten minutes and enter it. */
const entering = (clerks: number, oneStop: Model, more: Partial<Given> = {}): Given => ({
  unit: { staff: [{ role: 'clerk', count: clerks }] },
  demand: { volume: comeAt(clerks, 'monday', '08:00') },
  steps: { receive: desk(10, { ...done, operation: RECEIVE }) },
  systems: systems(oneStop),
  ...more,
})

describe('the latency of a system', () => {
  it('keeps the official busy and the dossier waiting for just as long', () => {
    const figures = (latencyMin: number) => {
      const result = resultOf(entering(1, { latency: fixed(latencyMin) }))
      return [operationOf(result, RECEIVE).p50Ms, stepOf(result, 'receive').workMeanMin, turnaroundMin(result)]
    }
    expect(figures(0)).toEqual([0, 10, 10])
    expect(figures(2)).toEqual([2 * MINUTE_MS, 12, 12])
  })

  it('is longer by its factor in a unit with a poor line', () => {
    const slow = entering(1, { latency: fixed(2) })
    expect(operationOf(resultOf({ ...slow, unit: { latencyFactor: 3 } }), RECEIVE).p50Ms).toBe(6 * MINUTE_MS)
  })
})

describe('the capacity of a system', () => {
  const atOnce = (concurrent: number | undefined) => {
    const result = resultOf(entering(3, { latency: fixed(2), ...(concurrent !== undefined && { concurrent }) }))
    const { p50Ms, p99Ms } = operationOf(result, RECEIVE)
    return { median: Number(minutes(p50Ms).toFixed(2)), longest: minutes(p99Ms) }
  }

  it('of one call at a time answers three calls of 08:10 after 2, 4 and 6 minutes', () => {
    expect(atOnce(1)).toEqual({ median: 4, longest: 6 })
  })

  it('of two answers them after 2, 2 and 4 minutes, without bounds after 2', () => {
    expect(atOnce(2)).toEqual({ median: 2, longest: 4 })
    expect(atOnce(undefined)).toEqual({ median: 2, longest: 2 })
  })

  it('is each unit’s own, or shared by all: then the second of two units waits for the first', () => {
    const slowest = (shared: boolean) => {
      const model = { latency: fixed(2), concurrent: 1, shared }
      return minutes(operationOf(resultOf(entering(1, model, { units: [{}, { code: '31012' }] })), RECEIVE).p99Ms)
    }
    expect([slowest(false), slowest(true)]).toEqual([2, 4])
  })
})

describe('an outage of a system', () => {
  const figures = (model: Model) => {
    const result = resultOf(entering(1, model))
    const { calls, errors } = operationOf(result, RECEIVE)
    return { calls, errors, turnaroundMin: turnaroundMin(result) }
  }
  // Tries at 08:10, and 15 minutes after each failure again, two minutes to enter it: 08:27, 08:44, 09:01.
  const threeFailures = { calls: 4, errors: 3, turnaroundMin: 61 }

  it('that is planned from 08:05 to 09:00 fails three calls and makes 61 minutes of ten', () => {
    expect(figures({})).toEqual({ calls: 1, errors: 0, turnaroundMin: 10 })
    const planned = [{ from: momentOf('monday', '08:05'), to: momentOf('monday', '09:00') }]
    expect(figures({ planned })).toEqual(threeFailures)
  })

  it('that comes by chance does the same: up for 485 minutes from midnight on, down for 55', () => {
    expect(figures({ outages: { up: fixed(485), down: fixed(55) } })).toEqual(threeFailures)
  })

  it('does less the shorter it is', () => {
    expect(figures({ outages: { up: fixed(485), down: fixed(10) } })).toEqual({
      calls: 2,
      errors: 1,
      turnaroundMin: 27,
    })
  })

  it('is the same for all units', () => {
    const outages = { up: { kind: 'exponential', meanMin: 60 }, down: { kind: 'exponential', meanMin: 60 } } as const
    const at = (codes: string[]) => {
      const demand = { volume: { kind: 'renewal', between: fixed(30) } } as const
      const units = codes.map((code) => ({ code }))
      return operationOf(resultOf(entering(1, { outages }, { demand, units })), RECEIVE).errors
    }
    const alone = at(['31012'])
    expect(alone).toBeGreaterThan(0)
    expect(at(['31012', '30742', '31027'])).toBe(3 * alone)
  })
})

describe('the loss of the shared connection', () => {
  const lost: Incident = {
    kind: 'connection-lost',
    name: 'line-down',
    system: 'all',
    from: momentOf('monday', '08:05'),
    to: momentOf('monday', '09:00'),
  }
  const given = (incidents: Incident[]): Given => ({
    incidents,
    demand: {
      volume: comeAt(1, 'monday', '08:30'),
      channels: { direct: 0, online: 1, post: 0 },
      streams: {
        walk: {
          volume: comeAt(1, 'monday', '08:00'),
          start: 'receive',
          procedures: [{ code: THREE_DAYS, weight: 1, workflow: 'way' }],
        },
      },
    },
    steps: {
      declare: citizen(0, { operation: 'portal.submit', state: 1, to: 'print' }),
      print: desk(5, { to: 'confirm' }),
      confirm: agency('police', 5, { ...done, operation: 'residence.confirm' }),
      receive: desk(10, { ...done, operation: RECEIVE }),
    },
  })
  const [sound, cut] = [resultOf(given([])), resultOf(given([lost]))]

  it('fails what the centre enters, and neither what citizens send from home nor what an agency enters elsewhere', () => {
    const errors = ['portal.submit', 'residence.confirm', RECEIVE].map((name) => operationOf(cut, name).errors)
    expect(errors).toEqual([0, 0, 3])
  })

  it('holds up what has to be entered, 61 minutes instead of ten, and no work that needs no system', () => {
    expect([sound, cut].map((result) => turnaroundMin(result, 'direct'))).toEqual([10, 61])
    expect([sound, cut].map((result) => turnaroundMin(result, 'online'))).toEqual([10, 10])
  })

  it('is counted in the rate of failed calls, and spares other units', () => {
    const elsewhere = resultOf({ ...given([{ ...lost, unit: '31012' }]), units: [{}, { code: '31012' }] })
    const whole = resultOf({ ...given([lost]), units: [{}, { code: '31012' }] })
    expect([elsewhere, whole].map((result) => operationOf(result, RECEIVE).errors)).toEqual([3, 6])
  })
})
