import type { Scenario, Stream } from '../schema/index.ts'
import type { Path } from './source-document.ts'

/** A stream of demand and where it stands in the file. */
export interface NamedStream {
  /** "" for the ordinary demand. */
  readonly name: string
  readonly at: Path
  readonly stream: Stream
}

/** The ordinary demand first, then the further streams in the scenario's order. */
export function streamsOf(scenario: Scenario): NamedStream[] {
  const { streams, ...ordinary } = scenario.demand
  return [
    { name: '', at: ['demand'], stream: ordinary },
    ...Object.entries(streams ?? {}).map(([name, stream]) => ({ name, at: ['demand', 'streams', name], stream })),
  ]
}

/** How a stream is called in a message. */
export function streamName(name: string): string {
  return name === '' ? 'the ordinary demand' : `stream "${name}"`
}

/** Shares of the channels; all come in person where nothing is said. */
export function channelShares({ channels }: Pick<Stream, 'channels'>): NonNullable<Stream['channels']> {
  return channels ?? { direct: 1, online: 0, post: 0 }
}
