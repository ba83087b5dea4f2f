import Type, { type Static } from 'typebox'
import { Duration } from './distribution.ts'
import { ClockTime, channels, closed, Share, tagged } from './parts.ts'

/**
 * TrangThaiHoSo, the portal's dossier states: 1 newly registered, 2 accepted, 3 not accepted, 4 processing,
 * 5 supplement requested, 6 financial obligation, 7 withdrawn, 8 stopped, 9 processed, 10 result returned.
 */
export const DossierState = Type.Integer({
  minimum: 1,
  maximum: 10,
  description: 'State of the dossier on the portal (TrangThaiHoSo), 1 to 10.',
})

export const conditions = ['incomplete', ...channels] as const
export type Condition = (typeof conditions)[number]

/** One way a step can end. Outcomes are tried in order; the last takes whatever is left and names no condition. */
export const Outcome = closed(
  {
    when: Type.Optional(
      Type.Enum([...conditions], {
        description: 'Taken if the dossier still lacks a paper ("incomplete") or came by this channel.',
      }),
    ),
    share: Type.Optional(Share('Chance of this outcome among the dossiers that no earlier outcome took.')),
    operation: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$',
        description: 'System operation called as the step ends, for example one-stop.receive.',
      }),
    ),
    state: Type.Optional(DossierState),
    completes: Type.Optional(
      Type.Boolean({ default: false, description: 'The missing paper has been brought: no longer incomplete.' }),
    ),
    to: Type.String({ description: 'Name of the step that follows, or "end".' }),
  },
  'One way a step can end.',
)
export type Outcome = Static<typeof Outcome>

const outcomes = Type.Array(Outcome, { minItems: 1, description: 'Ways the step can end, tried in order.' })
const takes = Duration

export const Step = tagged(
  'by',
  [
    closed(
      { by: Type.Literal('citizen'), takes, outcomes },
      'Done by the citizen or the post, waiting for nobody; the clock runs day and night.',
    ),
    closed(
      {
        by: Type.Literal('official'),
        role: Type.String({ description: 'Role of the official, as in the unit’s staff.' }),
        skill: Type.Optional(
          Type.String({
            description: 'Skill that the official must have; "field" means the field of the dossier’s procedure.',
          }),
        ),
        counter: Type.Optional(
          Type.Boolean({
            default: false,
            description: 'Face to face: occupies one of the site’s counters and is finished even if a break begins.',
          }),
        ),
        rounds: Type.Optional(
          Type.Array(ClockTime, {
            minItems: 1,
            description:
              'Times of day at which waiting dossiers are brought in together, for example signature rounds.',
          }),
        ),
        takes,
        outcomes,
      },
      'Done by an official in working time.',
    ),
  ],
  'One step of a workflow.',
)
export type Step = Static<typeof Step>

export const Workflow = closed(
  {
    note: Type.Optional(Type.String({ description: 'What the workflow stands for.' })),
    start: closed(
      {
        direct: Type.String({ description: 'First step of a dossier brought to the centre.' }),
        online: Type.String({ description: 'First step of a dossier declared on the portal.' }),
        post: Type.String({ description: 'First step of a dossier sent by public post.' }),
      },
      'Name of the first step by channel. The demand profile times the end of this step: the submission.',
    ),
    steps: Type.Record(Type.String({ pattern: '^[a-z][a-z-]*$' }), Step, {
      additionalProperties: false,
      description: 'The steps by name.',
    }),
  },
  'The way of a dossier through the centre.',
)
export type Workflow = Static<typeof Workflow>

export const Workflows = Type.Record(Type.String({ pattern: '^[a-z][a-z-]*$' }), Workflow, {
  // Without this a name that breaks the pattern would pass unchecked, and all below it.
  additionalProperties: false,
  description: 'Workflows by name.',
})
export type Workflows = Static<typeof Workflows>
