import { checkScenario, type Plan } from '../../src/scenario/index.ts'

/** A small valid scenario with a workflow of its own, for tests that break it in one place or another. */
export const minimal = `version: 1
name: minimal
title: { vi: Một tuần ở phường Rạch Giá, en: A week in Rạch Giá ward }
seed: 7
period: { from: "2025-07-07", to: "2025-07-11" }
calendar:
  week:
    monday: 07:00-11:30,13:30-17:00
    tuesday: 07:00-11:30,13:30-17:00
    wednesday: 07:00-11:30,13:30-17:00
    thursday: 07:00-11:30,13:30-17:00
    friday: 07:00-11:30,13:30-17:00
  holidays: vietnam
units:
  - code: "30742"
    population: 250000
    organisationId: 000.00.30.H01
    counters: 2
    staff:
      - { role: clerk, count: 2, sicknessPerDay: 0.02 }
      - { role: specialist, count: 1, skills: [certification] }
      - { role: specialist, count: 2, skills: [civil_status, certification] }
demand:
  volume: { kind: fixed, dossiers: 50 }
  channels: { direct: 0.6, online: 0.4, post: 0 }
  profiles:
    direct: &profile
      dayWeights: { monday: 2, tuesday: 1, wednesday: 1, thursday: 1, friday: 1 }
      hourWeights:
        - { hours: 07:30-10:00, weight: 3 }
        - { hours: 13:30-15:30, weight: 2 }
      openDaysOnly: true
    online: *profile
    post: *profile
  incompleteShare: { direct: 0.1, online: 0.2, post: 0 }
  procedures:
    - { code: "2.000815", weight: 3, workflow: simple }
    - { code: "1.004873", weight: 1, workflow: simple }
workflows:
  simple:
    start: { direct: bring, online: bring, post: bring }
    steps:
      bring:
        by: citizen
        takes: { kind: fixed, min: 1 }
        outcomes: [{ operation: portal.submit, state: 1, to: receive }]
      receive:
        by: official
        role: clerk
        counter: true
        takes: { kind: triangular, lowMin: 2, modeMin: 5, highMin: 15 }
        outcomes:
          - { when: incomplete, state: 5, completes: true, to: receive }
          - { share: 0.05, operation: one-stop.refuse, state: 3, to: end }
          - { operation: one-stop.receive, state: 2, to: process }
      process:
        by: official
        role: specialist
        skill: field
        rounds: ["15:00", "09:30"]
        takes: { kind: uniform, lowMin: 5, highMin: 10 }
        outcomes: [{ state: 10, to: end }]
policies: { limitReduction: 0.3 }
systems:
  portal: { latency: { kind: lognormal, meanMin: 0.005, cv: 1 } }
  one-stop: { latency: { kind: fixed, min: 0.001 } }
incidents:
  - { kind: officials-away, name: meeting, role: clerk, count: 1, from: "2025-07-08T08:00", to: "2025-07-08T10:00" }
targets:
  - { indicator: onTimeRate, atLeast: 0.95 }
basis:
  - { path: units, kind: assumption, source: for the test }
  - { path: demand, kind: assumption, source: for the test }
  - { path: workflows, kind: assumption, source: for the test }
  - { path: policies, kind: assumption, source: for the test }
  - { path: systems, kind: assumption, source: for the test }
  - { path: incidents, kind: assumption, source: for the test }
  - { path: targets, kind: assumption, source: for the test }
`

/** The scenario with pieces exchanged; each piece must stand in it exactly once. */
export function minimalWith(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    const pieces = text.split(from)
    if (pieces.length !== 2)
      throw new Error(`${JSON.stringify(from)} stands ${pieces.length - 1} times in the scenario`)
    return pieces.join(to)
  }, minimal)
}

/** line:column of the only place where `piece` stands. */
export function placeOf(text: string, piece: string): string {
  const offset = text.indexOf(piece)
  if (offset === -1 || text.indexOf(piece, offset + 1) !== -1)
    throw new Error(`${JSON.stringify(piece)} must stand once`)
  const before = text.slice(0, offset).split('\n')
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`
}

/** The plan of a scenario, which must have no problems; a file that it names is looked for beside `fileName`. */
export function planOf(text: string, fileName = 'minimal.yaml'): Plan {
  const { plan, problems } = checkScenario(text, fileName)
  if (!plan) throw new Error(problems.map((problem) => problem.message).join('; '))
  return plan
}

/** The first unit of a plan. */
export function firstUnit(plan: Plan): Plan['units'][number] {
  const [unit] = plan.units
  if (!unit) throw new Error('the plan has no unit')
  return unit
}

/** Puts a second unit, and more if wanted, after the first: lines of YAML for each, below `- code`. */
export function withUnits(...units: readonly { readonly code: string; readonly lines?: string }[]): [string, string] {
  const entries = units.map(
    ({ code, lines = '' }) => `  - code: "${code}"
    population: 20000
    counters: 1
${lines}    staff:
      - { role: clerk, count: 1 }
      - { role: specialist, count: 1, skills: [civil_status, certification] }
`,
  )
  return ['demand:\n', `${entries.join('')}demand:\n`]
}

/** Adds lines to the demand, at its level. */
export function withDemand(lines: string): [string, string] {
  return ['  incompleteShare: {', `${lines}  incompleteShare: {`]
}
