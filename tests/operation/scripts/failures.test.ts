import { describe, expect, it } from 'vitest'
import {
  act,
  answering,
  call,
  failing,
  outcomes,
  playScript,
  type SmallScript,
  type StepGiven,
} from './small-script.ts'

const ok = {}
const refused = failing('data-refused')

/** A call that may fail, a step that depends on it and one that does not. */
function three(letter: Partial<StepGiven>): SmallScript {
  return {
    steps: [
      call('letter', { expects: { evidence: ['receipt', { name: 'number', field: 'documentNumber' }] }, ...letter }),
      act('file', 10),
      act('room', 10, { given: [] }),
    ],
    // The room has an official of its own.
    staff: [{ role: 'clerk', count: 2 }],
  }
}

describe('a call that fails', () => {
  it('without a remedy ends its step: what depends on it is not reached, the rest goes on', () => {
    const played = playScript(three({}), answering(refused))
    expect(played.told).toEqual([
      'Mon 08:00 ready letter',
      'Mon 08:00 begun letter clerk-1',
      'Mon 08:00 ready room',
      'Mon 08:00 begun room clerk-2',
      'Mon 08:05 failed letter clerk-1 data-refused',
      'Mon 08:05 given-up letter data-refused',
      'Mon 08:10 done room clerk-2',
    ])
    expect(outcomes(played)).toEqual(['letter: failed', 'file: not-reached', 'room: done'])
    expect(played.conformance.trace[0]?.failures).toEqual([
      { operation: 'documents.receive', reason: 'data-refused', status: null, times: 1 },
    ])
    expect(played.conformance.total.conformance).toBeCloseTo(1 / 3, 12)
    expect(played.tally.operations()).toMatchObject([{ operation: 'documents.receive', calls: 1, errors: 1 }])
  })

  it('is tried again as often as the script says, each time entered anew', () => {
    const ifFails: StepGiven['ifFails'] = [{ do: 'retry', times: 2, afterMin: 10 }]
    const third = playScript(three({ ifFails }), answering(refused, refused, ok))
    expect(third.told.filter((line) => line.includes('letter'))).toEqual([
      'Mon 08:00 ready letter',
      'Mon 08:00 begun letter clerk-1',
      'Mon 08:05 failed letter clerk-1 data-refused',
      'Mon 08:05 remedy letter retry',
      // The clerks take turns; entering a finished step again takes 2 minutes.
      'Mon 08:15 begun letter clerk-1',
      'Mon 08:17 failed letter clerk-1 data-refused',
      'Mon 08:17 remedy letter retry',
      'Mon 08:27 begun letter clerk-2',
      'Mon 08:29 called letter clerk-2',
      'Mon 08:29 done letter clerk-2',
    ])
    expect(outcomes(third)).toEqual(['letter: done', 'file: done', 'room: done'])
    const [row] = third.conformance.trace
    expect(row?.failures).toEqual([{ operation: 'documents.receive', reason: 'data-refused', status: null, times: 2 }])
    expect(row?.remedies).toEqual([{ remedy: 'retry', who: '', times: 2 }])
    expect(row?.begunAt?.slice(11, 16)).toBe('08:00')

    const never = playScript(three({ ifFails }), answering(refused))
    expect(never.told.filter((line) => line.includes('failed letter'))).toHaveLength(3)
    expect(outcomes(never)).toEqual(['letter: failed', 'file: not-reached', 'room: done'])
  })

  it('is taken to a superior, and tried once more with the answer', () => {
    const ifFails: StepGiven['ifFails'] = [{ do: 'consult', who: 'Sở Nội vụ', answersAfterMin: 30 }]
    const played = playScript(three({ ifFails, withinMin: 60 }), answering(refused, ok))
    expect(played.told.filter((line) => line.includes('letter')).slice(3)).toEqual([
      'Mon 08:05 remedy letter consult Sở Nội vụ',
      'Mon 08:35 begun letter clerk-1',
      'Mon 08:37 called letter clerk-1',
      'Mon 08:37 done letter clerk-1',
    ])
    expect(outcomes(played)[0]).toBe('letter: done')
    expect(outcomes(playScript(three({ ifFails, withinMin: 36 }), answering(refused, ok)))[0]).toBe('letter: late')
    expect(outcomes(playScript(three({ ifFails }), answering(refused)))[0]).toBe('letter: failed')
  })

  it('is handed to somebody else, who makes it without an official of the unit', () => {
    const ifFails: StepGiven['ifFails'] = [{ do: 'escalate', to: 'Tổ hỗ trợ tỉnh', afterMin: 45 }]
    const played = playScript(three({ ifFails }), answering(refused, ok))
    expect(played.told.filter((line) => line.includes('letter')).slice(3)).toEqual([
      'Mon 08:05 remedy letter escalate Tổ hỗ trợ tỉnh',
      'Mon 08:50 begun letter Tổ hỗ trợ tỉnh',
      'Mon 08:50 called letter Tổ hỗ trợ tỉnh',
      'Mon 08:50 done letter Tổ hỗ trợ tỉnh',
    ])
    expect(played.conformance.trace[0]).toMatchObject({ by: 'Tổ hỗ trợ tỉnh', outcome: 'done' })
    expect(outcomes(playScript(three({ ifFails }), answering(refused)))[0]).toBe('letter: failed')
  })

  it('is done on paper, and what the answer would have shown is missing', () => {
    const played = playScript(three({ ifFails: [{ do: 'paper' }] }), answering(refused))
    expect(played.told).toContain('Mon 08:05 done letter')
    expect(outcomes(played)).toEqual(['letter: done, evidence-missing number', 'file: done', 'room: done'])
    expect(played.conformance.total).toMatchObject({ done: 3, evidenceMissing: 1, conforming: 2 })
  })

  it('or comes twice is told with its request', () => {
    const [letter] = playScript(three({}), answering({ duplicated: true }, ok)).conformance.trace
    expect(letter).toMatchObject({ outcome: 'done', extra: 1 })
    expect(letter?.failures).toEqual([{ operation: 'documents.receive', reason: 'duplicated', status: null, times: 1 }])
  })

  it('stays on paper without the policy of paper first', () => {
    const { conformance, told } = playScript(three({ ifFails: [{ do: 'paper' }] }), answering(refused, ok))
    expect(told.join()).not.toContain('entered')
    expect(conformance.total).toMatchObject({ onPaper: 1, entered: 0 })
    expect(conformance.trace[0]).toMatchObject({ onPaper: true, enteredAt: null })
  })

  it('is entered later where the policy is paper first, after other work and as often as it takes', () => {
    const policies = { paperFirst: true, retryMin: 20, reEntryMin: 3 }
    const small = { ...three({ ifFails: [{ do: 'paper' }] }), policies }
    const { conformance, told } = playScript(small, answering(refused, refused, ok))
    expect(told.filter((line) => / letter/.test(line))).toEqual([
      'Mon 08:00 ready letter',
      'Mon 08:00 begun letter clerk-1',
      'Mon 08:05 failed letter clerk-1 data-refused',
      'Mon 08:05 remedy letter paper',
      'Mon 08:05 done letter',
      // One clerk files, the other has arranged the room by then.
      'Mon 08:10 begun letter clerk-2',
      'Mon 08:13 failed letter clerk-2 data-refused',
      'Mon 08:33 begun letter clerk-2',
      'Mon 08:36 called letter clerk-2',
      'Mon 08:36 entered letter clerk-2',
    ])
    expect(conformance.total).toMatchObject({ done: 3, onPaper: 1, entered: 1, evidenceMissing: 1 })
    expect(conformance.trace[0]).toMatchObject({ onPaper: true, enteredAt: '2025-07-07T08:36:00.000+07:00' })
  })

  it('keeps later calls about the same thing on paper until it is entered, then they follow in order', () => {
    const small: SmallScript = {
      steps: [call('letter', { ifFails: [{ do: 'paper' }] }), call('reply'), act('rest', 30), call('last')],
      policies: { paperFirst: true, retryMin: 5, reEntryMin: 3 },
    }
    const { conformance, told } = playScript(small, answering(refused, ok))
    expect(told.filter((line) => /called|entered|remedy/.test(line))).toEqual([
      'Mon 08:05 remedy letter paper',
      'Mon 08:10 remedy reply paper',
      'Mon 08:45 remedy last paper',
      'Mon 08:48 called letter clerk-1',
      'Mon 08:48 entered letter clerk-1',
      'Mon 08:51 called reply clerk-1',
      'Mon 08:51 entered reply clerk-1',
      'Mon 08:54 called last clerk-1',
      'Mon 08:54 entered last clerk-1',
    ])
    expect(conformance.total).toMatchObject({ steps: 4, done: 4, onPaper: 3, entered: 3 })
  })

  it('by an agency stays on paper: nobody enters it', () => {
    const small = {
      ...three({ actor: { agency: 'Công an' }, ifFails: [{ do: 'paper' }] }),
      policies: { paperFirst: true },
    }
    const { conformance } = playScript(small, answering(refused, ok))
    expect(conformance.total).toMatchObject({ onPaper: 1, entered: 0 })
  })

  it('is left out, and what comes after it goes on', () => {
    const played = playScript(three({ ifFails: [{ do: 'skip' }] }), answering(refused))
    expect(played.told).toContain('Mon 08:05 skipped letter data-refused')
    expect(played.told).toContain('Mon 08:05 ready file')
    expect(outcomes(played)).toEqual(['letter: skipped', 'file: done', 'room: done'])
    expect(played.conformance.total).toMatchObject({ skipped: 1, conforming: 2 })
  })

  it('is met by one remedy after the other', () => {
    const ifFails: StepGiven['ifFails'] = [
      { do: 'retry', times: 1, afterMin: 5 },
      { do: 'consult', who: 'Sở Nội vụ', answersAfterMin: 20 },
      { do: 'escalate', to: 'Tổ hỗ trợ tỉnh', afterMin: 10 },
      { do: 'skip' },
    ]
    const played = playScript(three({ ifFails }), answering(refused))
    expect(played.told.filter((line) => /failed letter|remedy letter|skipped/.test(line))).toEqual([
      'Mon 08:05 failed letter clerk-1 data-refused',
      'Mon 08:05 remedy letter retry',
      'Mon 08:12 failed letter clerk-1 data-refused',
      'Mon 08:12 remedy letter consult Sở Nội vụ',
      'Mon 08:34 failed letter clerk-2 data-refused',
      'Mon 08:34 remedy letter escalate Tổ hỗ trợ tỉnh',
      'Mon 08:44 failed letter Tổ hỗ trợ tỉnh data-refused',
      'Mon 08:44 remedy letter skip',
      'Mon 08:44 skipped letter data-refused',
    ])
  })
})

