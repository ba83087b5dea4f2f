import { describe, expect, it } from 'vitest'
import { checkScenario } from '../../src/scenario/index.ts'
import { minimalWith, withDemand, withUnits } from './minimal.ts'
import { type Case, type Change, expectOnly } from './only-problem.ts'

const mix = '{ code: "2.000815", weight: 1, workflow: simple }'
const clerks = '{ role: clerk, count: 2, sicknessPerDay: 0.02 }'
const noId: Change = ['    organisationId: 000.00.30.H01\n', '']
const elderly: Change = withDemand('  traits: { elderly: { share: 0.2 } }\n')
const ofClerks = (more: string): Change => [clerks, `{ role: clerk, count: 2, ${more} }`]
const ofUnit = (more: string): Change => ['counters: 2', `counters: 2\n    ${more}`]
const incident = (text: string): Change => ['targets:\n', `  - ${text}\ntargets:\n`]
const when = 'from: 2025-07-09T08:00, to: 2025-07-09T10:00'
const supplement = '{ when: incomplete, state: 5, completes: true, to: receive }'

const units: Record<string, Case> = {
  'both a code and "each"': {
    changes: [ofUnit('each: {}')],
    at: 'each: {}',
    message: /"code" or "each", not both/,
  },
  'neither a code nor "each"': {
    changes: [['- code: "30742"\n    population', '- population']],
    at: 'population: 250000',
    message: /not said which unit/,
  },
  'a province that does not exist': {
    changes: [['code: "30742"', 'each: { province: "99" }'], noId],
    at: '"99"',
    message: /no province with the code "99"/,
  },
  'an "each" that fits no unit': {
    changes: [['code: "30742"', 'each: { province: "08", type: đặc khu }'], noId],
    at: 'each:',
    message: /no unit at all/,
  },
  'an unknown code in "each"': {
    changes: [['code: "30742"', 'each: { codes: ["30742", "30743"] }'], noId],
    at: '"30743"',
    message: /no unit with the code "30743"/,
  },
  'a unit that two entries name': {
    changes: [withUnits({ code: '30742' })],
    at: '"30742"\n    population: 20000',
    message: /unit 30742 stands twice/,
  },
  'one organisation id for several units': {
    changes: [['code: "30742"', 'each: { province: "91", type: đặc khu }']],
    at: '000.00.30.H01',
    message: /unit 31105 has the organisation id of unit 31078/,
  },
  'a hub that does not take part, when dossiers are handed in there': {
    changes: [ofUnit('hub: "00004"'), withDemand('  elsewhere: { share: 0.1, at: hub }\n')],
    at: '"00004"',
    message: /the scenario has no unit "00004"/,
  },
  'dossiers handed in at a hub that nobody has': {
    changes: [withDemand('  elsewhere: { share: 0.1, at: hub }\n')],
    at: 'hub }',
    message: /no unit has a hub/,
  },
  'two sites of one name': {
    changes: [
      elderly,
      ofUnit('sites: [{ name: old, counters: 1, visitors: elderly }, { name: old, counters: 3, visitors: elderly }]'),
      ofClerks('site: old'),
    ],
    at: 'old, counters: 3',
    message: /another site is called "old"/,
  },
  'a site for visitors that nobody is': {
    changes: [elderly, ofUnit('sites: [{ name: old, counters: 1, visitors: eldrly }]'), ofClerks('site: old')],
    at: 'eldrly',
    message: /nothing gives anybody the trait "eldrly"/,
    hint: /"elderly"/,
  },
  'a site that closes before it opens': {
    changes: [
      elderly,
      ofUnit('sites: [{ name: old, counters: 1, visitors: elderly, opens: "2025-07-09", closes: "2025-07-08" }]'),
      ofClerks('site: old'),
    ],
    at: '"2025-07-08" }',
    message: /closes \(2025-07-08\) must not be before opens/,
  },
  'both seats and a waiting area': {
    changes: [ofUnit('seats: 5\n    waitingAreaM2: 20')],
    at: 'waitingAreaM2',
    message: /"seats" or "waitingAreaM2"/,
  },
  'a share of a trait that no stream has': {
    changes: [elderly, ofUnit('traits: { eldrly: 0.5 }')],
    at: 'eldrly',
    message: /no stream of demand has the trait "eldrly"/,
    hint: /"elderly"/,
  },
  'officials at a site that is not there': {
    changes: [ofClerks('site: annex')],
    at: 'annex',
    message: /no site "annex"/,
  },
  'officials who leave before they come': {
    changes: [ofClerks('from: "2025-07-09", to: "2025-07-08"')],
    at: '"2025-07-08" }',
    message: /to \(2025-07-08\) must not be before from/,
  },
  'a duty that ends before it begins': {
    changes: [ofClerks('duties: [{ hours: "10:00-08:00" }]')],
    at: '"10:00-08:00"',
    message: /ends before it begins/,
  },
  'overtime past midnight': {
    changes: [ofClerks('overtime: [{ hours: "20:00-26:00" }]')],
    at: '"20:00-26:00"',
    message: /outside 00:00 to 24:00/,
  },
  'an account granted on a day that no calendar has': {
    changes: [ofClerks('accounts: { portal.enter: 2025-02-30T08:00 }')],
    at: '2025-02-30T08:00',
    message: /2025-02-30/,
  },
}

