import { describe, expect, it } from 'vitest'
import { checkScenario } from '../../src/scenario/index.ts'
import { minimalWith, placeOf, withDemand } from './minimal.ts'
import { type Case, type Change, expectOnly } from './only-problem.ts'

const clerks = '{ role: clerk, count: 2, sicknessPerDay: 0.02 }'
const ofClerks = (more: string): Change => [clerks, `{ role: clerk, count: 2, ${more} }`]
const andClerks = (more: string): Change => [clerks, `${clerks}\n      - { role: clerk, count: 3, ${more} }`]
const ofUnit = (more: string): Change => ['counters: 2', `counters: 2\n    ${more}`]
const incident = (text: string): Change => ['targets:\n', `  - ${text}\ntargets:\n`]
const when = 'from: 2025-07-09T08:00, to: 2025-07-09T10:00'
const elderly: Change = withDemand('  traits: { elderly: { share: 0.2 } }\n')
const oldOffice = (more: string): Change => ofUnit(`sites: [{ name: old, counters: 1, visitors: elderly${more} }]`)

const wrong: Record<string, Case> = {
  'a skill that nobody has': {
    changes: [['[civil_status, certification]', '[certification]']],
    at: 'staff:',
    message: /unit 30742 has no specialist with the skill "civil_status"/,
    hint: /add "civil_status" to the skills of a specialist/,
  },
  'a role whose only officials come after the period': {
    changes: [ofClerks('from: "2025-07-14"')],
    at: 'staff:',
    message: /no official in the role "clerk"/,
  },
  'a role whose only officials work at a site that is not open': {
    changes: [elderly, oldOffice(', opens: "2025-07-14"'), ofClerks('site: old')],
    at: 'staff:',
    message: /no official in the role "clerk"/,
  },
  'a duty without length': {
    changes: [ofClerks('duties: [{ hours: "10:00-10:00" }]')],
    at: '"10:00-10:00"',
    message: /is empty/,
  },
  'a site for visitors without a counter': {
    changes: [elderly, ofUnit('sites: [{ name: old, visitors: elderly }]'), andClerks('site: old')],
    at: 'elderly }]',
    message: /visitors come to site "old", which has no counter/,
    hint: /counters: 1/,
  },
  'a functional area for work at a desk': {
    changes: [
      ['role: specialist\n        skill: field', 'role: specialist\n        skill: field\n        area: records'],
    ],
    at: 'area',
    message: /step "process" has an area and is not done face to face/,
    hint: /counter: true/,
  },
  'a training that ends as it begins': {
    changes: [
      incident(
        '{ kind: training, name: course, role: clerk, count: 1, skills: [civil_status], from: 2025-07-09T08:00, to: 2025-07-09T08:00 }',
      ),
    ],
    at: '2025-07-09T08:00 }',
    message: /must end after it begins/,
  },
}

describe('staff and premises that cannot be are told at the place', () => {
  it.each(Object.entries(wrong))('%s', (_name, one) => expectOnly(one))
})

interface Doubt {
  readonly changes: readonly Change[]
  readonly at: string
  readonly message: RegExp
  readonly hint?: RegExp
}

