import { describe, expect, it } from 'vitest'
import { act, call, outcomes, playScript, type SmallScript } from './small-script.ts'

const dossier = { kind: 'dossier', dossier: 'copy', procedure: '1.004873', channel: 'direct' } as const
const until = (state: number) => ({ kind: 'await', dossier: 'copy', state }) as const

/** A room, a letter, a dossier from reception to return, and a meeting. */
const whole: SmallScript = {
  steps: {
    opening: [
      act('arrange', 15, { withinMin: 15, expects: { evidence: ['photograph'] } }),
      call('letter', { withinMin: 10, expects: { evidence: [{ name: 'number', field: 'documentNumber' }] } }),
    ],
    dossier: [
      { name: 'submit', does: dossier },
      { name: 'received', does: until(2), expects: { evidence: [{ name: 'slip', field: 'dueDate' }] }, withinMin: 10 },
      { name: 'signed', does: until(9), withinMin: 25 },
      { name: 'returned', does: until(10) },
    ],
    meeting: [
      {
        name: 'quorum',
        actor: { role: 'clerk' },
        does: { kind: 'meeting', meeting: 'm', act: 'quorum', members: 3, present: 2 },
      },
      {
        name: 'minutes',
        actor: { agency: 'thư ký' },
        does: { kind: 'meeting', meeting: 'm', act: 'minutes' },
        takes: { kind: 'fixed', min: 30 },
        expects: { evidence: ['minutes'] },
      },
    ],
  },
  starts: { meeting: '09:00' },
}

describe('a script in which nothing goes wrong', () => {
  const played = playScript(whole)

  it('runs whole, each step at the time that one works out by hand', () => {
    expect(played.told).toEqual([
      'Mon 08:00 ready arrange',
      'Mon 08:00 begun arrange clerk-1',
      'Mon 08:15 done arrange clerk-1',
      'Mon 08:15 ready letter',
      'Mon 08:15 begun letter clerk-1',
      'Mon 08:20 called letter clerk-1',
      'Mon 08:20 done letter clerk-1',
      'Mon 08:20 ready submit',
      // The citizen takes a ticket and is served at once.
      'Mon 08:20 done submit citizen',
      'Mon 08:20 ready received',
      'Mon 08:30 done received clerk-1',
      'Mon 08:30 ready signed',
      'Mon 08:55 done signed clerk-1',
      'Mon 08:55 ready returned',
      'Mon 08:56 done returned clerk-1',
      // The block has a time of its own.
      'Mon 09:00 ready quorum',
      'Mon 09:00 begun quorum clerk-1',
      'Mon 09:00 called quorum clerk-1',
      'Mon 09:00 done quorum clerk-1',
      'Mon 09:00 ready minutes',
      'Mon 09:00 begun minutes thư ký',
      'Mon 09:30 called minutes thư ký',
      'Mon 09:30 done minutes thư ký',
    ])
  })

  it('conforms in every step, block and unit', () => {
    expect(outcomes(played)).toEqual(
      ['arrange', 'letter', 'submit', 'received', 'signed', 'returned', 'quorum', 'minutes'].map(
        (step) => `${step}: done`,
      ),
    )
    const { total, blocks, units, leftOut } = played.conformance
    expect(total).toMatchObject({ steps: 8, done: 8, conforming: 8, conformance: 1, extra: 0 })
    expect(blocks.map(({ block, steps, conformance }) => [block, steps, conformance])).toEqual([
      ['opening', 2, 1],
      ['dossier', 4, 1],
      ['meeting', 2, 1],
    ])
    expect(units).toMatchObject([{ code: '30742', steps: 8, conformance: 1 }])
    expect(leftOut).toBe(0)
  })

  it('has its dossier counted with all others, under an id of its own stream', () => {
    expect(played.tally.counts()).toEqual({ received: 1, finished: 1, refused: 0, withdrawn: 0, open: 0 })
    const arrived = played.lines.find(({ event }) => event === 'arrived')
    expect(arrived).toMatchObject({ dossier: '30742-S000001', stream: 'script', procedure: '1.004873' })
    const row = played.conformance.trace.find(({ step }) => step === 'received')
    expect(row).toMatchObject({ dossier: '30742-S000001', usedMin: 10, allowedMin: 10, by: 'clerk-1' })
  })

  it('keeps its officials busy, and its calls are among those of the run', () => {
    // 15 + 5 of the script, 10 + 20 + 5 + 1 of its dossier; 8 hours a day for five days.
    expect(played.tally.staff()).toMatchObject([{ role: 'clerk', presentHours: 40 }])
    expect((played.tally.staff()[0]?.busyHours ?? 0) * 60).toBeCloseTo(56, 9)
    expect(played.tally.operations().map(({ operation, calls, errors }) => [operation, calls, errors])).toEqual([
      ['documents.receive', 1, 0],
      ['meetings.minutes', 1, 0],
      ['meetings.quorum', 1, 0],
      ['one-stop.receive', 1, 0],
      ['one-stop.sign', 1, 0],
    ])
  })
})

