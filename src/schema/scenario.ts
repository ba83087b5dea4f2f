import Type, { type Static } from 'typebox'
import { Duration } from './distribution.ts'
import { Incident } from './incident.ts'
import { ClockTime, channels, closed, DateText, OfficeHours, Share, systemNames, tagged, weekdays } from './parts.ts'
import { Workflows } from './workflow.ts'

const Title = closed(
  {
    vi: Type.String({ minLength: 1, description: 'In Vietnamese, for the report.' }),
    en: Type.String({ minLength: 1, description: 'In English.' }),
  },
  'A text in both languages.',
)

const Calendar = closed(
  {
    week: Type.Object(Object.fromEntries(weekdays.map((day) => [day, Type.Optional(OfficeHours)])), {
      additionalProperties: false,
      description: 'Office hours by weekday; a day that is not named is closed.',
    }),
    holidays: Type.Enum(['vietnam', 'none'], {
      description: 'Public holidays and compensating Saturdays of the catalogue, or none.',
    }),
    sameDayCutOff: Type.Optional(
      Type.Unsafe<string>({
        ...ClockTime,
        default: '15:00',
        description: 'A same-day procedure received after this is due the next working day.',
      }),
    ),
  },
  'When the centre works.',
)

const StaffGroup = closed(
  {
    role: Type.String({ pattern: '^[a-z][a-z-]*$', description: 'What they do, as named by the workflows’ steps.' }),
    count: Type.Integer({ minimum: 0, maximum: 10_000, description: 'How many officials.' }),
    skills: Type.Optional(
      Type.Array(Type.String(), {
        default: [],
        description: 'Procedure fields they can handle; for steps that ask a skill.',
      }),
    ),
    sicknessPerDay: Type.Optional(
      Type.Unsafe<number>({ ...Share('Chance that an official is absent on a working day.'), default: 0 }),
    ),
  },
  'Officials who can stand in for each other.',
)

const Unit = closed(
  {
    code: Type.String({
      pattern: '^\\d{5}$',
      description: 'Code of the commune, ward or special zone in the unit catalogue.',
    }),
    population: Type.Integer({ minimum: 1, description: 'Inhabitants.' }),
    organisationId: Type.String({
      pattern: '^\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}$',
      description: 'Organisation id that begins its dossier codes, for example 000.00.53.H48.',
    }),
    counters: Type.Integer({ minimum: 1, maximum: 1000, description: 'Counters open to citizens.' }),
    staff: Type.Array(StaffGroup, { minItems: 1, description: 'The officials.' }),
  },
  'One commune-level unit and its centre.',
)

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
          hours: Type.String({
            pattern: '^\\d{2}:\\d{2}-\\d{2}:\\d{2}$',
            description: 'Part of the day, HH:MM-HH:MM.',
          }),
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

const byChannel = <T extends Parameters<typeof Type.Optional>[0]>(value: T, description: string) =>
  closed({ direct: value, online: value, post: value }, description)

const Demand = closed(
  {
    volume: tagged(
      'kind',
      [
        closed(
          {
            kind: Type.Literal('fixed'),
            dossiers: Type.Integer({
              minimum: 0,
              maximum: 1_000_000,
              description: 'Dossiers in the period, each unit.',
            }),
          },
          'Exactly this many, each at an independent time of the profile.',
        ),
        closed(
          {
            kind: Type.Literal('poisson'),
            dossiers: Type.Number({
              minimum: 0,
              maximum: 1_000_000,
              description: 'Mean dossiers in the period, each unit.',
            }),
          },
          'A Poisson number with this mean.',
        ),
      ],
      'How many dossiers.',
    ),
    channels: byChannel(Share('Share of the volume.'), 'Share of each channel; together 1.'),
    profiles: byChannel(Profile, 'When dossiers are submitted, by channel.'),
    incompleteShare: byChannel(
      Share('Share of dossiers that lack a paper.'),
      'Dossiers that lack a paper, by channel.',
    ),
    procedures: Type.Array(
      closed(
        {
          code: Type.String({ description: 'Code in the procedure catalogue, for example 2.000815.' }),
          weight: Type.Number({ exclusiveMinimum: 0, description: 'Relative volume.' }),
          workflow: Type.String({ description: 'Name of the workflow that its dossiers follow.' }),
        },
        'One procedure in the mix.',
      ),
      { minItems: 1, description: 'Procedures asked for.' },
    ),
  },
  'Who comes, for what, when.',
)

