import { describe, expect, it } from 'vitest'
import { COUNTER, citizen, clerk, DESK, play, type Small, smallPlan, submitsAt, trace } from './small.ts'

function traceOf(small: Small, dossier = 0): string[] {
  const plan = smallPlan(small)
  return trace(plan, play(plan), dossier)
}
const oneClerk = [{ role: 'clerk', count: 1 }]

/** Of a trace only the lines of an event and a step. */
const only = (lines: string[], what: string) => lines.filter((line) => line.includes(what))

describe('one citizen and one clerk', () => {
  it('go through every step at the times that one works out by hand', () => {
    const lines = traceOf({
      staff: oneClerk,
      steps: {
        ticket: submitsAt('08:00', 'receive'),
        receive: clerk(10, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'check' }),
        check: clerk(30, DESK, { operation: 'one-stop.hand-over', state: 4, to: 'finish' }),
        finish: clerk(5, DESK, { operation: 'one-stop.sign', state: 9, to: 'fetch' }),
        fetch: citizen(60, { to: 'return' }),
        return: clerk(3, COUNTER, { operation: 'one-stop.return', state: 10, to: 'end' }),
      },
    })
    expect(lines).toEqual([
      'Mon 08:00 arrived ticket citizen 1',
      'Mon 08:00 called ticket citizen 1',
      'Mon 08:00 ended ticket citizen 1',
      'Mon 08:00 queued receive citizen 1',
      'Mon 08:00 begun receive clerk-1 1',
      'Mon 08:10 called receive clerk-1 2',
      // 24 working hours of 8 a day from Monday 08:10: 7 are left that day, 8 on Tuesday, 8 on Wednesday, 1 on
      // Thursday: 07:00 + 1:00 + 0:10, up to the quarter of an hour.
      'Mon 08:10 ended receive clerk-1 2 due Thu 08:15',
      'Mon 08:10 queued check citizen 2',
      'Mon 08:10 begun check clerk-1 2',
      'Mon 08:40 called check clerk-1 4',
      'Mon 08:40 ended check clerk-1 4',
      'Mon 08:40 queued finish citizen 4',
      'Mon 08:40 begun finish clerk-1 4',
      'Mon 08:45 called finish clerk-1 9',
      'Mon 08:45 ended finish clerk-1 9',
      'Mon 09:45 ended fetch citizen 9',
      'Mon 09:45 queued return citizen 9',
      'Mon 09:45 begun return clerk-1 9',
      'Mon 09:48 called return clerk-1 10',
      'Mon 09:48 ended return clerk-1 10',
    ])
  })

  it('wait for the system to answer before the step is over', () => {
    const lines = traceOf({
      staff: oneClerk,
      latencyMin: 2,
      steps: {
        ticket: submitsAt('08:00', 'receive'),
        receive: clerk(10, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'note' }),
        note: clerk(1, DESK, { state: 4, to: 'end' }),
      },
    })
    expect(
      lines.filter((line) => line.includes('begun') || line.includes('ended')).map((line) => line.slice(0, 23)),
    ).toEqual([
      'Mon 08:02 ended ticket ',
      'Mon 08:02 begun receive',
      'Mon 08:14 ended receive',
      'Mon 08:14 begun note cl',
      'Mon 08:15 ended note cl',
    ])
  })

  const work = (min: number, where: { counter?: boolean }): Small => ({
    staff: oneClerk,
    dossiers: 2,
    steps: {
      ticket: submitsAt('11:20', 'work'),
      work: clerk(min, where, { operation: 'one-stop.receive', state: 2, to: 'end' }),
    },
  })

  it('go on through lunch at the counter, and the next citizen waits until the office opens again', () => {
    expect(only(traceOf(work(25, COUNTER)), ' work clerk')).toEqual([
      'Mon 11:20 begun work clerk-1 1',
      'Mon 11:45 called work clerk-1 2',
      // Received in the break: 3:30 from 13:30 on Monday, 16 hours on Tuesday and Wednesday, 4:30 on Thursday.
      'Mon 11:45 ended work clerk-1 2 due Thu 11:30',
    ])
    expect(only(traceOf(work(25, COUNTER), 1), ' work clerk').map((line) => line.slice(0, 9))).toEqual([
      'Mon 13:30',
      'Mon 13:55',
      'Mon 13:55',
    ])
  })

  it('lay desk work aside over lunch and go on with it afterwards', () => {
    expect(only(traceOf(work(25, DESK)), ' work clerk').map((line) => line.slice(0, 15))).toEqual([
      'Mon 11:20 begun',
      'Mon 13:45 calle',
      'Mon 13:45 ended',
    ])
    expect(only(traceOf(work(25, DESK), 1), ' work clerk').map((line) => line.slice(0, 15))).toEqual([
      'Mon 13:45 begun',
      'Mon 14:10 calle',
      'Mon 14:10 ended',
    ])
  })

  it('end work that fills the morning at the stroke of half past eleven, and begin nothing more then', () => {
    expect(only(traceOf(work(10, DESK)), ' work clerk').at(-1)).toContain('Mon 11:30 ended')
    expect(only(traceOf(work(10, DESK), 1), ' work clerk')[0]).toContain('Mon 13:30 begun')
  })

  const long = (at: string, days: number): Small => ({
    staff: oneClerk,
    to: '2025-07-18',
    steps: {
      ticket: submitsAt(at, 'work'),
      work: clerk(days * 480, DESK, { operation: 'one-stop.receive', state: 2, to: 'end' }),
    },
  })

  it('lay desk work aside at the end of the day and over the weekend', () => {
    expect(only(traceOf(long('16:00', 1)), ' ended work')).toEqual(['Tue 16:00 ended work clerk-1 2 due Fri 16:00'])
    // 1 hour on Monday, 8 on each day until Friday, 7 on the Monday after.
    expect(only(traceOf(long('16:00', 5)), ' ended work')).toEqual(['Mon2 16:00 ended work clerk-1 2 due Thu2 16:00'])
  })

  it('begin in the morning with what came in at night', () => {
    const steps = long('18:30', 1).steps
    expect(only(traceOf({ staff: oneClerk, steps }), ' begun work')).toEqual(['Tue 07:00 begun work clerk-1 1'])
  })
})

