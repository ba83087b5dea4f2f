import { describe, expect, it } from 'vitest'
import { checkScenario, growsForEver, loadScenario, offeredLoad, offeredLoads } from '../../src/scenario/index.ts'
import { minimalWith, placeOf, planOf, withUnits } from './minimal.ts'

const always = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  .map((day) => `${day}: 00:00-24:00`)
  .join(', ')

interface Queue {
  /** Of the demand beside its mix. */
  readonly demand?: string
  /** Of the unit. */
  readonly unit?: string
  readonly staff?: string
  readonly week?: string
  readonly systems?: string
  readonly policies?: string
  readonly steps?: string
  readonly more?: string
}

const serve = 'serve: { by: official, role: server, takes: { kind: exponential, meanMin: 8 }, outcomes: [{ to: end }] }'

/** A plain queue of ten days, open day and night: one dossier every ten minutes, one server, eight minutes each. */
function queue(given: Queue = {}): string {
  return `version: 1
name: queue
title: { vi: Hàng chờ, en: A queue }
seed: 1
period: { from: "2025-07-01", to: "2025-07-10" }
calendar: { week: { ${given.week ?? always} }, holidays: none }
units:
  - code: "30742"
    population: 1000
    counters: 1
    ${given.unit ?? 'legacyUnits: 1'}
    staff: ${given.staff ?? '[{ role: server, count: 1 }]'}
${given.more ?? ''}
demand:
  ${given.demand ?? 'volume: { kind: renewal, between: { kind: exponential, meanMin: 10 } }'}
  procedures: [{ code: "2.000815", weight: 1, workflow: queue }]
workflows:
  queue:
    start: { direct: serve, online: serve, post: serve }
    steps:
      ${given.steps ?? serve}
policies: { ${given.policies ?? ''} }
systems: { ${given.systems ?? ''} }
targets: [{ indicator: waitMeanMin, atMost: 60 }]
basis:
${['units', 'demand', 'workflows', 'policies', 'systems', 'targets'].map((path) => `  - { path: ${path}, kind: assumption, source: for the test }`).join('\n')}
`
}

/** Load of the first unit's role. */
function loadOf(given: Queue = {}, role = 'server'): number | undefined {
  return offeredLoad(planOf(queue(given))).find((row) => row.unit === 0 && row.role === role && row.skill === undefined)
    ?.load
}

const outcomes = (text: string) =>
  `serve: { by: official, role: server, takes: { kind: fixed, min: 8 }, outcomes: [${text}] }`
const coming = 'volume: { kind: fixed, dossiers: 100 }'
/** 100 dossiers of eight minutes, over ten days of 1,440 minutes. */
const ONCE = 800 / 14_400

describe('the offered load of a queue', () => {
  it('is the rate of arrivals times the mean time of service', () => {
    expect(loadOf()).toBeCloseTo(0.8, 12)
  })

  it('is shared by the servers', () => {
    expect(loadOf({ staff: '[{ role: server, count: 3 }, { role: server, count: 1 }]' })).toBeCloseTo(0.2, 12)
  })

  it('has no row where nobody serves', () => {
    const steps = 'serve: { by: agency, who: province, takes: { kind: fixed, min: 8 }, outcomes: [{ to: end }] }'
    expect(offeredLoad(planOf(queue({ steps })))).toEqual([])
  })

  it.each([
    ['a fixed number', 'volume: { kind: fixed, dossiers: 100 }', 100],
    ['a mean number', 'volume: { kind: poisson, dossiers: 99.5 }', 99.5],
    ['a number by inhabitants', 'volume: { kind: per-inhabitants, perThousand: 50 }', 50],
    [
      'a schedule',
      'volume: { kind: scheduled, at: [{ time: 2025-07-02T08:00, dossiers: 30 }, { time: 2025-07-03T08:00, dossiers: 40 }] }',
      70,
    ],
    [
      'a mean number on two surging days of ten',
      'volume: { kind: poisson, dossiers: 100 }\n  surges: [{ from: "2025-07-02", to: "2025-07-03", factor: 3 }]',
      140,
    ],
    [
      'a fixed number that surges only shift',
      'volume: { kind: fixed, dossiers: 100 }\n  surges: [{ from: "2025-07-02", to: "2025-07-03", factor: 3 }]',
      100,
    ],
    [
      'what waits already',
      'volume: { kind: fixed, dossiers: 100 }\n  backlog: [{ dossiers: 20, step: serve, receivedDaysAgo: 1 }]',
      120,
    ],
  ])('counts %s', (_name, demand, dossiers) => {
    expect(loadOf({ demand })).toBeCloseTo((dossiers * 8) / 14_400, 12)
  })

  it('grows with the unit’s factor of demand', () => {
    expect(loadOf({ demand: coming, unit: 'demandFactor: 2.5' })).toBeCloseTo(2.5 * ONCE, 12)
  })

  it('adds up the streams', () => {
    const stream =
      '{ volume: { kind: fixed, dossiers: 50 }, procedures: [{ code: "2.000815", weight: 1, workflow: queue }] }'
    expect(loadOf({ demand: `${coming}\n  streams: { more: ${stream} }` })).toBeCloseTo(1.5 * ONCE, 12)
  })
})

