import Type, { type Static } from 'typebox'
import { closed, Name, Title } from './parts.ts'
import { Basis } from './scenario.ts'

export const readinessLines = [
  'personnel',
  'facilities',
  'regulations',
  'software',
  'accounts',
  'equipment',
  'connection',
  'training',
] as const
export type ReadinessLine = (typeof readinessLines)[number]

export const readinessMeasures = [
  'vacantShare',
  'officialsWaitHours',
  'turnedAwayShare',
  'counterWaitHours',
  'deviatingShare',
  'unsourcedLimitShare',
  'failedCallShare',
  'systemWaitHours',
  'accountsLateShare',
  'accountsNeverShare',
  'equipmentWaitHours',
  'disconnectedShare',
  'untrainedShare',
  'skillWaitHours',
] as const
export type ReadinessMeasure = (typeof readinessMeasures)[number]

export const decisions = ['go', 'conditions', 'no-go', 'not-judged'] as const
export type Decision = (typeof decisions)[number]

const ReadinessRule = closed(
  {
    name: Name('Name of the rule.'),
    line: Type.Enum([...readinessLines], { description: 'Line of the checklist.' }),
    measure: Type.Enum([...readinessMeasures], { description: 'What is measured; more of it is worse.' }),
    title: Title,
    conditionsAbove: Type.Number({ minimum: 0, description: 'Above it: go with conditions.' }),
    noGoAbove: Type.Number({ minimum: 0, description: 'Above it: no go.' }),
    turns: Type.Unsafe<Static<typeof Title>>({ ...Title, description: 'What would turn it.' }),
    basis: closed(
      { kind: Basis.properties.kind, source: Type.String({ minLength: 1, description: 'Why these thresholds.' }) },
      'What the thresholds rest on.',
    ),
  },
  'One rule.',
)
export type ReadinessRule = Static<typeof ReadinessRule>

/** scenarios/catalogue/readiness.yaml. */
export const ReadinessRules = closed(
  { rules: Type.Array(ReadinessRule, { minItems: 1, description: 'Rules.' }) },
  'When a unit is ready.',
)

export const Readiness = closed(
  {
    rules: Type.Array(ReadinessRule, { description: 'The rules that were used.' }),
    units: Type.Array(
      closed(
        {
          unit: Type.String({ description: 'Code of the unit.' }),
          decision: Type.Enum([...decisions], { description: 'The worst of its lines.' }),
          lines: Type.Array(
            closed(
              {
                line: Type.Enum([...readinessLines], { description: 'Line of the checklist.' }),
                decision: Type.Enum([...decisions], { description: 'The worst of its rules.' }),
                rule: Type.String({ description: 'Name of the rule that decided it.' }),
                value: Type.Union([Type.Number(), Type.Null()], {
                  description: 'What it measured; null where nothing could be.',
                }),
                evidence: Type.Array(Type.String(), {
                  description: 'Names behind the value: of posts, accounts, fields, operations, incidents.',
                }),
              },
              'One line.',
            ),
            { description: 'The checklist.' },
          ),
        },
        'One unit.',
      ),
      { description: 'By unit, in the order of scenario.units.' },
    ),
  },
  'Whether each unit is ready to go live.',
)
export type Readiness = Static<typeof Readiness>