const demand: Record<string, Case> = {
  'a trait among those with one that stands after it': {
    changes: [withDemand('  traits: { helped: { share: 0.5, among: elderly }, elderly: { share: 0.2 } }\n')],
    at: 'elderly }',
    message: /no trait "elderly" stands before "helped"/,
  },
  'a trait that is called as a condition is': {
    changes: [withDemand('  traits: { online: { share: 0.5 } }\n')],
    at: 'online: { share: 0.5 }',
    message: /a trait cannot be called "online"/,
  },
  'channels of a trait that do not make 1': {
    changes: [elderly, withDemand('  channelsOf: { elderly: { direct: 0.5, online: 0.1, post: 0 } }\n')],
    at: 'elderly: { direct',
    message: /make 0\.6, not 1/,
  },
  'channels of a trait that the stream does not have': {
    changes: [withDemand('  channelsOf: { elderly: { direct: 1, online: 0, post: 0 } }\n')],
    at: 'elderly',
    message: /the ordinary demand has no trait "elderly"/,
  },
  'a stream for a unit that does not take part': {
    changes: [withDemand('  units: ["00004"]\n')],
    at: '"00004"',
    message: /the scenario has no unit "00004"/,
  },
  'dossiers handed in at a unit that does not take part': {
    changes: [withDemand('  elsewhere: { share: 0.1, at: ["00004"] }\n')],
    at: '"00004"',
    message: /the scenario has no unit "00004"/,
  },
  'a first step that a workflow of the mix does not have': {
    changes: [withDemand('  start: recieve\n')],
    at: 'recieve',
    message: /workflow "simple" of the mix has no step "recieve"/,
    hint: /"receive"/,
  },
  'a backlog at a step that is not there': {
    changes: [withDemand('  backlog: [{ dossiers: 1, step: proces, receivedDaysAgo: 3 }]\n')],
    at: 'proces,',
    message: /has no step "proces"/,
  },
  'a surge that ends before it begins': {
    changes: [withDemand('  surges: [{ from: "2025-07-09", to: "2025-07-08", factor: 2 }]\n')],
    at: '"2025-07-08", factor',
    message: /to \(2025-07-08\) must not be before from/,
  },
  'surges that leave a fixed volume no day': {
    changes: [withDemand('  surges: [{ from: "2025-07-01", to: "2025-07-31", factor: 0 }]\n')],
    at: 'surges',
    message: /no day on which dossiers could come/,
  },
  'arrivals scheduled outside the period': {
    changes: [['{ kind: fixed, dossiers: 50 }', '{ kind: scheduled, at: [{ time: 2025-07-12T08:00, dossiers: 5 }] }']],
    at: '2025-07-12T08:00',
    message: /outside the period/,
  },
  'arrivals one after another in no time': {
    changes: [['{ kind: fixed, dossiers: 50 }', '{ kind: renewal, between: { kind: fixed, min: 0 } }']],
    at: 'between',
    message: /longer than no time/,
  },
  'a mistake in a further stream, at its own place': {
    changes: [
      withDemand(
        `  streams: { home: { volume: { kind: fixed, dossiers: 5 }, channels: { direct: 0.5, online: 0.4, post: 0 }, procedures: [${mix}] } }\n`,
      ),
    ],
    at: 'channels: { direct: 0.5',
    message: /make 0\.9, not 1/,
  },
  'weights that are more than the values': {
    changes: [
      ['{ kind: uniform, lowMin: 5, highMin: 10 }', '{ kind: empirical, valuesMin: [5, 10], weights: [1, 2, 3] }'],
    ],
    at: 'weights',
    message: /3 weights for 2 values/,
  },
  'weights that are all nothing': {
    changes: [['{ kind: uniform, lowMin: 5, highMin: 10 }', '{ kind: empirical, valuesMin: [5], weights: [0] }']],
    at: 'weights',
    message: /no value has a weight above 0/,
  },
  'bounds out of order wherever a duration stands': {
    changes: [ofUnit('travel: { kind: uniform, lowMin: 9, highMin: 3 }')],
    at: '3 }\n    staff',
    message: /highMin \(3\) must not be below lowMin \(9\)/,
  },
  'a thousand million dossiers': {
    changes: [
      ['{ kind: fixed, dossiers: 50 }', '{ kind: per-inhabitants, perThousand: 100000 }'],
      ['population: 250000', 'population: 10000000'],
    ],
    at: 'volume',
    message: /about 1,000,000,000 dossiers; at most 50,000,000/,
    hint: /fewer units/,
  },
  'more than thirty traits': {
    changes: [
      withDemand(`  traits: { ${Array.from({ length: 31 }, (_, index) => `t${index}: { share: 0.1 }`).join(', ')} }\n`),
    ],
    at: 'demand:\n',
    message: /31 traits; at most 30/,
  },
}