describe('an answer that is not what the script expects', () => {
  it('without the field that shows it: done, and the evidence is missing', () => {
    const played = playScript(three({}), answering({ holds: [] }))
    expect(outcomes(played)[0]).toBe('letter: done, evidence-missing number')
    expect(outcomes(playScript(three({}), answering({ holds: ['documentNumber'] })))[0]).toBe('letter: done')
  })

  it('that came twice: done, and once too often', () => {
    const played = playScript(three({}), answering({ duplicated: true }))
    expect(outcomes(played)[0]).toBe('letter: done, extra 1')
    expect(played.conformance.total).toMatchObject({ extra: 1, conforming: 3 })
    expect(played.tally.operations()).toMatchObject([{ duplicated: 1 }])
  })

  it('with another state of the dossier: the step fails, with its request and its dossier', () => {
    const steps: StepGiven[] = [
      { name: 'submit', does: { kind: 'dossier', dossier: 'copy', procedure: '1.004873', channel: 'direct' } },
      {
        name: 'pay',
        actor: { citizen: true },
        does: { kind: 'operation', operation: 'payment.pay', dossier: 'copy' },
        expects: { state: 6 },
      },
    ]
    // As far as we know the dossier is in state 1; the system says 6.
    expect(outcomes(playScript({ steps }))).toEqual(['submit: done', 'pay: failed'])
    expect(outcomes(playScript({ steps }, answering({ state: 6 })))).toEqual(['submit: done', 'pay: done'])
    expect(playScript({ steps }, answering({ state: 4 })).conformance.trace[1]).toMatchObject({
      dossier: '30742-S000001',
      failures: [{ operation: 'payment.pay', reason: 'state-4', status: null, times: 1 }],
    })
  })

  it('with a status: it is told', () => {
    const played = playScript(three({}), answering({ ok: false, reason: 'no-account', status: 403 }))
    expect(played.conformance.trace[0]?.failures).toEqual([
      { operation: 'documents.receive', reason: 'no-account', status: 403, times: 1 },
    ])
  })
})

