import Type, { type Static } from 'typebox'
import { closed, Name, Title } from './parts.ts'

/** One change that takes a difficulty out of a scenario. */
export const Change = closed(
  {
    path: Type.String({
      minLength: 1,
      description:
        'Place in the scenario, as a dotted path with positions from 0: units.0.counters. "*" stands for every element: units.*.staff.',
    }),
    value: Type.Optional(Type.Unknown({ description: 'What stands there without the difficulty.' })),
    remove: Type.Optional(Type.Literal(true, { description: 'Instead of a value: it is not there at all.' })),
  },
  'One change to the scenario.',
)
export type Change = Static<typeof Change>

export const Difficulty = closed(
  {
    name: Name('Name, unique among difficulties and incidents.'),
    title: Type.Unsafe<Static<typeof Title>>({ ...Title, description: 'What is difficult, for the report.' }),
    measure: Type.String({
      pattern: '^[a-z][A-Za-z]*(\\.[A-Za-z0-9_-]+)+$',
      description:
        'Figure of the result that shows it, as a dotted path: steps.sign.waitP90Min, indicators.civil_status.open, operations.portal.submit.errors.',
    }),
    withoutIt: Type.Array(Change, {
      minItems: 1,
      description: 'What is different in a world without it; made by "--without" followed by the name.',
    }),
  },
  'Something that made the pilot difficult, and the figure that shows it.',
)
export type Difficulty = Static<typeof Difficulty>

/** What was taken away from a scenario. */
export const TakenAway = closed(
  {
    name: Type.String({ description: 'Name of the incident or difficulty.' }),
    title: Type.Union([Title, Type.Null()], { description: 'Its title; null of an incident without one.' }),
  },
  'An incident or difficulty that was taken away.',
)
export type TakenAway = Static<typeof TakenAway>
