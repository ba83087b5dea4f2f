import Type, { type Static } from 'typebox'
import { closed } from './parts.ts'

/**
 * Why something waits.
 * busy, absent: all officials who could do it are busy, or none of them is there. account, skill: nobody of the role
 * holds the account yet, or is trained in the field. post: nobody holds a post of the role. counter: every place to be
 * served at is taken. equipment: every piece is in use. system: it was out a moment ago and is left alone. round: the
 * papers are collected for the next round. paper: officials enter what was done on paper. workplace: it is out of order.
 * citizen, agency: it is their turn. way: it is on its way to another unit or site. legs: its sub-dossiers are not over.
 * urgent: it was laid aside, for what is more urgent or because a workplace failed. other: the log does not tell.
 */
export const limitKinds = [
  'busy',
  'absent',
  'account',
  'skill',
  'post',
  'counter',
  'equipment',
  'system',
  'round',
  'paper',
  'workplace',
  'citizen',
  'agency',
  'way',
  'legs',
  'urgent',
  'other',
] as const
export type LimitKind = (typeof limitKinds)[number]

const limit = {
  kind: Type.Enum([...limitKinds], { description: 'Why something waits.' }),
  name: Type.String({ description: 'Of the role, account, skill, area, equipment or system; "" where there is none.' }),
}
const amount = (description: string) => Type.Number({ minimum: 0, description })

export const Bottlenecks = closed(
  {
    lookMin: amount('Minutes of office hours between two looks.'),
    units: Type.Array(
      closed(
        {
          unit: Type.String({ description: 'Code of the unit.' }),
          hours: amount('Hours of the period in which it was open.'),
          queueMean: amount('How many dossiers waited for an official, on average.'),
          limits: Type.Array(
            closed(
              {
                ...limit,
                hours: amount('Hours in which it kept more waiting than anything else.'),
                waitingHours: amount('Dossiers that it kept waiting × hours.'),
              },
              'One thing that was waited for.',
            ),
            { description: 'What was waited for, the most first.' },
          ),
        },
        'One unit.',
      ),
      { description: 'By unit, in the order of scenario.units.' },
    ),
    byHour: Type.Array(
      closed(
        {
          unit: Type.String({ description: 'Code of the unit.' }),
          hour: Type.String({ description: 'Its beginning, local time, YYYY-MM-DDTHH:MM.' }),
          queue: amount('How many waited, on average.'),
          ...limit,
          waiting: amount('How many of them waited for this, which is what most waited for.'),
          utilisation: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], {
            description: 'Share of the officials of that role present who were busy; null where it is no role.',
          }),
        },
        'What limited one unit in one hour.',
      ),
      { description: 'Hours in which anything waited; empty with more than 20 units.' },
    ),
    roles: Type.Array(
      closed(
        {
          role: Type.String({ description: 'Role.' }),
          utilisationFrom: Type.Number({
            minimum: 0,
            maximum: 1,
            description: 'Hours in which at least this share of the role was busy, and less than in the next row.',
          }),
          hours: amount('How many such hours, of all units.'),
          queueMean: amount('How many waited for the role then, on average.'),
        },
        'How long the queue was at a utilisation.',
      ),
      { description: 'Utilisation against queue, by role.' },
    ),
  },
  'What limited each unit, looked at every quarter of an office hour.',
)
export type Bottlenecks = Static<typeof Bottlenecks>

export const Growth = closed(
  {
    replications: Type.Integer({ minimum: 2, description: 'Simulated periods at each growth, with the same chances.' }),
    rows: Type.Array(
      closed(
        {
          growth: amount('By what share demand is larger.'),
          onTimeRate: Type.Union([Type.Number(), Type.Null()], { description: 'Mean.' }),
          onTimeRateChange: Type.Union(
            [Type.Unsafe<[number, number]>(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })), Type.Null()],
            { description: '95 % interval of the change against today’s demand.' },
          ),
          limits: Type.Array(
            closed(
              {
                ...limit,
                waitingHours: amount('Dossiers that it keeps waiting × hours, mean.'),
                more: Type.Number({ description: 'How many more than with today’s demand.' }),
                ci95: Type.Unsafe<[number, number]>({
                  ...Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
                  description: '95 % interval of that.',
                }),
                gives: Type.Boolean({ description: 'Whether the interval lies above 0.' }),
              },
              'One thing that is waited for.',
            ),
            { description: 'What gives first comes first: of what gives, the largest growth.' },
          ),
        },
        'At one growth of demand.',
      ),
      { description: 'By growth; 0 is today’s demand.' },
    ),
  },
  'What gives first when demand grows.',
)
export type Growth = Static<typeof Growth>
