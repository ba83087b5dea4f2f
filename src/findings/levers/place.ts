import type { Plan } from '../../scenario/index.ts'
import type { Change, Scenario, StaffGroup, Unit } from '../../schema/index.ts'
import type { Suspect } from '../suspect.ts'

/** A scenario as plain data, and which of its entries each unit belongs to. */
export interface Place {
  readonly plan: Plan
  readonly scenario: Scenario
  /** By unit: place in the scenario's `units`. */
  readonly entryOf: readonly number[]
}

/** What changes of a scenario would mend a suspect. None: the scenario has nothing to change for it. */
export type Lever = (place: Place, suspect: Suspect) => Change[]

/** The entries of the units in which it was seen, each once. */
export function entriesOf({ scenario, entryOf }: Place, { units }: Suspect): { at: string; unit: Unit }[] {
  const entries = [...new Set([...units].map((unit) => entryOf[unit] as number))].sort((a, b) => a - b)
  return entries.map((entry) => ({ at: `units.${entry}`, unit: scenario.units[entry] as Unit }))
}

/** The groups of staff of a role, and of one of the skills where any is named. */
export function groupsOf(
  unit: Unit,
  roles: ReadonlySet<string>,
  skills: ReadonlySet<string>,
): { group: StaffGroup; at: string }[] {
  return unit.staff.flatMap((group, index) => {
    const fits = roles.has(group.role) && (skills.size === 0 || group.skills?.some((skill) => skills.has(skill)))
    return fits ? [{ group, at: `staff.${index}` }] : []
  })
}
