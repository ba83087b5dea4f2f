import Type, { type Static } from 'typebox'
import { SystemOrOperation, standInNames, weekdays } from '../../schema/index.ts'
import { Account } from './access.ts'
import { Fault } from './faults.ts'
import { closed } from './shapes.ts'

const instant = (description: string) => Type.Integer({ description: `${description}, epoch ms.` })

const Limit = Type.Unsafe<{ kind: 'same-day' } | { kind: 'working-time'; workingHours: number }>({
  type: 'object',
  oneOf: [
    closed({ kind: Type.Literal('same-day') }, 'Due the same working day.'),
    closed(
      {
        kind: Type.Literal('working-time'),
        workingHours: Type.Number({ minimum: 0, description: 'Statutory limit, working hours.' }),
      },
      'Due after working time.',
    ),
  ],
  description: 'Statutory limit of the procedure.',
})

/** Ways in which a one-stop centre is spoken to: what each of the merged provinces brought along. */
export const dialects = ['opencps', 'igate', 'new-portal'] as const
export type Dialect = (typeof dialects)[number]

export const CentreConfiguration = closed(
  {
    code: Type.String({ pattern: '^\\d{5}$', description: 'Code of the unit.' }),
    name: Type.String({ maxLength: 500, description: 'Name of the unit.' }),
    organisationId: Type.String({ pattern: '^[A-Za-z0-9.]{1,40}$', description: 'Begins its dossier numbers.' }),
    provinceCode: Type.Optional(Type.String({ pattern: '^\\d{2}$', description: 'Code of the province.' })),
    province: Type.Optional(Type.String({ maxLength: 200, description: 'Name of the province.' })),
    oneStop: Type.Optional(
      Type.Enum([...dialects], { default: 'opencps', description: 'Dialect of its one-stop centre.' }),
    ),
    without: Type.Optional(
      Type.Array(SystemOrOperation, {
        default: [],
        description: 'Systems, and single operations, that are not set up for it.',
      }),
    ),
  },
  'A commune-level unit and its centre.',
)
export type CentreConfiguration = Static<typeof CentreConfiguration>

export const ProcedureConfiguration = closed(
  {
    code: Type.String({ minLength: 1, maxLength: 100, description: 'Code.' }),
    name: Type.String({ maxLength: 2000, description: 'Name.' }),
    limit: Limit,
    field: Type.Optional(Type.String({ maxLength: 100, description: 'Field that it belongs to.' })),
    feeVnd: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'Fee, đồng; not known without.' }),
    ),
    feeSourced: Type.Optional(Type.Boolean({ default: false, description: 'Whether the fee has a source.' })),
  },
  'A procedure that the units handle.',
)
export type ProcedureConfiguration = Static<typeof ProcedureConfiguration>

/** What a real system would have in its own set-up: units, procedures, working time. The same for every stand-in. */
export const World = closed(
  {
    seed: Type.Optional(Type.Integer({ minimum: 0, default: 0, description: 'Seed of what a stand-in makes up.' })),
    calendar: closed(
      {
        week: Type.Unsafe<Partial<Record<(typeof weekdays)[number], string>>>(
          Type.Object(Object.fromEntries(weekdays.map((day) => [day, Type.Optional(Type.String())])), {
            additionalProperties: false,
            description: 'Office hours by weekday.',
          }),
        ),
        holidays: Type.Record(Type.String({ format: 'date' }), Type.Enum(['off', 'work']), {
          description: 'Holidays by date.',
        }),
        fromMs: instant('Start of the period'),
        toMs: instant('End of the period'),
      },
      'Working time, and the period that is rehearsed.',
    ),
    centres: Type.Array(CentreConfiguration, { minItems: 1, maxItems: 10_000, description: 'The units.' }),
    procedures: Type.Array(ProcedureConfiguration, {
      description: 'Procedures; a dossier of any other is refused at the door.',
    }),
    limitReduction: Type.Number({ minimum: 0, maximum: 1, description: 'Committed limit = statutory × (1 − this).' }),
    sameDayCutOffMin: Type.Number({ minimum: 0, maximum: 1440, description: 'Minutes after midnight.' }),
  },
  'The units and their rules.',
)
export type World = Static<typeof World>

