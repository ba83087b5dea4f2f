import { expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { type ComparedRun, compare } from '../../src/compare/index.ts'
import { rehearsed } from '../report/sample.ts'

/** A rehearsal of which three operations have enough calls to tell a tail from; a busy machine makes tails longest. */
function run(seed: number, middle: number, tail: number): ComparedRun {
  const draws = new Draws(seed, 0)
  const operations = Object.entries({ register: 300, receive: 450, 'hand-over': 600, process: 350, sign: 500, pay: 60 })
  const calls = operations.map(([operation, count], name) => {
    const ms = Array.from({ length: count }, (_, at) => {
      const late = draws.uniform(name, at, 0, 0) < 0.1
      return (1 + draws.uniform(name, at, 1, 0)) * (late ? 5 * tail : 2 * middle)
    })
    return [operation, { ms, failed: ms.map(() => 0) }] as const
  })
  return { folder: '', result: rehearsed(), replications: undefined, calls: new Map(calls) }
}

it('A machine that is four times as busy makes no operation worse, nor its tail', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const after = run(2 * seed + 1, 4, 6)
    const { verdict, comparisons } = compare(run(2 * seed, 1, 1), [{ run: after, changes: [] }])
    expect(verdict).toBe('no-evidence')
    expect(comparisons[0]?.notes).toContainEqual({ kind: 'drift', ratio: expect.closeTo(4, 0) })
    // Three operations with a tail can't tell the machine from one of them.
    expect(comparisons[0]?.operations.map(({ figure }) => figure)).not.toContain('p95Ms')
  }
})
