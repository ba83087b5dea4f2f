import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/schema/index.ts'
import { citizen, play, type Small, smallPlan } from './small.ts'

const DOSSIERS = 4000
/** Four standard deviations of a binomial share, at its widest. */
const TOLERANCE = 4 * Math.sqrt(0.25 / DOSSIERS)

/** Shares of the states in which dossiers end. */
function shares(outcomes: Outcome[], more: Partial<Small> = {}): (state: number) => number {
  const plan = smallPlan({
    staff: [{ role: 'clerk', count: 1 }],
    dossiers: DOSSIERS,
    ...more,
    steps: { come: citizen(5, ...outcomes) },
  })
  const ended = play(plan).filter(({ event }) => event === 'ended')
  expect(ended.length).toBe(DOSSIERS)
  return (state) => ended.filter((entry) => entry.state === state).length / DOSSIERS
}

const to = 'end'

describe('the outcome of a step', () => {
  it('has its share of the dossiers that no earlier outcome took', () => {
    const share = shares([
      { share: 0.5, state: 2, to },
      { share: 0.5, state: 3, to },
      { share: 0.4, state: 7, to },
      { to },
    ])
    expect(Math.abs(share(2) - 0.5)).toBeLessThan(TOLERANCE)
    expect(Math.abs(share(3) - 0.25)).toBeLessThan(TOLERANCE)
    expect(Math.abs(share(7) - 0.1)).toBeLessThan(TOLERANCE)
    expect(Math.abs(share(1) - 0.15)).toBeLessThan(TOLERANCE)
  })

  it('of another channel takes nothing and leaves the shares of the rest as they are', () => {
    const share = shares([
      { when: 'online', share: 0.9, state: 2, to },
      { when: 'online', state: 3, to },
      { when: 'direct', share: 0.25, state: 7, to },
      { to },
    ])
    expect([share(2), share(3)]).toEqual([0, 0])
    expect(Math.abs(share(7) - 0.25)).toBeLessThan(TOLERANCE)
  })

  it('for dossiers that lack a paper takes just those', () => {
    const outcomes: Outcome[] = [{ when: 'incomplete', state: 5, to }, { to }]
    expect(shares(outcomes, { incomplete: 1 })(5)).toBe(1)
    expect(shares(outcomes, { incomplete: 0 })(5)).toBe(0)
    expect(Math.abs(shares(outcomes, { incomplete: 0.3 })(5) - 0.3)).toBeLessThan(TOLERANCE)
  })
})
