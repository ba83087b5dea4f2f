import { describe, expect, it } from 'vitest'
import type { EventLine } from '../../../src/schema/index.ts'
import { tallyOfLog } from '../../../src/verdict/index.ts'
import { allOf, fixed, type Simulated, simulated, unit, way } from './result-of.ts'

/** Everything that makes officials come and go, at once; enough of them stay at the main site for all to be finished. */
const centre = unit(
  'counters: 2',
  'seats: 30',
  `courier: { kind: exponential, meanMin: 60 }`,
  `travel: ${fixed(30)}`,
  'sites:',
  '  - { name: harbour, counters: 1, seats: 3, visitors: islander, opens: 2025-07-08, closes: 2025-07-15 }',
  '  - { name: old-office, counters: 1, visitors: far, closes: 2025-07-10 }',
  '  - { name: committee }',
  'staff:',
  '  - { role: clerk, count: 2, sicknessPerDay: 0.2, duties: [{ days: [tuesday], hours: "08:00-10:00" }] }',
  '  - { role: clerk, count: 1, site: harbour, sicknessPerDay: 0.2, proficiency: { atFirst: 2, halvesAfterCases: 5 } }',
  '  - { role: clerk, count: 1, site: old-office, to: 2025-07-09 }',
  '  - { role: clerk, count: 1, from: 2025-07-10, to: 2025-07-16, breakdowns: { while: always, up: { kind: exponential, meanMin: 200 }, down: { kind: exponential, meanMin: 30 } } }',
  '  - { role: specialist, count: 1, skills: [civil_status], duties: [{ hours: "13:30-17:00" }] }',
  '  - { role: specialist, count: 1, site: harbour, skills: [civil_status] }',
  '  - { role: specialist, count: 1, skills: [certification], accounts: { documents.sign: false } }',
  '  - { role: leader, count: 1, site: committee, sicknessPerDay: 0.2, accounts: { documents.sign: 2025-07-09T09:00 } }',
)
const demand = `demand:
  volume: { kind: poisson, dossiers: 500 }
  traits: { islander: { share: 0.3 }, far: { share: 0.3 }, doubtful: { share: 0.2 } }
  surges: [{ from: 2025-07-16, to: 2025-08-31, factor: 0 }]
  patience: { waits: { kind: exponential, meanMin: 200 }, comesBack: 1, after: { kind: exponential, meanMin: 600 } }
  procedures: [{ code: "1.004873", weight: 1, workflow: way }, { code: "2.000815", weight: 1, workflow: way }]`
const steps = way(
  'receive: { by: official, role: clerk, counter: true, takes: { kind: exponential, meanMin: 20 }, outcomes: [{ when: doubtful, loses: [doubtful], to: consult }, { operation: one-stop.receive, state: 2, to: process }] }',
  `consult: { by: agency, who: superior, workingTime: true, takes: ${fixed(30)}, outcomes: [{ share: 0.5, to: come-again }, { to: receive }] }`,
  `come-again: { by: citizen, takes: ${fixed(1440)}, outcomes: [{ to: receive }] }`,
  'process: { by: official, role: specialist, skill: field, takes: { kind: exponential, meanMin: 90 }, outcomes: [{ operation: one-stop.process, state: 4, to: sign }] }',
  'sign: { by: official, role: leader, account: documents.sign, rounds: ["09:00", "15:00"], takes: { kind: uniform, lowMin: 1, highMin: 5 }, outcomes: [{ state: 9, to: stamp }] }',
  'stamp: { by: official, role: clerk, interruptible: true, takes: { kind: exponential, meanMin: 60 }, outcomes: [{ operation: one-stop.return, state: 10, to: end }] }',
)
const incidents = `incidents:
  - { kind: officials-away, name: session, role: clerk, count: 2, from: 2025-07-09T09:00, to: 2025-07-09T16:00 }
  - { kind: training, name: course, role: clerk, count: 1, mentor: specialist, worthCases: 5, from: 2025-07-09T10:00, to: 2025-07-10T11:00 }
  - { kind: connection-lost, name: line, system: one-stop, from: 2025-07-11T09:00, to: 2025-07-11T12:00 }
  - { kind: counters-closed, name: repair, unit: "30742", count: 2, from: 2025-07-14T09:00, to: 2025-07-14T12:00 }`
const systems = 'systems: { one-stop: { latency: { kind: exponential, meanMin: 0.5 } } }'

const played = (seed: number): Simulated =>
  simulated(`seed: ${seed}`, 'period: { from: 2025-07-07, to: 2025-08-31 }', centre, demand, steps, systems, incidents)
const runs = Array.from({ length: 25 }, (_, seed) => played(seed))

/** What is wrong with who does what, event by event. */
function mistakesIn(log: readonly EventLine[]): string[] {
  const present = new Set<string>()
  const busyWith = new Map<string, string>()
  return log.flatMap(({ at, event, by, dossier, step }) => {
    const what = `${at} ${by} ${event} ${dossier} ${step}`
    if (event === 'came') present.add(by)
    if (event === 'went') present.delete(by)
    if (!/-\d+$/.test(by)) return []
    const before = busyWith.get(by)
    if (event === 'begun' || event === 'resumed') {
      busyWith.set(by, dossier)
      // A workplace can be repaired at night: the work rests until its official is there.
      return before === undefined && (event === 'resumed' || present.has(by)) ? [] : [what]
    }
    if (event === 'ended' || event === 'interrupted' || event === 'failed') {
      busyWith.delete(by)
      return before === dossier ? [] : [what]
    }
    return []
  })
}

describe('while officials and sites come and go', () => {
  it('every dossier that comes is finished in the end, none is lost between sites', () => {
    for (const { result } of runs) {
      const { received, finished, open } = allOf(result)
      expect([finished, open]).toEqual([received, 0])
    }
    expect(runs.reduce((sum, { result }) => sum + allOf(result).received, 0)).toBeGreaterThan(200)
  })

  it('an official does one thing at a time and takes it up while at work', () => {
    expect(runs.flatMap(({ log }) => mistakesIn(log))).toEqual([])
  })

  it('nobody is turned away who is inside, and every way to a counter is counted', () => {
    for (const { log, result } of runs) {
      const trips = log.filter(({ tripMin, trip }) => tripMin !== undefined || trip).length
      expect(result.visits.trips).toBe(trips)
      const home = log.filter(({ event, step }) => event === 'ended' && step === 'come-again').length
      const { turnedAway, gaveUp } = result.visits
      expect(trips).toBe(allOf(result).received + home + turnedAway + gaveUp)
    }
  })

  it('the log alone gives every figure again', () => {
    for (const { plan, log, result } of runs.slice(0, 5)) {
      const again = tallyOfLog(plan, log)
      expect(again.indicators('fields')).toEqual(result.indicators)
      expect(again.steps()).toEqual(result.steps)
      expect(again.staff()).toEqual(result.staff)
      expect(again.visits()).toEqual(result.visits)
    }
  })
})
