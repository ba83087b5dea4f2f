import { describe, expect, it } from 'vitest'
import type { Duration } from '../../src/schema/index.ts'
import {
  breakdowns,
  erlang,
  finiteSource,
  impatience,
  moments,
  networks,
  openAtEnd,
  pollaczekKhinchine,
  priorities,
  renewalArrivals,
  shortestFirst,
  waitingRoom,
} from '../../src/selftest/formulas/index.ts'
import { solve } from './markov-chain.ts'

const exponential = (meanMin: number) => moments.momentsOf({ kind: 'exponential', meanMin })

/** Mean and mean square of a quantile function, by the midpoint rule over the unit interval. */
function integrated(quantile: (u: number) => number): { meanMin: number; squareMin2: number } {
  const cells = 2_000_000
  let meanMin = 0
  let squareMin2 = 0
  for (let cell = 0; cell < cells; cell++) {
    const value = quantile((cell + 0.5) / cells)
    meanMin += value / cells
    squareMin2 += (value * value) / cells
  }
  return { meanMin, squareMin2 }
}

describe('the moments of a length of time', () => {
  const cases: [Duration, (u: number) => number][] = [
    [{ kind: 'fixed', min: 3 }, () => 3],
    [{ kind: 'uniform', lowMin: 1, highMin: 4 }, (u) => 1 + 3 * u],
    [{ kind: 'exponential', meanMin: 2 }, (u) => -2 * Math.log(1 - u)],
    [
      { kind: 'triangular', lowMin: 1, modeMin: 2, highMin: 5 },
      (u) => (u < 0.25 ? 1 + Math.sqrt(4 * u) : 5 - Math.sqrt(12 * (1 - u))),
    ],
    // Γ(1 + 1/2) = √π/2: the scale is the mean divided by it.
    [{ kind: 'weibull', meanMin: 2, shape: 2 }, (u) => (4 / Math.sqrt(Math.PI)) * Math.sqrt(-Math.log(1 - u))],
    [{ kind: 'empirical', valuesMin: [1, 5], weights: [3, 1] }, (u) => (u < 0.75 ? 1 : 5)],
    [{ kind: 'empirical', valuesMin: [1, 5] }, (u) => (u < 0.5 ? 1 : 5)],
  ]
  it.each(cases)('are those that its quantiles have: $kind', (duration, quantile) => {
    const exact = moments.momentsOf(duration)
    const summed = integrated(quantile)
    expect(exact.meanMin).toBeCloseTo(summed.meanMin, 4)
    expect(exact.squareMin2).toBeCloseTo(summed.squareMin2, 3)
  })

  it.each(['lognormal', 'gamma'] as const)('are those that mean and coefficient of variation say: %s', (kind) => {
    expect(moments.momentsOf({ kind, meanMin: 2, cv: 1.5 })).toEqual({ meanMin: 2, squareMin2: 4 * (1 + 2.25) })
  })

  it('of a mixture are the weighted ones, of a stretched length the stretched ones', () => {
    const of = moments.mixture([
      { share: 0.75, of: exponential(1) },
      { share: 0.25, of: moments.stretched(exponential(1), 3) },
    ])
    expect(of).toEqual({ meanMin: 1.5, squareMin2: 0.75 * 2 + 0.25 * 18 })
  })

  it.each([
    [0.5, Math.sqrt(Math.PI)],
    [1, 1],
    [1.5, Math.sqrt(Math.PI) / 2],
    // Abramowitz & Stegun 1964, table 6.1.
    [1.25, 0.9064024771],
    [1.75, 0.919062527],
    [11, 3_628_800],
  ])('use the gamma function: Γ(%f)', (x, value) => {
    expect(moments.gamma(x) / value).toBeCloseTo(1, 9)
  })
})