describe('the visits of a step', () => {
  it('are a geometric series where a share comes again', () => {
    expect(loadOf({ demand: coming, steps: outcomes('{ share: 0.75, to: serve }, { to: end }') })).toBeCloseTo(
      4 * ONCE,
      6,
    )
  })

  it('are one more for those who lack a paper, once', () => {
    const demand = `${coming}\n  channels: { direct: 0.5, online: 0.5, post: 0 }\n  incompleteShare: { direct: 0.4, online: 0, post: 0 }`
    const steps = outcomes('{ when: incomplete, completes: true, to: serve }, { to: end }')
    expect(loadOf({ demand, steps })).toBeCloseTo(1.2 * ONCE, 12)
  })

  it('follow channels and traits, among and against them', () => {
    const demand = `${coming}
  channels: { direct: 1, online: 0, post: 0 }
  traits: { elderly: { share: 0.5 }, helped: { share: 0.4, among: elderly } }
  channelsOf: { helped: { direct: 0, online: 1, post: 0 } }`
    const steps = (condition: string) =>
      outcomes(`{ ${condition}, gains: [done], to: again }, { to: end }`) +
      '\n      again: { by: official, role: other, takes: { kind: fixed, min: 8 }, outcomes: [{ to: end }] }'
    const staff = '[{ role: server, count: 1 }, { role: other, count: 1 }]'
    const share = (condition: string) => (loadOf({ demand, steps: steps(condition), staff }, 'other') ?? 0) / ONCE
    expect(share('when: elderly')).toBeCloseTo(0.5, 12)
    expect(share('when: helped')).toBeCloseTo(0.2, 12)
    expect(share('when: online')).toBeCloseTo(0.2, 12)
    expect(share('unless: elderly')).toBeCloseTo(0.5, 12)
    expect(share('when: elderly, unless: online')).toBeCloseTo(0.3, 12)
    expect(share('when: elderly, share: 0.5')).toBeCloseTo(0.25, 12)
  })

  it('take the share of the unit before that of the demand', () => {
    const demand = `${coming}\n  traits: { elderly: { share: 0.5 } }`
    const steps = outcomes('{ when: elderly, loses: [elderly], to: serve }, { to: end }')
    expect(loadOf({ demand, steps })).toBeCloseTo(1.5 * ONCE, 12)
    expect(loadOf({ demand, steps, unit: 'traits: { elderly: 0.1 }' })).toBeCloseTo(1.1 * ONCE, 12)
  })

  it('end with the period, for what comes again and again without end', () => {
    // Down for an hour, up for nine: 24 breakdowns of a machine in 240 hours, 24 h of work in 240 h.
    const steps = `serve: { by: official, role: server, takes: { kind: fixed, min: 60 }, outcomes: [{ share: 0.999999, to: run }, { to: end }] }
      run: { by: agency, who: the machine, takes: { kind: fixed, min: 540 }, outcomes: [{ to: serve }] }`
    const demand = `volume: { kind: fixed, dossiers: 0 }\n  backlog: [{ dossiers: 1, step: run, receivedDaysAgo: 0 }]`
    expect(loadOf({ steps, demand })).toBeCloseTo(0.1, 4)
  })

  it('count every leg', () => {
    const steps = `${outcomes('{ starts: [leg, leg], to: end }')}\n      leg: { by: official, role: server, takes: { kind: fixed, min: 4 }, outcomes: [{ to: end }] }`
    expect(loadOf({ demand: coming, steps })).toBeCloseTo(2 * ONCE, 12)
  })

  it('follow the calls that fail: always, by chance as often as asked, and where a unit lacks the system', () => {
    const steps =
      outcomes('{ operation: portal.enter, ifFails: { after: 2, to: paper }, to: end }') +
      '\n      paper: { by: official, role: other, takes: { kind: fixed, min: 8 }, outcomes: [{ to: end }] }'
    const staff = '[{ role: server, count: 1 }, { role: other, count: 1 }]'
    const share = (operation: string, unit?: string) => {
      const systems = `portal: { latency: { kind: fixed, min: 0 }, operations: { portal.enter: { ${operation} } } }`
      return (loadOf({ demand: coming, steps, staff, systems, ...(unit ? { unit } : {}) }, 'other') ?? 0) / ONCE
    }
    expect(share('missing: true')).toBeCloseTo(1, 12)
    expect(share('failShare: 0.5')).toBeCloseTo(0.25, 12)
    expect(share('refuseShare: 0.2, failShare: 0.5')).toBeCloseTo(0.4, 12)
    expect(share('', 'without: [portal]')).toBeCloseTo(1, 12)
    expect(share('')).toBe(0)
  })
})