const workflows: Record<string, Case> = {
  'a condition on a trait that nobody has': {
    changes: [elderly, [supplement, '{ when: eldrly, state: 5, to: process }']],
    at: 'eldrly',
    message: /nothing gives a dossier the trait "eldrly"/,
    hint: /"elderly"/,
  },
  'a step that takes longer for a trait that nobody has': {
    changes: [['skill: field', 'skill: field\n        longerFor: { elderly: 2 }']],
    at: 'elderly',
    message: /nothing gives a dossier the trait "elderly"/,
  },
  'a last outcome that leaves some out': {
    changes: [elderly, ['outcomes: [{ state: 10, to: end }]', 'outcomes: [{ unless: elderly, state: 10, to: end }]']],
    at: '{ unless',
    message: /last outcome must take every dossier/,
  },
  'a way round without end for those with a trait alone': {
    changes: [elderly, [supplement, '{ when: elderly, state: 5, to: receive }']],
    at: 'bring:\n',
    message: /a direct dossier with the trait "elderly" can never get from step "bring" to "end"/,
    hint: /nor from "receive"/,
  },
  'a way round without end for those without a trait alone': {
    changes: [elderly, [supplement, '{ unless: elderly, state: 5, to: receive }']],
    at: 'bring:\n',
    message: /a direct dossier can never get from step "bring" to "end"/,
  },
  'a step after failed calls from which no way leads on': {
    changes: [
      [
        '{ operation: one-stop.receive, state: 2, to: process }',
        '{ operation: one-stop.receive, ifFails: { to: lost }, to: process }',
      ],
      [
        '      process:\n',
        '      lost: { by: citizen, takes: { kind: fixed, min: 1 }, outcomes: [{ to: lost }] }\n      process:\n',
      ],
    ],
    at: 'lost: { by',
    message: /can never get from step "lost" to "end"/,
  },
  'sub-dossiers that never end': {
    changes: [
      [
        '{ operation: one-stop.receive, state: 2, to: process }',
        '{ operation: one-stop.receive, starts: [leg], to: process }',
      ],
      [
        '      process:\n',
        '      leg: { by: citizen, takes: { kind: fixed, min: 1 }, outcomes: [{ to: leg }] }\n      process:\n',
      ],
    ],
    at: 'leg: { by',
    message: /can never get from step "leg" to "end"/,
  },
  'sub-dossiers that start further ones without end': {
    changes: [['outcomes: [{ state: 10, to: end }]', 'outcomes: [{ state: 10, starts: [process], to: end }]']],
    at: 'process:\n',
    message: /start further ones without end/,
  },
  'a step to which calls that fail, arrive twice or start legs lead': {
    changes: [
      [
        '{ operation: one-stop.receive, state: 2, to: process }',
        '{ operation: one-stop.receive, ifDuplicated: wed, to: process }',
      ],
    ],
    at: 'wed,',
    message: /no step "wed"/,
  },
  'a way for failed calls where nothing is called': {
    changes: [['outcomes: [{ state: 10, to: end }]', 'outcomes: [{ state: 10, ifFails: { to: receive }, to: end }]']],
    at: 'ifFails',
    message: /without an operation/,
  },
  'a step that only those of another stream come to, and nobody is there for it': {
    changes: [
      [
        '      process:\n',
        '      home: { by: official, role: driver, takes: { kind: fixed, min: 1 }, outcomes: [{ to: end }] }\n      process:\n',
      ],
      withDemand(`  streams: { home: { volume: { kind: fixed, dossiers: 5 }, start: home, procedures: [${mix}] } }\n`),
    ],
    at: 'staff:',
    message: /no official in the role "driver", for step "home"/,
  },
  'an assistant for a step that is not there': {
    changes: [
      [
        '{ limitReduction: 0.3 }',
        '{ limitReduction: 0.3, assistant: { steps: [proces], factor: 0.5, wrongShare: 0 } }',
      ],
    ],
    at: 'proces]',
    message: /no workflow of the mixes has a step "proces"/,
  },
}

