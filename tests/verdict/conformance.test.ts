import { describe, expect, it } from 'vitest'
import { CITIZEN, type Entry, eventLine, type ScriptEntry } from '../../src/operation/index.ts'
import type { Scenario } from '../../src/schema/index.ts'
import { figuresOf, Tally, tallyOfLog } from '../../src/verdict/index.ts'
import { act, at, call, conformanceOf, planOf, smallScript } from '../operation/scripts/small-script.ts'

/** Three units play a script of three steps in two blocks; the last needs minutes. */
function threeUnits(): Scenario {
  const scenario = smallScript({
    steps: {
      opening: [act('room', 10, { withinMin: 20 }), call('letter')],
      session: [act('session', 60, { given: ['room'], expects: { evidence: ['minutes', 'photograph'] } })],
    },
  })
  const [unit] = scenario.units
  if (!unit) throw new Error('no unit')
  scenario.units = ['30742', '30760', '30766'].map((code) => ({ ...unit, code }))
  return scenario
}

const plan = planOf(threeUnits())
const [ROOM, LETTER, SESSION] = [0, 1, 2] as const

/** Something told of a step of the script, in a unit, at a time of the Monday. */
function entry(
  time: string,
  unit: number,
  step: number,
  event: `script-${string}` & Entry['event'],
  more: Omit<Partial<Entry>, 'script'> & { readonly script?: Partial<ScriptEntry> } = {},
): Entry {
  const { script, ...rest } = more
  return {
    ...{ atMs: at(time), event, unit, atUnit: unit, dossier: -1, leg: 0, slot: -1, stream: 0, workflow: 0, step: 0 },
    ...{ by: 0, state: 0, procedure: 0, channel: 0, site: 0, tripMs: 0, over: false, dueMs: Number.NaN },
    ...{ operation: '', tookMs: 0, reason: '' },
    ...rest,
    script: { script: 0, step, dossier: -1, who: '', status: 0, remedy: '', evidence: [], ...script },
  }
}

const evidence = ['minutes', 'photograph']

/** Begins and ends a step. */
function done(unit: number, step: number, from: string, to: string, shows: readonly string[] = evidence): Entry[] {
  return [
    entry(from, unit, step, 'script-ready', { by: CITIZEN }),
    entry(from, unit, step, 'script-begun'),
    entry(to, unit, step, 'script-done', { script: { evidence: shows } }),
  ]
}

function tallyOf(entries: readonly Entry[], detail: 'all' | 'channels' = 'all'): Tally {
  const tally = new Tally(plan, detail)
  for (const each of entries) tally.record(each)
  tally.close(plan.toMs)
  return tally
}

const conformance = (entries: readonly Entry[]) => conformanceOf(plan, tallyOf(entries))
const outcomeOf = (entries: readonly Entry[], step: string, unit = '30742') =>
  conformance(entries).trace.find((row) => row.step === step && row.unit === unit)

