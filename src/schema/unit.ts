import Type, { type Static } from 'typebox'
import { Duration } from './distribution.ts'
import {
  closed,
  DateText,
  DayHours,
  LocalTime,
  Name,
  nameForm,
  oneStopDialects,
  Share,
  SystemOrOperation,
  weekdays,
} from './parts.ts'

const optionalShare = (description: string, value = 0) =>
  Type.Optional(Type.Unsafe<number>({ ...Share(description), default: value }))
const firstDay = Type.Optional(
  Type.Unsafe<string>({ ...DateText, description: 'First day; the whole period without.' }),
)
const lastDay = Type.Optional(Type.Unsafe<string>({ ...DateText, description: 'Last day; the whole period without.' }))
const days = Type.Optional(
  Type.Array(Type.Enum([...weekdays]), { minItems: 1, description: 'Weekdays; every working day without.' }),
)

const StaffGroup = closed(
  {
    role: Type.String({ pattern: '^[a-z][a-z-]*$', description: 'What they do, as named by the workflows’ steps.' }),
    count: Type.Integer({ minimum: 0, maximum: 10_000, description: 'How many officials.' }),
    vacancies: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_000,
        default: 0,
        description: 'Posts of the group, beside the count, that nobody holds: shown in the result.',
      }),
    ),
    site: Type.Optional(Name('Site at which they work; the main site without.')),
    from: firstDay,
    to: lastDay,
    skills: Type.Optional(
      Type.Array(Type.String(), {
        default: [],
        description: 'Procedure fields they can handle; for steps that ask a skill.',
      }),
    ),
    accounts: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$' }),
        Type.Union([Type.Boolean(), LocalTime], {
          description: 'true: held; false: not held; a time: granted then.',
        }),
        {
          additionalProperties: false,
          description: 'Accounts to enter, approve or sign, held or not; an account that is not named is held.',
        },
      ),
    ),
    sicknessPerDay: optionalShare('Chance that an official is absent on a working day.'),
    duties: Type.Optional(
      Type.Array(closed({ days, hours: DayHours, from: firstDay, to: lastDay }, 'A second job or a regular meeting.'), {
        minItems: 1,
        description:
          'When they are away on other duties, as in a break: work at a desk rests, whom they serve they serve to the end.',
      }),
    ),
    overtime: Type.Optional(
      Type.Array(
        closed(
          {
            days,
            hours: DayHours,
            from: firstDay,
            to: lastDay,
            only: Type.Optional(
              Type.Literal('back-entry', { description: 'Only dossiers taken on paper are entered then.' }),
            ),
          },
          'Hours worked beyond the office hours.',
        ),
        { minItems: 1, description: 'Overtime.' },
      ),
    ),
    proficiency: Type.Optional(
      closed(
        {
          atFirst: Type.Number({
            minimum: 1,
            maximum: 100,
            description: 'How many times as long the first case takes as it does for a practised official.',
          }),
          halvesAfterCases: Type.Number({
            exclusiveMinimum: 0,
            description:
              'After this many cases of a step the excess has halved: 1 + (atFirst − 1) · 2^(−cases ÷ this).',
          }),
        },
        'How an official gets practised, step by step.',
      ),
    ),
    breakdowns: Type.Optional(
      closed(
        {
          while: Type.Enum(['working', 'always'], {
            description: 'Whether the workplace can fail only in use, or at any time.',
          }),
          up: Type.Unsafe<Duration>({ ...Duration, description: 'Time in use, or time, until it fails.' }),
          down: Type.Unsafe<Duration>({ ...Duration, description: 'Time until it works again.' }),
        },
        'The workplace of each official fails now and then; the work goes on afterwards where it stopped.',
      ),
    ),
  },
  'Officials who can stand in for each other.',
)
export type StaffGroup = Static<typeof StaffGroup>

const Equipment = Type.Optional(
  Type.Record(
    Type.String({ pattern: nameForm }),
    Type.Union([
      Type.Integer({ minimum: 0, maximum: 100_000 }),
      closed(
        {
          budgetVnd: Type.Number({ minimum: 0, description: 'Money for it, đồng.' }),
          priceVnd: Type.Number({ exclusiveMinimum: 0, description: 'Price of one, đồng.' }),
        },
        'As many as the money buys.',
      ),
    ]),
    {
      additionalProperties: false,
      description: 'Pieces of equipment, or the money for them; what is not named is never short.',
    },
  ),
)

