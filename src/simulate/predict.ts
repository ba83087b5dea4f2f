import type { Plan } from '../scenario/index.ts'
import type { Prediction } from '../schema/index.ts'
import type { Outcome } from './piece.ts'
import type { Players, Source } from './players.ts'
import { Pool } from './pool.ts'
import { predictionFrom, simulate } from './simulate.ts'
import { ThisThread } from './this-thread.ts'

export interface PredictOptions {
  readonly seed: number
  /** Periods to simulate, at least 2. */
  readonly replications: number
  /** Threads to use; 1 without. More than one needs `source`. */
  readonly threads?: number
  readonly source?: Source
  /** Told after each replication, or part of one: the share that is done, from 0 to 1. */
  readonly onProgress?: (share: number) => void
  /** Stops it: what comes back then is the prediction from what was done. */
  readonly signal?: AbortSignal
}

/**
 * Simulates the period again and again. Replications are numbered from 1: number 0 is the one that a rehearsal plays,
 * so a prediction never contains what it is held against.
 * @returns null when fewer than two replications were done
 */
export async function predict(plan: Plan, options: PredictOptions): Promise<Prediction | null> {
  return predictionFrom(plan, await foresee(plan, options))
}

/** What each of the replications of a prediction gave. */
export async function foresee(plan: Plan, options: PredictOptions): Promise<readonly Outcome[]> {
  const { seed, replications, threads = 1, source, onProgress, signal = new AbortController().signal } = options
  const players = playersOf(source === undefined ? 1 : threads)
  try {
    const { outcomes } = await simulate(
      players,
      { plan, source, seed, steadyState: false },
      {
        replications,
        precision: undefined,
        played: false,
        signal,
        onProgress: onProgress && (({ tasks, ofTasks }) => onProgress(tasks / ofTasks)),
      },
    )
    return outcomes
  } finally {
    await players.close()
  }
}

/** One thread is this one, without a worker. */
export function playersOf(threads: number): Players {
  return threads === 1 ? new ThisThread() : new Pool(threads)
}
