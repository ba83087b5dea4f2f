import type { EventLine } from '../schema/index.ts'
import type { Calls } from './latency.ts'

/** Calls by operation, in the order of an event log, which is read once. */
export function callsOf(lines: Iterable<EventLine>): ReadonlyMap<string, Calls> {
  const found = new Map<string, { ms: number[]; failed: number[] }>()
  for (const { event, operation, ms = 0 } of lines) {
    if (operation === undefined || !CALLS.has(event)) continue
    let calls = found.get(operation)
    if (!calls) {
      calls = { ms: [], failed: [] }
      found.set(operation, calls)
    }
    const failed = event === 'failed' || event === 'script-failed'
    calls.failed.push(failed ? 1 : 0)
    if (!failed) calls.ms.push(ms)
  }
  return found
}

const CALLS: ReadonlySet<string> = new Set(['called', 'failed', 'script-called', 'script-failed'])
