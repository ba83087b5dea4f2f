import { describe, expect, it } from 'vitest'
import type { Step } from '../../../src/schema/index.ts'
import { act, atDesk, call, outcomes, playScript, type SmallScript, type StepGiven } from './small-script.ts'

const submit = (dossier = 'copy', more: object = {}): StepGiven => ({
  name: `submit-${dossier}`,
  does: { kind: 'dossier', dossier, procedure: '1.004873', channel: 'direct', ...more },
})
const until = (state: number, more: Partial<StepGiven> = {}, dossier = 'copy'): StepGiven => ({
  name: `${dossier}-in-${state}`,
  does: { kind: 'await', dossier, state },
  ...more,
})

describe('the order of a script', () => {
  it('is that of its steps: each waits for the one before', () => {
    const played = playScript({ steps: [act('one', 10), act('two', 10)] })
    expect(played.told.map((line) => line.slice(4))).toEqual([
      '08:00 ready one',
      '08:00 begun one clerk-1',
      '08:10 done one clerk-1',
      '08:10 ready two',
      '08:10 begun two clerk-1',
      '08:20 done two clerk-1',
    ])
  })

  it('is what "given" says, where it says anything', () => {
    const staff = [{ role: 'clerk', count: 3 }]
    const steps = [act('one', 10), act('two', 20, { given: [] }), act('three', 5, { given: ['one', 'two'] })]
    expect(playScript({ staff, steps }).told.filter((line) => / ready /.test(line))).toEqual([
      'Mon 08:00 ready one',
      'Mon 08:00 ready two',
      'Mon 08:20 ready three',
    ])
  })

  it('goes on from block to block, unless a block has a time of its own', () => {
    const steps = { first: [act('one', 30)], second: [act('two', 5)], third: [act('three', 5)] }
    const ready = (starts: Record<string, string>) =>
      playScript({ staff: [{ role: 'clerk', count: 2 }], steps, starts })
        .told.filter((line) => / ready /.test(line))
        .map((line) => line.slice(4))
    expect(ready({})).toEqual(['08:00 ready one', '08:30 ready two', '08:35 ready three'])
    // Its first step waits for nothing but the time.
    expect(ready({ second: '08:10' })).toEqual(['08:00 ready one', '08:10 ready two', '08:15 ready three'])
    expect(ready({ third: '09:00' })).toEqual(['08:00 ready one', '08:30 ready two', '09:00 ready three'])
  })

  it('is broken by a dossier that is ahead of it', () => {
    // Received at 08:10 and checked at 08:30, when the file has not been handed over yet: the agency takes an hour.
    const handOver = act('hand-over', 60, { actor: { agency: 'bưu điện' } })
    const steps = [submit(), until(2), handOver, until(4), act('room', 5)]
    const played = playScript({ steps })
    expect(played.told.map((line) => line.slice(4))).toEqual([
      '08:00 ready submit-copy',
      '08:00 done submit-copy citizen',
      '08:00 ready copy-in-2',
      '08:10 done copy-in-2 clerk-1',
      '08:10 ready hand-over',
      '08:10 begun hand-over bưu điện',
      // It was never ready: it came by itself.
      '08:30 done copy-in-4 clerk-1',
      '08:30 ready room',
      '08:35 begun room clerk-1',
      '08:40 done room clerk-1',
      '09:10 done hand-over bưu điện',
    ])
    expect(outcomes(played)).toEqual([
      'submit-copy: done',
      'copy-in-2: done',
      'hand-over: done',
      'copy-in-4: done, out-of-order',
      'room: done',
    ])
    expect(played.conformance.total).toMatchObject({ outOfOrder: 1, conforming: 4, conformance: 0.8 })
  })

  it('is not broken by two dossiers that the script lets go their own ways', () => {
    const steps = [
      submit('a'),
      submit('b', { channel: 'post' }),
      until(9, { given: ['submit-a'] }, 'a'),
      until(9, { given: ['submit-b'] }, 'b'),
    ]
    expect(outcomes(playScript({ steps })).every((outcome) => outcome.endsWith(': done'))).toBe(true)
  })
})

