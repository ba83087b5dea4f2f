import { setImmediate as turn } from 'node:timers/promises'
import { Draws } from '../chance/index.ts'
import { type Journal, ModelledSystems, Operation, PLAYED_REPLICATION } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'

/** Events between two looks at signals and timers. */
const EVENTS_AT_ONCE = 20_000

/**
 * Plays a replication, without one the one that is shown, with all units in one operation, so that the journal hears everything in order
 * of time. The figures are those of the batches played apart.
 * @returns scenario time, epoch ms, up to which it got: the end of the period unless `signal` asked to stop
 */
export async function playInOrder(
  plan: Plan,
  seed: number,
  journal: Journal,
  signal: AbortSignal,
  replication = PLAYED_REPLICATION,
): Promise<number> {
  const draws = new Draws(seed, replication)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), journal)
  for (let events = 1; operation.advance(); events++) {
    if (events % EVENTS_AT_ONCE !== 0) continue
    await turn()
    if (signal.aborted) return operation.nowMs
  }
  return plan.toMs
}
