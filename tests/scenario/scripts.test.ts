import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkScenario, FIRST_SCRIPTED, SCRIPT_STREAM } from '../../src/scenario/index.ts'
import { minimalWith, placeOf, planOf, withUnits } from './minimal.ts'
import { onlyProblem } from './only-problem.ts'

const scripts = `scripts:
  - name: trial
    title: { vi: Kịch bản, en: Script }
    date: 2025-07-09
    start: "07:30"
    blocks:
      - name: reception
        title: { vi: Tiếp nhận, en: Reception }
        owner: { role: Giám đốc Trung tâm }
        steps:
          - name: arrange
            title: { vi: Bố trí, en: Arrange }
            actor: { role: clerk }
            does: { kind: physical }
            takes: { kind: fixed, min: 10 }
          - name: submit
            title: { vi: Nộp, en: Submit }
            does: { kind: dossier, dossier: copy, procedure: "2.000815", channel: direct }
          - name: received
            title: { vi: Tiếp nhận, en: Received }
            does: { kind: await, dossier: copy, state: 2 }
            expects: { evidence: [{ name: slip, field: dueDate }] }
            withinMin: 30
            ifFails: [{ do: skip }]
      - name: meeting
        title: { vi: Họp, en: Meeting }
        owner: { role: Chủ tịch, organisation: UBND }
        start: "09:00"
        steps:
          - name: letter
            title: { vi: Văn bản, en: Letter }
            actor: { role: specialist, skill: civil_status }
            does: { kind: operation, operation: portal.submit }
            expects: { evidence: [receipt, { name: number, field: documentNumber }] }
            ifFails: [{ do: retry, times: 2, afterMin: 5 }]
          - name: quorum
            title: { vi: Đủ số người, en: Quorum }
            actor: { agency: Thư ký }
            does: { kind: meeting, meeting: members, act: quorum, members: 9, present: 7 }
            given: [letter]
targets:
`
const valid: readonly [string, string][] = [
  ['targets:\n', scripts],
  ['basis:\n', 'basis:\n  - { path: scripts, kind: assumption, source: for the test }\n'],
]

type Change = readonly [from: string, to: string]

/** The scenario with its script changed in one place. */
function scripted(...changes: readonly Change[]): string {
  return changes.reduce(
    (text, [from, to]) => {
      const pieces = text.split(from)
      if (pieces.length !== 2) throw new Error(`${from} stands ${pieces.length - 1} times`)
      return pieces.join(to)
    },
    minimalWith(...valid),
  )
}

interface Bad {
  readonly change: Change | readonly Change[]
  readonly at: string
  readonly message: RegExp
  readonly hint?: RegExp
}

