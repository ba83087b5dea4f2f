import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { type Calls, driftWithout, percentileOf, slowdownOf, type Timed } from '../../src/compare/latency.ts'

const NAMES = ['register', 'receive', 'hand-over', 'process', 'sign', 'return']

/**
 * Calls of one operation with the spread of a real one: exponential on top of a base, and each like the one before it.
 * @param factor of the machine
 */
function callsOf(seed: number, name: number, baseMs: number, factor: number, calls = 200): Calls {
  const draws = new Draws(seed, 0)
  let before = 0
  const ms = Array.from({ length: calls }, (_, at) => {
    before = 0.5 * before - 0.5 * 4 * Math.log(1 - draws.uniform(name, at, 0, 0))
    return factor * (baseMs + before)
  })
  return { ms, failed: ms.map(() => 0) }
}

function timed(seed: number, factor: number, slow?: string): Timed[] {
  return NAMES.flatMap((operation, name) => {
    const before = percentileOf(callsOf(2 * seed, name, 20 + 5 * name, 1), 0.5)
    const baseMs = (20 + 5 * name) * (operation === slow ? 1.2 : 1)
    const after = percentileOf(callsOf(2 * seed + 1, name, baseMs, factor), 0.5)
    return before && after ? [{ operation, before, after }] : []
  })
}

/** Operations named slower, at 5 % after Bonferroni’s stricter correction. */
function named(all: readonly Timed[]): string[] {
  return all
    .filter((each) => {
      const { p, difference } = slowdownOf(each, driftWithout(all, each.operation))
      return p < 0.05 / all.length && difference > 0
    })
    .map(({ operation }) => operation)
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed + 1)

describe('of operations whose calls hang together', () => {
  it('the one that is a fifth slower is named, and no other, in 20 of 20', () => {
    for (const seed of seeds) {
      const slow = NAMES[seed % NAMES.length] as string
      expect(named(timed(seed, 1, slow))).toEqual([slow])
    }
  })

  it('none is named where nothing changed', () => {
    expect(seeds.flatMap((seed) => named(timed(seed, 1)))).toEqual([])
  })

  it.each([1.1, 1.5, 0.8])('none is named where the machine takes %f times as long', (factor) => {
    expect(seeds.flatMap((seed) => named(timed(seed, factor)))).toEqual([])
  })

  it('the slow one is named on a slower machine too', () => {
    for (const seed of seeds) expect(named(timed(seed, 1.1, 'process'))).toEqual(['process'])
  })

  it('nothing is said of fewer than 40 calls', () => {
    expect(percentileOf(callsOf(1, 0, 20, 1, 39), 0.5)).toBeUndefined()
    expect(percentileOf(callsOf(1, 0, 20, 1, 40), 0.5)).toBeDefined()
    expect(percentileOf(callsOf(1, 0, 20, 1, 399), 0.95)).toBeUndefined()
  })

  it('no drift is told from fewer than three others', () => {
    const all = timed(1, 1)
    expect(driftWithout(all.slice(0, 3), NAMES[0] as string)).toBeUndefined()
    expect(driftWithout(all.slice(0, 4), NAMES[0] as string)).toBeDefined()
  })
})
