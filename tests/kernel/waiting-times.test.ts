import quantileT from '@stdlib/stats-base-dists-t-quantile'
import { describe, expect, it } from 'vitest'
import { EventList, NO_GATE, ServerPool } from '../../src/kernel/index.ts'
import { uniforms } from './random.ts'

const ARRIVAL = 0
const DEPARTURE = 1
const CUSTOMERS = 12_000
const WARM_UP = 2000
const RUNS = 25

/** Mean wait of M/M/c customers after the warm-up; service takes 1 on average. */
function meanWait(servers: number, arrivalRate: number, seed: number): number {
  const next = uniforms(seed)
  const exponential = (rate: number) => -Math.log(next()) / rate
  const events = new EventList()
  const arrivedAt = new Float64Array(CUSTOMERS)
  let nowAt = 0
  let waited = 0
  const pool = new ServerPool(
    [{ priority: 0, gate: NO_GATE }],
    Array.from({ length: servers }, () => [0]),
    [],
    (server, customer) => {
      if (customer >= WARM_UP) waited += nowAt - (arrivedAt[customer] as number)
      events.schedule(nowAt + exponential(1), 0, DEPARTURE, server)
    },
  )
  pool.setPresent(Array.from({ length: servers }, (_, server) => [server, true] as const))
  events.schedule(exponential(arrivalRate), 0, ARRIVAL, 0)
  while (events.next()) {
    nowAt = events.atMs
    if (events.kind === DEPARTURE) pool.release(events.subject)
    else {
      const customer = events.subject
      arrivedAt[customer] = nowAt
      if (customer + 1 < CUSTOMERS) events.schedule(nowAt + exponential(arrivalRate), 0, ARRIVAL, customer + 1)
      pool.join(0, customer, nowAt)
    }
  }
  return waited / (CUSTOMERS - WARM_UP)
}

/** Mean wait in M/M/c with service rate 1: Erlang C ÷ (c − a), a the offered load (Gross et al., 2008, §2.4). */
function erlangWait(servers: number, load: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; k < servers; k++) {
    term *= load / k
    sum += term
  }
  const last = ((term * load) / servers) * (servers / (servers - load))
  return last / (sum + last) / (servers - load)
}

describe('customers of an event list and a server pool', () => {
  it('have the closed form at hand: M/M/1 at load 0.7 waits 7/3', () => {
    expect(erlangWait(1, 0.7)).toBeCloseTo(7 / 3, 12)
    // M/M/2 at load 1: Erlang C is 1/3.
    expect(erlangWait(2, 1)).toBeCloseTo(1 / 3, 12)
  })

  it.each([
    [1, 0.7],
    [3, 2.1],
  ])(
    'of M/M/%i at load %f wait as Erlang says: inside the 99 %% interval of 25 runs, narrower than ± 6 %%',
    (servers, load) => {
      const means = Array.from({ length: RUNS }, (_, run) => meanWait(servers, load, 1000 * servers + run))
      const mean = means.reduce((sum, value) => sum + value, 0) / RUNS
      const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (RUNS - 1)
      const half = quantileT(0.995, RUNS - 1) * Math.sqrt(variance / RUNS)
      const theory = erlangWait(servers, load)
      expect(half / theory).toBeLessThan(0.06)
      expect(Math.abs(mean - theory)).toBeLessThan(half)
    },
  )
})
