import type { Plan } from '../scenario/index.ts'
import { indicatorNames, type Replications } from '../schema/index.ts'
import { type Figures, figureOf } from './figures.ts'

/** What each replication gave: every indicator of all dossiers, and those of one channel that a target is about. */
export function replicationsOf(
  { scenario: { targets } }: Plan,
  seed: number,
  figures: readonly Figures[],
): Replications {
  const ofChannels = targets.flatMap(({ indicator, channel }) => (channel ? [{ indicator, channel }] : []))
  const distinct = ofChannels.filter(
    (each, index) =>
      ofChannels.findIndex(({ indicator, channel }) => indicator === each.indicator && channel === each.channel) ===
      index,
  )
  const asked = [...indicatorNames.map((indicator) => ({ indicator, channel: null })), ...distinct]
  return {
    version: 1,
    seed,
    columns: asked.map(({ indicator, channel }) => ({
      indicator,
      channel,
      values: figures.map((each) => figureOf(each, indicator, channel ?? undefined)),
    })),
  }
}
