import Type, { type Static } from 'typebox'
import { closed, tagged } from './parts.ts'

const minutes = (description: string) => Type.Number({ minimum: 0, description: `${description}, minutes.` })
const positive = (description: string) => Type.Number({ exclusiveMinimum: 0, description: `${description}, minutes.` })

/** A length of time in minutes, fixed or random. */
export const Duration = tagged(
  'kind',
  [
    closed({ kind: Type.Literal('fixed'), min: minutes('The length') }, 'Always the same length.'),
    closed(
      { kind: Type.Literal('uniform'), lowMin: minutes('Shortest'), highMin: minutes('Longest') },
      'Any length between two bounds, equally likely.',
    ),
    closed({ kind: Type.Literal('exponential'), meanMin: positive('Mean') }, 'Memoryless.'),
    closed(
      {
        kind: Type.Literal('triangular'),
        lowMin: minutes('Shortest'),
        modeMin: minutes('Most likely'),
        highMin: minutes('Longest'),
      },
      'Between two bounds with one most likely length.',
    ),
    closed(
      {
        kind: Type.Literal('lognormal'),
        meanMin: positive('Mean'),
        cv: Type.Number({
          minimum: 0,
          maximum: 10,
          description: 'Coefficient of variation: standard deviation ÷ mean.',
        }),
      },
      'Right-skewed, as handling times are.',
    ),
  ],
  'A length of time in minutes, fixed or random.',
)
export type Duration = Static<typeof Duration>
