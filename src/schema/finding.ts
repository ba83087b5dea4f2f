import Type, { type Static } from 'typebox'
import { Change } from './difficulty.ts'
import { closed, DateText, Title } from './parts.ts'

export const causes = [
  'people',
  'skills',
  'accounts',
  'equipment',
  'software',
  'connection',
  'premises',
  'procedure',
  'data',
  'authority',
] as const
export type Cause = (typeof causes)[number]

export const severities = ['watch', 'act', 'stop'] as const
export type Severity = (typeof severities)[number]

const title = (description: string) => Type.Unsafe<Static<typeof Title>>({ ...Title, description })
const count = (description: string) => Type.Integer({ minimum: 0, description })
const hours = (description: string) => Type.Number({ minimum: 0, description })
const names = (description: string) => Type.Optional(Type.Array(Type.String(), { minItems: 1, description }))
const interval = (description: string) =>
  Type.Unsafe<[number, number]>({ ...Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), description })

/** What a remedy takes away from a figure in one period. */
export const Gained = closed(
  {
    mean: Type.Number({ description: 'Mean of the differences, without the remedy less with it: above 0 is better.' }),
    ci95: interval('95 % confidence interval of that mean.'),
    pi95: interval('95 % interval for the difference in one period.'),
  },
  'What is gained, from pairs of simulations with the same chances.',
)
export type Gained = Static<typeof Gained>

export const Gain = closed(
  {
    pairs: Type.Integer({
      minimum: 2,
      description: 'Pairs of periods that were simulated, with the remedy and without.',
    }),
    beyond: count(
      'How many findings of something broken are mended in both worlds: more hands and fewer rules are worth what they bring beyond that.',
    ),
    of: Type.Integer({ minimum: 1, description: 'Units that the remedy changes.' }),
    units: Type.Integer({
      minimum: 1,
      description: 'Units played in each pair: all that it changes, or a sample drawn anew for each pair.',
    }),
    late: Type.Unsafe<Gained>({ ...Gained, description: 'Dossiers overdue, finished or open.' }),
    overrunHours: Type.Unsafe<Gained>({ ...Gained, description: 'Working hours past the appointment, all together.' }),
    sentAway: Type.Unsafe<Gained>({
      ...Gained,
      description: 'Times a citizen was turned away, gave up waiting, or could not submit at the first try.',
    }),
    turnaroundHours: Type.Unsafe<Gained>({
      ...Gained,
      description: 'Working hours from submission to the end of processing, of all finished dossiers together.',
    }),
    asNext: Type.Union([Type.Enum(['distinguishable', 'not distinguishable']), Type.Null()], {
      description:
        'Whether it can be told from the next finding’s gain; null for the last, and where there is no gain.',
    }),
  },
  'What the remedy buys.',
)
export type Gain = Static<typeof Gain>

