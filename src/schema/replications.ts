import Type, { type Static } from 'typebox'
import { channels, closed } from './parts.ts'
import { indicatorNames } from './scenario.ts'

/** replications.json of a simulation: what each replication gave, so that runs can be compared pair by pair. */
export const Replications = Type.Object(
  {
    version: Type.Literal(1, { description: 'Version of this format.' }),
    seed: Type.Integer({
      description: 'Seed of the run. Equal seeds: replication n of one run meets the same chances as n of the other.',
    }),
    columns: Type.Array(
      closed(
        {
          indicator: Type.Enum([...indicatorNames], { description: 'Name of the indicator.' }),
          channel: Type.Union([Type.Enum([...channels]), Type.Null()], {
            description: 'Channel, where a target is about one; null: all dossiers.',
          }),
          values: Type.Array(Type.Union([Type.Number(), Type.Null()]), {
            description: 'Of the replications 1, 2, …; null where one had nothing to measure.',
          }),
        },
        'One indicator.',
      ),
      { description: 'Indicators.' },
    ),
  },
  {
    additionalProperties: false,
    $id: 'https://dientap.invalid/schema/replications.schema.json',
    title: 'Dientap replications',
  },
)
export type Replications = Static<typeof Replications>
