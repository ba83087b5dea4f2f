import { type Ended, type K6, type Spawning, type Surroundings, spawnK6 } from '../k6/index.ts'
import { segmentOptions, segmentsOf } from './segments.ts'

/** What one of several k6 is told besides its part of the load. */
export interface Instance extends Omit<Spawning, 'signal'> {
  /** Script, options and outputs. */
  readonly args: readonly string[]
}

/**
 * Runs a script in several k6 at once, each with its part of the load. When `signal` is aborted, or one of them can't be
 * started, all are asked to end.
 * @param instanceOf what the one of a number, from 0, is told
 * @returns how each ended, in their order
 * @throws Error where one can't be started
 */
export async function runInstances(
  k6: K6,
  count: number,
  surroundings: Surroundings,
  instanceOf: (number: number) => Instance,
  signal?: AbortSignal,
): Promise<Ended[]> {
  const giveUp = new AbortController()
  const ending = signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal
  const running = segmentsOf(count).map(async (segment, number) => {
    const { args, ...spawning } = instanceOf(number)
    // One alone has the whole, for which k6 needs no segment.
    const part = count === 1 ? [] : segmentOptions(segment)
    try {
      return await spawnK6(k6, [...part, ...args], surroundings, { ...spawning, signal: ending })
    } catch (error) {
      giveUp.abort()
      throw error
    }
  })
  const ended = await Promise.allSettled(running)
  return ended.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}
