import Type, { type Static } from 'typebox'
import { Duration } from './distribution.ts'
import { closed, DateText, DayHours, LocalTime, Name, nameForm, Share, tagged, weekdays } from './parts.ts'

const Profile = closed(
  {
    dayWeights: Type.Object(
      Object.fromEntries(weekdays.map((day) => [day, Type.Optional(Type.Number({ minimum: 0 }))])),
      {
        additionalProperties: false,
        description: 'Relative volume by weekday; a day that is not named has none.',
      },
    ),
    hourWeights: Type.Array(
      closed(
        {
          hours: DayHours,
          weight: Type.Number({ minimum: 0, description: 'Relative volume of the whole part.' }),
        },
        'Volume of a part of the day.',
      ),
      { minItems: 1, description: 'Relative volume by part of the day; evenly spread within a part.' },
    ),
    openDaysOnly: Type.Boolean({ description: 'Only on days on which the centre works.' }),
  },
  'When dossiers of a channel are submitted.',
)
export type Profile = Static<typeof Profile>

const byChannel = <T extends Parameters<typeof Type.Optional>[0]>(value: T, description: string) =>
  closed({ direct: value, online: value, post: value }, description)

const MOST_DOSSIERS = 20_000_000
const mean = { minimum: 0, maximum: MOST_DOSSIERS }

const Volume = tagged(
  'kind',
  [
    closed(
      {
        kind: Type.Literal('fixed'),
        dossiers: Type.Integer({ ...mean, description: 'Dossiers in the period, each unit.' }),
      },
      'Exactly this many, each at an independent time of the profile.',
    ),
    closed(
      {
        kind: Type.Literal('poisson'),
        dossiers: Type.Number({ ...mean, description: 'Mean dossiers in the period, each unit.' }),
      },
      'A Poisson process whose rate follows the profile: a Poisson number with this mean.',
    ),
    closed(
      {
        kind: Type.Literal('per-inhabitants'),
        perThousand: Type.Number({
          minimum: 0,
          maximum: 100_000,
          description: 'Mean dossiers in the period for 1,000 inhabitants.',
        }),
      },
      'A Poisson process whose mean grows with the unit’s population.',
    ),
    closed(
      {
        kind: Type.Literal('renewal'),
        between: Type.Unsafe<Duration>({
          ...Duration,
          description: 'Time from one dossier to the next; the first comes one such time after the period begins.',
        }),
      },
      'One after another at times that don’t follow the profile; fixed lengths make evenly spaced arrivals.',
    ),
    closed(
      {
        kind: Type.Literal('scheduled'),
        at: Type.Array(
          closed(
            { time: LocalTime, dossiers: Type.Integer({ ...mean, minimum: 1, description: 'How many come then.' }) },
            'Dossiers that come at one time.',
          ),
          { minItems: 1, description: 'The schedule, each unit.' },
        ),
      },
      'At stated times: transaction days, a bus that comes at eight.',
    ),
    closed(
      {
        kind: Type.Literal('file'),
        file: Type.String({
          minLength: 1,
          description:
            'CSV beside the scenario with a column "time" (YYYY-MM-DDTHH:MM[:SS]) and, if wanted, "unit", "procedure" and "channel".',
        }),
      },
      'As recorded in a file.',
    ),
  ],
  'How many dossiers, and by what process.',
)

const Traits = Type.Record(
  Type.String({ pattern: nameForm }),
  closed(
    {
      share: Share('Share of dossiers, or citizens, with the trait.'),
      among: Type.Optional(Name('Only among those with this other trait, named before it.')),
    },
    'Something that is true of some.',
  ),
  {
    additionalProperties: false,
    description:
      'What is true of some citizens or dossiers: elderly, unused to computers, another language, record not found.',
  },
)

const mix = Type.Array(
  closed(
    {
      code: Type.String({ description: 'Code in the procedure catalogue, for example 2.000815.' }),
      weight: Type.Number({ exclusiveMinimum: 0, description: 'Relative volume.' }),
      workflow: Type.String({ description: 'Name of the workflow that its dossiers follow.' }),
      limitReduction: Type.Optional(Share('Committed reduction of this procedure’s limit, instead of the policy’s.')),
    },
    'One procedure in the mix.',
  ),
  { minItems: 1, description: 'Procedures asked for.' },
)

