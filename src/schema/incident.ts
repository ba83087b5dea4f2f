import Type, { type Static } from 'typebox'
import { closed, LocalTime, nameForm, Share, systemNames, Title, tagged } from './parts.ts'

const name = Type.String({ pattern: '^[a-z][a-z0-9-]*$', description: 'Name of the incident, unique in the scenario.' })
const title = Type.Optional({ ...Title, description: 'What reports call it; its name without.' })
const from = LocalTime
const to = LocalTime
const unitCode = (description: string) => Type.String({ pattern: '^\\d{5}$', description })
const onlyUnit = Type.Optional(unitCode('Code of the only unit concerned; all units without.'))

/** Something that happens at a stated time. A new kind is added here and given its effect in operation/incidents. */
export const Incident = tagged(
  'kind',
  [
    closed(
      {
        kind: Type.Literal('connection-lost'),
        name,
        title,
        system: Type.Enum([...systemNames, 'all'], {
          description: 'The system that the centre can’t reach; "all" when the connection is shared by all.',
        }),
        unit: onlyUnit,
        from,
        to,
      },
      'A system can’t be reached: every call to it fails. With "all" it is the centre’s own line that is lost: citizens at home still reach the portal, and agencies their systems.',
    ),
    closed(
      {
        kind: Type.Literal('officials-away'),
        name,
        title,
        role: Type.String({ description: 'Role of the officials who are called away, as in the unit’s staff.' }),
        count: Type.Integer({
          minimum: 1,
          description: 'How many of that role are away: the first who serve as it begins.',
        }),
        unit: onlyUnit,
        from,
        to,
      },
      'Officials are called away, to a meeting for example. Work at a desk rests until they are back; a citizen whom they serve at a counter they serve to the end.',
    ),
    closed(
      {
        kind: Type.Literal('counters-closed'),
        name,
        title,
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
    closed(
      {
        kind: Type.Literal('training'),
        name,
        title,
        role: Type.String({ description: 'Role of the officials who are trained.' }),
        count: Type.Integer({
          minimum: 1,
          description: 'How many of each unit are trained: the first who serve as it begins.',
        }),
        unit: onlyUnit,
        mentor: Type.Optional(
          Type.String({ description: 'Role of the official who trains them and is away too; none without.' }),
        ),
        skills: Type.Optional(
          Type.Array(Type.String(), { minItems: 1, description: 'Skills that they have afterwards.' }),
        ),
        worthCases: Type.Optional(
          Type.Integer({
            minimum: 0,
            default: 0,
            description: 'As much practice as this many cases of every step.',
          }),
        ),
        from,
        to,
      },
      'Officials are trained: away until it is over, and better at it afterwards.',
    ),
    closed(
      {
        kind: Type.Literal('equipment-moved'),
        name,
        title,
        item: Type.String({ pattern: nameForm, description: 'Piece of equipment, as in the units’ equipment.' }),
        count: Type.Integer({ minimum: 1, description: 'How many.' }),
        unit: unitCode('Code of the unit that gives it.'),
        toUnit: unitCode('Code of the unit that gets it.'),
        from,
        to,
      },
      'Equipment of one unit is lent to another.',
    ),
    closed(
      {
        kind: Type.Literal('system-fault'),
        name,
        title,
        system: Type.Enum([...systemNames], { description: 'The system that fails.' }),
        fault: Type.String({
          pattern: '^[a-z0-9-]{1,60}$',
          description:
            'What goes wrong: server-error, time-out, slow, closed, garbage, error-200, refused, transfer-lost, transfer-duplicated, transfer-delayed, transfer-out-of-order, or a kind of the system’s own (docs/systems.md).',
        }),
        operations: Type.Optional(
          Type.Array(Type.String({ pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$' }), {
            minItems: 1,
            description: 'Only these operations; every one of the system without.',
          }),
        ),
        unit: onlyUnit,
        share: Type.Optional(
          Type.Unsafe<number>({
            ...Share('Share of the calls that it hits; of "refused", of the dossiers.'),
            default: 1,
          }),
        ),
        more: Type.Optional(
          Type.Record(Type.String({ pattern: '^[A-Za-z]{1,40}$' }), Type.Union([Type.Number(), Type.String()]), {
            description: 'Numbers of the fault’s own, for example { addMs: 2000 } of slow.',
          }),
        ),
        from,
        to,
      },
      'A system fails in a stated way; the stand-ins show it as it is, the simulator as far as a model can.',
    ),
  ],
  'Something that happens at a stated time.',
)
export type Incident = Static<typeof Incident>
