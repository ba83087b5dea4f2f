import type { Figures } from '../verdict/index.ts'
import { Assembly } from './piece.ts'
import type { Players, Subject } from './players.ts'
import { batchesOf, tasksOf } from './tasks.ts'

/**
 * Plays some replications of a plan.
 * @returns the figures of each from `first` to `last`; fewer when `signal` asked to stop
 */
export async function replay(
  players: Players,
  subject: Subject,
  first: number,
  last: number,
  signal: AbortSignal,
): Promise<Figures[]> {
  const batches = batchesOf(subject.plan).length
  const assembly = new Assembly(subject.plan, batches)
  const listener = { piece: assembly.add.bind(assembly), played: () => {} }
  await players.play(subject, tasksOf(batches, first, last), listener, signal)
  const figures: Figures[] = []
  for (let replication = first; replication <= last; replication++) {
    const outcome = assembly.outcomeOf(replication)
    if (!outcome) break
    figures.push(outcome.figures)
  }
  return figures
}
