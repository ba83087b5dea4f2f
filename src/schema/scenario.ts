import Type, { type Static } from 'typebox'
import { Demand } from './demand.ts'
import { Difficulty, TakenAway } from './difficulty.ts'
import { Duration } from './distribution.ts'
import { Incident } from './incident.ts'
import { ClockTime, channels, closed, DateText, Name, OfficeHours, Share, Title, weekdays } from './parts.ts'
import { Procedures } from './procedure.ts'
import { Script } from './script.ts'
import { Systems } from './system.ts'
import { Unit } from './unit.ts'
import { Workflows } from './workflow.ts'

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
    order: Type.Optional(
      Type.Enum(['fifo', 'earliest-deadline', 'shortest-first'], {
        default: 'fifo',
        description: 'Which of the dossiers waiting for an official of one priority comes first.',
      }),
    ),
    paperFirst: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'While a system is out, steps are done on paper; the date of reception counts, the calls are made up later.',
      }),
    ),
    noticeLostMin: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        default: 1440,
        description: 'How long until it is noticed that a message was lost, minutes; then it is sent again.',
      }),
    ),
    forward: Type.Optional(
      Type.Unsafe<Duration>({
        ...Duration,
        description: 'Way of a dossier from the unit that received it to the competent one; at once without.',
      }),
    ),
    m2PerPerson: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        default: 1.5,
        description: 'Floor that one waiting person takes up, square metres; an assumption.',
      }),
    ),
    assistant: Type.Optional(
      closed(
        {
          steps: Type.Array(Name('Step.'), { minItems: 1, description: 'Steps in which officials ask it.' }),
          factor: Type.Number({
            exclusiveMinimum: 0,
            maximum: 1,
            description: 'How long such a step takes with it, as a share of the time without.',
          }),
          wrongShare: Share('Chance that its answer is wrong, and the step is done again without it.'),
        },
        'An assistant that looks things up.',
      ),
    ),
  },
  'Rules of the centre.',
)

export const indicatorNames = [
  'onTimeRate',
  'progressRate',
  'sameDayRate',
  'received',
  'finished',
  'open',
  'overdue',
  'turnaroundP50Hours',
  'turnaroundP90Hours',
  'turnaroundMeanHours',
  'waitP50Min',
  'waitP90Min',
  'waitMeanMin',
  'dossiersPerWorkingDay',
  'operationErrorRate',
  'operationP95Ms',
  'turnedAway',
  'gaveUp',
  'tripsPerDossier',
  'conformance',
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
        'The value or section spoken of, as a dotted path: demand.volume.dossiers. A path speaks for all below it; "*" stands for every element of a list: units.*.population.',
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
    procedures: Type.Optional(Procedures),
    workflows: Type.Optional(Workflows),
    policies: Policies,
    systems: Systems,
    replications: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000,
        default: 200,
        description: 'How often a simulation repeats the period for its prediction; 0 for none.',
      }),
    ),
    incidents: Type.Optional(Type.Array(Incident, { default: [], description: 'What happens, and when.' })),
    scripts: Type.Optional(
      Type.Array(Script, {
        maxItems: 100,
        default: [],
        description: 'Scripts of the trial run, played beside the demand and checked step by step.',
      }),
    ),
    difficulties: Type.Optional(
      Type.Array(Difficulty, { default: [], description: 'What made it difficult, beside the incidents.' }),
    ),
    takenAway: Type.Optional(
      Type.Array(TakenAway, { default: [], description: 'Written by "--without": what is no longer in the scenario.' }),
    ),
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