describe('the work of a visit', () => {
  const plain = 'by: official, role: server, takes: { kind: fixed, min: 8 }, outcomes: [{ to: end }]'

  it('is longer for traits, each by its factor', () => {
    const demand = `${coming}\n  traits: { elderly: { share: 0.5 }, deaf: { share: 0.5 } }`
    const steps = `serve: { ${plain}, longerFor: { elderly: 2, deaf: 3 } }`
    // (1 + 2 + 3 + 6) ÷ 4.
    expect(loadOf({ demand, steps })).toBeCloseTo(3 * ONCE, 12)
  })

  it('is done for each old unit where the step says so', () => {
    const steps = `serve: { ${plain}, eachLegacyUnit: true }`
    expect(loadOf({ demand: coming, steps, unit: 'legacyUnits: 3' })).toBeCloseTo(3 * ONCE, 12)
    expect(loadOf({ demand: coming, unit: 'legacyUnits: 3' })).toBeCloseTo(ONCE, 12)
  })

  it('is shorter with the assistant, and is done again after wrong answers', () => {
    const policies = 'assistant: { steps: [serve], factor: 0.6, wrongShare: 0.1 }'
    expect(loadOf({ demand: coming, policies })).toBeCloseTo(0.7 * ONCE, 12)
  })

  it('falls to the unit where a dossier was handed in until it is forwarded', () => {
    const steps = `${outcomes('{ forwards: true, to: decide }')}\n      decide: { by: official, role: leader, takes: { kind: fixed, min: 8 }, outcomes: [{ to: end }] }`
    const staff = '[{ role: server, count: 1 }, { role: leader, count: 1 }]'
    const more = `  - { code: "00004", population: 1, counters: 1, staff: ${staff} }`
    const demand = `${coming}\n  units: ["30742"]\n  elsewhere: { share: 0.25, at: ["00004", "30742"] }`
    const rows = offeredLoad(planOf(queue({ steps, staff, more, demand })))
    const load = (unit: number, role: string) =>
      (rows.find((row) => row.unit === unit && row.role === role)?.load ?? 0) / ONCE
    expect(load(0, 'server')).toBeCloseTo(0.75, 12)
    expect(load(0, 'leader')).toBeCloseTo(1, 12)
    expect(load(1, 'server')).toBeCloseTo(0.25, 12)
    expect(load(1, 'leader')).toBe(0)
  })
})