const Policies = closed(
  {
    limitReduction: Type.Optional(
      Type.Unsafe<number>({ ...Share('Committed limit = statutory limit × (1 − this).'), default: 0 }),
    ),
    retryMin: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        default: 15,
        description: 'How long an official or citizen waits before trying again after a failed call, minutes.',
      }),
    ),
    reEntryMin: Type.Optional(
      Type.Number({
        minimum: 0,
        default: 2,
        description: 'Work to enter a finished step again after its call failed, minutes.',
      }),
    ),
  },
  'Rules of the centre.',
)

const SystemModel = closed({ latency: Duration }, 'How the simulator models the system.')

export const indicatorNames = [
  'onTimeRate',
  'progressRate',
  'received',
  'finished',
  'open',
  'overdue',
  'turnaroundP50Hours',
  'turnaroundP90Hours',
  'waitP50Min',
  'waitP90Min',
  'dossiersPerWorkingDay',
  'operationErrorRate',
  'operationP95Ms',
] as const
export type IndicatorName = (typeof indicatorNames)[number]

export const TargetBound = closed(
  {
    indicator: Type.Enum([...indicatorNames], { description: 'Name of the indicator in the result.' }),
    channel: Type.Optional(Type.Enum([...channels], { description: 'Only dossiers of this channel.' })),
    atLeast: Type.Optional(Type.Number({ description: 'The target is met at this value or above.' })),
    atMost: Type.Optional(Type.Number({ description: 'The target is met at this value or below.' })),
  },
  'A bound that the run must keep.',
)
export type TargetBound = Static<typeof TargetBound>

export const Basis = closed(
  {
    path: Type.String({
      description:
        'The value or section spoken of, as a dotted path: demand.volume.dossiers. A path speaks for all below it.',
    }),
    kind: Type.Enum(['reported', 'law', 'assumption', 'fitted'], {
      description: 'Where it comes from; "fitted" is an assumption chosen so that a reported figure comes out.',
    }),
    source: Type.Union([Type.String({ minLength: 1 }), Title], {
      description: 'The report, the law, or the reason for the assumption: one text, or one for each language.',
    }),
  },
  'Where a number comes from.',
)
export type Basis = Static<typeof Basis>

export const Scenario = Type.Object(
  {
    version: Type.Literal(1, { description: 'Version of this file format.' }),
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 80, description: 'Name, as in the file name.' }),
    title: Type.Unsafe<Static<typeof Title>>({ ...Title, description: 'What the scenario is called.' }),
    seed: Type.Integer({ minimum: 0, maximum: 4_294_967_295, description: 'Seed of all random draws.' }),
    period: closed({ from: DateText, to: DateText }, 'First and last day.'),
    calendar: Calendar,
    units: Type.Array(Unit, { minItems: 1, description: 'The units that take part.' }),
    demand: Demand,
    workflows: Type.Optional(Workflows),
    policies: Policies,
    systems: closed(
      Object.fromEntries(systemNames.map((name) => [name, SystemModel])) as Record<
        (typeof systemNames)[number],
        typeof SystemModel
      >,
      'The systems and how the simulator models them.',
    ),
    incidents: Type.Optional(Type.Array(Incident, { default: [], description: 'What happens, and when.' })),
    targets: Type.Array(TargetBound, { minItems: 1, description: 'What the run must reach.' }),
    basis: Type.Array(Basis, {
      minItems: 1,
      description: 'Where each number comes from; every number must be spoken for.',
    }),
  },
  {
    additionalProperties: false,
    $id: 'https://dientap.invalid/schema/scenario.schema.json',
    title: 'Dientap scenario',
  },
)
export type Scenario = Static<typeof Scenario>