describe('Erlang’s formulas', () => {
  // Erlang B tables for a loss of 1 %, as in every traffic table (for example Gross & Harris 2008, or ITU-D SG 2, 2005).
  it.each([
    [1, 0.0101],
    [2, 0.1526],
    [5, 1.3608],
    [10, 4.4612],
    [20, 12.0306],
    [50, 37.9014],
    [100, 84.0642],
  ])('lose 1 % on %i lines at the tabled load', (servers, load) => {
    expect(erlang.blockedShare({ ratePerMin: load, serviceMin: 1, servers })).toBeCloseTo(0.01, 4)
  })

  it('are those of the balance equations for waiting', () => {
    const desk = { ratePerMin: 1.6, serviceMin: 2, servers: 4 }
    const mean = solve([0], ([n = 0]) => [
      { to: [Math.min(n + 1, 300)], rate: n < 300 ? desk.ratePerMin : 0 },
      { to: [n - 1], rate: Math.min(n, desk.servers) / desk.serviceMin },
    ])
    expect(erlang.waitingShare(desk)).toBeCloseTo(
      mean(([n = 0]) => (n >= 4 ? 1 : 0)),
      9,
    )
    expect(erlang.meanWaitMin(desk)).toBeCloseTo(mean(([n = 0]) => Math.max(0, n - 4)) / desk.ratePerMin, 8)
  })

  it('are ρ and ρ ÷ μ(1 − ρ) at one server', () => {
    const desk = { ratePerMin: 0.3, serviceMin: 2, servers: 1 }
    expect(erlang.waitingShare(desk)).toBeCloseTo(0.6, 12)
    expect(erlang.meanWaitMin(desk)).toBeCloseTo(3, 12)
  })

  // Garnett, Mandelbaum & Reiman 2002, table 1: 50 agents, 48 calls a minute, 1 minute a call.
  it('are those published for a call centre', () => {
    const desk = { ratePerMin: 48, serviceMin: 1, servers: 50 }
    expect(erlang.meanWaitMin(desk) * 60).toBeCloseTo(20.8, 1)
    expect(erlang.waitQuantileMin(desk, 0.9) * 60).toBeCloseTo(58.1, 1)
  })

  it('have a quantile that as many do not exceed, and 0 where fewer wait at all', () => {
    const desk = { ratePerMin: 1.6, serviceMin: 2, servers: 4 }
    expect(erlang.withinShare(desk, erlang.waitQuantileMin(desk, 0.9))).toBeCloseTo(0.9, 12)
    expect(erlang.waitQuantileMin(desk, 0.1)).toBe(0)
  })

  it('size a desk: one server fewer would not do', () => {
    const demand = { ratePerMin: 2.2, serviceMin: 5 }
    const servers = erlang.leastServers(demand, 3, 0.8)
    expect(servers).toBeGreaterThan(11)
    expect(erlang.withinShare({ ...demand, servers }, 3)).toBeGreaterThanOrEqual(0.8)
    expect(erlang.withinShare({ ...demand, servers: servers - 1 }, 3)).toBeLessThan(0.8)
  })

  it('say that an overloaded desk has no end of waiting', () => {
    const desk = { ratePerMin: 1, serviceMin: 3, servers: 2 }
    expect([erlang.waitingShare(desk), erlang.meanWaitMin(desk), erlang.withinShare(desk, 1000)]).toEqual([
      1,
      Number.POSITIVE_INFINITY,
      0,
    ])
  })
})

