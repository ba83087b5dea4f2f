import { describe, expect, it } from 'vitest'
import { checkScenario } from '../../src/scenario/index.ts'
import { minimalWith, placeOf, withDemand, withUnits } from './minimal.ts'
import { type Case, type Change, expectOnly } from './only-problem.ts'

const fixed = '{ kind: fixed, min: 10 }'
const ofUnit = (lines: string): Change => ['    counters: 2\n', `    counters: 2\n    ${lines}\n`]
const ofReceive = (lines: string): Change => ['        counter: true\n', `        counter: true\n        ${lines}\n`]
const policies = (more: string): Change => ['{ limitReduction: 0.3 }', `{ limitReduction: 0.3, ${more} }`]
const oneStop = (more: string): Change => ['one-stop: { latency', `one-stop: { ${more}, latency`]
const receive = '- { operation: one-stop.receive, state: 2, to: process }'
const call = (more: string): Change => [receive, `- { operation: one-stop.receive, ${more}, state: 2, to: process }`]
const incident = (more: string): Change => [
  'incidents:\n',
  `incidents:\n  - { ${more}, from: "2025-07-08T08:00", to: "2025-07-08T10:00" }\n`,
]
const clerks = (more: string): Change => ['role: clerk, count: 2,', `role: clerk, count: 2, ${more},`]
const second = withUnits({ code: '31012' })

interface Doubt {
  readonly changes: readonly Change[]
  readonly at: string
  readonly message: RegExp
  readonly hint?: RegExp
}