describe('a dossier of a script', () => {
  const way: Record<string, Step> = {
    declare: {
      by: 'citizen',
      takes: { kind: 'fixed', min: 30 },
      outcomes: [{ operation: 'portal.submit', state: 1, to: 'receive' }],
    },
    receive: {
      ...atDesk(10, { state: 2, to: 'end' }),
      outcomes: [
        { when: 'incomplete', state: 5, completes: true, to: 'supply' },
        { when: 'post', state: 3, to: 'end' },
        { operation: 'one-stop.receive', state: 2, to: 'end' },
      ],
    },
    supply: { by: 'citizen', takes: { kind: 'fixed', min: 60 }, outcomes: [{ to: 'receive' }] },
  }

  it('begins when its step can, and its own way takes its own time', () => {
    const played = playScript({ way, steps: [act('open', 5), submit(), until(2)] })
    expect(played.told.filter((line) => /copy/.test(line)).map((line) => line.slice(4))).toEqual([
      '08:05 ready submit-copy',
      '08:35 done submit-copy citizen',
      '08:35 ready copy-in-2',
      '08:45 done copy-in-2 clerk-1',
    ])
  })

  it('that goes another way than the script foresees is something extra', () => {
    const played = playScript({ way, steps: [submit('copy', { incomplete: true }), until(2)] })
    // 08:30 declared, 08:40 asked for a paper, 09:40 supplied, 09:50 received.
    expect(played.told.map((line) => line.slice(4))).toEqual([
      '08:00 ready submit-copy',
      '08:30 done submit-copy citizen',
      '08:30 ready copy-in-2',
      '08:40 extra copy-in-2 state-5',
      '09:50 done copy-in-2 clerk-1',
    ])
    expect(outcomes(played)).toEqual(['submit-copy: done', 'copy-in-2: done, extra 1'])
    const foreseen = playScript({ way, steps: [submit('copy', { incomplete: true }), until(5), until(2)] })
    expect(outcomes(foreseen)).toEqual(['submit-copy: done', 'copy-in-5: done', 'copy-in-2: done'])
  })

  it('that comes to its end elsewhere fails what waits for it, and what that is given for is not reached', () => {
    const steps = [submit('copy', { channel: 'post' }), until(2), act('file', 5), act('room', 5, { given: [] })]
    const played = playScript({ way, steps })
    expect(played.told.filter((line) => /copy-in-2/.test(line))).toEqual([
      'Mon 08:30 ready copy-in-2',
      'Mon 08:40 extra copy-in-2 state-3',
      'Mon 08:40 wrong copy-in-2 state-3',
      'Mon 08:40 given-up copy-in-2 state-3',
    ])
    expect(outcomes(played)).toEqual([
      'submit-copy: done',
      'copy-in-2: failed, extra 1',
      'file: not-reached',
      'room: done',
    ])
    expect(played.conformance.trace[1]).toMatchObject({ dossier: '30742-S000001', by: '' })
    expect(played.tally.counts()).toMatchObject({ received: 1, refused: 1 })
  })

  it('that comes to its end elsewhere is met by the remedies from then on', () => {
    const late = { withinMin: 60, ifFails: [{ do: 'retry', times: 1, afterMin: 60 }, { do: 'skip' }] as const }
    const steps = [submit('copy', { channel: 'post' }), until(2, { ...late, ifFails: [...late.ifFails] })]
    // The time allowed would have been over at 09:30.
    expect(playScript({ way, steps }).told.slice(-6)).toEqual([
      'Mon 08:40 extra copy-in-2 state-3',
      'Mon 08:40 wrong copy-in-2 state-3',
      'Mon 08:40 remedy copy-in-2 retry',
      'Mon 09:40 wrong copy-in-2 state-3',
      'Mon 09:40 remedy copy-in-2 skip',
      'Mon 09:40 skipped copy-in-2 state-3',
    ])
  })

  it('that was over before anybody waited for it fails the step at once', () => {
    const steps = [submit('copy', { channel: 'post' }), act('long', 60, { actor: { citizen: true } }), until(2)]
    expect(playScript({ way, steps }).told.slice(-3)).toEqual([
      'Mon 09:30 ready copy-in-2',
      'Mon 09:30 wrong copy-in-2 state-3',
      'Mon 09:30 given-up copy-in-2 state-3',
    ])
  })

  it('whose citizen finds no room to wait in never begins', () => {
    const seats = {
      units: [{ code: '30742', population: 250_000, counters: 1, seats: 0, staff: [{ role: 'clerk', count: 1 }] }],
    }
    const played = playScript({ steps: [submit(), until(2)], citizens: ['07:55'], more: seats })
    expect(played.told.map((line) => line.slice(4))).toEqual([
      '08:00 ready submit-copy',
      '08:00 wrong submit-copy turned-away',
      '08:00 given-up submit-copy turned-away',
    ])
    expect(outcomes(played)).toEqual(['submit-copy: failed', 'copy-in-2: not-reached'])
  })

  it('whose calls fail is told of in the step that waits for it', () => {
    const systems: SmallScript['systems'] = {
      'one-stop': {
        latency: { kind: 'fixed', min: 0 },
        planned: [{ from: '2025-07-07T08:00', to: '2025-07-07T09:00' }],
      },
    }
    const policies = { retryMin: 25 }
    const played = playScript({ way, systems, policies, steps: [submit(), until(2, { withinMin: 30 })] })
    const [, row] = played.conformance.trace
    // 08:40, and again after 25 minutes and 2 of entering.
    expect(row).toMatchObject({
      outcome: 'late',
      failures: [{ operation: 'one-stop.receive', reason: 'connection-lost', status: null, times: 1 }],
    })
    expect(row?.endedAt?.slice(11, 16)).toBe('09:07')
  })
})