describe('an official of a script', () => {
  const busy = { citizens: ['07:55'], steps: [act('arrange', 15, { withinMin: 15 })] }

  it('who serves a citizen is waited for, and the step is late', () => {
    // Reception from 07:55 to 08:05, then the script before the desk work of 20 minutes.
    const played = playScript(busy)
    expect(played.told).toEqual([
      'Mon 08:00 ready arrange',
      'Mon 08:05 begun arrange clerk-1',
      'Mon 08:20 done arrange clerk-1',
    ])
    expect(outcomes(played)).toEqual(['arrange: late'])
    expect(played.conformance.trace[0]).toMatchObject({ usedMin: 20, allowedMin: 15 })
    expect(played.conformance.total).toMatchObject({ late: 1, done: 0, conforming: 0, conformance: 0 })
  })

  it('takes the script before whoever waits, and after them where its priority says so', () => {
    const two = { ...busy, citizens: ['07:55', '07:56', '07:57'] }
    expect(playScript(two).told[1]).toBe('Mon 08:05 begun arrange clerk-1')
    const last = playScript({ ...two, steps: [act('arrange', 15, { priority: 9 })] })
    // Three receptions, 07:55 to 08:25; then three checks of 20, signatures of 5 and returns of 1, of priority 5.
    expect(last.told[1]).toBe('Mon 09:43 begun arrange clerk-1')
    const equal = playScript({ ...two, steps: [act('arrange', 15, { priority: 5 })] })
    expect(equal.told[1]).toBe('Mon 08:05 begun arrange clerk-1')
  })

  it('who is done with one step takes up the next before a citizen who waits', () => {
    const played = playScript({ citizens: ['08:01'], steps: [act('arrange', 15), act('tidy', 5)] })
    expect(played.told.filter((line) => line.includes('begun'))).toEqual([
      'Mon 08:00 begun arrange clerk-1',
      'Mon 08:15 begun tidy clerk-1',
    ])
    expect(played.lines.find(({ event }) => event === 'begun')?.at).toBe('2025-07-07T08:20:00.000+07:00')
  })

  it('lays down for it what may be laid down', () => {
    const way = {
      receive: {
        by: 'official' as const,
        role: 'clerk',
        interruptible: true,
        takes: { kind: 'fixed' as const, min: 60 },
        outcomes: [{ state: 2, to: 'end' }],
      },
    }
    const played = playScript({ ...busy, way })
    expect(played.told).toEqual([
      'Mon 08:00 ready arrange',
      'Mon 08:00 begun arrange clerk-1',
      'Mon 08:15 done arrange clerk-1',
    ])
    // 5 minutes before, 55 after.
    expect(played.lines.find(({ event }) => event === 'ended')?.at).toBe('2025-07-07T09:10:00.000+07:00')
  })

  it('who leaves for good hands it over, and what was done of it counts', () => {
    const staff = [
      { role: 'clerk', count: 1 },
      { role: 'archivist', count: 1, to: '2025-07-07' },
      { role: 'archivist', count: 1, from: '2025-07-08' },
    ]
    // From 08:00 to 17:00 are 7 hours; the eighth is Tuesday's.
    const played = playScript({ staff, steps: [act('inventory', 480, { actor: { role: 'archivist' } })] })
    expect(played.told).toEqual([
      'Mon 08:00 ready inventory',
      'Mon 08:00 begun inventory archivist-1',
      'Tue 07:00 begun inventory archivist-2',
      'Tue 08:00 done inventory archivist-2',
    ])
    expect(played.conformance.trace[0]).toMatchObject({ by: 'archivist-2', usedMin: 480 })
    expect(played.tally.staff().find(({ role }) => role === 'archivist')?.busyHours).toBeCloseTo(8, 9)
  })

  it('whose workplace fails lays it aside, until it works again or somebody else takes over', () => {
    const once = {
      while: 'working' as const,
      up: { kind: 'fixed' as const, min: 60 },
      down: { kind: 'fixed' as const, min: 40 },
    }
    const steps = [act('inventory', 100, { actor: { role: 'archivist' } })]
    const clerks = { role: 'clerk', count: 1 }
    const repaired = playScript({ staff: [clerks, { role: 'archivist', count: 1, breakdowns: once }], steps })
    // An hour, 40 minutes without, 40 more.
    expect(repaired.told.at(-1)).toBe('Mon 10:20 done inventory archivist-1')
    const broken = { ...once, down: { kind: 'fixed' as const, min: 10_000 } }
    const two = [
      { role: 'archivist', count: 1, breakdowns: broken, to: '2025-07-07' },
      { role: 'archivist', count: 1, from: '2025-07-08' },
    ]
    const handed = playScript({ staff: [clerks, ...two], steps })
    expect(handed.told.slice(-2)).toEqual([
      'Tue 07:00 begun inventory archivist-2',
      'Tue 07:40 done inventory archivist-2',
    ])
  })

  it('breaks off for lunch, which is no working time', () => {
    const played = playScript({ steps: { noon: [act('arrange', 45, { withinMin: 45 })] }, starts: { noon: '11:00' } })
    expect(played.told.at(-1)).toBe('Mon 13:45 done arrange clerk-1')
    expect(outcomes(played)).toEqual(['arrange: done'])
  })

  it('must have the skill and the account that the step asks', () => {
    const staff = [
      { role: 'clerk', count: 1 },
      { role: 'clerk', count: 1, skills: ['seals'] },
    ]
    const of = (actor: object, more: object = {}) =>
      playScript({ staff: staff.map((group) => ({ ...group, ...more })), steps: [act('arrange', 15, { actor })] }).told
    expect(of({ role: 'clerk' })[1]).toBe('Mon 08:00 begun arrange clerk-1')
    expect(of({ role: 'clerk', skill: 'seals' })[1]).toBe('Mon 08:00 begun arrange clerk-2')
    const granted = { accounts: { 'civil-status.sign': '2025-07-07T10:00' } }
    expect(of({ role: 'clerk', account: 'civil-status.sign' }, granted)[1]).toBe('Mon 10:00 begun arrange clerk-1')
  })
})
