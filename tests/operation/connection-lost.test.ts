import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { Centre } from '../../src/operation/centre.ts'
import type { Incident } from '../../src/schema/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { COUNTER, clerk, DESK, MINUTE, MONDAY, play, smallPlan, submitsAt, trace } from './small.ts'

const lost = (from: string, to: string): Incident => ({
  kind: 'connection-lost',
  name: 'line-down',
  system: 'one-stop',
  from: `2025-07-07T${from}`,
  to: `2025-07-07T${to}`,
})
const without = (lines: string[], ...events: string[]) =>
  lines.filter((line) => !events.some((event) => line.includes(` ${event} `)))

describe('while the connection is lost', () => {
  const plan = smallPlan({
    staff: [{ role: 'clerk', count: 1 }],
    dossiers: 2,
    incidents: [lost('08:10', '08:40')],
    policies: { retryMin: 15, reEntryMin: 2 },
    steps: {
      ticket: submitsAt('08:00', 'note'),
      note: clerk(5, DESK, { to: 'receive' }),
      receive: clerk(10, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'end' }),
    },
  })
  const entries = play(plan)

  it('a call fails, the work rests, is entered again after the retry time, and nothing is lost', () => {
    expect(without(trace(plan, entries, 0), 'queued', 'called').slice(3)).toEqual([
      'Mon 08:05 ended note clerk-1 1',
      'Mon 08:05 begun receive clerk-1 1',
      'Mon 08:15 failed receive clerk-1 1',
      'Mon 08:30 begun receive clerk-1 1',
      'Mon 08:32 failed receive clerk-1 1',
      'Mon 08:47 begun receive clerk-1 1',
      'Mon 08:49 ended receive clerk-1 2 due Thu 09:00',
    ])
  })

  it('work that needs no system goes on, and what needs it waits behind what waited before', () => {
    expect(without(trace(plan, entries, 1), 'queued', 'called').slice(2)).toEqual([
      'Mon 08:15 begun note clerk-1 1',
      'Mon 08:20 ended note clerk-1 1',
      'Mon 08:49 begun receive clerk-1 1',
      'Mon 08:59 ended receive clerk-1 2 due Thu 09:00',
    ])
  })

  it('a failure says which operation, how long it took to find out, and why', () => {
    expect(entries.find(({ event }) => event === 'failed')).toMatchObject({
      operation: 'one-stop.receive',
      tookMs: 1,
      reason: 'connection-lost',
    })
  })

  it('the call of a citizen is tried again too; the dossier has arrived when it goes through, and its wait began before', () => {
    const kiosk = smallPlan({
      staff: [{ role: 'clerk', count: 1 }],
      incidents: [lost('07:50', '08:34')],
      policies: { retryMin: 15, reEntryMin: 2 },
      steps: {
        ticket: submitsAt('08:00', 'note'),
        note: clerk(5, DESK, { to: 'end' }),
      },
    })
    expect(trace(kiosk, play(kiosk))).toEqual([
      'Mon 08:00 failed ticket citizen 0',
      'Mon 08:17 failed ticket citizen 0',
      // The connection is back at 08:34 itself: the end of an incident is no longer part of it.
      'Mon 08:34 arrived ticket citizen 1',
      'Mon 08:34 called ticket citizen 1',
      'Mon 08:34 ended ticket citizen 1',
      'Mon 08:34 queued note citizen 1',
      'Mon 08:34 begun note clerk-1 1',
      'Mon 08:39 ended note clerk-1 1',
    ])
    const tally = new Tally(kiosk)
    for (const entry of play(kiosk)) tally.record(entry)
    tally.close(kiosk.toMs)
    expect(tally.indicators('channels')[0]).toMatchObject({ received: 1, waitP50Min: 34 })
  })

  it('a dossier whose submission never goes through is not received: no system has it', () => {
    const shut = smallPlan({
      staff: [{ role: 'clerk', count: 1 }],
      incidents: [lost('07:50', '23:59')],
      policies: { retryMin: 20_000 },
      steps: { ticket: submitsAt('23:50', 'note'), note: clerk(5, DESK, { to: 'end' }) },
    })
    const tally = new Tally(shut)
    for (const entry of play(shut)) tally.record(entry)
    expect(tally.counts()).toMatchObject({ received: 0, open: 0 })
    expect(tally.operations()).toMatchObject([{ operation: 'one-stop.register', calls: 1, errors: 1 }])
  })

  it('calls to the other system go through', () => {
    const portal = smallPlan({
      staff: [{ role: 'clerk', count: 1 }],
      channel: 'online',
      incidents: [lost('07:00', '17:00')],
      steps: {
        declare: submitsAt('08:00', 'look', 'portal.submit'),
        look: clerk(5, DESK, { operation: 'portal.withdraw', state: 7, to: 'end' }),
      },
    })
    expect(play(portal).filter(({ event }) => event === 'failed')).toEqual([])
  })

  it('every attempt at a call has its own number, however many there are', () => {
    const days = smallPlan({
      staff: [{ role: 'clerk', count: 1 }],
      incidents: [lost('07:30', '23:00')],
      policies: { retryMin: 1, reEntryMin: 0.5 },
      steps: { ticket: submitsAt('08:00', 'note'), note: clerk(5, DESK, { to: 'end' }) },
    })
    const attempts: number[] = []
    play(days, {
      systems: (modelled) => ({
        send: (call) => {
          attempts.push(call.attempt)
          return modelled.send(call)
        },
      }),
    })
    expect(attempts).toEqual(Array.from({ length: 601 }, (_, attempt) => attempt))
  })
})

describe('a centre whose work needs two systems', () => {
  it('takes up work again only when neither system rests', () => {
    const plan = smallPlan({
      staff: [{ role: 'clerk', count: 1 }],
      steps: {
        ticket: submitsAt('08:00', 'both'),
        both: clerk(
          5,
          DESK,
          { when: 'incomplete', operation: 'portal.withdraw', state: 7, to: 'end' },
          { operation: 'one-stop.receive', state: 2, to: 'end' },
        ),
      },
    })
    const begun: number[] = []
    const start = (_: number, slot: number) => void begun.push(slot)
    const centre = new Centre(plan, 0, new Draws(7, 0), [], { start, interrupted() {} })
    centre.rollCall(MONDAY + 8 * 60 * MINUTE, () => {})
    const rest = (system: 'portal' | 'one-stop') => centre.rest(system, true)
    expect([rest('portal'), rest('one-stop'), rest('portal')]).toEqual([true, true, false])
    centre.pool.join(centre.lines.of(0, 1, 0, 0, 0), 0, 0)
    centre.resume('portal')
    expect(begun).toEqual([])
    centre.resume('one-stop')
    expect(begun).toEqual([0])
  })
})
