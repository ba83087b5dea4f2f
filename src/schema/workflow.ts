import Type, { type Static } from 'typebox'
import { Duration } from './distribution.ts'
import { ClockTime, channels, closed, Name, nameForm, Share, tagged } from './parts.ts'

/**
 * TrangThaiHoSo, the portal's dossier states: 1 newly registered, 2 accepted, 3 not accepted, 4 processing,
 * 5 supplement requested, 6 financial obligation, 7 withdrawn, 8 stopped, 9 processed, 10 result returned.
 */
export const DossierState = Type.Integer({
  minimum: 1,
  maximum: 10,
  description: 'State of the dossier on the portal (TrangThaiHoSo), 1 to 10.',
})

/** Conditions that need no trait: a paper is missing, or the channel. */
export const builtInConditions = ['incomplete', ...channels] as const

const Condition = (description: string) =>
  Type.String({ pattern: nameForm, description: `${description} "incomplete", a channel, or a trait.` })

/** One way a step can end. Outcomes are tried in order; the last takes whatever is left and names no condition. */
export const Outcome = closed(
  {
    when: Type.Optional(Condition('Only dossiers of which this is true:')),
    unless: Type.Optional(Condition('Only dossiers of which this is not true:')),
    share: Type.Optional(Share('Chance of this outcome among the dossiers that no earlier outcome took.')),
    operation: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$',
        description: 'System operation called as the step ends, for example one-stop.receive.',
      }),
    ),
    ifFails: Type.Optional(
      closed(
        {
          after: Type.Optional(
            Type.Integer({ minimum: 1, default: 1, description: 'How many calls must have failed.' }),
          ),
          to: Type.String({ description: 'Name of the step that follows instead.' }),
        },
        'What to do when the call fails; without it the step is entered again until it succeeds.',
      ),
    ),
    ifDuplicated: Type.Optional(
      Type.String({ description: 'Step in which an official weeds out the double when a call arrived twice.' }),
    ),
    state: Type.Optional(DossierState),
    completes: Type.Optional(
      Type.Boolean({ default: false, description: 'The missing paper has been brought: no longer incomplete.' }),
    ),
    gains: Type.Optional(
      Type.Array(Name('Trait.'), { minItems: 1, description: 'Traits that the dossier has from here on.' }),
    ),
    loses: Type.Optional(Type.Array(Name('Trait.'), { minItems: 1, description: 'Traits that it no longer has.' })),
    starts: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description:
          'Steps at which sub-dossiers start, beside the dossier itself: the further legs of a linked procedure.',
      }),
    ),
    forwards: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'The dossier goes to the unit that is competent for it, if it was handed in elsewhere.',
      }),
    ),
    to: Type.String({ description: 'Name of the step that follows, or "end".' }),
  },
  'One way a step can end.',
)
export type Outcome = Static<typeof Outcome>

const outcomes = Type.Array(Outcome, { minItems: 1, description: 'Ways the step can end, tried in order.' })
const takes = Duration
const longerFor = Type.Optional(
  Type.Record(Type.String({ pattern: nameForm }), Type.Number({ exclusiveMinimum: 0, maximum: 1000 }), {
    additionalProperties: false,
    description: 'By trait: how many times as long it takes for dossiers that have it.',
  }),
)

const afterSubDossiers = Type.Optional(
  Type.Boolean({
    default: false,
    description: 'It begins only when all sub-dossiers that the dossier has started are over.',
  }),
)

export const Step = tagged(
  'by',
  [
    closed(
      {
        by: Type.Literal('citizen'),
        takes,
        longerFor,
        afterSubDossiers,
        outcomes,
      },
      'Done by the citizen or the post, waiting for nobody; the clock runs day and night.',
    ),
    closed(
      {
        by: Type.Literal('agency'),
        who: Type.String({ minLength: 1, description: 'Who does it: another agency, a system, the courier.' }),
        workingTime: Type.Optional(
          Type.Boolean({ default: false, description: 'It takes working time of the unit’s calendar.' }),
        ),
        takes,
        longerFor,
        afterSubDossiers,
        outcomes,
      },
      'Done by another agency or a system, outside the centre: nobody here is busy with it.',
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
        account: Type.Optional(
          Type.String({
            pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$',
            description: 'Account that the official must hold, for example civil-status.sign.',
          }),
        ),
        counter: Type.Optional(
          Type.Boolean({
            default: false,
            description: 'Face to face: occupies one of the site’s counters and is finished even if a break begins.',
          }),
        ),
        travel: Type.Optional(
          Type.Unsafe<Duration>({
            ...Duration,
            description:
              'Service at home: the official’s way to the citizen and back, beside the work itself. It needs no counter and is finished even if a break begins.',
          }),
        ),
        area: Type.Optional(
          Name('Functional area in which the citizen is served, where the site has it; otherwise at the counters.'),
        ),
        equipment: Type.Optional(
          Type.Array(Name('Piece of equipment.'), {
            minItems: 1,
            description: 'Equipment occupied while the official works, where the unit counts it.',
          }),
        ),
        priority: Type.Optional(
          Type.Integer({
            minimum: 0,
            maximum: 9,
            default: 5,
            description: 'Lower comes first; citizens at the counter come before papers of the same number.',
          }),
        ),
        interruptible: Type.Optional(
          Type.Boolean({
            default: false,
            description: 'Work of a lower priority number may interrupt it; it is taken up again where it stopped.',
          }),
        ),
        rounds: Type.Optional(
          Type.Array(ClockTime, {
            minItems: 1,
            description:
              'Times of day at which waiting dossiers are brought in together, for example signature rounds.',
          }),
        ),
        eachLegacyUnit: Type.Optional(
          Type.Boolean({
            default: false,
            description: 'The work is done once for each old unit that was merged: a search in its paper books.',
          }),
        ),
        takes,
        longerFor,
        afterSubDossiers,
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
      'Name of the first step by channel. The demand profile times the end of this step if it is the citizen’s: the submission.',
    ),
    steps: Type.Record(Type.String({ pattern: nameForm }), Step, {
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
