import Type, { type Static } from 'typebox'
import { closed } from './parts.ts'

/** Why a measurement can’t be trusted. */
export const doubtKinds = [
  // Of any run.
  'stopped',
  'not-counted',
  'unbalanced',
  'counts-differ',
  // Of a load.
  'nothing-offered',
  'dropped',
  'exhausted',
  'generator-died',
  'generator-busy',
  'late',
  'close-to-limit',
  'not-measured',
  'no-target',
  // Of a search for the knee.
  'generator-gave-out',
  'nothing-measured',
  'search-unfinished',
] as const

export const Doubt = closed(
  {
    kind: Type.Enum([...doubtKinds], { description: 'What is doubtful; reports word it.' }),
    values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'Figures and names that belong to it.',
    }),
  },
  'A reason why the measurement can’t be trusted.',
)
export type Doubt = Static<typeof Doubt>