const stream = {
  volume: Volume,
  channels: Type.Optional(
    Type.Unsafe<{ direct: number; online: number; post: number }>({
      ...byChannel(Share('Share of the volume.'), 'Share of each channel; together 1. All come in person without.'),
      default: { direct: 1, online: 0, post: 0 },
    }),
  ),
  channelsOf: Type.Optional(
    Type.Record(
      Type.String({ pattern: nameForm }),
      byChannel(Share('Share of those with the trait.'), 'Shares of the channels among them; together 1.'),
      {
        additionalProperties: false,
        description: 'By trait: channels of those who have it; the first trait of theirs decides.',
      },
    ),
  ),
  profiles: Type.Optional(
    byChannel(Type.Optional(Profile), 'When dossiers are submitted, by channel; evenly, day and night, without.'),
  ),
  incompleteShare: Type.Optional(
    byChannel(Share('Share of dossiers that lack a paper.'), 'Dossiers that lack a paper, by channel; none without.'),
  ),
  traits: Type.Optional(Traits),
  surges: Type.Optional(
    Type.Array(
      closed(
        {
          from: DateText,
          to: DateText,
          factor: Type.Number({ minimum: 0, maximum: 1000, description: 'Times the ordinary volume of those days.' }),
        },
        'Days on which more come, or fewer.',
      ),
      {
        minItems: 1,
        description:
          'School admission, land clearance. A fixed volume is spread anew over the days; any other grows by it.',
      },
    ),
  ),
  patience: Type.Optional(
    closed(
      {
        waits: Type.Unsafe<Duration>({ ...Duration, description: 'How long a citizen waits to be served in person.' }),
        comesBack: Share(
          'Share of those who give up, or are turned away, who come another time; the others stay away.',
        ),
        after: Type.Unsafe<Duration>({ ...Duration, description: 'How much later they come again.' }),
      },
      'What citizens do who wait too long, or find no room.',
    ),
  ),
  elsewhere: Type.Optional(
    closed(
      {
        share: Share('Share of dossiers handed in at another unit.'),
        at: Type.Union([Type.Literal('hub'), Type.Array(Type.String({ pattern: '^\\d{5}$' }), { minItems: 1 })], {
          description: 'At the hub of the unit’s region, or at one of the units with these codes.',
        }),
      },
      'Reception without boundaries: handed in at another unit, which forwards it.',
    ),
  ),
  backlog: Type.Optional(
    Type.Array(
      closed(
        {
          dossiers: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many, each unit.' }),
          step: Type.String({ description: 'Step for which they wait as the period begins.' }),
          receivedDaysAgo: Type.Integer({
            minimum: 0,
            maximum: 3650,
            description: 'Calendar days before the period at which they were received; their limit runs from then.',
          }),
        },
        'Dossiers taken over from before.',
      ),
      { minItems: 1, description: 'What waits already as the period begins.' },
    ),
  ),
  priority: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 9, description: 'Priority at every step, instead of the step’s own.' }),
  ),
  start: Type.Optional(Type.String({ description: 'First step of its dossiers, instead of the workflow’s.' })),
  limit: Type.Optional(
    Type.Literal('same-day', { description: 'Due on the day of reception, whatever the procedure’s limit.' }),
  ),
  units: Type.Optional(
    Type.Array(Type.String({ pattern: '^\\d{5}$' }), { minItems: 1, description: 'Only these units; all without.' }),
  ),
  procedures: mix,
}

export const Stream = closed(stream, 'One stream of dossiers: who comes, for what, when.')
export type Stream = Static<typeof Stream>

export const Demand = closed(
  {
    ...stream,
    streams: Type.Optional(
      Type.Record(Type.String({ pattern: nameForm }), Stream, {
        additionalProperties: false,
        description: 'Further streams by name: residents’ groups, home service, transaction days, admissions.',
      }),
    ),
  },
  'Who comes, for what, when.',
)
export type Demand = Static<typeof Demand>