export const Finding = closed(
  {
    kind: Type.String({ description: 'Kind of finding, as in the catalogue of remedies.' }),
    cause: Type.Enum([...causes], { description: 'Class of the cause.' }),
    severity: Type.Enum([...severities], {
      description:
        'watch: nothing to gain that can be shown. act: mending it pays. stop: do not open before it is mended.',
    }),
    title: title('What is wrong, in one sentence.'),
    where: closed(
      {
        units: Type.Array(Type.String(), { minItems: 1, description: 'Codes of the units in which it was seen.' }),
        steps: names('Steps.'),
        roles: names('Roles.'),
        skills: names('Skills.'),
        accounts: names('Accounts.'),
        equipment: names('Pieces of equipment.'),
        sites: names('Sites but the main one.'),
        systems: names('Systems.'),
        operations: names('System operations.'),
        traits: names('Traits of dossiers.'),
        procedures: names('Codes of procedures.'),
      },
      'Where it was seen.',
    ),
    evidence: closed(
      {
        cases: count('Waits, calls or citizens, by kind of finding; a dossier that waits at two steps is two cases.'),
        of: count('Of how many in all; 0 where nobody counts.'),
        hours: hours('Working hours lost, all cases together.'),
        mostHours: hours('Of the longest case.'),
        unfinished: count('Cases that were not over at the end.'),
        from: Type.Union([Type.String(), Type.Null()], { description: 'When it began, ISO 8601.' }),
        to: Type.Union([Type.String(), Type.Null()], { description: 'Last time.' }),
        dossiers: Type.Array(Type.String(), { description: 'Ids of the worst cases, to look up in the event log.' }),
      },
      'What was seen in the event log.',
    ),
    effect: closed(
      {
        late: count('Overdue dossiers that it touched, in this run.'),
        hours: hours('Working hours lost, in this run.'),
        sentAway: count('Times a citizen was turned away, or could not submit at the first try, in this run.'),
      },
      'What it did in the run that is shown.',
    ),
    remedy: closed(
      {
        title: title('What is to be done.'),
        takesDays: Type.Number({ exclusiveMinimum: 0, description: 'Working days that it takes.' }),
        changes: Type.Array(Change, {
          description: 'What it changes in the scenario; empty where nothing there would.',
        }),
        source: title('Where this comes from, or that it is assumed.'),
      },
      'How to mend it.',
    ),
    owner: title('Who can mend it.'),
    due: Type.Unsafe<string>({
      ...DateText,
      description: 'Day by which it must be done: before the go-live, if that is still to come.',
    }),
    gain: Type.Union([Gain, Type.Null()], { description: 'Null where it was not simulated, or can’t be.' }),
  },
  'Something that went wrong, why, who mends it, and what mending buys.',
)
export type Finding = Static<typeof Finding>

/** Where the overrun comes from. */
export const Lateness = closed(
  {
    rule: Type.Literal('factor-separation', { description: 'See docs/findings.md.' }),
    pairs: Type.Integer({ minimum: 1, description: 'Periods simulated of each combination.' }),
    overrunHours: hours('Working hours past the appointment with every cause there, mean of one period.'),
    causes: Type.Array(
      closed(
        {
          finding: Type.Integer({ minimum: 0, description: 'Place in findings.' }),
          hours: Type.Number({ description: 'That go when it alone is removed.' }),
          share: Type.Number({ description: 'The same with its half of each interaction with one other.' }),
        },
        'One cause.',
      ),
    ),
    interactions: Type.Array(
      closed(
        {
          findings: Type.Unsafe<[number, number]>({
            ...Type.Array(Type.Integer({ minimum: 0 }), { minItems: 2, maxItems: 2 }),
            description: 'Places in findings.',
          }),
          hours: Type.Number({
            description:
              'That go when both are removed, beyond what goes with each alone; below 0 where each alone helps with the same dossiers.',
          }),
        },
        'Two causes together.',
      ),
    ),
    together: Type.Number({ description: 'What three or more causes do together beyond all that.' }),
    rest: hours('What is left when all these causes are removed.'),
  },
  'Overrun by cause: causes, interactions, together and rest add up to overrunHours.',
)
export type Lateness = Static<typeof Lateness>

/** One kind of finding in the catalogue; {slots} in the texts are filled with what was found. */
export const RemedyEntry = closed(
  {
    cause: Type.Enum([...causes]),
    title: title('What is wrong.'),
    remedy: title('What is to be done.'),
    owner: title('Who can.'),
    takesDays: Type.Number({ exclusiveMinimum: 0 }),
    source: title('Source, or that it is assumed.'),
  },
  'A kind of finding.',
)
export type RemedyEntry = Static<typeof RemedyEntry>

export const RemedyCatalogue = closed(
  {
    goLive: Type.Unsafe<string>({ ...DateText, description: 'Day on which two-level government began.' }),
    daysToCheck: Type.Integer({
      minimum: 0,
      description: 'Working days before the go-live by which a remedy is to be there.',
    }),
    kinds: Type.Record(Type.String({ pattern: '^[a-z-]+$' }), RemedyEntry),
  },
  'Remedies by kind of finding.',
)
export type RemedyCatalogue = Static<typeof RemedyCatalogue>