const incidents: Record<string, Case> = {
  'for a unit that does not take part': {
    changes: [incident(`{ kind: connection-lost, name: line, system: portal, unit: "00004", ${when} }`)],
    at: '"00004"',
    message: /the scenario has no unit "00004"/,
  },
  'with officials that the one unit does not have': {
    changes: [
      withUnits({ code: '00004' }),
      [clerks, `${clerks}\n      - { role: leader, count: 1 }`],
      incident(`{ kind: officials-away, name: session, role: leader, count: 1, unit: "00004", ${when} }`),
    ],
    at: 'leader, count: 1, unit',
    message: /unit 00004 has no officials in the role "leader"/,
  },
  'with a mentor in a role that nobody has': {
    changes: [incident(`{ kind: training, name: course, role: clerk, count: 1, mentor: coach, ${when} }`)],
    at: 'coach',
    message: /no unit has officials in the role "coach"/,
  },
  'with equipment that is not there to lend': {
    changes: [
      withUnits({ code: '00004' }),
      ofUnit('equipment: { scanner: 1 }'),
      incident(
        `{ kind: equipment-moved, name: loan, item: scaner, count: 1, unit: "30742", toUnit: "00004", ${when} }`,
      ),
    ],
    at: 'scaner',
    message: /unit 30742 has no equipment "scaner" to lend/,
    hint: /"scanner"/,
  },
  'with more equipment than there is': {
    changes: [
      withUnits({ code: '00004' }),
      ofUnit('equipment: { scanner: 1 }'),
      incident(
        `{ kind: equipment-moved, name: loan, item: scanner, count: 2, unit: "30742", toUnit: "00004", ${when} }`,
      ),
    ],
    at: '2, unit',
    message: /unit 30742 has 1 of "scanner", so 2 cannot go/,
  },
  'with equipment lent to the lender': {
    changes: [
      ofUnit('equipment: { scanner: 1 }'),
      incident(
        `{ kind: equipment-moved, name: loan, item: scanner, count: 1, unit: "30742", toUnit: "30742", ${when} }`,
      ),
    ],
    at: `"30742", ${when}`,
    message: /cannot lend to itself/,
  },
  'with a fault of messages in an operation that is none': {
    changes: [
      incident(
        `{ kind: system-fault, name: loss, system: documents, fault: transfer-lost, operations: [documents.receive], ${when} }`,
      ),
    ],
    at: 'documents.receive]',
    message: /documents\.receive is no message from one system to another: transfer-lost would do nothing/,
    hint: /leave "operations" out, and it hits what documents sends to other systems; .* only civil-status\.transfer/,
  },
  'with a fault of messages in the wrong operation of a system that has one': {
    changes: [
      incident(
        `{ kind: system-fault, name: twice, system: civil-status, fault: transfer-duplicated, operations: [civil-status.transfer, civil-status.enter], ${when} }`,
      ),
    ],
    at: 'civil-status.enter]',
    message: /civil-status\.enter is no message .* transfer-duplicated would do nothing/,
    hint: /name civil-status\.transfer/,
  },
  'with a fault of messages in an operation of a system that sends none': {
    changes: [
      incident(
        `{ kind: system-fault, name: late, system: land, fault: transfer-delayed, operations: [land.find], ${when} }`,
      ),
    ],
    at: 'land.find]',
    message: /land\.find is no message/,
    hint: /transfer-delayed can be had by civil-status\.transfer, and without "operations" by what these send: portal, /,
  },
  'with a fault of messages in a system that sends none': {
    changes: [incident(`{ kind: system-fault, name: astray, system: land, fault: transfer-out-of-order, ${when} }`)],
    at: 'transfer-out-of-order',
    message: /land sends no messages: transfer-out-of-order would do nothing/,
    hint: /can be had by civil-status\.transfer/,
  },
}

const systems: Record<string, Case> = {
  'a planned outage that ends before it begins': {
    changes: [
      ['one-stop: { latency', 'one-stop: { planned: [{ from: 2025-07-09T08:00, to: 2025-07-09T07:00 }], latency'],
    ],
    at: '2025-07-09T07:00',
    message: /must end after it begins/,
  },
  'an operation of another system': {
    changes: [['one-stop: { latency', 'one-stop: { operations: { portal.submit: { failShare: 0.1 } }, latency']],
    at: 'portal.submit: {',
    message: /"portal\.submit" is no operation of the system "one-stop"/,
  },
}