describe('a system that is modelled', () => {
  // It takes a millisecond to be told of a failure.
  const toTheMinute = (lines: readonly string[]) => lines.map((line) => line.replace(/:00\.00\d /, ' '))

  it('fails in a script as it does in any dossier', () => {
    const systems: SmallScript['systems'] = {
      documents: {
        latency: { kind: 'fixed', min: 3 },
        operations: { 'documents.receive': { missing: true } },
      },
    }
    const missing = playScript({ ...three({}), systems })
    expect(toTheMinute(missing.told)).toContain('Mon 08:05 failed letter clerk-1 not-implemented')
    const slow = playScript({
      ...three({ withinMin: 7 }),
      systems: { documents: { latency: { kind: 'fixed', min: 3 } } },
    })
    expect(slow.told).toContain('Mon 08:08 done letter clerk-1')
    expect(outcomes(slow)[0]).toBe('letter: late')
    const planned = [{ from: '2025-07-07T08:00', to: '2025-07-07T08:20' }]
    const cut = playScript({
      ...three({ ifFails: [{ do: 'retry', times: 3, afterMin: 10 }] }),
      systems: { documents: { latency: { kind: 'fixed', min: 0 }, planned } },
    })
    expect(toTheMinute(cut.told.filter((line) => /(failed|called) letter/.test(line)))).toEqual([
      'Mon 08:05 failed letter clerk-1 connection-lost',
      'Mon 08:17 failed letter clerk-1 connection-lost',
      'Mon 08:29 called letter clerk-2',
    ])
  })
})