describe('conformance', () => {
  it('is steps done in time, in order and with evidence ÷ steps', () => {
    const entries = [
      ...done(0, ROOM, '08:00', '08:20'),
      ...done(0, LETTER, '08:20', '08:30'),
      ...done(0, SESSION, '08:20', '09:30'),
      // Late by a minute; before what was given; without minutes.
      ...done(1, ROOM, '08:00', '08:21'),
      entry('08:10', 1, LETTER, 'script-done'),
      ...done(1, SESSION, '08:21', '09:30', ['photograph']),
      entry('08:00', 2, ROOM, 'script-ready'),
    ].sort((a, b) => a.atMs - b.atMs)
    const { total, units, blocks, steps } = conformance(entries)
    expect(total).toEqual({
      ...{ steps: 9, done: 5, late: 1, skipped: 0, failed: 1, notReached: 2 },
      ...{ outOfOrder: 1, evidenceMissing: 1, extra: 0, onPaper: 0, entered: 0, conforming: 3, conformance: 1 / 3 },
    })
    expect(units.map(({ code, conformance: share }) => [code, share])).toEqual([
      ['30742', 1],
      ['30760', 0],
      ['30766', 0],
    ])
    expect(blocks.map(({ block, units: many, steps: of, conforming }) => [block, many, of, conforming])).toEqual([
      ['opening', 3, 6, 2],
      ['session', 3, 3, 1],
    ])
    expect(
      steps.map(({ step, done: inTime, late, failed, notReached }) => [step, inTime, late, failed, notReached]),
    ).toEqual([
      ['room', 1, 1, 1, 0],
      ['letter', 2, 0, 0, 1],
      ['session', 2, 0, 0, 1],
    ])
  })

  it('counts working minutes: lunch is no delay', () => {
    const row = outcomeOf(done(0, ROOM, '11:20', '13:40'), 'room')
    expect(row).toMatchObject({ outcome: 'done', usedMin: 20, allowedMin: 20 })
    expect(outcomeOf(done(0, ROOM, '11:20', '13:41'), 'room')).toMatchObject({ outcome: 'late', usedMin: 21 })
  })

  it('takes a step that the script leaves out for done by those that come after it', () => {
    const skipped = [
      entry('08:00', 0, ROOM, 'script-ready'),
      entry('08:05', 0, ROOM, 'script-skipped'),
      ...done(0, LETTER, '08:05', '08:10'),
    ]
    expect(outcomeOf(skipped, 'room')).toMatchObject({ outcome: 'skipped' })
    expect(outcomeOf(skipped, 'letter')).toMatchObject({ outcome: 'done', outOfOrder: false })
    const failed = [
      entry('08:00', 0, ROOM, 'script-ready'),
      entry('08:05', 0, ROOM, 'script-given-up'),
      ...done(0, LETTER, '08:05', '08:10'),
    ]
    expect(outcomeOf(failed, 'letter')).toMatchObject({ outcome: 'done', outOfOrder: true })
  })

  it('tells each failure once, with its request, answer and how often, and what was done about it', () => {
    const operation = 'documents.receive'
    const fail = (time: string, status: number) =>
      entry(time, 0, LETTER, 'script-failed', { operation, reason: 'no-account', tookMs: 3, script: { status } })
    const remedy = (time: string, name: string, who = '') =>
      entry(time, 0, LETTER, 'script-remedy', { script: { remedy: name, who } })
    const row = outcomeOf(
      [
        entry('08:00', 0, LETTER, 'script-ready'),
        fail('08:05', 401),
        remedy('08:05', 'retry'),
        fail('08:10', 401),
        remedy('08:10', 'retry'),
        fail('08:15', 403),
        remedy('08:15', 'escalate', 'Sở Tư pháp'),
        entry('08:50', 0, LETTER, 'script-given-up', { reason: 'no-account' }),
      ],
      'letter',
    )
    expect(row).toMatchObject({
      outcome: 'failed',
      failures: [
        { operation, reason: 'no-account', status: 401, times: 2 },
        { operation, reason: 'no-account', status: 403, times: 1 },
      ],
      remedies: [
        { remedy: 'retry', who: '', times: 2 },
        { remedy: 'escalate', who: 'Sở Tư pháp', times: 1 },
      ],
    })
  })

  it('counts what is extra, also in a step that was never reached, and it costs nothing', () => {
    const entries = [
      entry('08:00', 0, SESSION, 'script-extra', { reason: 'state-5' }),
      ...done(0, ROOM, '08:00', '08:10'),
      entry('08:10', 0, ROOM, 'script-extra', { reason: 'duplicated' }),
      entry('08:11', 0, ROOM, 'script-extra', { reason: 'duplicated' }),
    ]
    expect(outcomeOf(entries, 'session')).toMatchObject({ outcome: 'not-reached', extra: 1, readyAt: null })
    expect(outcomeOf(entries, 'room')).toMatchObject({ outcome: 'done', extra: 2 })
    expect(conformance(entries).total).toMatchObject({ extra: 3, conforming: 1 })
  })

  it('keeps officials busy while they work on steps', () => {
    const came = { ...entry('07:00', 0, 0, 'script-ready'), event: 'came', script: undefined } as Entry
    const went = { ...came, event: 'went', atMs: at('11:30') } as Entry
    const failed = entry('09:00', 0, LETTER, 'script-failed', { operation: 'documents.receive', reason: 'x' })
    const entries = [came, ...done(0, ROOM, '08:00', '08:20'), entry('08:30', 0, LETTER, 'script-begun'), failed, went]
    expect(tallyOf(entries).staff()).toMatchObject([{ presentHours: 4.5, busyHours: 50 / 60 }])
  })
})

describe('the share alone, as predictions have it,', () => {
  const entries = [...done(0, ROOM, '08:00', '08:20'), ...done(1, ROOM, '08:00', '08:21')]

  it('is that of the steps, and an indicator of the run', () => {
    expect(figuresOf(plan, tallyOf(entries, 'channels')).conformance).toBe(1 / 9)
    expect(figuresOf(plan, tallyOf(entries)).conformance).toBe(1 / 9)
    expect(figuresOf(plan, tallyOf([])).conformance).toBe(0)
  })

  it('is nothing where there are no scripts', () => {
    const { scripts: _, ...without } = threeUnits()
    without.targets = [{ indicator: 'onTimeRate', atLeast: 0 }]
    without.basis = without.basis.filter(({ path }) => path !== 'scripts')
    const plain = planOf(without)
    const tally = new Tally(plain)
    tally.close(plain.toMs)
    expect(figuresOf(plain, tally).conformance).toBeNull()
    expect(tally.state().scripts).toBeNull()
    expect(() => conformanceOf(plain, tally)).toThrow('no scripts')
  })
})

