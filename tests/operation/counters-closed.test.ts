import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../src/calendar/index.ts'
import type { Entry } from '../../src/operation/index.ts'
import type { Incident } from '../../src/schema/index.ts'
import { COUNTER, clerk, play, type Small, smallPlan, submitsAt } from './small.ts'

/** Four citizens come at 08:00 to two clerks at two counters; each takes ten minutes. */
function visits(...incidents: Incident[]): Entry[] {
  const small: Small = {
    staff: [{ role: 'clerk', count: 2 }],
    counters: 2,
    dossiers: 4,
    incidents,
    steps: {
      ticket: submitsAt('08:00', 'receive'),
      receive: clerk(10, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'end' }),
    },
  }
  return play(smallPlan(small))
}

const closed = (count: number, from: string, to: string): Incident => ({
  kind: 'counters-closed',
  name: 'repairs',
  unit: '30742',
  count,
  from: `2025-07-07T${from}`,
  to: `2025-07-07T${to}`,
})
const clock = (entry: Entry) => formatInstant(entry.atMs).slice(11, 16)
const begun = (entries: Entry[]) => entries.filter(({ event }) => event === 'begun').map(clock)

describe('while counters are closed', () => {
  it('fewer citizens are served at once, and all again when they open', () => {
    expect(begun(visits())).toEqual(['08:00', '08:00', '08:10', '08:10'])
    expect(begun(visits(closed(1, '07:30', '08:15')))).toEqual(['08:00', '08:10', '08:15', '08:20'])
  })

  it('whoever is being served when they close is served to the end', () => {
    const entries = visits(closed(2, '08:05', '09:00'))
    expect(begun(entries)).toEqual(['08:00', '08:00', '09:00', '09:00'])
    const served = entries.filter(({ event, state }) => event === 'ended' && state === 2)
    expect(served.map(clock)).toEqual(['08:10', '08:10', '09:10', '09:10'])
  })

  it('closures at one time add up, and there are never fewer than no counters', () => {
    const twice = [closed(2, '07:30', '08:30'), { ...closed(1, '08:00', '08:45'), name: 'more-repairs' }]
    expect(begun(visits(...twice))).toEqual(['08:30', '08:40', '08:45', '08:50'])
  })
})
