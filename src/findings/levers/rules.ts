import { loadCatalogue, type Plan } from '../../scenario/index.ts'
import type { Change, Workflow } from '../../schema/index.ts'
import type { Suspect } from '../suspect.ts'
import { entriesOf, type Lever } from './place.ts'

/** No dossier has the trait for which it was sent round. */
export const clearAuthority: Lever = (place, suspect) => {
  const { demand } = place.scenario
  return [...suspect.names.traits].flatMap((trait): Change[] => [
    ...(demand.traits?.[trait] === undefined ? [] : [{ path: `demand.traits.${trait}.share`, value: 0 }]),
    ...Object.entries(demand.streams ?? {}).flatMap(([stream, { traits }]): Change[] =>
      traits?.[trait] === undefined ? [] : [{ path: `demand.streams.${stream}.traits.${trait}.share`, value: 0 }],
    ),
    ...entriesOf(place, suspect).flatMap(({ at, unit }): Change[] =>
      unit.traits?.[trait] === undefined ? [] : [{ path: `${at}.traits.${trait}`, value: 0 }],
    ),
  ])
}

const HOURS_A_DAY = 8
const HOUR_MS = 3_600_000

/** The catalogue's own limit where the scenario's is another; else one that could be kept. */
export const rightLimit: Lever = (place, suspect) => {
  const given = place.scenario.procedures?.[suspect.subject]
  const own = loadCatalogue().procedures.get(suspect.subject)
  if (given?.limit !== undefined && own?.limit !== undefined) {
    return [{ path: `procedures.${suspect.subject}.limit`, remove: true }]
  }
  const limit = { kind: 'working-days', days: keepableDays(place.plan, suspect) }
  if (given) return [{ path: `procedures.${suspect.subject}.limit`, value: limit }]
  const { procedures } = place.scenario
  return procedures
    ? [{ path: `procedures.${suspect.subject}`, value: { limit } }]
    : [{ path: 'procedures', value: { [suspect.subject]: { limit } } }]
}

/** Working days that the slowest dossier would have kept, had it waited for nobody. */
export function keepableDays(plan: Plan, suspect: Suspect): number {
  const procedure = plan.procedures.find(({ code }) => code === suspect.subject)
  const hours = procedure?.limit.kind === 'working-time' ? procedure.limit.workingHours : HOURS_A_DAY
  const kept = hours * (1 - (procedure?.limitReduction ?? 0)) + suspect.mostMs / HOUR_MS
  return Math.ceil(kept / (1 - (procedure?.limitReduction ?? 0)) / HOURS_A_DAY)
}

/** Dossiers are signed as they come. */
export const signAtOnce: Lever = ({ plan, scenario }, suspect) => {
  const known = { ...loadCatalogue().workflows, ...scenario.workflows }
  const changed = plan.workflows.flatMap(({ name }): [string, Workflow][] => {
    const workflow = known[name]
    return workflow && isSlowed(workflow, suspect) ? [[name, withoutRounds(workflow, suspect)]] : []
  })
  if (scenario.workflows) return changed.map(([name, value]) => ({ path: `workflows.${name}`, value }))
  return changed.length === 0 ? [] : [{ path: 'workflows', value: Object.fromEntries(changed) }]
}

function isSlowed({ steps }: Workflow, { names }: Suspect): boolean {
  return Object.entries(steps).some(([name, step]) => names.steps.has(name) && 'rounds' in step)
}

function withoutRounds(workflow: Workflow, { names }: Suspect): Workflow {
  const steps = Object.entries(workflow.steps).map(([name, step]) => {
    if (!names.steps.has(name) || !('rounds' in step)) return [name, step] as const
    const { rounds: _, ...rest } = step
    return [name, rest] as const
  })
  return { ...workflow, steps: Object.fromEntries(steps) as Workflow['steps'] }
}