/** What any site has. */
const premises = {
  counters: Type.Integer({ minimum: 1, maximum: 10_000, description: 'Counters open to citizens.' }),
  seats: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 100_000, description: 'Who finds no place to wait is turned away.' }),
  ),
  waitingAreaM2: Type.Optional(
    Type.Number({ minimum: 0, description: 'Instead of seats: floor of the waiting area, square metres.' }),
  ),
  areas: Type.Optional(
    Type.Record(Type.String({ pattern: nameForm }), Type.Integer({ minimum: 0, maximum: 10_000 }), {
      additionalProperties: false,
      description: 'Functional areas with places of their own, for example return: 2.',
    }),
  ),
  equipment: Equipment,
  travel: Type.Optional(
    Type.Unsafe<Duration>({ ...Duration, description: 'A citizen’s trip there and back; counted, not waited for.' }),
  ),
}

const Site = closed(
  {
    name: Name('Name.'),
    ...premises,
    counters: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 10_000, default: 0, description: 'Counters open to citizens.' }),
    ),
    visitors: Type.Optional(
      Name(
        'Trait of the citizens who come here: a second site, an old office kept as reception point. Without, nobody does: an office where papers are worked on.',
      ),
    ),
    opens: Type.Optional(
      Type.Unsafe<string>({
        ...DateText,
        description:
          'First day; before it, and after the last, its visitors go to the main site, and its officials are not at work.',
      }),
    ),
    closes: Type.Optional(Type.Unsafe<string>({ ...DateText, description: 'Last day.' })),
    travelElsewhere: Type.Optional(
      Type.Unsafe<Duration>({
        ...Duration,
        description: 'Trip of its visitors there and back to another site, when they must go there.',
      }),
    ),
  },
  'A further site of the unit. All sites share one numbering sequence; a step that nobody at the site can do is done at another.',
)

export const Unit = closed(
  {
    code: Type.Optional(
      Type.String({
        pattern: '^\\d{5}$',
        description: 'Code of the commune, ward or special zone in the unit catalogue.',
      }),
    ),
    each: Type.Optional(
      closed(
        {
          province: Type.Optional(
            Type.String({ pattern: '^\\d{2}$', description: 'Province code; every province without.' }),
          ),
          type: Type.Optional(Type.Enum(['xã', 'phường', 'đặc khu'], { description: 'Kind of unit; all without.' })),
          codes: Type.Optional(
            Type.Array(Type.String({ pattern: '^\\d{5}$' }), { minItems: 1, description: 'These units.' }),
          ),
        },
        'Instead of a code: every unit of the catalogue that fits and is not named elsewhere in the scenario.',
      ),
    ),
    population: Type.Integer({ minimum: 1, description: 'Inhabitants.' }),
    organisationId: Type.Optional(
      Type.String({
        pattern: '^\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}$',
        description: 'Organisation id that begins its dossier codes, for example 000.00.53.H48; made up without.',
      }),
    ),
    demandFactor: Type.Optional(
      Type.Number({ minimum: 0, default: 1, description: 'Multiplies the volume of every stream of demand.' }),
    ),
    ...premises,
    sites: Type.Optional(Type.Array(Site, { minItems: 1, description: 'Sites besides the main one.' })),
    courier: Type.Optional(
      Type.Unsafe<Duration>({
        ...Duration,
        description: 'Way of papers from one site to another, working minutes; without it files move at once.',
      }),
    ),
    legacyUnits: Type.Optional(
      Type.Integer({ minimum: 1, default: 1, description: 'Old units that were merged into it, each with its books.' }),
    ),
    hub: Type.Optional(
      Type.String({ pattern: '^\\d{5}$', description: 'Code of the unit whose centre is the hub of the region.' }),
    ),
    traits: Type.Optional(
      Type.Record(Type.String({ pattern: nameForm }), Share('Share of its dossiers with the trait.'), {
        additionalProperties: false,
        description: 'Shares of traits where they differ from the demand’s.',
      }),
    ),
    without: Type.Optional(
      Type.Array(SystemOrOperation, {
        minItems: 1,
        description: 'Systems, or single operations of them, that are not set up for this unit: every call fails.',
      }),
    ),
    oneStop: Type.Optional(
      Type.Enum([...oneStopDialects], {
        default: 'opencps',
        description: 'What its one-stop software speaks: that of the old province the unit comes from.',
      }),
    ),
    latencyFactor: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, default: 1, description: 'How many times as long every system takes here.' }),
    ),
    staff: Type.Array(StaffGroup, { minItems: 1, description: 'The officials.' }),
  },
  'A commune-level unit and its centre, or several that are alike.',
)
export type Unit = Static<typeof Unit>