describe('a meeting', () => {
  const act = (name: 'quorum' | 'minutes', more: object): StepGiven => ({
    name,
    actor: { agency: 'thư ký' },
    does: { kind: 'meeting', meeting: 'members', act: name, ...more },
  })

  it('has no quorum with less than two thirds of its members', () => {
    const of = (members: number, present: number) =>
      outcomes(playScript({ steps: [act('quorum', { members, present })] }))
    expect(of(30, 20)).toEqual(['quorum: done'])
    expect(of(30, 19)).toEqual(['quorum: failed'])
    const played = playScript({ steps: [act('quorum', { members: 30, present: 19 })] })
    expect(played.told.slice(-3)).toEqual([
      'Mon 08:00 called quorum thư ký',
      'Mon 08:00 wrong quorum no-quorum',
      'Mon 08:00 given-up quorum no-quorum',
    ])
    expect(played.tally.operations()).toMatchObject([{ operation: 'meetings.quorum', calls: 1, errors: 0 }])
  })

  it('that leaves no minutes lacks its evidence', () => {
    const step = { ...act('minutes', {}), expects: { evidence: ['minutes', 'attendance'] } }
    expect(outcomes(playScript({ steps: [step] }))).toEqual(['minutes: done'])
    const careless = { ...step, leaves: ['attendance'] }
    expect(outcomes(playScript({ steps: [careless] }))).toEqual(['minutes: done, evidence-missing minutes'])
  })
})
