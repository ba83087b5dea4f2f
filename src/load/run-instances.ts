import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import { segmentOptions, segmentsOf } from './cluster/segments.ts'
import type { K6 } from './k6/index.ts'
import type { InstanceResult } from './measure/instance.ts'
import { type InstanceOptions, runInstance } from './run-instance.ts'
import type { LoadWork } from './work/build.ts'

/** Of a k6 process among several: its own outputs. */
export type OwnOptions = (number: number) => Pick<InstanceOptions, 'args' | 'env'>

/**
 * Runs several k6 processes on one plan at once, each with its segment of it. When one of them can't run, all are asked to
 * end.
 * @returns what each measured, in their order: together they are the whole
 * @throws Fault as runInstance does; usage where a limit of requests can't be shared out among so many
 */
export async function runInstances(
  k6: K6,
  work: LoadWork,
  count: number,
  options: Omit<InstanceOptions, 'args' | 'env'>,
  ownOf: OwnOptions = () => ({}),
): Promise<InstanceResult[]> {
  const part = shareOfLimit(work, count)
  const giveUp = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, giveUp.signal]) : giveUp.signal
  const calls = Array.from({ length: count }, () => 0)
  const running = segmentsOf(count).map(async (segment, number) => {
    const { args = [], env = {} } = ownOf(number)
    try {
      const result = await runInstance(k6, part, {
        ...options,
        signal,
        folder: count === 1 ? options.folder : join(options.folder, String(number)),
        // One alone has the whole, for which k6 needs no segment.
        args: [...(count === 1 ? [] : segmentOptions(segment)), ...args],
        env,
        onProgress: (made) => {
          calls[number] = made
          options.onProgress?.(calls.reduce((sum, each) => sum + each, 0))
        },
      })
      const generators = result.generators.map((each) => ({ ...each, vus: Math.ceil(each.vus / count) }))
      return { ...result, generators, interrupted: options.signal?.aborted ?? false }
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

/** A k6 keeps a limit of requests a second by itself and for itself alone: each gets its share. */
export function shareOfLimit(work: LoadWork, count: number): LoadWork {
  const most = work.plan.mostPerSecond
  if (most === null || count === 1) return work
  const mostPerSecond = Math.floor(most / count)
  if (mostPerSecond >= 1) return { ...work, plan: { ...work.plan, mostPerSecond } }
  throw new Fault(
    'usage',
    `${most} requests a second, which the target’s authorisation allows, can’t be shared out among ${count} k6.`,
    `Use at most ${most} instances.`,
  )
}