const doubts: Record<string, Doubt> = {
  'a workflow without a reception': {
    changes: [['state: 2, to: process', 'state: 4, to: process']],
    at: 'simple:',
    message: /no step of workflow "simple" sets state 2 \(received\): its dossiers never get an appointment/,
    hint: /state: 2/,
  },
  'an operation that refuses some dossiers, with no other way': {
    changes: [oneStop('operations: { one-stop.receive: { refuseShare: 0.125 } }')],
    at: 'refuseShare',
    message: /step "receive" has no other way when "one-stop\.receive" fails: 12\.5 % of its dossiers wait for ever/,
    hint: /ifFails: \{ to: … \}/,
  },
  'an operation that is missing, with no other way': {
    changes: [oneStop('operations: { one-stop.refuse: { missing: true } }')],
    at: 'missing',
    message: /when "one-stop\.refuse" fails: its dossiers wait for ever/,
  },
  'an operation that always fails, with no other way': {
    changes: [oneStop('operations: { one-stop.receive: { failShare: 1 } }')],
    at: 'failShare',
    message: /its dossiers wait for ever/,
  },
  'a unit without a system that its dossiers need': {
    changes: [ofUnit('without: [one-stop]')],
    at: 'one-stop]',
    message: /step "receive" has no other way without the system "one-stop": its dossiers wait for ever/,
    hint: /ifFails/,
  },
  'a unit without a system that nobody calls': {
    changes: [ofUnit('without: [land]')],
    at: 'land]',
    message: /no step calls the system "land"/,
    hint: /"portal"/,
  },
  'a unit without an operation that its dossiers need': {
    changes: [ofUnit('without: [one-stop.receive]')],
    at: 'one-stop.receive]',
    message: /step "receive" has no other way without one-stop\.receive: its dossiers wait for ever/,
    hint: /ifFails/,
  },
  'a unit without an operation that nobody calls': {
    changes: [ofUnit('without: [one-stop.recieve]')],
    at: 'one-stop.recieve]',
    message: /no step calls one-stop\.recieve: this has no effect/,
    hint: /one-stop\.receive/,
  },
  'the loss of a system that nobody calls': {
    changes: [incident('kind: connection-lost, name: cut, system: land')],
    at: 'land,',
    message: /no step calls the system "land": this has no effect/,
  },
  'a planned outage outside the period': {
    changes: [oneStop('planned: [{ from: "2025-08-01T08:00", to: "2025-08-01T09:00" }]')],
    at: '"2025-08-01T08:00"',
    message: /outside the period and has no effect/,
  },
  'a system shared by all that has no bound': {
    changes: [oneStop('shared: true')],
    at: 'shared',
    message: /without a bound/,
    hint: /"concurrent"/,
  },
  'equipment of which the money buys none': {
    changes: [ofUnit('equipment: { scanner: { budgetVnd: 1, priceVnd: 2 } }'), ofReceive('equipment: [scanner]')],
    at: 'scanner: {',
    message: /there is no "scanner" at all, which step "receive" needs/,
    hint: /more money/,
  },
  'equipment that no step asks for': {
    changes: [ofUnit('equipment: { scaner: 2 }'), ofReceive('equipment: [scanner]')],
    at: 'scaner',
    message: /no step asks for the equipment "scaner"/,
    hint: /did you mean "scanner"/,
  },
  'equipment lent to a unit that is never short of it': {
    changes: [
      second,
      ofUnit('equipment: { scanner: 2 }'),
      ofReceive('equipment: [scanner]'),
      incident('kind: equipment-moved, name: loan, item: scanner, count: 1, unit: "30742", toUnit: "31012"'),
    ],
    at: '"31012", from',
    message: /unit 31012 does not count its "scanner"/,
    hint: /equipment: \{ scanner: 0 \}/,
  },
  'a trait on which nothing depends': {
    changes: [withDemand('  traits: { elderly: { share: 0.2 } }\n')],
    at: 'elderly',
    message: /nothing depends on the trait "elderly"/,
    hint: /channelsOf/,
  },
  'patience where nobody waits at a counter': {
    changes: [
      withDemand(`  patience: { waits: ${fixed}, comesBack: 0, after: ${fixed} }\n`),
      ['        counter: true\n', ''],
    ],
    at: 'patience',
    message: /no citizen of the ordinary demand waits at a counter/,
  },
  'incomplete dossiers of which no step takes note': {
    changes: [['        - { when: incomplete, state: 5, completes: true, to: receive }\n          ', '        ']],
    at: 'incompleteShare',
    message: /no step of the ordinary demand asks whether a paper is missing/,
    hint: /when: incomplete/,
  },
  'dossiers handed in elsewhere that are never sent on': {
    changes: [second, withDemand('  elsewhere: { share: 0.1, at: ["31012"] }\n')],
    at: 'elsewhere',
    message: /no step sends dossiers of the ordinary demand on/,
    hint: /forwards: true/,
  },
  'dossiers handed in elsewhere where there is no elsewhere': {
    changes: [withDemand('  elsewhere: { share: 0.1, at: ["30742"] }\n'), call('forwards: true')],
    at: '["30742"]',
    message: /every unit is the only one/,
  },
  'a way to the competent unit that no dossier takes': {
    changes: [policies(`forward: ${fixed}`)],
    at: 'forward',
    message: /nothing to forward/,
    hint: /"elsewhere"/,
  },
  'overtime for entering papers where nothing is taken on paper': {
    changes: [clerks('overtime: [{ hours: "17:00-19:00", only: back-entry }]')],
    at: 'back-entry',
    message: /nothing is taken on paper/,
    hint: /paperFirst: true/,
  },
  'an assistant in a step of the citizen': {
    changes: [policies('assistant: { steps: [bring], factor: 0.5, wrongShare: 0 }')],
    at: 'bring]',
    message: /step "bring" is not done by an official/,
  },
  'old units whose books no step goes through': {
    changes: [ofUnit('legacyUnits: 12')],
    at: 'legacyUnits',
    message: /no step is done once for each of the old units/,
    hint: /eachLegacyUnit: true/,
  },
  'a step that waits for sub-dossiers that nobody starts': {
    changes: [['        skill: field\n', '        skill: field\n        afterSubDossiers: true\n']],
    at: 'afterSubDossiers',
    message: /no step of workflow "simple" starts sub-dossiers/,
    hint: /starts: \[ … \]/,
  },
}