describe('the load of what is not an official', () => {
  const counter = 'by: official, role: server, counter: true, takes: { kind: fixed, min: 8 }'
  const five = '[{ role: server, count: 5 }]'

  it('is, of a counter, the time it is occupied over the time it is open', () => {
    const steps = `serve: { ${counter}, outcomes: [{ to: end }] }`
    expect(offeredLoads(planOf(queue({ demand: coming, steps, staff: five }))).places).toEqual([
      { unit: 0, kind: 'counters', name: '', load: ONCE },
    ])
  })

  it('is told of areas and equipment that the unit counts', () => {
    const steps = `serve: { ${counter}, area: land, equipment: [scanner, stamp], outcomes: [{ to: end }] }`
    const unit = 'areas: { land: 2 }\n    equipment: { scanner: 4 }'
    expect(offeredLoads(planOf(queue({ demand: coming, steps, staff: five, unit }))).places).toEqual([
      { unit: 0, kind: 'area', name: 'land', load: ONCE / 2 },
      { unit: 0, kind: 'equipment', name: 'scanner', load: ONCE / 4 },
    ])
  })

  it('is, of a system, that of its answers over what it can do; the official and the counter wait for them', () => {
    const steps = `serve: { ${counter}, outcomes: [{ operation: one-stop.receive, to: end }] }`
    const systems = `one-stop: { latency: { kind: fixed, min: 4 }, concurrent: 2, operations: { one-stop.receive: { delay: { kind: fixed, min: 2 } } } }`
    const given = { demand: coming, steps, staff: five, systems, unit: 'latencyFactor: 3' }
    const { officials, places, systems: answering } = offeredLoads(planOf(queue(given)))
    expect(answering).toEqual([{ system: 'one-stop', unit: 0, load: expect.closeTo((ONCE * 12) / 8 / 2, 12) }])
    expect(places[0]?.load).toBeCloseTo((ONCE * (8 + 12 + 2)) / 8, 12)
    expect(officials[0]?.load).toBeCloseTo((ONCE * (8 + 12 + 2)) / 8 / 5, 12)
  })

  it.each([
    [
      'a counter',
      { steps: `serve: { ${counter}, outcomes: [{ to: end }] }` },
      'the counters of unit 30742 are asked for 1.60 times the time they have: the queue can only grow',
    ],
    [
      'equipment',
      {
        steps: `serve: { ${counter.replace(' counter: true,', '')}, equipment: [scanner], outcomes: [{ to: end }] }`,
        unit: 'equipment: { scanner: 1 }',
      },
      '"scanner" of unit 30742 is asked for 1.60 times the time it has: the queue can only grow',
    ],
    [
      'a system',
      {
        steps: outcomes('{ operation: one-stop.receive, state: 2, to: end }').replace('min: 8', 'min: 0.1'),
        systems: 'one-stop: { latency: { kind: fixed, min: 8 }, concurrent: 1 }',
      },
      'the system "one-stop" of unit 30742 is asked for 1.60 times what it can do: the queue can only grow',
    ],
  ])('is warned of with its figure: %s', (_what, given, message) => {
    const demand = 'volume: { kind: renewal, between: { kind: exponential, meanMin: 5 } }'
    const text = queue({ demand, staff: five, ...given })
    expect(checkScenario(text, 'queue.yaml').warnings.map((warning) => warning.message)).toEqual([message])
    expect(growsForEver(planOf(text))).toBe(true)
  })
})

describe('the time that officials have', () => {
  const week = 'tuesday: 08:00-12:00, wednesday: 08:00-12:00, thursday: 08:00-12:00'
  // 1 to 10 July 2025: Tuesday to Thursday twice, six mornings of 240 minutes.
  const hoursOf = (official: string) =>
    800 / ((loadOf({ demand: coming, week, staff: `[{ role: server, count: 1, ${official} }]` }) ?? 0) * 60)

  it.each([
    ['is all office hours', 'sicknessPerDay: 0', 24],
    ['is less by the share of illness', 'sicknessPerDay: 0.25', 18],
    ['begins with the first day', 'from: "2025-07-03"', 16],
    ['ends with the last day', 'to: "2025-07-01"', 4],
    [
      'is less by other duties, as far as they fall into office hours',
      'duties: [{ hours: "11:00-14:00", days: [tuesday] }]',
      22,
    ],
    ['is less by duties that overlap only once', 'duties: [{ hours: "08:00-10:00" }, { hours: "09:00-11:00" }]', 6],
    ['is less by duties on their dates alone', 'duties: [{ hours: "08:00-10:00", to: "2025-07-02" }]', 20],
    ['is more by overtime', 'overtime: [{ hours: "12:00-13:00", days: [tuesday] }]', 26],
    ['is not more by hours for entering papers', 'overtime: [{ hours: "12:00-13:00", only: back-entry }]', 24],
    [
      'is less by the share in which the workplace is broken',
      'breakdowns: { while: always, up: { kind: fixed, min: 90 }, down: { kind: fixed, min: 30 } }',
      18,
    ],
  ])('%s', (_name, official, hours) => {
    expect(hoursOf(official)).toBeCloseTo(hours, 9)
  })

  it('is that of the days on which their site is open', () => {
    const unit = 'sites: [{ name: office, opens: "2025-07-02", closes: "2025-07-08" }]'
    const staff = '[{ role: server, count: 1, site: office }]'
    // 2, 3 and 8 July.
    expect(800 / ((loadOf({ demand: coming, week, unit, staff }) ?? 0) * 60)).toBeCloseTo(12, 9)
  })
})