describe('a step in rounds', () => {
  const rounds = (at: string, times: string[]): Small => ({
    staff: oneClerk,
    dossiers: 2,
    steps: {
      ticket: submitsAt(at, 'sign'),
      sign: clerk(3, { rounds: times }, { operation: 'one-stop.sign', state: 9, to: 'end' }),
    },
  })

  it('waits for the next round and takes all that wait one after another', () => {
    const small = rounds('08:31', ['15:30', '09:30', '08:30'])
    expect(only(traceOf(small), ' sign ')).toEqual([
      'Mon 08:31 queued sign citizen 1',
      'Mon 09:30 begun sign clerk-1 1',
      'Mon 09:33 called sign clerk-1 9',
      'Mon 09:33 ended sign clerk-1 9',
    ])
    expect(only(traceOf(small, 1), ' begun sign')).toEqual(['Mon 09:33 begun sign clerk-1 1'])
  })

  it('takes what comes in at the very time of a round', () => {
    expect(only(traceOf(rounds('08:30', ['08:30', '15:00'])), ' begun sign')).toEqual([
      'Mon 08:30 begun sign clerk-1 1',
    ])
  })

  it('waits for the first round of the next working day after the last one', () => {
    expect(only(traceOf(rounds('16:31', ['08:30', '16:30'])), ' begun sign')).toEqual([
      'Tue 08:30 begun sign clerk-1 1',
    ])
  })

  it('passes over the weekend', () => {
    const small = rounds('16:31', ['16:30'])
    const steps = { ...small.steps, ticket: submitsAt(`${4 * 24 + 16}:31`, 'sign') }
    expect(only(traceOf({ ...small, steps, dossiers: 1, to: '2025-07-18' }), ' begun sign')).toEqual([
      'Mon2 16:30 begun sign clerk-1 1',
    ])
  })
})