describe('a dossier that is not there in time', () => {
  const steps = (ifFails: StepGiven['ifFails']): StepGiven[] => [
    submit(),
    until(9, { withinMin: 20, ...(ifFails ? { ifFails } : {}) }),
    act('room', 5, { priority: 9 }),
  ]
  const told = (ifFails: StepGiven['ifFails']) =>
    playScript({ steps: steps(ifFails) })
      .told.filter((line) => /copy-in-9|ready room/.test(line))
      .map((line) => line.slice(4))

  it('is waited for, and late, where the script says nothing', () => {
    expect(told(undefined)).toEqual(['08:00 ready copy-in-9', '08:35 done copy-in-9 clerk-1', '08:35 ready room'])
    expect(outcomes(playScript({ steps: steps(undefined) }))[1]).toBe('copy-in-9: late')
  })

  it('is left out, so that the script goes on', () => {
    expect(told([{ do: 'skip' }])).toEqual([
      '08:00 ready copy-in-9',
      '08:20 wrong copy-in-9 not-in-time',
      '08:20 remedy copy-in-9 skip',
      '08:20 skipped copy-in-9 not-in-time',
      '08:20 ready room',
    ])
  })

  it('is asked about, and given more time', () => {
    const consult = { do: 'consult', who: 'Chánh Văn phòng' } as const
    expect(told([{ ...consult, answersAfterMin: 20 }])).toEqual([
      '08:00 ready copy-in-9',
      '08:20 wrong copy-in-9 not-in-time',
      '08:20 remedy copy-in-9 consult Chánh Văn phòng',
      '08:35 done copy-in-9 clerk-1',
      '08:35 ready room',
    ])
    const retry = { do: 'retry', times: 2, afterMin: 4 } as const
    expect(told([retry, { ...consult, answersAfterMin: 5 }]).slice(1)).toEqual([
      '08:20 wrong copy-in-9 not-in-time',
      '08:20 remedy copy-in-9 retry',
      '08:24 wrong copy-in-9 not-in-time',
      '08:24 remedy copy-in-9 retry',
      '08:28 wrong copy-in-9 not-in-time',
      '08:28 remedy copy-in-9 consult Chánh Văn phòng',
      '08:33 wrong copy-in-9 not-in-time',
      '08:33 given-up copy-in-9 not-in-time',
    ])
  })
})

describe('the end of the period', () => {
  it('fails what could begin and is not done, and leaves the rest unreached', () => {
    const long = call('letter', { takes: { kind: 'fixed', min: 10_000 } })
    const played = playScript({ steps: [act('one', 5), long, act('three', 5)] })
    expect(outcomes(played)).toEqual(['one: done', 'letter: failed', 'three: not-reached'])
    expect(played.conformance.trace[1]?.failures).toEqual([
      { operation: null, reason: 'period-over', status: null, times: 1 },
    ])
    // 39 hours less 5 minutes: the official was at it until the Friday evening.
    expect(played.tally.staff()[0]?.busyHours).toBeCloseTo(39, 9)
  })
})
