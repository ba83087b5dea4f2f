import type { ComparedRun } from '../src/compare/index.ts'
import type { Benchmark } from './benchmark.ts'
import { compared, operations, rehearsed, slower } from './client/planted.ts'

const PAIRS = 20
/** What every operation takes, and the one that is a fifth slower. */
const BASE_MS = 50
const SLOW_MS = 60
/** The machine a tenth slower: every operation. */
const DRIFTED_MS = 55

interface Found {
  /** Pairs in which the slow operation was named, and in which another was. */
  named: number
  innocent: number
  /** Pairs with a slower machine in which an operation was named. */
  drifted: number
  /** Figures of runs with another seed, and those of which there was no evidence. */
  looked: number
  nothing: number
}

async function pairs(): Promise<Found> {
  const found: Found = { named: 0, innocent: 0, drifted: 0, looked: 0, nothing: 0 }
  let last: ComparedRun | undefined
  for (let seed = 1; seed <= PAIRS; seed++) {
    const slow = operations[seed % operations.length] as (typeof operations)[number]
    const before = await rehearsed({ seed, baseMs: BASE_MS, replications: 50 })
    const named = slower(compared(before, await rehearsed({ seed, baseMs: BASE_MS, instead: { [slow]: SLOW_MS } })))
    if (named.includes(slow)) found.named++
    if (named.some((operation) => operation !== slow)) found.innocent++
    if (slower(compared(before, await rehearsed({ seed, baseMs: DRIFTED_MS }))).length > 0) found.drifted++
    // The run before was the same with another seed.
    const other = last ?? (await rehearsed({ seed: PAIRS + 1, baseMs: BASE_MS, replications: 50 }))
    const { indicators, operations: rows } = compared(other, before)
    const findings = [...indicators, ...rows].map(({ finding }) => finding)
    found.looked += findings.length
    found.nothing += findings.filter((finding) => finding === 'no-evidence').length
    last = before
  }
  return found
}

let found: Found | undefined

/** Whether `compare` finds one operation that is a fifth slower, and names no other. Takes about a quarter of an hour. */
export const compare: Benchmark = {
  what: 'slow operation named',
  reference: 'planted',
  unit: 'pairs',
  rounds: 1,
  bound: { text: 'all', keeps: (ratio) => ratio >= 1 },
  async round() {
    found = await pairs()
    return { figure: found.named, against: PAIRS, ratio: found.named / PAIRS }
  },
  async peers() {
    if (!found) return []
    return [
      { name: 'pairs in which another operation was named', figure: found.innocent },
      { name: 'pairs on a machine a tenth slower in which any was named', figure: found.drifted },
      { name: `of ${found.looked} figures of runs with another seed, those without evidence`, figure: found.nothing },
    ]
  },
}
