import type { Scenario, Stream } from '../schema/index.ts'
import { failingOperations } from './failing.ts'
import type { Entrance } from './ways.ts'

/** How the dossiers of streams come into the workflows of their mixes. */
export function entranceOf(streams: readonly Stream[], scenario: Scenario): Entrance {
  return {
    traits: new Set(streams.flatMap((stream) => broughtTraits(stream, scenario))),
    steps: streams.flatMap(({ start, backlog }) => [
      ...(start === undefined ? [] : [start]),
      ...(backlog ?? []).map(({ step }) => step),
    ]),
    atStart: streams.some(({ start }) => start === undefined),
    failing: new Set(
      failingOperations(scenario)
        .filter(({ share }) => share === 1)
        .map(({ operation }) => operation),
    ),
  }
}

/** Traits that some dossier of the stream has as it comes. */
function broughtTraits(stream: Stream, scenario: Scenario): string[] {
  return Object.entries(stream.traits ?? {}).flatMap(([trait, { share }]) =>
    share > 0 || scenario.units.some((unit) => (unit.traits?.[trait] ?? 0) > 0) ? [trait] : [],
  )
}