describe('a supplement request', () => {
  const asks = (waitMin: number): Small => ({
    staff: oneClerk,
    incomplete: 1,
    steps: {
      ticket: submitsAt('08:00', 'receive'),
      receive: clerk(10, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'start' }),
      start: clerk(10, DESK, { state: 4, to: 'process' }),
      process: clerk(
        40,
        DESK,
        { when: 'incomplete', operation: 'one-stop.ask-supplement', state: 5, to: 'bring' },
        { operation: 'one-stop.sign', state: 9, to: 'end' },
      ),
      bring: citizen(waitMin, { operation: 'one-stop.supply', state: 4, completes: true, to: 'process' }),
    },
  })

  it('stops the clock, and the working time that was left begins anew when the paper is there', () => {
    expect(traceOf(asks(2 * 24 * 60)).filter((line) => / ended | begun process/.test(line))).toEqual([
      'Mon 08:00 ended ticket citizen 1',
      'Mon 08:10 ended receive clerk-1 2 due Thu 08:15',
      'Mon 08:20 ended start clerk-1 4',
      'Mon 08:20 begun process clerk-1 4',
      'Mon 09:00 ended process clerk-1 5',
      // Left on Monday at 09:00: 6 hours that day, 16 on Tuesday and Wednesday, 1:15 on Thursday: 23:15. From
      // Wednesday 09:00: 6 that day, 16 on Thursday and Friday, 1:15 on Monday.
      'Wed 09:00 ended bring citizen 4 due Mon2 08:15',
      'Wed 09:00 begun process clerk-1 4',
      'Wed 09:40 ended process clerk-1 9',
    ])
  })

  it('does not let the limit run at night either: a paper brought on Saturday counts from Monday', () => {
    const bring = traceOf(asks(5 * 24 * 60)).filter((line) => line.includes('ended bring'))
    // 23:15 from the Monday after, 07:00: 16 hours on Monday and Tuesday, 7:15 on Wednesday.
    expect(bring).toEqual(['Sat 09:00 ended bring citizen 4 due Wed2 16:15'])
  })

  it('before reception stops no clock: the appointment is set when the dossier is received', () => {
    const lines = traceOf({
      staff: oneClerk,
      incomplete: 1,
      steps: {
        ticket: submitsAt('08:00', 'receive'),
        receive: clerk(
          10,
          COUNTER,
          { when: 'incomplete', operation: 'one-stop.ask-supplement', state: 5, to: 'bring' },
          { operation: 'one-stop.receive', state: 2, to: 'end' },
        ),
        bring: citizen(24 * 60, { operation: 'one-stop.supply', completes: true, to: 'receive' }),
      },
    })
    expect(only(lines, ' ended ')).toEqual([
      'Mon 08:00 ended ticket citizen 1',
      'Mon 08:10 ended receive clerk-1 5',
      'Tue 08:10 ended bring citizen 5',
      'Tue 08:20 ended receive clerk-1 2 due Fri 08:30',
    ])
  })

  it('keeps the clock standing when a financial obligation follows it', () => {
    const lines = traceOf({
      staff: oneClerk,
      steps: {
        ticket: submitsAt('08:00', 'receive'),
        receive: clerk(60, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'ask' }),
        ask: clerk(60, DESK, { state: 5, to: 'bring' }),
        bring: citizen(120, { state: 6, to: 'pay' }),
        pay: citizen(60, { state: 4, to: 'end' }),
      },
    })
    expect(only(lines, ' ended ').slice(1)).toEqual([
      'Mon 09:00 ended receive clerk-1 2 due Thu 09:00',
      'Mon 10:00 ended ask clerk-1 5',
      'Mon 12:00 ended bring citizen 6',
      // 23 hours were left at 10:00; 3:30 of them are on Monday from 13:30, 16 on Tuesday and Wednesday, 3:30 on
      // Thursday.
      'Mon 13:00 ended pay citizen 4 due Thu 10:30',
    ])
  })

  it('of a same-day procedure received after 15:00 is due at the close of the next working day', () => {
    const small = (at: string): Small => ({
      staff: oneClerk,
      procedure: '2.000815',
      steps: {
        ticket: submitsAt(at, 'receive'),
        receive: clerk(5, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'end' }),
      },
    })
    expect(only(traceOf(small('14:55')), 'due')).toEqual(['Mon 15:00 ended receive clerk-1 2 due Mon 17:00'])
    expect(only(traceOf(small('14:56')), 'due')).toEqual(['Mon 15:01 ended receive clerk-1 2 due Tue 17:00'])
  })
})

describe('a way that ends early', () => {
  it('ends with the refusal at the counter', () => {
    const lines = traceOf({
      staff: oneClerk,
      steps: {
        ticket: submitsAt('08:00', 'receive'),
        receive: clerk(10, COUNTER, { share: 1, operation: 'one-stop.refuse', state: 3, to: 'end' }, { to: 'receive' }),
      },
    })
    expect(lines.slice(-2)).toEqual(['Mon 08:10 called receive clerk-1 3', 'Mon 08:10 ended receive clerk-1 3'])
  })

  it('ends with the withdrawal by the citizen, and moves no appointment', () => {
    const lines = traceOf({
      staff: oneClerk,
      steps: {
        ticket: submitsAt('08:00', 'receive'),
        receive: clerk(10, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'ask' }),
        ask: clerk(10, DESK, { operation: 'one-stop.ask-supplement', state: 5, to: 'bring' }),
        bring: citizen(600, { operation: 'one-stop.withdraw', state: 7, to: 'end' }),
      },
    })
    expect(lines.slice(-3)).toEqual([
      'Mon 08:20 ended ask clerk-1 5',
      'Mon 18:20 called bring citizen 7',
      'Mon 18:20 ended bring citizen 7',
    ])
  })
})

describe('counters', () => {
  it('limit how many are served at once, and a clerk without a counter works at the desk', () => {
    const plan = smallPlan({
      staff: [{ role: 'clerk', count: 3 }],
      counters: 2,
      dossiers: 5,
      steps: {
        ticket: submitsAt('08:00', 'receive'),
        receive: clerk(10, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'file' }),
        file: clerk(4, DESK, { state: 4, to: 'end' }),
      },
    })
    const entries = play(plan)
    const begun = [0, 1, 2, 3, 4].map((dossier) => only(trace(plan, entries, dossier), ' begun '))
    expect(begun).toEqual([
      ['Mon 08:00 begun receive clerk-1 1', 'Mon 08:10 begun file clerk-3 2'],
      ['Mon 08:00 begun receive clerk-2 1', 'Mon 08:14 begun file clerk-3 2'],
      ['Mon 08:10 begun receive clerk-1 1', 'Mon 08:20 begun file clerk-3 2'],
      ['Mon 08:10 begun receive clerk-2 1', 'Mon 08:20 begun file clerk-2 2'],
      ['Mon 08:20 begun receive clerk-1 1', 'Mon 08:30 begun file clerk-3 2'],
    ])
  })
})