const doubtful: Record<string, Doubt> = {
  'officials who come after the period': {
    changes: [andClerks('from: "2025-07-14"')],
    at: '"2025-07-14"',
    message: /these officials \(clerk\) come on 2025-07-14, after the period: they are never there/,
    hint: /ends on 2025-07-11/,
  },
  'officials who leave before the period': {
    changes: [andClerks('to: "2025-07-04"')],
    at: '"2025-07-04"',
    message: /leave on 2025-07-04, before the period/,
  },
  'a duty outside the period': {
    changes: [ofClerks('duties: [{ hours: "08:00-10:00", from: "2025-08-01" }]')],
    at: '"2025-08-01"',
    message: /outside the period, 2025-07-07 to 2025-07-11, and has no effect/,
  },
  'a duty after hours': {
    changes: [ofClerks('duties: [{ days: [monday], hours: "18:00-20:00" }]')],
    at: '"18:00-20:00"',
    message: /18:00-20:00 lies outside the working hours of monday/,
  },
  'an account that is granted after its holder has left': {
    changes: [
      [clerks, '{ role: clerk, count: 2, to: "2025-07-08", accounts: { one-stop.enter: 2025-07-09T08:00 } }'],
      ['counter: true', 'counter: true\n        account: one-stop.enter'],
    ],
    at: 'staff:',
    message: /no clerk of unit 30742 ever holds the account "one-stop\.enter"/,
  },
  'a site that opens after the period': {
    changes: [elderly, oldOffice(', opens: "2025-07-14"'), andClerks('site: old')],
    at: '"2025-07-14"',
    message: /site "old" opens on 2025-07-14, after the period: it is never open/,
  },
  'a site that closes before the period': {
    changes: [elderly, oldOffice(', closes: "2025-07-04"'), andClerks('site: old')],
    at: '"2025-07-04"',
    message: /site "old" closes on 2025-07-04, before the period/,
  },
  'a site whose officials leave before it opens': {
    changes: [elderly, oldOffice(', opens: "2025-07-10"'), andClerks('site: old, to: "2025-07-09"')],
    at: 'old, counters: 1',
    message: /nobody works at site "old" while it is open/,
    hint: /first or last day/,
  },
  'a courier with nowhere to go': {
    changes: [ofUnit('courier: { kind: fixed, min: 60 }')],
    at: 'courier',
    message: /with one site there is no way for papers to go/,
  },
  'a functional area that no step is done in': {
    changes: [['counter: true', 'counter: true\n        area: reception'], ofUnit('areas: { receptoin: 2 }')],
    at: 'receptoin',
    message: /no step is done in the area "receptoin"/,
    hint: /"reception"/,
  },
  'a functional area without a place': {
    changes: [['counter: true', 'counter: true\n        area: reception'], ofUnit('areas: { reception: 0 }')],
    at: '0 }\n    staff',
    message: /the area "reception" has no place: nobody is ever served in it/,
  },
  'a waiting area that holds nobody': {
    changes: [ofUnit('waitingAreaM2: 1')],
    at: '1\n    staff',
    message: /1 m² hold nobody, at 1\.5 m² a person/,
  },
  'a training in a skill that nobody asks for': {
    changes: [incident(`{ kind: training, name: course, role: clerk, count: 1, skills: [civil_sttus], ${when} }`)],
    at: 'civil_sttus',
    message: /no procedure or step asks for the skill "civil_sttus"/,
    hint: /"civil_status"/,
  },
  'a training that teaches nothing': {
    changes: [incident(`{ kind: training, name: course, role: clerk, count: 1, ${when} }`)],
    at: 'course',
    message: /training "course" teaches nothing/,
  },
  'practice for the practised': {
    changes: [incident(`{ kind: training, name: course, role: clerk, count: 1, worthCases: 9, ${when} }`)],
    at: '9, from',
    message: /every clerk is practised already/,
    hint: /"proficiency"/,
  },
  'more trainees and mentors of a role than there are': {
    changes: [
      ofClerks('proficiency: { atFirst: 2, halvesAfterCases: 9 }'),
      incident(
        `{ kind: training, name: course, role: clerk, count: 2, mentor: clerk, worthCases: 9, unit: "30742", ${when} }`,
      ),
    ],
    at: '2, mentor',
    message: /3 in the role "clerk" are called away, but unit 30742 has 2/,
  },
  'a meeting of more officials than there are': {
    changes: [incident(`{ kind: officials-away, name: session, role: clerk, count: 3, ${when} }`)],
    at: '3, from',
    message: /3 in the role "clerk" are called away, but no unit has more than 2/,
  },
}

describe('staff and premises that are doubtful run, with a warning at the place', () => {
  it.each(Object.entries(doubtful))('%s', (_name, { changes, at, message, hint }) => {
    const text = minimalWith(...changes)
    const { plan, problems, warnings } = checkScenario(text, 'doubtful.yaml')
    expect(problems).toEqual([])
    expect(plan).toBeDefined()
    expect(warnings.map((warning) => warning.message)).toEqual([expect.stringMatching(message)])
    const [warning] = warnings
    expect(`${warning?.line}:${warning?.column}`).toBe(placeOf(text, at))
    if (hint) expect(warning?.hint).toMatch(hint)
  })
})