const bad: Record<string, Bad> = {
  'a script without blocks': {
    change: ['    blocks:\n      - name: reception', '    blocks: []\n    xs:\n      - name: reception'],
    at: '[]\n    xs',
    message: /must not be empty/,
  },
  'a kind of step that there is not': {
    change: ['kind: physical', 'kind: fysical'],
    at: 'fysical',
    message: /must be one of dossier, await, operation, meeting, physical/,
    hint: /did you mean "physical"/,
  },
  'two blocks of one name': {
    change: ['- name: meeting', '- name: reception'],
    at: 'reception\n        title: { vi: Họp',
    message: /another block of the script is called "reception"/,
  },
  'two steps of one name': {
    change: ['- name: letter', '- name: arrange'],
    at: 'arrange\n            title: { vi: Văn bản',
    message: /another step of the script is called "arrange"/,
  },
  'a date outside the period': {
    change: ['date: 2025-07-09', 'date: 2025-07-12'],
    at: '2025-07-12\n',
    message: /2025-07-12 lies outside the period, 2025-07-07 to 2025-07-11/,
  },
  'a block that begins before its script': {
    change: ['start: "09:00"', 'start: "07:00"'],
    at: '"07:00"\n        steps',
    message: /begins at 07:00, before its script, at 07:30/,
  },
  'a unit that does not take part': {
    change: ['    date: 2025-07-09', '    units: ["30760"]\n    date: 2025-07-09'],
    at: '"30760"',
    message: /the scenario has no unit "30760"/,
  },
  'an unknown role': {
    change: ['actor: { role: clerk }', 'actor: { role: clark }'],
    at: 'clark',
    message: /unit 30742 has no officials in the role "clark"/,
    hint: /did you mean "clerk"/,
  },
  'a skill that nobody of the role has': {
    change: ['skill: civil_status }', 'skill: land }'],
    at: 'land }',
    message: /no specialist with the skill "land"/,
    hint: /civil_status/,
  },
  'two actors': {
    change: ['actor: { role: clerk }', 'actor: { role: clerk, citizen: true }'],
    at: 'actor: { role: clerk, citizen',
    message: /here is role and citizen/,
  },
  'no actor': {
    change: ['            actor: { role: clerk }\n', ''],
    at: 'name: arrange',
    message: /not said who does step "arrange"/,
  },
  'somebody who does an await': {
    change: ['does: { kind: await', 'actor: { citizen: true }\n            does: { kind: await'],
    at: 'actor: { citizen',
    message: /nobody does an await/,
  },
  'an official who begins a dossier': {
    change: ['does: { kind: dossier', 'actor: { role: clerk }\n            does: { kind: dossier'],
    at: 'actor: { role: clerk }\n            does: { kind: dossier',
    message: /a dossier is begun by a citizen/,
  },
  'an account of an agency': {
    change: ['{ agency: Thư ký }', '{ agency: Thư ký, account: civil-status.sign }'],
    at: 'account: civil-status.sign',
    message: /account is of officials/,
  },
  'an unknown system': {
    change: ['operation: portal.submit }\n            expects', 'operation: portl.submit }\n            expects'],
    at: 'portl.submit',
    message: /there is no system "portl"/,
    hint: /did you mean "portal"/,
  },
  'an unknown procedure': {
    change: ['procedure: "2.000815", channel', 'procedure: "2.000816", channel'],
    at: '"2.000816"',
    message: /no procedure with the code "2.000816"/,
    hint: /2\.000815/,
  },
  'a procedure whose workflow nobody says': {
    change: ['procedure: "2.000815", channel', 'procedure: "2.000635", channel'],
    at: '"2.000635"',
    message: /no mix of the demand says which workflow/,
    hint: /workflow: …/,
  },
  'an unknown workflow': {
    change: ['channel: direct }\n', 'channel: direct, workflow: simpel }\n'],
    at: 'simpel',
    message: /no workflow "simpel"/,
    hint: /did you mean "simple"/,
  },
  'a dossier that no step begins': {
    change: ['kind: await, dossier: copy', 'kind: await, dossier: copi'],
    at: 'copi,',
    message: /no step of the script begins a dossier "copi"/,
    hint: /did you mean "copy"/,
  },
  'a dossier that two steps begin': {
    change: [
      'does: { kind: physical }\n            takes: { kind: fixed, min: 10 }',
      'does: { kind: dossier, dossier: copy, procedure: "1.004873", channel: online }',
    ],
    at: 'copy, procedure: "2.000815"',
    message: /another step begins the dossier "copy"/,
  },
  'a dossier that only a later step begins': {
    change: [
      'actor: { role: clerk }\n            does: { kind: physical }\n            takes: { kind: fixed, min: 10 }',
      'does: { kind: await, dossier: copy, state: 1 }',
    ],
    at: 'copy, state: 1',
    message: /begun only by a later step/,
  },
  'a state that the dossier can’t come to': {
    change: ['dossier: copy, state: 2', 'dossier: copy, state: 6'],
    at: '6 }',
    message: /workflow "simple" never brings a dossier to state 6/,
    hint: /1, 2, 3, 5, 10/,
  },
  'an unknown step that is given': {
    change: ['given: [letter]', 'given: [leter]'],
    at: 'leter]',
    message: /the script has no step "leter"/,
    hint: /did you mean "letter"/,
  },
  'a step that is given for itself': {
    change: ['given: [letter]', 'given: [quorum]'],
    at: 'quorum]',
    message: /cannot wait for itself/,
  },
  'steps that wait for each other': {
    change: [
      '            does: { kind: physical }',
      '            given: [received]\n            does: { kind: physical }',
    ],
    at: '[received]',
    message: /in a circle: arrange → received → submit → arrange/,
    hint: /take one of them out/,
  },
  'an expected state without a dossier': {
    change: ['expects: { evidence: [receipt', 'expects: { state: 2, evidence: [receipt'],
    at: 'state: 2, evidence',
    message: /a state is expected of an operation on a dossier/,
  },
  'evidence that stands twice': {
    change: ['[receipt, { name: number', '[number, { name: number'],
    at: '{ name: number',
    message: /the evidence "number" stands twice/,
  },
  'a field of a dossier that nobody knows': {
    change: ['field: dueDate', 'field: dossierNo'],
    at: 'dossierNo',
    message: /only the field "dueDate" is known/,
  },
  'a field of a physical act': {
    change: [
      'does: { kind: physical }',
      'does: { kind: physical }\n            expects: { evidence: [{ name: seal, field: seal }] }',
    ],
    at: 'field: seal',
    message: /a physical act has no answer/,
  },
  'something left that nobody expects': {
    change: ['expects: { evidence: [receipt,', 'leaves: [reciept]\n            expects: { evidence: [receipt,'],
    at: 'reciept',
    message: /nobody expects the evidence "reciept"/,
    hint: /did you mean "receipt"/,
  },
  'something left that an answer must hold': {
    change: ['expects: { evidence: [receipt,', 'leaves: [number]\n            expects: { evidence: [receipt,'],
    at: 'number]\n',
    message: /nobody expects/,
    hint: /an answer must hold it/,
  },
  'work on a dossier that only begins': {
    change: ['channel: direct }\n', 'channel: direct }\n            takes: { kind: fixed, min: 1 }\n'],
    at: 'takes: { kind: fixed, min: 1 }\n          - name: received',
    message: /nobody works on a step of the kind "dossier"/,
  },
  'a remedy for what can’t fail': {
    change: ['does: { kind: physical }', 'does: { kind: physical }\n            ifFails: [{ do: paper }]'],
    at: 'ifFails: [{ do: paper',
    message: /a physical act calls no system that could fail/,
  },
  'a remedy for waiting without a bound': {
    change: ['            withinMin: 30\n', ''],
    at: 'ifFails: [{ do: skip',
    message: /fails when its time is over, and it has none/,
    hint: /withinMin/,
  },
  'a dossier awaited on paper': {
    change: ['ifFails: [{ do: skip }]', 'ifFails: [{ do: paper }]'],
    at: '{ do: paper }',
    message: /not there on paper/,
  },
  'a remedy behind one that always helps': {
    change: ['[{ do: retry, times: 2, afterMin: 5 }]', '[{ do: paper }, { do: retry, times: 2, afterMin: 5 }]'],
    at: '{ do: retry',
    message: /this is never tried/,
  },
  'a quorum of half the figures': {
    change: ['members: 9, present: 7', 'members: 9'],
    at: '{ kind: meeting',
    message: /"present" is missing/,
  },
  'more present than there are': {
    change: ['present: 7', 'present: 10'],
    at: '10 }\n            given',
    message: /10 of 9 members can't be present/,
  },
  'members counted at another act': {
    change: ['act: quorum', 'act: decide'],
    at: 'members: 9',
    message: /members count for the act "quorum"/,
  },
  'numbers of which nobody says where they come from': {
    change: ['  - { path: scripts, kind: assumption, source: for the test }\n', ''],
    at: 'scripts:\n',
    message: /basis/,
  },
  'a name that makes too long an id': {
    change: ['meeting: members', `meeting: m${'x'.repeat(53)}`],
    at: `m${'x'.repeat(53)}`,
    message: /an id of 66 characters; systems take 64/,
  },
}