/** How much a stand-in can take. */
export const Capacity = closed(
  {
    perSecond: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1_000_000,
        description: 'Calls that it serves a second, first come first served; further ones wait in line.',
      }),
    ),
    concurrent: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: 'Calls that it works on at once.' }),
    ),
    line: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000,
        default: 1000,
        description: 'Calls that may wait; one more is answered 503 at once.',
      }),
    ),
    operations: Type.Optional(
      Type.Array(Type.String(), { minItems: 1, description: 'Only these operations, by name; every one without.' }),
    ),
  },
  'How much a stand-in can take.',
)
export type Capacity = Static<typeof Capacity>

/** Where the databases are. */
export const DatabasePlace = Type.Unsafe<
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly prefix: string }
>({
  type: 'object',
  oneOf: [
    closed(
      {
        kind: Type.Literal('sqlite'),
        folder: Type.String({ minLength: 1, description: 'Folder for a file <system>.sqlite of each stand-in.' }),
      },
      'SQLite, embedded.',
    ),
    closed(
      {
        kind: Type.Literal('postgres'),
        url: Type.String({ pattern: '^postgres(ql)?://', description: 'Where the server is, with user and password.' }),
        prefix: Type.String({
          pattern: '^[a-z][a-z0-9_]{0,40}$',
          description: 'Each stand-in has the schema <prefix>_<system>.',
        }),
      },
      'PostgreSQL.',
    ),
  ],
  description: 'Where the databases are.',
})
export type DatabasePlace = Static<typeof DatabasePlace>

/** One stand-in of a process. */
export const StandInConfiguration = closed(
  {
    system: Type.Enum([...standInNames], { description: 'Which stand-in.' }),
    port: Type.Integer({ minimum: 0, maximum: 65_535, description: 'Port; 0 takes a free one.' }),
    capacity: Type.Optional(Capacity),
  },
  'A stand-in that the process serves.',
)
export type StandInConfiguration = Static<typeof StandInConfiguration>

const Urls = Type.Unsafe<Partial<Record<(typeof standInNames)[number], string>>>(
  Type.Object(Object.fromEntries(standInNames.map((name) => [name, Type.Optional(Type.String())])), {
    additionalProperties: false,
    description: 'Where the other systems are, by name; may be told later.',
  }),
)

/** What a process of stand-ins is started with: the first line of its stdin. */
export const Configuration = closed(
  {
    standIns: Type.Array(StandInConfiguration, { minItems: 1, maxItems: 20, description: 'What the process serves.' }),
    running: Type.Array(Type.Enum([...standInNames]), {
      description: 'Every stand-in of the run, in whichever process: nothing is sent to others.',
    }),
    peers: Urls,
    database: DatabasePlace,
    host: Type.Optional(
      Type.String({ default: '127.0.0.1', description: 'Address to listen on; loopback unless told otherwise.' }),
    ),
    token: Type.String({
      minLength: 16,
      maxLength: 200,
      pattern: '^[A-Za-z0-9-]+$',
      description: 'Bearer token of the control API and between the systems.',
    }),
    access: Type.Enum(['asked', 'open'], {
      description:
        'asked: who calls must log in and hold the permission. open: everybody may do everything, as in a test environment without login.',
    }),
    accounts: Type.Array(Account, { maxItems: 1_000_000, description: 'The accounts.' }),
    citizensKey: Type.Optional(
      Type.String({
        minLength: 16,
        maxLength: 200,
        description: 'Every synthetic identity number is a citizen’s account, with a password made from this key.',
      }),
    ),
    tokenLifetimeMin: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        default: 60,
        description: 'How long a bearer token is good, minutes of scenario time.',
      }),
    ),
    faults: Type.Array(Fault, { description: 'Faults planted from the start.' }),
    requestTimeoutMs: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: 10_000,
        description: 'A request that has not come in whole by then is cut off, ms.',
      }),
    ),
    checkAnswers: Type.Optional(
      Type.Boolean({ default: false, description: 'Holds every answer against its schema; for tests, as it is slow.' }),
    ),
    world: World,
  },
  'Start configuration of a process of stand-ins.',
)
export type Configuration = Static<typeof Configuration>
