import { describe, expect, it } from 'vitest'
import { allOf, demandAt, fixed, resultOf, simulated, staffOf, stepOf, timesOf, unit, way } from './result-of.ts'

const serve = (min: number, more = '') =>
  `serve: { by: official, role: clerk, counter: true${more}, takes: ${fixed(min)}, outcomes: [{ state: 10, to: end }] }`
const served = (min: number) => way(serve(min))
const threeClerks = 'staff: [{ role: clerk, count: 3 }]'

describe('counters', () => {
  it('limit how many of the clerks serve at once', () => {
    const wait = (counters: number) =>
      stepOf(resultOf(unit(`counters: ${counters}`, threeClerks), demandAt('07T08:00 3'), served(10)), 'serve')
        .waitMeanMin
    // 0, 10 and 20 minutes; 0, 0 and 10; nobody waits.
    expect([wait(1), wait(2), wait(3)]).toEqual([10, 10 / 3, 0])
  })
})

describe('the waiting area', () => {
  const six = demandAt('07T08:00 6')
  const figures = (lines: string[], ...sections: string[]) => {
    const result = resultOf(unit('counters: 1', threeClerks, ...lines), ...sections, served(10))
    const { received, finished, waitMeanMin } = allOf(result)
    return { received, finished, waitMeanMin, turnedAway: result.visits.turnedAway, trips: result.visits.trips }
  }

  it('without a limit holds everybody', () => {
    expect(figures([], six)).toEqual({ received: 6, finished: 6, waitMeanMin: 25, turnedAway: 0, trips: 6 })
  })

  it('with three seats turns away who finds the counter and the seats taken, after a way in vain', () => {
    // One is served, three wait 10, 20 and 30 minutes, two go home.
    expect(figures(['seats: 3'], six)).toEqual({ received: 4, finished: 4, waitMeanMin: 15, turnedAway: 2, trips: 6 })
  })

  it('of so many square metres has a seat for each 1.5 of them, or for what the scenario says', () => {
    expect(figures(['waitingAreaM2: 5.9'], six).turnedAway).toBe(6 - 1 - 3)
    expect(figures(['waitingAreaM2: 6'], six).turnedAway).toBe(6 - 1 - 4)
    expect(figures(['waitingAreaM2: 6'], six, 'policies: { m2PerPerson: 2 }').turnedAway).toBe(6 - 1 - 3)
  })

  it('lets those come again who are turned away, where the demand says so', () => {
    const patient = `${six}\n  patience: { waits: ${fixed(600)}, comesBack: 1, after: ${fixed(120)} }`
    // The two find the counter free at 10:00: 10 minutes more for the second of them.
    expect(figures(['seats: 3'], patient)).toEqual({
      ...{ received: 6, finished: 6, turnedAway: 2, trips: 8 },
      waitMeanMin: (0 + 10 + 20 + 30 + 0 + 10) / 6,
    })
  })

  it('turns nobody away who is inside already and goes on to another counter', () => {
    const twoSteps = way(
      `ask: { by: official, role: clerk, counter: true, takes: ${fixed(10)}, outcomes: [{ state: 2, to: serve }] }`,
      serve(10),
    )
    const result = resultOf(unit('counters: 1', 'seats: 1', threeClerks), demandAt('07T08:00 2'), twoSteps)
    expect(allOf(result)).toMatchObject({ received: 2, finished: 2, withdrawn: 0 })
    expect(result.visits).toMatchObject({ turnedAway: 0, trips: 2 })
  })
})

describe('a citizen whose call failed at the counter', () => {
  it('stays, though there is no seat, until the clerk can enter it', () => {
    const lost =
      'incidents: [{ kind: connection-lost, name: line, system: one-stop, from: 2025-07-07T08:00, to: 2025-07-07T08:30 }]'
    const receive = `receive: { by: official, role: clerk, counter: true, takes: ${fixed(10)}, outcomes: [{ operation: one-stop.receive, state: 2, to: hand }] }`
    const hand = `hand: { by: agency, who: post, takes: ${fixed(0)}, outcomes: [{ state: 10, to: end }] }`
    const result = resultOf(
      unit('counters: 1', 'seats: 0', 'staff: [{ role: clerk, count: 1 }]'),
      demandAt('07T08:00 1'),
      way(receive, hand),
      lost,
    )
    // Tried at 08:10 and 08:27; again after a quarter of an hour, 2 minutes to enter it: 08:44.
    expect(allOf(result)).toMatchObject({ finished: 1, turnaroundMeanHours: 44 / 60 })
    expect(result.visits).toMatchObject({ trips: 1, turnedAway: 0 })
  })
})

