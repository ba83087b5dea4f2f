import Type, { type Static } from 'typebox'
import { closed, LocalTime, systemNames, tagged } from './parts.ts'

const name = Type.String({ pattern: '^[a-z][a-z0-9-]*$', description: 'Name of the incident, unique in the scenario.' })
const from = LocalTime
const to = LocalTime

/** Something that happens at a stated time. A new kind is added here and given its effect in operation/incidents. */
export const Incident = tagged(
  'kind',
  [
    closed(
      {
        kind: Type.Literal('connection-lost'),
        name,
        system: Type.Enum([...systemNames], { description: 'The system that the centre can’t reach.' }),
        from,
        to,
      },
      'The centre’s connection to a system is lost: every call of its officials and its kiosk fails.',
    ),
    closed(
      {
        kind: Type.Literal('officials-away'),
        name,
        role: Type.String({ description: 'Role of the officials who are called away, as in the unit’s staff.' }),
        count: Type.Integer({ minimum: 1, description: 'How many of that role are away.' }),
        from,
        to,
      },
      'Officials are called away, to a meeting for example; what they have begun they finish first.',
    ),
    closed(
      {
        kind: Type.Literal('counters-closed'),
        name,
        unit: Type.String({ description: 'Code of the unit whose counters they are, as in the scenario’s units.' }),
        count: Type.Integer({
          minimum: 1,
          description: 'How many of the unit’s counters are closed; all is possible.',
        }),
        from,
        to,
      },
      'Counters of a unit are closed, for repairs of a room for example; citizens who are being served finish first.',
    ),
  ],
  'Something that happens at a stated time.',
)
export type Incident = Static<typeof Incident>