describe.each(['all', 'channels'] as const)('conformance of units apart, with the detail %s,', (detail) => {
  const apart = [
    [...done(0, ROOM, '08:00', '08:20'), entry('08:30', 0, LETTER, 'script-ready')],
    [...done(1, ROOM, '08:00', '08:10'), ...done(1, SESSION, '08:10', '09:30', [])],
    [entry('08:00', 2, ROOM, 'script-ready'), entry('08:10', 2, ROOM, 'script-given-up', { reason: 'x' })],
  ]
  const whole = tallyOf(
    apart.flat().sort((a, b) => a.atMs - b.atMs),
    detail,
  )
  const states = apart.map((entries) => tallyOf(entries, detail).state())

  it('adds up to that of all together, in any order', () => {
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
    ]) {
      const sum = new Tally(plan, detail)
      for (const place of order) sum.add(JSON.parse(JSON.stringify(states[place])))
      expect(sum.state()).toEqual(whole.state())
      expect(figuresOf(plan, sum).conformance).toBe(2 / 9)
    }
  })

  it('adds up where one tally is closed after each part', () => {
    const tally = new Tally(plan, detail)
    for (const entries of apart) {
      for (const each of entries) tally.record(each)
      tally.close(plan.toMs)
    }
    expect(tally.state()).toEqual(whole.state())
  })
})

describe('the event log alone', () => {
  const entries = [
    ...done(0, ROOM, '08:00', '08:20'),
    entry('08:20', 0, LETTER, 'script-ready', { by: CITIZEN }),
    entry('08:20', 0, LETTER, 'script-begun', { by: CITIZEN, script: { who: 'Tổ hỗ trợ' } }),
    entry('08:25', 0, LETTER, 'script-failed', {
      ...{ by: CITIZEN, operation: 'documents.receive', tookMs: 12.5, reason: 'no-account' },
      script: { who: 'Tổ hỗ trợ', status: 403 },
    }),
    entry('08:25', 0, LETTER, 'script-remedy', { by: CITIZEN, script: { remedy: 'consult', who: 'Sở' } }),
    entry('08:55', 0, LETTER, 'script-called', { operation: 'documents.receive', tookMs: 8, reason: 'duplicated' }),
    entry('08:55', 0, LETTER, 'script-extra', { by: CITIZEN, operation: 'documents.receive', reason: 'duplicated' }),
    entry('08:55', 0, LETTER, 'script-done', { script: { evidence: [] } }),
  ]
  const lines = entries.map((each) => JSON.parse(JSON.stringify(eventLine(plan, each))))

  it('gives the same conformance', () => {
    expect(tallyOfLog(plan, lines).state()).toEqual(tallyOf(entries).state())
    expect(lines[3]).toEqual({
      ...{ at: '2025-07-07T08:20:00.000+07:00', unit: '30742', dossier: '', event: 'script-ready', step: 'letter' },
      ...{ by: '', state: 0, script: 'trial', block: 'opening' },
    })
    expect(lines[5]).toMatchObject({ by: 'Tổ hỗ trợ', operation: 'documents.receive', ms: 12.5, status: 403 })
    expect(tallyOfLog(plan, lines.toSpliced(2, 1)).state()).not.toEqual(tallyOf(entries).state())
  })

  it.each([
    [{ script: 'other' }, 'the plan has no script "other"'],
    [{ script: undefined }, 'the plan has no script missing'],
    [{ step: 'other' }, 'the script has no step "other"'],
    [{ unit: '99999' }, '"unit" is "99999"'],
    [{ dossier: '30742-000001' }, '"30742-000001" is no dossier of the script'],
    [{ dossier: 'x' }, '"x" is no dossier of unit "30742"'],
    [{ dossier: 7 }, '7 is no dossier of unit "30742"'],
    [{ by: undefined }, '"by" is missing'],
    [{ evidence: 'minutes' }, '"evidence" is "minutes"'],
    [{ event: 'ended' }, '"script" is of no "ended"'],
  ])('is refused where it is of another plan: %j', (change, message) => {
    const bad = lines.with(2, { ...lines[2], ...change })
    expect(() => tallyOfLog(plan, bad)).toThrow(`Line 3 of the event log: ${message}`)
  })

  it('is refused where a call does not say which', () => {
    expect(() => tallyOfLog(plan, lines.with(5, { ...lines[5], operation: undefined }))).toThrow(
      '"operation" is missing',
    )
  })
})
