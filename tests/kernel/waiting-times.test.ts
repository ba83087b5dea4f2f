import quantileT from '@stdlib/stats-base-dists-t-quantile'
import { describe, expect, it } from 'vitest'
import { EventList, NO_ROOM, ServerPool } from '../../src/kernel/index.ts'
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
  const line = { priority: 0, gates: [], room: NO_ROOM, preempts: false, interruptible: false }
  const pool = new ServerPool([line], servers, [], [], {
    start(server, customer) {
      if (customer >= WARM_UP) waited += nowAt - (arrivedAt[customer] as number)
      events.schedule(nowAt + exponential(1), 0, DEPARTURE, server)
    },
    interrupted() {},
  })
  comeWithAllLines(pool, servers, [0])
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

function comeWithAllLines(pool: ServerPool, servers: number, lines: readonly number[]): void {
  const all = Array.from({ length: servers }, (_, server) => server)
  pool.change({
    present: all.map((server) => [server, true] as const),
    abilities: all.map((server) => [server, lines] as const),
  })
}

/** Share of M/M/c/(c + places) customers who are turned away after the warm-up; service takes 1 on average. */
function shareTurnedAway(servers: number, places: number, arrivalRate: number, seed: number): number {
  const next = uniforms(seed)
  const exponential = (rate: number) => -Math.log(next()) / rate
  const events = new EventList()
  const line = { priority: 0, gates: [], room: 0, preempts: false, interruptible: false }
  const pool = new ServerPool([line], servers, [], [places], {
    start(server) {
      events.schedule(events.atMs + exponential(1), 0, DEPARTURE, server)
    },
    interrupted() {},
  })
  comeWithAllLines(pool, servers, [0])
  let turnedAway = 0
  events.schedule(0, 0, ARRIVAL, 0)
  while (events.next()) {
    const { atMs, kind, subject } = events
    if (kind === DEPARTURE) pool.release(subject)
    else {
      if (subject + 1 < CUSTOMERS) events.schedule(atMs + exponential(arrivalRate), 0, ARRIVAL, subject + 1)
      if (!pool.join(0, subject, atMs) && subject >= WARM_UP) turnedAway++
    }
  }
  return turnedAway / (CUSTOMERS - WARM_UP)
}

/** Probability that all of c servers and all places are taken at offered load a (M/M/c/K in Gross et al., 2008). */
function fullProbability(servers: number, places: number, load: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; k <= servers + places; k++) {
    term *= load / Math.min(k, servers)
    sum += term
  }
  return term / sum
}

/**
 * Mean time in the system of the two classes of one server, of whom the first interrupts the second, whose service is
 * then taken up where it was left; service takes 1 on average, both classes come at `arrivalRate`.
 */
function preemptiveTimes(arrivalRate: number, seed: number): [first: number, second: number] {
  const next = uniforms(seed)
  const exponential = (rate: number) => -Math.log(next()) / rate
  const events = new EventList()
  const arrivedAt = new Float64Array(CUSTOMERS)
  /** Service still to be done, and when it was taken up last. */
  const left = new Float64Array(CUSTOMERS)
  const takenUpAt = new Float64Array(CUSTOMERS)
  const total = [0, 0]
  const count = [0, 0]
  let departure = -1
  const line = { gates: [], room: NO_ROOM }
  const lines = [
    { ...line, priority: 0, preempts: true, interruptible: false },
    { ...line, priority: 1, preempts: false, interruptible: true },
  ]
  const pool = new ServerPool(lines, 1, [], [], {
    start(_server, customer) {
      takenUpAt[customer] = events.atMs
      departure = events.schedule(events.atMs + (left[customer] as number), 0, DEPARTURE, customer)
    },
    interrupted(_server, customer) {
      events.cancel(departure)
      left[customer] = (left[customer] as number) - (events.atMs - (takenUpAt[customer] as number))
    },
  })
  comeWithAllLines(pool, 1, [0, 1])
  events.schedule(0, 0, ARRIVAL, 0)
  while (events.next()) {
    const { atMs, kind, subject } = events
    const line = subject % 2
    if (kind === DEPARTURE) {
      if (subject >= WARM_UP) {
        total[line] = (total[line] as number) + atMs - (arrivedAt[subject] as number)
        count[line] = (count[line] as number) + 1
      }
      pool.release(0)
    } else {
      arrivedAt[subject] = atMs
      left[subject] = exponential(1)
      // Each class is a stream of its own: even customers are of the first, odd ones of the second.
      const following = subject === 0 ? [1, 2] : [subject + 2]
      for (const one of following) {
        if (one < CUSTOMERS) events.schedule(atMs + exponential(arrivalRate), 0, ARRIVAL, one)
      }
      pool.join(line, subject, atMs)
    }
  }
  return [(total[0] as number) / (count[0] as number), (total[1] as number) / (count[1] as number)]
}

/** Mean, and half of the 99 % confidence interval, over 25 runs. */
function interval(runs: readonly number[]): { mean: number; half: number } {
  const mean = runs.reduce((sum, value) => sum + value, 0) / runs.length
  const variance = runs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (runs.length - 1)
  return { mean, half: quantileT(0.995, runs.length - 1) * Math.sqrt(variance / runs.length) }
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
      const runs = Array.from({ length: RUNS }, (_, run) => meanWait(servers, load, 1000 * servers + run))
      const { mean, half } = interval(runs)
      const theory = erlangWait(servers, load)
      expect(half / theory).toBeLessThan(0.06)
      expect(Math.abs(mean - theory)).toBeLessThan(half)
    },
  )

  it.each([
    [2, 0, 1.5],
    [2, 3, 1.8],
  ])(
    'of %i servers and %i places at load %f are turned away as the closed form says, ± 6 %% at 99 %%',
    (servers, places, load) => {
      const runs = Array.from({ length: RUNS }, (_, run) => shareTurnedAway(servers, places, load, 7000 + run))
      const { mean, half } = interval(runs)
      const theory = fullProbability(servers, places, load)
      expect(half / theory).toBeLessThan(0.06)
      expect(Math.abs(mean - theory)).toBeLessThan(half)
    },
  )

  it('who interrupt others, and who are interrupted, stay as preemptive resume says, ± 6 % at 99 %', () => {
    const rate = 0.35
    const runs = Array.from({ length: RUNS }, (_, run) => preemptiveTimes(rate, 9000 + run))
    const first = interval(runs.map(([time]) => time))
    const second = interval(runs.map(([, time]) => time))
    // Exponential service of mean 1, both classes at `rate`: preemptive priorities in Gross et al., 2008.
    const firstTheory = 1 / (1 - rate)
    const secondTheory = 1 / (1 - rate) + (2 * rate) / ((1 - rate) * (1 - 2 * rate))
    expect(first.half / firstTheory).toBeLessThan(0.06)
    expect(second.half / secondTheory).toBeLessThan(0.06)
    expect(Math.abs(first.mean - firstTheory)).toBeLessThan(first.half)
    expect(Math.abs(second.mean - secondTheory)).toBeLessThan(second.half)
  })
})