describe('the load of a skill', () => {
  it('is the work that only its holders can do', () => {
    const steps = `serve: { by: official, role: server, skill: reading, takes: { kind: fixed, min: 8 }, outcomes: [{ to: write }] }
      write: { by: official, role: server, skill: writing, takes: { kind: fixed, min: 8 }, outcomes: [{ to: file }] }
      file: { by: official, role: server, skill: filing, takes: { kind: fixed, min: 8 }, outcomes: [{ to: end }] }`
    const staff =
      '[{ role: server, count: 1, skills: [reading, writing] }, { role: server, count: 3, skills: [filing] }]'
    const rows = offeredLoad(planOf(queue({ demand: coming, steps, staff })))
    const shares = rows.map(({ skill, load }) => [skill, Number((load / ONCE).toFixed(9))])
    expect(shares).toEqual([
      [undefined, 0.75],
      ['reading', 2],
      ['writing', 2],
      ['filing', 0.333333333],
    ])
  })
})

describe('a scenario that asks for more than there is time', () => {
  it('is warned at the staff, with the figure', () => {
    const text = queue({ demand: 'volume: { kind: renewal, between: { kind: exponential, meanMin: 5 } }' })
    const { plan, warnings } = checkScenario(text, 'queue.yaml')
    expect(plan).toBeDefined()
    expect(warnings.map(({ message }) => message)).toEqual([
      'servers of unit 30742 are asked for 1.60 times the time they have: the queue can only grow',
    ])
    expect(`${warnings[0]?.line}:${warnings[0]?.column}`).toBe(placeOf(text, 'staff'))
  })

  it.each([
    [
      'who give up',
      {
        demand:
          'volume: { kind: fixed, dossiers: 2000 }\n  patience: { waits: { kind: fixed, min: 30 }, comesBack: 0, after: { kind: fixed, min: 1 } }',
      },
    ],
    ['who find no room', { demand: 'volume: { kind: fixed, dossiers: 2000 }', unit: 'seats: 3' }],
  ])('is warned in other words where there are those %s', (_who, given) => {
    const steps = serve.replace('role: server', 'role: server, counter: true')
    expect(checkScenario(queue({ ...given, steps }), 'queue.yaml').warnings.map(({ message }) => message)).toEqual([
      'the counters of unit 30742 are asked for 1.11 times the time they have: whoever can’t wait or finds no room is lost',
      'servers of unit 30742 are asked for 1.11 times the time they have: whoever can’t wait or finds no room is lost',
    ])
  })

  it('is warned of a skill where the role as a whole has time', () => {
    const steps = `serve: { by: official, role: server, skill: reading, takes: { kind: fixed, min: 8 }, outcomes: [{ to: file }] }
      file: { by: official, role: server, skill: filing, takes: { kind: fixed, min: 4 }, outcomes: [{ to: end }] }`
    const staff = '[{ role: server, count: 1, skills: [reading] }, { role: server, count: 3, skills: [filing] }]'
    const demand = 'volume: { kind: fixed, dossiers: 2000 }'
    expect(checkScenario(queue({ demand, steps, staff }), 'queue.yaml').warnings.map(({ message }) => message)).toEqual(
      [
        'servers with the skill "reading" of unit 30742 are asked for 1.11 times the time they have: the queue can only grow',
      ],
    )
  })

  it('names ten units and counts the others', () => {
    const every = queue({ demand: 'volume: { kind: fixed, dossiers: 2000 }' }).replace('code: "30742"', 'each: {}')
    const messages = checkScenario(every, 'queue.yaml').warnings.map(({ message }) => message)
    expect(messages).toHaveLength(11)
    expect(messages[0]).toMatch(/^servers of unit 00004 are asked for 1\.11 times/)
    expect(messages[10]).toMatch(/^and 3,311 more units/)
  })

  it('is not the ward of the sample', () => {
    const rows = offeredLoad(loadScenario('rach-gia-2025-07'))
    expect(rows.map(({ role }) => role)).toEqual(expect.arrayContaining(['clerk', 'specialist', 'leader']))
    for (const { load } of rows) {
      expect(load).toBeGreaterThan(0.1)
      expect(load).toBeLessThan(0.9)
    }
  })
})

describe('units of a plan', () => {
  it('have their own loads', () => {
    const plan = planOf(minimalWith(withUnits({ code: '00004', lines: '    demandFactor: 2\n' })))
    const clerk = (unit: number) =>
      offeredLoad(plan).find((row) => row.unit === unit && row.role === 'clerk')?.load ?? 0
    // Two clerks of whom 2 % are ill, against one and twice the dossiers.
    expect(clerk(1) / clerk(0)).toBeCloseTo(4 * 0.98, 9)
  })
})
