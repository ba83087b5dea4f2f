import Type, { type Static } from 'typebox'
import { weekdays } from '../schema/index.ts'
import { servedNames } from './served.ts'

const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T, description: string) =>
  Type.Object(properties, { additionalProperties: false, description })

const instant = (description: string) => Type.Integer({ description: `${description}, epoch ms.` })

/** A time in which a system's public doors can't be reached. */
export const DoorFault = closed(
  {
    kind: Type.Literal('connection-lost'),
    fromMs: instant('First moment of it'),
    toMs: instant('First moment after it'),
  },
  'Calls stamped with a scenario time in [fromMs, toMs) are answered 503 and nothing is written.',
)
export type DoorFault = Static<typeof DoorFault>

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

/** The commune centre that both stand-ins serve: what a real system would have in its own set-up. */
export const CentreConfiguration = closed(
  {
    unit: closed(
      {
        code: Type.String({ description: 'Code of the unit.' }),
        name: Type.String({ maxLength: 500, description: 'Name of the unit.' }),
        organisationId: Type.String({ pattern: '^[A-Za-z0-9.]{1,40}$', description: 'Begins its dossier numbers.' }),
      },
      'The unit.',
    ),
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
    procedures: Type.Array(
      closed(
        {
          code: Type.String({ minLength: 1, maxLength: 100, description: 'Code.' }),
          name: Type.String({ maxLength: 2000, description: 'Name.' }),
          limit: Limit,
        },
        'A procedure that the unit handles.',
      ),
      { description: 'Procedures; a dossier of any other is refused at the door.' },
    ),
    limitReduction: Type.Number({ minimum: 0, maximum: 1, description: 'Committed limit = statutory × (1 − this).' }),
    sameDayCutOffMin: Type.Number({ minimum: 0, maximum: 1440, description: 'Minutes after midnight.' }),
  },
  'The centre.',
)
export type CentreConfiguration = Static<typeof CentreConfiguration>

/** What one stand-in is started with: the first line of its process's stdin. */
export const Configuration = closed(
  {
    kind: Type.Enum([...servedNames], { description: 'Which stand-in.' }),
    databasePath: Type.String({
      minLength: 1,
      description: 'SQLite file; made when it is not there, carried on when it is.',
    }),
    port: Type.Integer({ minimum: 0, maximum: 65_535, description: 'Port on 127.0.0.1; 0 takes a free one.' }),
    token: Type.String({
      minLength: 16,
      pattern: '^[A-Za-z0-9-]+$',
      description: 'Bearer token of the control API and between the systems.',
    }),
    peerUrl: Type.Optional(Type.String({ description: 'Where the other system is; may be told later.' })),
    centre: CentreConfiguration,
    faults: Type.Array(DoorFault, { description: 'When its public doors can’t be reached.' }),
  },
  'Start configuration of a stand-in.',
)
export type Configuration = Static<typeof Configuration>
