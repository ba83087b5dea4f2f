import Type, { type Static } from 'typebox'
import { closed } from './parts.ts'

const rate = (description: string) =>
  Type.Union([Type.Number({ exclusiveMinimum: 0, description }), Type.Null()], {
    description: `${description} Null where nobody knows.`,
  })

const OperationProfile = closed(
  {
    operation: Type.String({ pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$', description: 'System operation.' }),
    answered: Type.Integer({ minimum: 0, description: 'Calls that were answered well.' }),
    failed: Type.Integer({ minimum: 0, description: 'Calls that failed; their times are not in latencyMs.' }),
    latencyMs: Type.Array(Type.Number({ minimum: 0 }), {
      maxItems: 10_000,
      description: 'Times to the answer, milliseconds, ascending; one for all calls within 1 % of it, their mean.',
    }),
    counts: Type.Array(Type.Integer({ minimum: 1 }), {
      maxItems: 10_000,
      description: 'How many calls each of latencyMs stands for; together `answered`.',
    }),
    highestPerSecond: rate('The highest rate at which it was called and answered, calls a second.'),
    capacityPerSecond: rate('The highest rate that it holds, calls a second.'),
  },
  'How one operation answered.',
)
export type OperationProfile = Static<typeof OperationProfile>

export const SystemsProfile = Type.Object(
  {
    format: Type.Literal('dientap-systems-profile'),
    version: Type.Literal(1, { description: 'Version of this format.' }),
    run: Type.String({ description: 'Id of the run in which it was measured.' }),
    clock: Type.Enum(['rehearse', 'load'], { description: 'The clock of that run.' }),
    scenario: Type.String({ description: 'Name of its scenario.' }),
    operations: Type.Array(OperationProfile, { description: 'By operation, those that were called.' }),
  },
  {
    additionalProperties: false,
    $id: 'https://dientap.invalid/schema/profile.schema.json',
    title: 'Dientap systems profile',
  },
)
export type SystemsProfile = Static<typeof SystemsProfile>
