import type { Plan } from '../../scenario/index.ts'
import {
  type Decision,
  type Readiness,
  type ReadinessLine,
  type ReadinessRule,
  readinessLines,
} from '../../schema/index.ts'
import { type Evidence, measureIn } from './measures.ts'

type Line = Readiness['units'][number]['lines'][number]

/** What can't be judged is worse than a go, and better than a condition: it asks for a look. */
const severity: Readonly<Record<Decision, number>> = { go: 0, 'not-judged': 1, conditions: 2, 'no-go': 3 }

/** Whether each unit is ready to go live, by the rules given: the worst rule decides a line, the worst line the unit. */
export function readinessOf(plan: Plan, rules: readonly ReadinessRule[], result: Evidence): Readiness {
  return {
    rules: [...rules],
    units: plan.units.map(({ code }, unit) => {
      const lines = readinessLines.flatMap((line) => lineOf(line, rules, plan, unit, result) ?? [])
      const judged = lines.filter(({ decision }) => decision !== 'not-judged')
      return { unit: code, decision: worst(judged.length > 0 ? judged : lines)?.decision ?? 'not-judged', lines }
    }),
  }
}

function lineOf(
  line: ReadinessLine,
  rules: readonly ReadinessRule[],
  plan: Plan,
  unit: number,
  result: Evidence,
): Line | undefined {
  const judged = rules
    .filter((rule) => rule.line === line)
    .map((rule): Line => {
      const { value, evidence } = measureIn(rule.measure, plan, unit, result)
      return { line, decision: decide(rule, value), rule: rule.name, value, evidence: [...evidence] }
    })
  // A rule that has nothing to go by leaves the line to the others.
  const known = judged.filter(({ decision }) => decision !== 'not-judged')
  return worst(known.length > 0 ? known : judged)
}

function decide({ conditionsAbove, noGoAbove }: ReadinessRule, value: number | null): Decision {
  if (value === null) return 'not-judged'
  if (value > noGoAbove) return 'no-go'
  return value > conditionsAbove ? 'conditions' : 'go'
}

/** The first of the worst. */
function worst<T extends { readonly decision: Decision }>(all: readonly T[]): T | undefined {
  return all.reduce<T | undefined>(
    (found, each) => (found === undefined || severity[each.decision] > severity[found.decision] ? each : found),
    undefined,
  )
}