describe('the formula of Pollaczek and Khinchine', () => {
  it('is that of M/M/1 for exponential services, and half of it for fixed ones', () => {
    const random = pollaczekKhinchine.meanWaitMin(0.35, exponential(2))
    expect(random).toBeCloseTo(erlang.meanWaitMin({ ratePerMin: 0.35, serviceMin: 2, servers: 1 }), 12)
    expect(pollaczekKhinchine.meanWaitMin(0.35, moments.momentsOf({ kind: 'fixed', min: 2 }))).toBeCloseTo(
      random / 2,
      12,
    )
  })

  it('is that of the balance equations for services of two exponential phases', () => {
    const rate = 0.6
    const mean = solve([0, 0], ([n = 0, phase = 0]) => [
      { to: [n + 1, phase], rate: n < 200 ? rate : 0 },
      ...(n === 0 ? [] : [phase === 0 ? { to: [n, 1], rate: 2 } : { to: [n - 1, 0], rate: 2 }]),
    ])
    const service = moments.momentsOf({ kind: 'gamma', meanMin: 1, cv: Math.SQRT1_2 })
    expect(pollaczekKhinchine.meanWaitMin(rate, service)).toBeCloseTo(mean(([n = 0]) => Math.max(0, n - 1)) / rate, 7)
  })

  it('has no end of waiting at a load of 1', () => {
    expect(pollaczekKhinchine.meanWaitMin(1, exponential(1))).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('priorities', () => {
  const [urgent, ordinary] = [
    { ratePerMin: 0.25, service: exponential(1) },
    { ratePerMin: 0.2, service: exponential(2) },
  ]
  const most = 70

  it('of a server that finishes what it has begun wait as the balance equations say', () => {
    // Waiting of each class, and who is served: 0 nobody, 1 urgent, 2 ordinary.
    const mean = solve([0, 0, 0], ([first = 0, second = 0, served = 0]) => {
      const next = first > 0 ? [first - 1, second, 1] : second > 0 ? [first, second - 1, 2] : [0, 0, 0]
      return [
        served === 0
          ? { to: [0, 0, 1], rate: urgent.ratePerMin }
          : { to: [first + 1, second, served], rate: first < most ? urgent.ratePerMin : 0 },
        served === 0
          ? { to: [0, 0, 2], rate: ordinary.ratePerMin }
          : { to: [first, second + 1, served], rate: second < most ? ordinary.ratePerMin : 0 },
        { to: next, rate: served === 1 ? 1 : served === 2 ? 1 / 2 : 0 },
      ]
    })
    const [first = 0, second = 0] = priorities.waitsMin([urgent, ordinary])
    expect(first).toBeCloseTo(mean(([n = 0]) => n) / urgent.ratePerMin, 6)
    expect(second).toBeCloseTo(mean(([, n = 0]) => n) / ordinary.ratePerMin, 6)
  })

  it('that interrupt have the time in the system that the balance equations say', () => {
    const mean = solve([0, 0], ([first = 0, second = 0]) => [
      { to: [first + 1, second], rate: first < most ? urgent.ratePerMin : 0 },
      { to: [first, second + 1], rate: second < most ? ordinary.ratePerMin : 0 },
      ...(first > 0 ? [{ to: [first - 1, second], rate: 1 }] : []),
      ...(first === 0 && second > 0 ? [{ to: [first, second - 1], rate: 1 / 2 }] : []),
    ])
    const [first = 0, second = 0] = priorities.preemptiveSojournsMin([urgent, ordinary])
    expect(first).toBeCloseTo(mean(([n = 0]) => n) / urgent.ratePerMin, 6)
    expect(second).toBeCloseTo(mean(([, n = 0]) => n) / ordinary.ratePerMin, 6)
  })

  it('keep Kleinrock’s conservation law: Σ ρ(k)W(k) is that of no priorities', () => {
    const classes = [urgent, ordinary, { ratePerMin: 0.05, service: moments.momentsOf({ kind: 'fixed', min: 4 }) }]
    const loads = classes.map(({ ratePerMin, service }) => ratePerMin * service.meanMin)
    const load = loads.reduce((sum, each) => sum + each)
    const restMin = classes.reduce((sum, { ratePerMin, service }) => sum + (ratePerMin * service.squareMin2) / 2, 0)
    const weighted = priorities.waitsMin(classes).reduce((sum, wait, index) => sum + wait * (loads[index] ?? 0), 0)
    expect(weighted).toBeCloseTo((load * restMin) / (1 - load), 12)
  })
})

describe('a waiting room', () => {
  // Gross & Harris 2008, §2.4, example of the car inspection: 3 stations, room for 4 more, 1 car a minute, 6 minutes each.
  it('turns away and lets wait as published', () => {
    const { turnedAwayShare, waitMin } = waitingRoom.waitingRoom({ ratePerMin: 1, serviceMin: 6, servers: 3 }, 4)
    expect((1 - turnedAwayShare) * 60).toBeCloseTo(29.7, 1)
    expect(waitMin * (1 - turnedAwayShare)).toBeCloseTo(3.09, 2)
  })

  it('without seats loses as Erlang B says', () => {
    const desk = { ratePerMin: 1.5, serviceMin: 2, servers: 4 }
    expect(waitingRoom.waitingRoom(desk, 0)).toEqual({
      turnedAwayShare: expect.closeTo(erlang.blockedShare(desk), 12),
      waitMin: 0,
    })
  })

  it('of one server has the closed form (1 − ρ)ρ^K ÷ (1 − ρ^(K+1))', () => {
    const load = 0.8
    const closed = ((1 - load) * load ** 5) / (1 - load ** 6)
    expect(waitingRoom.waitingRoom({ ratePerMin: load, serviceMin: 1, servers: 1 }, 4).turnedAwayShare).toBeCloseTo(
      closed,
      12,
    )
  })
})

describe('Erlang A', () => {
  // Garnett, Mandelbaum & Reiman 2002, table 1: the call centre above, with 2 minutes of patience.
  it('is that published for a call centre', () => {
    const { gaveUpShare, waitMin } = impatience.erlangA({ ratePerMin: 48, serviceMin: 1, servers: 50 }, 2)
    expect(gaveUpShare).toBeCloseTo(0.031, 3)
    expect(waitMin * 60).toBeCloseTo(3.7, 1)
  })

  it('is M/M/∞ where patience is as long as a service: Poisson many inside', () => {
    // With θ = μ the number inside is Poisson with mean λ ÷ μ; who waits are those past the first c.
    const load = 3
    const poisson = [Math.exp(-load)]
    for (let n = 1; n < 60; n++) poisson.push(((poisson[n - 1] ?? 0) * load) / n)
    const waiting = poisson.reduce((sum, probability, n) => sum + probability * Math.max(0, n - 2), 0)
    const { waitMin, gaveUpShare } = impatience.erlangA({ ratePerMin: 1.5, serviceMin: 2, servers: 2 }, 2)
    expect(waitMin).toBeCloseTo(waiting / 1.5, 10)
    expect(gaveUpShare).toBeCloseTo(waiting / 2 / 1.5, 10)
  })
})

describe('machine repair', () => {
  // Gross & Harris 2008, §2.7: five machines that run 30 h, two technicians who repair in 3 h.
  it('is as published', () => {
    const { down } = finiteSource.machineRepair({ machines: 5, repairers: 2, runsMin: 30, repairMin: 3 })
    expect(down).toBeCloseTo(0.465, 3)
  })

  it('keeps Little’s law: each machine’s cycle is its running and its time down', () => {
    const shop = { machines: 6, repairers: 1, runsMin: 10, repairMin: 2 }
    const { down, repairsPerMin, utilisation } = finiteSource.machineRepair(shop)
    expect(repairsPerMin * shop.runsMin).toBeCloseTo(shop.machines - down, 12)
    expect(utilisation).toBeCloseTo(repairsPerMin * shop.repairMin, 12)
  })
})

describe('Jackson’s network', () => {
  it('is as the balance equations of two stations with feedback say', () => {
    const stations = [
      { fromOutsidePerMin: 0.3, serviceMin: 1, servers: 1, onTo: [0, 0.8] },
      { fromOutsidePerMin: 0.1, serviceMin: 1.2, servers: 1, onTo: [0.25, 0.1] },
    ]
    const most = 70
    const mean = solve([0, 0], ([first = 0, second = 0]) => [
      { to: [first + 1, second], rate: first < most ? 0.3 : 0 },
      { to: [first, second + 1], rate: second < most ? 0.1 : 0 },
      ...(first > 0
        ? [
            { to: [first - 1, Math.min(most, second + 1)], rate: 0.8 },
            { to: [first - 1, second], rate: 0.2 },
          ]
        : []),
      ...(second > 0
        ? [
            { to: [Math.min(most, first + 1), second - 1], rate: 0.25 / 1.2 },
            { to: [first, second - 1], rate: 0.65 / 1.2 },
          ]
        : []),
    ])
    const network = networks.jackson(stations)
    expect(network.ratesPerMin[0]).toBeCloseTo(0.3 + 0.25 * (network.ratesPerMin[1] ?? 0), 12)
    expect(network.sojournMin).toBeCloseTo(mean(([first = 0, second = 0]) => first + second) / 0.4, 5)
  })

  it('in tandem is one M/M/1 after another', () => {
    const network = networks.jackson([
      { fromOutsidePerMin: 0.5, serviceMin: 1, servers: 1, onTo: [0, 1] },
      { fromOutsidePerMin: 0, serviceMin: 1.5, servers: 1, onTo: [0, 0] },
    ])
    expect(network.waitsMin).toEqual([expect.closeTo(1, 12), expect.closeTo(4.5, 12)])
    expect(network.sojournMin).toBeCloseTo(2 + 6, 12)
  })
})

describe('a workplace that fails', () => {
  const [rate, failing] = [0.4, { upMin: 10, down: exponential(3) }]
  const most = 250

  it('only in use is as the balance equations say', () => {
    const mean = solve([0, 1], ([n = 0, up = 1]) => [
      { to: [n + 1, up], rate: n < most ? rate : 0 },
      ...(up === 1 && n > 0
        ? [
            { to: [n - 1, 1], rate: 1 },
            { to: [n, 0], rate: 1 / failing.upMin },
          ]
        : []),
      ...(up === 0 ? [{ to: [n, 1], rate: 1 / 3 }] : []),
    ])
    const { sojournMin } = breakdowns.failingWhileWorking(rate, exponential(1), failing)
    expect(sojournMin).toBeCloseTo(mean(([n = 0]) => n) / rate, 7)
  })

  it('at any time is as the balance equations say', () => {
    const mean = solve([0, 1], ([n = 0, up = 1]) => [
      { to: [n + 1, up], rate: n < most ? rate : 0 },
      ...(up === 1 ? [{ to: [n, 0], rate: 1 / failing.upMin }] : [{ to: [n, 1], rate: 1 / 3 }]),
      ...(up === 1 && n > 0 ? [{ to: [n - 1, 1], rate: 1 }] : []),
    ])
    const { waitMin, sojournMin } = breakdowns.failingAlways(rate, exponential(1), failing)
    expect(sojournMin).toBeCloseTo(mean(([n = 0]) => n) / rate, 7)
    expect(sojournMin - waitMin).toBeCloseTo(1 + 3 / 10, 12)
  })
})

describe('arrivals at other than random times', () => {
  it('of two phases have the root of a quadratic', () => {
    // (σ − 1) divides out of σ(2ρ + 1 − σ)² = 4ρ²; σ = (1 + 4ρ − √(1 + 8ρ)) ÷ 2.
    const load = 0.6
    const sigma = (1 + 4 * load - Math.sqrt(1 + 8 * load)) / 2
    expect(renewalArrivals.meanWaitMin({ kind: 'erlang', phases: 2 }, 1 / load, 1)).toBeCloseTo(sigma / (1 - sigma), 10)
  })

  it('of one phase are those of M/M/1', () => {
    expect(renewalArrivals.meanWaitMin({ kind: 'erlang', phases: 1 }, 2, 1)).toBeCloseTo(1, 10)
  })

  // σ = e^(−2(1 − σ)) has the root 0.203188 (−W(−2e⁻²) ÷ 2, Corless and others 1996).
  it('at even distances have the published root', () => {
    expect(renewalArrivals.meanWaitMin({ kind: 'even' }, 2, 1)).toBeCloseTo(0.2031878 / (1 - 0.2031878), 6)
  })
})

describe('dossiers open at the end of a time of changing rates', () => {
  it('are what the differential equation m′ = λ(t) − m ÷ τ comes to', () => {
    const parts = [
      { fromMin: 0, toMin: 60, ratePerMin: 2 },
      { fromMin: 60, toMin: 90, ratePerMin: 5 },
      { fromMin: 120, toMin: 500, ratePerMin: 1 },
    ]
    const rateAt = (atMin: number) =>
      parts.find(({ fromMin, toMin }) => atMin >= fromMin && atMin < toMin)?.ratePerMin ?? 0
    let inside = 0
    const stepMin = 0.001
    for (let step = 0; step < 150 / stepMin; step++) inside += stepMin * (rateAt(step * stepMin) - inside / 30)
    expect(openAtEnd.meanInside(parts, 30, 150)).toBeCloseTo(inside, 2)
  })

  it('are λτ once the rate has been steady for long', () => {
    expect(openAtEnd.meanInside([{ fromMin: 0, toMin: 10_000, ratePerMin: 2 }], 30, 10_000)).toBeCloseTo(60, 9)
  })
})

describe('the shortest first', () => {
  it('is what Cobham’s formula comes to with ever narrower classes of services', () => {
    // 4,000 classes of services of almost the same length: within a class it no longer matters who comes first.
    const [load, classes, widest] = [0.7, 4000, 20]
    const width = widest / classes
    const narrow = Array.from({ length: classes }, (_, index) => {
      const [low, high] = [index * width, (index + 1) * width]
      const middle = (low + high) / 2
      return {
        ratePerMin: load * (Math.exp(-low) - Math.exp(-high)),
        service: { meanMin: middle, squareMin2: middle * middle },
      }
    })
    const mean = priorities
      .waitsMin(narrow)
      .reduce((sum, wait, index) => sum + ((narrow[index]?.ratePerMin ?? 0) / load) * wait, 0)
    expect(shortestFirst.meanWaitMin(load, 1)).toBeCloseTo(mean, 3)
  })

  it('waits less on average than first come first served', () => {
    expect(shortestFirst.meanWaitMin(0.35, 2)).toBeLessThan(
      erlang.meanWaitMin({ ratePerMin: 0.35, serviceMin: 2, servers: 1 }),
    )
  })
})
