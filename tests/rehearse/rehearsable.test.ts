import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { type Answer, type Call, type Entry, Operation, type Systems, type Ticket } from '../../src/operation/index.ts'
import { assertRehearsable, type Outside, standInSecrets, standInTarget } from '../../src/rehearse/index.ts'
import { COUNTER, clerk, type Small, smallPlan, submitsAt } from '../operation/small.ts'

const small = (operation: string): Small => ({
  staff: [{ role: 'clerk', count: 1 }],
  steps: {
    ticket: submitsAt('08:00', 'receive'),
    receive: clerk(10, COUNTER, { operation, state: 2, to: 'end' }),
  },
})

const outside: Outside = {
  surroundings: { nowMs: () => 0, resolve: () => Promise.resolve([]) },
  secrets: standInSecrets(() => undefined),
}

describe('a scenario that the stand-ins cannot serve is refused before anything starts', () => {
  it('for an operation that they do not have, with what was probably meant', () => {
    expect(() => assertRehearsable(smallPlan(small('one-stop.recieve')), standInTarget(), outside)).toThrow(
      expect.objectContaining({
        code: 'scenario-invalid',
        message: expect.stringContaining('workflows.way.steps.receive calls one-stop.recieve'),
        hint: expect.stringContaining('one-stop.receive'),
      }),
    )
  })

  it('for an operation that one of the dialects lacks which its units speak', () => {
    const target = standInTarget()
    const igate = {
      ...target.own,
      name: 'short',
      operations: { 'one-stop.sign': { method: 'POST', path: '/' } },
    } as const
    const plan = smallPlan(small('documents.burn'))
    const own = {
      ...target.own,
      operations: { ...target.own.operations, 'documents.burn': igate.operations['one-stop.sign'] },
    }
    const files = { own, dialects: new Map([['igate', igate] as const]) }
    expect(() => assertRehearsable(plan, files, outside)).not.toThrow()
    const speaking = (oneStop: 'igate' | 'new-portal') => ({
      ...plan,
      units: plan.units.map((unit) => ({ ...unit, oneStop })),
    })
    // What the dialect's own file lacks, the target's file has.
    expect(() => assertRehearsable(speaking('igate'), files, outside)).not.toThrow()
    expect(() => assertRehearsable(speaking('igate'), { own: target.own, dialects: files.dialects }, outside)).toThrow(
      expect.objectContaining({ message: expect.stringContaining('which the target short does not have') }),
    )
    expect(() => assertRehearsable(speaking('new-portal'), files, outside)).toThrow(
      expect.objectContaining({ code: 'target-invalid', message: expect.stringContaining('that speak new-portal') }),
    )
  })

  it('and a sound one is not', () => {
    expect(() => assertRehearsable(smallPlan(small('one-stop.receive')), standInTarget(), outside)).not.toThrow()
  })
})

/** Systems whose answers come when the test says so. */
class SlowSystems implements Systems {
  readonly sent: { call: Call; answer: (answer: Answer) => void }[] = []

  send(call: Call): Ticket {
    const ticket: { answer: Answer | undefined; settled: Promise<void> } = {
      answer: undefined,
      settled: Promise.resolve(),
    }
    this.sent.push({
      call,
      answer: (answer) => {
        ticket.answer = answer
      },
    })
    return ticket
  }
}

describe('the virtual clock', () => {
  const plan = smallPlan(small('one-stop.receive'))
  const minute = (entry: Entry | undefined) => ((entry?.atMs ?? Number.NaN) - plan.fromMs) / 60_000

  it('sends a call as its step begins, stamped with when it counts, and waits for its answer only when the work is done', () => {
    const systems = new SlowSystems()
    const entries: Entry[] = []
    const operation = new Operation(plan, new Draws(1, 0), systems, {
      record: (entry) => void (entry.dossier >= 0 && entries.push({ ...entry })),
    })
    while (operation.awaited() === undefined) operation.advance()
    // The citizen sat down to it at midnight; the ticket counts at 08:00, and nothing has happened yet.
    expect(systems.sent.map(({ call }) => (call.atMs - plan.fromMs) / 60_000)).toEqual([480])
    expect(entries).toEqual([])
    expect(() => operation.advance()).toThrow('ahead of an answer')
  })

  it('goes on from the moment of the answer, by as much as the call took', () => {
    const systems = new SlowSystems()
    const entries: Entry[] = []
    const operation = new Operation(plan, new Draws(1, 0), systems, {
      record: (entry) => void (entry.dossier >= 0 && entries.push({ ...entry })),
    })
    for (let more = true; more; ) {
      if (operation.awaited())
        systems.sent.at(-1)?.answer({ ok: true, tookMs: 120_000, dueAtMs: undefined, duplicated: false })
      more = operation.advance()
    }
    const at = (event: string, state: number) =>
      minute(entries.find((each) => each.event === event && each.state === state))
    expect([at('arrived', 1), at('begun', 1), at('ended', 2)]).toEqual([482, 482, 494])
  })

  it('takes the appointment date that the system answered', () => {
    const systems = new SlowSystems()
    const entries: Entry[] = []
    const operation = new Operation(plan, new Draws(1, 0), systems, {
      record: (entry) => void (entry.dossier >= 0 && entries.push({ ...entry })),
    })
    const dueAtMs = plan.fromMs + 99 * 3_600_000
    for (let more = true; more; ) {
      if (operation.awaited()) systems.sent.at(-1)?.answer({ ok: true, tookMs: 0, dueAtMs, duplicated: false })
      more = operation.advance()
    }
    expect(entries.find(({ state, event }) => state === 2 && event === 'ended')?.dueMs).toBe(dueAtMs)
  })
})