describe.each([
  ['in its systems', systems],
  ['in its units', units],
  ['in its demand', demand],
  ['in its workflows', workflows],
  ['in an incident', incidents],
])('a scenario that is wrong %s is told, at the place', (_group, cases) => {
  it.each(Object.entries(cases))('%s', (_name, one) => expectOnly(one))
})

describe('a part that is doubtful', () => {
  const warned: [string, Change[], RegExp][] = [
    [
      'an account that nobody ever holds',
      [
        ofClerks('accounts: { one-stop.enter: false }'),
        ['counter: true', 'counter: true\n        account: one-stop.enter'],
      ],
      /no clerk of unit 30742 ever holds the account "one-stop\.enter": dossiers will wait for ever at step "receive"/,
    ],
    [
      'an account that is granted after the period',
      [
        ofClerks('accounts: { one-stop.enter: 2025-07-12T08:00 }'),
        ['counter: true', 'counter: true\n        account: one-stop.enter'],
      ],
      /ever holds the account/,
    ],
    [
      'an account that no step asks for',
      [
        ofClerks('accounts: { one-stop.entr: false }'),
        ['counter: true', 'counter: true\n        account: one-stop.enter'],
      ],
      /no step asks for the account "one-stop\.entr"/,
    ],
    [
      'an operation that no step calls',
      [['one-stop: { latency', 'one-stop: { operations: { one-stop.recieve: { failShare: 0.1 } }, latency']],
      /no step calls the operation "one-stop\.recieve"/,
    ],
    [
      'a site at which nobody works',
      [elderly, ofUnit('sites: [{ name: old, counters: 1, visitors: elderly }]')],
      /nobody works at site "old"/,
    ],
    [
      'a trait that is given and never asked for',
      [['outcomes: [{ state: 10, to: end }]', 'outcomes: [{ state: 10, gains: [done], to: end }]']],
      /nothing asks for the trait "done"/,
    ],
    [
      'a surge outside the period',
      [withDemand('  surges: [{ from: "2025-08-01", to: "2025-08-02", factor: 2 }]\n')],
      /outside the period and has no effect/,
    ],
    [
      'a step of citizens that takes longer than the period on average',
      [['takes: { kind: fixed, min: 1 }', 'takes: { kind: exponential, meanMin: 72000 }']],
      /step "bring" takes 1,200 h on average, longer than the period, 120 h: most dossiers do not get through/,
    ],
    [
      'a step that takes longer than the working time of the period',
      [
        ['{ kind: uniform, lowMin: 5, highMin: 10 }', '{ kind: fixed, min: 2401 }'],
        ['{ kind: fixed, dossiers: 50 }', '{ kind: fixed, dossiers: 1 }'],
        ['count: 2, skills: [civil_status, certification]', 'count: 9, skills: [civil_status, certification]'],
      ],
      /step "process" takes 40 h at least, longer than the working time of the period, 40 h/,
    ],
  ]
  it.each(warned)('runs, with a warning: %s', (_name, changes, message) => {
    const { plan, problems, warnings } = checkScenario(minimalWith(...changes), 'doubtful.yaml')
    expect(problems).toEqual([])
    expect(plan).toBeDefined()
    expect(warnings.map((warning) => warning.message)).toEqual([expect.stringMatching(message)])
  })

  const sound: [string, Change[]][] = [
    [
      'an account granted within the period',
      [
        ofClerks('accounts: { one-stop.enter: 2025-07-11T08:00 }'),
        ['counter: true', 'counter: true\n        account: one-stop.enter'],
      ],
    ],
    [
      'a skill that a training gives',
      [
        ['[civil_status, certification]', '[certification]'],
        incident(`{ kind: training, name: course, role: specialist, count: 1, skills: [civil_status], ${when} }`),
      ],
    ],
    [
      'a way round that a trait gained on it ends',
      [
        [supplement, '{ unless: seen, gains: [seen], to: receive }'],
        ['  incompleteShare: { direct: 0.1, online: 0.2, post: 0 }\n', ''],
      ],
    ],
    [
      'a leg that starts no further one',
      [
        [
          'outcomes: [{ state: 10, to: end }]',
          'outcomes: [{ unless: leg, gains: [leg], starts: [process], to: end }, { to: end }]',
        ],
      ],
    ],
    ['profiles for one channel alone', [['    online: *profile\n    post: *profile\n', '']]],
  ]
  it.each(sound)('is not %s', (_name, changes) => {
    expect(checkScenario(minimalWith(...changes), 'sound.yaml')).toMatchObject({ problems: [], warnings: [] })
  })
})
