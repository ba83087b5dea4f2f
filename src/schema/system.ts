import Type, { type Static } from 'typebox'
import { Duration } from './distribution.ts'
import { closed, LocalTime, Share, systemNames } from './parts.ts'

const OperationModel = closed(
  {
    failShare: Type.Optional(Share('Chance that a call fails and may succeed when repeated.')),
    refuseShare: Type.Optional(
      Share('Share of dossiers of which every call is refused: data that can’t be entered, a record not covered.'),
    ),
    lostShare: Type.Optional(Share('Chance that a message is lost: nothing comes back, and it is noticed only later.')),
    duplicateShare: Type.Optional(Share('Chance that a message arrives twice.')),
    missing: Type.Optional(Type.Boolean({ default: false, description: 'Not implemented: every call fails (501).' })),
    latency: Type.Optional(
      Type.Unsafe<Duration>({ ...Duration, description: 'Its own latency, in place of the system’s.' }),
    ),
    delay: Type.Optional(
      Type.Unsafe<Duration>({ ...Duration, description: 'Added to the latency; for transfers that take hours.' }),
    ),
  },
  'What is its own about one operation of the system, and what it does wrong.',
)

export const SystemModel = closed(
  {
    latency: Duration,
    concurrent: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: 'Calls it works on at once; further ones wait in it. Unlimited without.',
      }),
    ),
    capacity: Type.Optional(
      Type.String({
        pattern: '^(?=.*[1-9])[0-9]{1,7}(\\.[0-9]{1,3})?/s$',
        description:
          'Calls that its stand-in serves a second in a rehearsal or under load, for example 200/s; further ones wait in line. The simulation goes by latency and concurrent.',
      }),
    ),
    shared: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'One system with one capacity for all units; otherwise each unit has the capacity to itself.',
      }),
    ),
    planned: Type.Optional(
      Type.Array(closed({ from: LocalTime, to: LocalTime }, 'A planned outage.'), {
        minItems: 1,
        description: 'Planned outages.',
      }),
    ),
    outages: Type.Optional(
      closed(
        {
          up: Type.Unsafe<Duration>({ ...Duration, description: 'Time until it fails.' }),
          down: Type.Unsafe<Duration>({ ...Duration, description: 'Time until it works again.' }),
        },
        'Random outages, the same for all units.',
      ),
    ),
    operations: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$' }), OperationModel, {
        additionalProperties: false,
        description: 'By operation: what goes wrong.',
      }),
    ),
  },
  'How the simulator models the system.',
)
export type SystemModel = Static<typeof SystemModel>
export type OperationModel = Static<typeof OperationModel>

export const Systems = closed(
  Object.fromEntries(systemNames.map((name) => [name, Type.Optional(SystemModel)])) as Record<
    (typeof systemNames)[number],
    ReturnType<typeof Type.Optional<typeof SystemModel>>
  >,
  'The systems and how the simulator models them; one that is not named answers at once.',
)
