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
    closed(
      {
        kind: Type.Literal('gamma'),
        meanMin: positive('Mean'),
        cv: Type.Number({
          exclusiveMinimum: 0,
          maximum: 10,
          description: 'Coefficient of variation; 1 is the exponential, 1 ÷ √k a sum of k exponentials.',
        }),
      },
      'Right-skewed, from nearly fixed to heavier than exponential.',
    ),
    closed(
      {
        kind: Type.Literal('weibull'),
        meanMin: positive('Mean'),
        shape: Type.Number({
          minimum: 0.1,
          maximum: 100,
          description: 'Shape: 1 is the exponential; above 1 the longer it lasted the sooner it ends.',
        }),
      },
      'Times to failure.',
    ),
    closed(
      {
        kind: Type.Literal('empirical'),
        valuesMin: Type.Array(Type.Number({ minimum: 0 }), {
          minItems: 1,
          maxItems: 100_000,
          description: 'Observed lengths, minutes; each is as likely as its weight says.',
        }),
        weights: Type.Optional(
          Type.Array(Type.Number({ minimum: 0 }), {
            minItems: 1,
            description: 'How often each was observed, one for each value; all the same without.',
          }),
        ),
      },
      'Lengths that were measured.',
    ),
  ],
  'A length of time in minutes, fixed or random.',
)
export type Duration = Static<typeof Duration>