describe('a functional area', () => {
  const demand = `${demandAt('07T08:00 1')}
  streams:
    results:
      volume: { kind: scheduled, at: [{ time: 2025-07-07T08:05, dossiers: 1 }] }
      start: hand-back
      procedures: [{ code: "1.004873", weight: 1, workflow: way }]`
  const handBack = `hand-back: { by: official, role: clerk, counter: true, area: return, takes: ${fixed(3)}, outcomes: [{ state: 10, to: end }] }`
  const wait = (areas: string) =>
    stepOf(resultOf(unit('counters: 1', areas, threeClerks), demand, way(serve(30), handBack)), 'hand-back').waitMeanMin

  it('of its own lets results be handed back beside reception, which otherwise wait for the counter', () => {
    expect(wait('')).toBe(25)
    expect(wait('areas: { return: 1 }')).toBe(0)
  })
})

describe('a second site', () => {
  const islanders = `
  traits: { islander: { share: 1 } }`
  const twoSites = unit(
    'counters: 1',
    'sites: [{ name: harbour, counters: 1, visitors: islander }]',
    'staff:',
    '  - { role: clerk, count: 1 }',
    '  - { role: clerk, count: 1, site: harbour }',
    '  - { role: specialist, count: 1, skills: [civil_status] }',
  )
  const steps = way(
    `receive: { by: official, role: clerk, counter: true, takes: ${fixed(10)}, outcomes: [{ state: 2, to: process }] }`,
    `process: { by: official, role: specialist, skill: field, takes: ${fixed(5)}, outcomes: [{ state: 10, to: end }] }`,
  )
  const both = `demand:
  volume: { kind: scheduled, at: [${timesOf(['07T08:00 3'])}] }
  procedures: [{ code: "1.004873", weight: 1, workflow: way }]
  streams:
    islanders:
      volume: { kind: scheduled, at: [${timesOf(['07T08:00 3'])}] }
      traits: { islander: { share: 1 } }
      procedures: [{ code: "1.004873", weight: 1, workflow: way }]`

  it('shares one numbering sequence with the first: no number is missing or given twice', () => {
    const { log } = simulated(twoSites, both, steps)
    const received = log.filter(({ event, step }) => event === 'queued' && step === 'receive')
    expect(received.map(({ dossier }) => dossier).sort()).toEqual(
      [0, 1, 2, 3, 4, 5].map((number) => `30742-00000${number}`),
    )
    expect(received.filter(({ site }) => site === 'harbour')).toHaveLength(3)
  })

  it('has lines of its own at its counter, and one back office with the first', () => {
    const result = resultOf(twoSites, both, steps)
    // At either site 0, 10 and 20 minutes. One specialist takes two papers every 10 minutes, 5 minutes each.
    expect(stepOf(result, 'receive').waitMeanMin).toBe(10)
    expect(stepOf(result, 'process')).toMatchObject({ ended: 6, waitMeanMin: 2.5 })
    expect(staffOf(result, 'specialist').busyHours).toBe(0.5)
  })

  it('sends papers to another site where nobody there has the skill, and does not let them wait for ever', () => {
    const skilledAtMain = unit(
      'counters: 1',
      `courier: ${fixed(60)}`,
      'sites: [{ name: harbour, counters: 1, visitors: islander }]',
      'staff:',
      '  - { role: clerk, count: 1, site: harbour }',
      '  - { role: specialist, count: 1, skills: [certification], site: harbour }',
      '  - { role: specialist, count: 1, skills: [civil_status] }',
    )
    const result = resultOf(skilledAtMain, demandAt('07T08:00 1') + islanders, steps)
    // 10 minutes, an hour on the way, 5 minutes.
    expect(allOf(result)).toMatchObject({ finished: 1, turnaroundMeanHours: 1.25 })
  })

  it('sends its visitors to the main site for what nobody there does', () => {
    const noClerkThere = unit(
      'counters: 1',
      `travel: ${fixed(30)}`,
      'sites:',
      `  - { name: harbour, counters: 1, visitors: islander, travel: ${fixed(10)}, travelElsewhere: ${fixed(120)} }`,
      'staff: [{ role: clerk, count: 1 }, { role: specialist, count: 1, skills: [civil_status], site: harbour }]',
    )
    expect(resultOf(noClerkThere, demandAt('07T08:00 1') + islanders, steps).visits).toMatchObject({
      trips: 1,
      travelHours: 2,
    })
  })
})

describe('a way to the counter of no known length', () => {
  it('counts as a trip, and nobody claims that it took any time', () => {
    const { result, log } = simulated(
      unit('counters: 1', 'staff: [{ role: clerk, count: 1 }]'),
      demandAt('07T08:00 2'),
      way(serve(10)),
    )
    expect(result.visits).toMatchObject({ trips: 2, travelHours: 0 })
    const queued = log.filter(({ event }) => event === 'queued')
    expect(queued.map(({ trip, tripMin }) => [trip, tripMin])).toEqual([
      [true, undefined],
      [true, undefined],
    ])
  })
})