describe('what has no effect, or stops dossiers for good, is told at its place, and the scenario runs', () => {
  it.each(Object.entries(doubts))('%s', (_name, { changes, at, message, hint }) => {
    const text = minimalWith(...changes)
    const { plan, problems, warnings } = checkScenario(text, 'doubtful.yaml')
    expect(problems).toEqual([])
    expect(plan).toBeDefined()
    expect(warnings.map((warning) => warning.message)).toEqual([expect.stringMatching(message)])
    const [warning] = warnings
    expect(`${warning?.line}:${warning?.column}`).toBe(placeOf(text, at))
    if (hint) expect(warning?.hint).toMatch(hint)
  })

  const sound: Record<string, readonly Change[]> = {
    'an operation that is missing where there is another way': [
      oneStop('operations: { one-stop.receive: { missing: true } }'),
      call('ifFails: { to: process }'),
    ],
    'equipment that a unit has none of and is lent': [
      second,
      ofUnit('equipment: { scanner: 0 }'),
      ['    population: 20000\n', '    population: 20000\n    equipment: { scanner: 2 }\n'],
      ofReceive('equipment: [scanner]'),
      incident('kind: equipment-moved, name: loan, item: scanner, count: 1, unit: "31012", toUnit: "30742"'),
    ],
    'overtime for entering papers with paper first': [
      policies('paperFirst: true'),
      clerks('overtime: [{ hours: "17:00-19:00", only: back-entry }]'),
    ],
    'a dossier handed in elsewhere and sent on': [
      second,
      withDemand('  elsewhere: { share: 0.1, at: ["31012"] }\n'),
      call('forwards: true'),
      policies(`forward: ${fixed}`),
    ],
  }
  it.each(Object.entries(sound))('but not %s', (_name, changes) => {
    expect(checkScenario(minimalWith(...changes), 'sound.yaml')).toMatchObject({ problems: [], warnings: [] })
  })
})

const errors: Record<string, Case> = {
  'citizens who come again after no time at all': {
    changes: [withDemand(`  patience: { waits: ${fixed}, comesBack: 0.5, after: { kind: fixed, min: 0 } }\n`)],
    at: 'after:',
    message: /away for a minute at least/,
    hint: /comesBack: 0/,
  },
  'a workplace that fails as soon as it works again': {
    changes: [
      [
        'count: 2, sicknessPerDay: 0.02 }',
        `count: 2, sicknessPerDay: 0.02, breakdowns: { while: always, up: { kind: fixed, min: 0.001 }, down: ${fixed} } }`,
      ],
    ],
    at: 'up:',
    message: /this makes about 7,200,000 failures in the period; at most 100,000 are possible/,
    hint: /minutes/,
  },
  'calls of which more fail than are made': {
    changes: [oneStop('operations: { one-stop.receive: { failShare: 0.8, lostShare: 0.4 } }')],
    at: '0.4 }',
    message: /failShare and lostShare make 1\.2, more than 1/,
    hint: /what is left of 1 is answered/,
  },
  'a step that follows when its own call fails': {
    changes: [call('ifFails: { to: receive }')],
    at: 'receive }, state',
    message: /step "receive" cannot be what follows when its own call fails/,
    hint: /leave "ifFails" out/,
  },
  'a step that weeds out its own double': {
    changes: [call('ifDuplicated: receive')],
    at: 'receive, state',
    message: /step "receive" cannot weed out its own double/,
    hint: /another step/,
  },
  'a step at a counter and at home': {
    changes: [ofReceive(`travel: ${fixed}`)],
    at: 'travel',
    message: /step "receive" is done at a counter or at the citizen’s home, not both/,
    hint: /leave out/,
  },
  'a way round that never ends because an operation is missing': {
    changes: [
      oneStop('operations: { one-stop.file: { missing: true } }'),
      ['          - { share: 0.05, operation: one-stop.refuse, state: 3, to: end }\n', ''],
      [
        'outcomes: [{ state: 10, to: end }]',
        'outcomes: [{ operation: one-stop.file, ifFails: { to: receive }, state: 10, to: end }]',
      ],
    ],
    at: 'bring:\n',
    message: /can never get from step "bring" to "end"/,
    hint: /nor from/,
  },
}

describe('what can’t be meant is told at its place', () => {
  it.each(Object.entries(errors))('%s', (_name, one) => expectOnly(one))
})