describe('a scenario with a script', () => {
  it('is valid as it stands', () => {
    const { problems, warnings } = checkScenario(scripted(), 'good.yaml')
    expect(problems).toEqual([])
    expect(warnings).toEqual([])
  })

  it.each(Object.entries(bad))('is refused for %s', (_, { change, at, message, hint }) => {
    const changes = (typeof change[0] === 'string' ? [change] : change) as readonly Change[]
    const text = scripted(...changes)
    const { problems } = checkScenario(text, 'bad.yaml')
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message)
    const found = problems.find((problem) => message.test(problem.message))
    expect(`${found?.line}:${found?.column}`).toBe(placeOf(text, at))
    if (hint) expect(found?.hint).toMatch(hint)
  })

  it('is refused when conformance is asked of no script, or its dossiers’ stream is taken', () => {
    const target = ['indicator: onTimeRate', 'indicator: conformance'] as const
    expect(onlyProblem(minimalWith(target)).message).toMatch(/the scenario has none/)
    expect(checkScenario(scripted(target), 'good.yaml').problems).toEqual([])
    const percent = scripted(['indicator: onTimeRate, atLeast: 0.95', 'indicator: conformance, atLeast: 95'])
    expect(onlyProblem(percent).message).toMatch(/between 0 and 1/)
    const stream =
      'streams:\n    script: { volume: { kind: fixed, dossiers: 1 }, procedures: [{ code: "2.000815", weight: 1, workflow: simple }] }\n  '
    expect(onlyProblem(scripted(['  incompleteShare: {', `  ${stream}incompleteShare: {`])).message).toMatch(
      /"script" is the stream of the scripts/,
    )
  })

  it('is doubtful on a day off, with a trait that nothing asks for, and with an operation that nearly has a name', () => {
    const warningsOf = (...changes: Change[]) =>
      checkScenario(scripted(...changes), 'odd.yaml').warnings.map(({ message }) => message)
    expect(
      warningsOf(
        ['date: 2025-07-09', 'date: 2025-07-12'],
        ['to: "2025-07-11" }\ncalendar', 'to: "2025-07-13" }\ncalendar'],
      ),
    ).toEqual(['the centre is closed on 2025-07-12: only officials with overtime then do their steps'])
    expect(warningsOf(['channel: direct }\n', 'channel: direct, traits: [elderly] }\n'])).toEqual([
      'the trait "elderly" has no effect: neither workflow "simple" nor a site asks for it',
    ])
    expect(
      warningsOf([
        'operation: portal.submit }\n            expects',
        'operation: portal.submitt }\n            expects',
      ]),
    ).toEqual(['no workflow calls the operation "portal.submitt"'])
    expect(warningsOf(['{ agency: Thư ký }', '{ agency: Thư ký }\n            priority: 3'])).toEqual([
      'priority has no effect: nobody waits for an official',
    ])
  })

  it('has an effect by what it calls and whom it asks for', () => {
    const system = 'portal: { latency: { kind: lognormal, meanMin: 0.005, cv: 1 } }'
    const only = (text: string) => checkScenario(text, 'odd.yaml').warnings.map(({ message }) => message)
    const odd: Change[] = [
      [
        system,
        `${system}\n  meetings: { latency: { kind: fixed, min: 1 }, operations: { meetings.quorum: { failShare: 0.1 } } }`,
      ],
      [
        'incidents:\n',
        'incidents:\n  - { kind: connection-lost, name: cut, system: meetings, from: "2025-07-09T08:00", to: "2025-07-09T09:00" }\n',
      ],
      ['skills: [certification] }', 'skills: [certification, seals], accounts: { documents.seal: true } }'],
    ]
    const asking: Change = [
      'role: specialist, skill: civil_status }',
      'role: specialist, skill: seals, account: documents.seal }',
    ]
    expect(only(scripted(...odd, asking))).toEqual([])
    expect(only(minimalWith(...odd)).sort()).toEqual([
      'no procedure or step asks for the skill "seals"',
      'no step asks for the account "documents.seal"',
      'no step calls the operation "meetings.quorum"',
      'no step calls the system "meetings": this has no effect',
    ])
  })

  it('compiles to steps in order, with what is given, times and actors resolved', () => {
    const plan = planOf(scripted())
    const [script] = plan.scripts
    expect(script?.steps.map(({ name, given, priority, withinMs }) => [name, given, priority, withinMs])).toEqual([
      ['arrange', [], 0, Number.POSITIVE_INFINITY],
      ['submit', [0], 0, Number.POSITIVE_INFINITY],
      ['received', [1], 0, 1_800_000],
      ['letter', [], 0, Number.POSITIVE_INFINITY],
      ['quorum', [3], 0, Number.POSITIVE_INFINITY],
    ])
    expect(script?.blocks.map(({ name, first, end }) => [name, first, end])).toEqual([
      ['reception', 0, 3],
      ['meeting', 3, 5],
    ])
    expect(script?.steps[3]).toMatchObject({
      fromMs: Date.parse('2025-07-09T09:00+07:00'),
      actor: { kind: 'official', role: 'specialist', skill: 'civil_status', account: undefined },
      owner: { role: 'Chủ tịch', organisation: 'UBND' },
      leaves: ['receipt'],
    })
    expect(script?.steps[4]?.does).toMatchObject({
      operation: 'meetings.quorum',
      about: 'members',
      values: { meeting: 'members', members: 9, present: 7 },
      presentShare: 7 / 9,
    })
    expect(script?.dossiers).toMatchObject([{ name: 'copy', number: FIRST_SCRIPTED, channel: 0 }])
    const stream = plan.streams.at(-1)
    expect(stream?.name).toBe(SCRIPT_STREAM)
    expect(plan.procedures[script?.dossiers[0]?.procedure ?? -1]?.code).toBe('2.000815')
    expect(planOf(minimalWith()).streams.map(({ name }) => name)).toEqual([''])
  })

  it('is played by the units that it names, or by all', () => {
    const two = withUnits({ code: '30760' })
    const unitsOf = (...changes: Change[]) => planOf(scripted(two, ...changes)).scripts[0]?.units
    expect(unitsOf()).toEqual([0, 1])
    expect(unitsOf(['    date: 2025-07-09', '    units: ["30760"]\n    date: 2025-07-09'])).toEqual([1])
    // Every unit that plays it must have whom its steps ask for.
    const role = scripted(two, ['actor: { role: clerk }', 'actor: { role: leader }'])
    expect(checkScenario(role, 'bad.yaml').problems[0]?.message).toMatch(
      /unit 30742 has no officials in the role "leader"/,
    )
  })
})

describe('the published schema', () => {
  it('describes every part of a script', () => {
    const schema = readFileSync('docs/schema/scenario.schema.json', 'utf8')
    expect(schema).toContain('Scripts of the trial run')
  })
})
