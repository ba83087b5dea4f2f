import Type, { type Static } from 'typebox'
import { closed, Title, tagged } from './parts.ts'

const Limit = tagged(
  'kind',
  [
    closed(
      { kind: Type.Literal('same-day') },
      'The day of reception, or the next working day if it comes after the cut-off.',
    ),
    closed(
      { kind: Type.Literal('working-days'), days: Type.Number({ exclusiveMinimum: 0, description: 'Working days.' }) },
      'So many working days of 8 working hours.',
    ),
    closed(
      {
        kind: Type.Literal('working-hours'),
        hours: Type.Number({ exclusiveMinimum: 0, description: 'Working hours.' }),
      },
      'So many working hours.',
    ),
  ],
  'How long it may take from reception.',
)

/** A procedure as a scenario gives it: one that the catalogue lacks, or what is different about one that it has. */
export const Procedure = closed(
  {
    title: Type.Optional(Type.Unsafe<Static<typeof Title>>({ ...Title, description: 'Its name.' })),
    field: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z_]*$',
        description: 'Field that officials are skilled in, for example civil_status.',
      }),
    ),
    limit: Type.Optional(Limit),
    feeVnd: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'Fee, đồng; as the catalogue has it without.' }),
    ),
    documents: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), { default: [], description: 'Papers to hand in.' }),
    ),
  },
  'A procedure, or other work that comes to the centre: a document, a transaction.',
)
export type Procedure = Static<typeof Procedure>

export const Procedures = Type.Record(Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z.-]*$' }), Procedure, {
  additionalProperties: false,
  description:
    'Procedures by code that the catalogue does not have, which need title, field and limit; or that are different here.',
})
