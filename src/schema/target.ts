import Type, { type Static } from 'typebox'
import { closed, oneStopDialects, type SystemName, systemNames } from './parts.ts'
import { Login } from './target-login.ts'
import { Answer, Body, Headers, Path } from './target-parts.ts'

export const TargetOperation = closed(
  {
    system: Type.Optional(
      Type.Enum([...systemNames], {
        description: 'The system that is asked; without it the one before the point in the operation’s name.',
      }),
    ),
    method: Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], { description: 'HTTP method.' }),
    path: Path,
    headers: Type.Optional(Headers),
    body: Type.Optional(Body),
    values: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][A-Za-z0-9-]*$' }),
        Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())]),
        {
          additionalProperties: false,
          description: 'What {value.NAME} stands for where the call itself gives no such value.',
        },
      ),
    ),
    answer: Type.Optional(Answer),
    seenBy: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$',
        description:
          'For what is handed over without hearing whether it arrived: the operation that tells it. It is asked as of the time at which a loss is noticed (policies.noticeLostMin): 404 means lost; its fields arrivedAt and doubles say when it arrived, and how many times too often.',
      }),
    ),
  },
  'The HTTP request that carries out one system operation.',
)
export type TargetOperation = Static<typeof TargetOperation>

const Limits = closed(
  {
    requestsPerSecond: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1_000_000,
        description: 'Most requests in a second, logins included; beyond this machine at most the agreed rate.',
      }),
    ),
    concurrent: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000,
        default: 64,
        description: 'Most requests under way at once: connections kept open.',
      }),
    ),
  },
  'How hard the system may be driven.',
)

const TimeOuts = closed(
  {
    connectMs: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 600_000, default: 10_000, description: 'Until a connection stands, ms.' }),
    ),
    answerMs: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 600_000,
        default: 60_000,
        description: 'Until the answer’s headers, and between two pieces of its body, ms.',
      }),
    ),
  },
  'How long an answer is waited for.',
)

const TargetSystem = closed(
  {
    url: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        description: 'http(s)://HOST:PORT, without a path; a stand-in that a run starts for itself needs none.',
      }),
    ),
    login: Type.Optional(
      Type.Array(Login, {
        minItems: 1,
        description: 'How a caller proves who acts; the first that fits the actor counts. Without it: not at all.',
      }),
    ),
    headers: Type.Optional(Type.Unsafe<Headers>({ ...Headers, description: 'Headers of every request to it.' })),
    limits: Type.Optional(Limits),
    timeOuts: Type.Optional(TimeOuts),
    states: Type.Optional(
      Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.Integer({ minimum: 1, maximum: 10 }), {
        description: 'The system’s words (or numbers) for a dossier’s state → TrangThaiHoSo, 1 to 10.',
      }),
    ),
    errors: Type.Optional(
      Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), {
        description: 'The system’s error words → the words that reports use; a word that is not named stays as it is.',
      }),
    ),
    answer: Type.Optional(
      Type.Unsafe<Answer>({
        ...Answer,
        description: 'What good answers of this system look like, where an operation does not say otherwise.',
      }),
    ),
  },
  'Where a system is, and what all its operations share.',
)
export type TargetSystem = Static<typeof TargetSystem>

const Authorisation = closed(
  {
    by: Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'Who authorised it: person, position, organisation.',
    }),
    document: Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'Number and date of the written authorisation.',
    }),
    contact: Type.String({ minLength: 1, maxLength: 300, description: 'Whom to call when something goes wrong.' }),
    until: Type.String({ format: 'date', description: 'Last day on which it holds, in Vietnam.' }),
    ratePerSecond: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1_000_000,
      description: 'Highest agreed number of requests in a second, all listed hosts together.',
    }),
    hosts: Type.Array(
      closed(
        {
          host: Type.String({
            pattern: '^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+\\])$',
            maxLength: 253,
            description: 'Host name in lower case (xn--… for letters beyond ASCII) or address, without port.',
          }),
          addresses: Type.Optional(
            Type.Array(Type.String({ pattern: '^[0-9a-f:.]+$' }), {
              minItems: 1,
              description: 'The only addresses that the name may resolve to. Without them: any public one.',
            }),
          ),
          private: Type.Optional(
            Type.Boolean({
              default: false,
              description: 'The name may resolve to an address of a private network (10.0.0.0/8 and the like).',
            }),
          ),
          plainHttp: Type.Optional(
            Type.Boolean({
              default: false,
              description: 'The host may be asked without encryption; otherwise https is required of it.',
            }),
          ),
        },
        'A host that may be asked.',
      ),
      { minItems: 1, maxItems: 100, description: 'Every host that may be asked, redirects of a login included.' },
    ),
  },
  'Without it nothing but this machine is asked.',
)
export type Authorisation = Static<typeof Authorisation>

/** Which systems are rehearsed, and how each operation is asked of them. */
export const TargetFile = Type.Object(
  {
    version: Type.Literal(2, { description: 'Version of this file format.' }),
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 80, description: 'Name, as in the file name.' }),
    note: Type.Optional(Type.String({ description: 'What the target stands for.' })),
    authorisation: Type.Optional(Authorisation),
    dialects: Type.Optional(
      Type.Unsafe<Partial<Record<(typeof oneStopDialects)[number], string>>>({
        ...Type.Object(
          Object.fromEntries(
            oneStopDialects.map((dialect) => [
              dialect,
              Type.Optional(
                Type.String({
                  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*\\.ya?ml$',
                  description: `File beside this one with the operations of units whose centre speaks ${dialect}.`,
                }),
              ),
            ]),
          ),
          { additionalProperties: false },
        ),
        description:
          'By dialect of the one-stop centre (units[].oneStop): the file whose operations take the place of this one’s. Without it this file serves every unit.',
      }),
    ),
    speaks: Type.Optional(
      Type.Enum([...oneStopDialects], {
        description: 'Dialect of this file’s own one-stop operations, beside `dialects`.',
      }),
    ),
    systems: Type.Optional(
      Type.Unsafe<Partial<Record<SystemName, TargetSystem>>>({
        ...Type.Object(Object.fromEntries(systemNames.map((name) => [name, Type.Optional(TargetSystem)])), {
          additionalProperties: false,
        }),
        default: {},
        description: 'Where the systems are and what their operations share.',
      }),
    ),
    headers: Type.Optional(Type.Unsafe<Headers>({ ...Headers, default: {}, description: 'Headers of every request.' })),
    found: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][A-Za-z0-9-]*$' }),
        Type.String({ pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$' }),
        {
          default: {},
          description:
            'By captured id: the operation that is carried out first to learn it, where a request needs it and no answer has told it.',
        },
      ),
    ),
    operations: Type.Record(Type.String({ pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$' }), TargetOperation, {
      additionalProperties: false,
      minProperties: 1,
      description: 'Requests by the name of the operation, for example one-stop.receive.',
    }),
  },
  { additionalProperties: false, $id: 'https://dientap.invalid/schema/target.schema.json', title: 'Dientap target' },
)
export type TargetFile = Static<typeof TargetFile>
