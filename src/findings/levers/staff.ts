import { parseLocal } from '../../calendar/index.ts'
import type { Change } from '../../schema/index.ts'
import type { Suspect } from '../suspect.ts'
import { entriesOf, groupsOf, type Lever, type Place } from './place.ts'

const NO_SKILLS: ReadonlySet<string> = new Set()

/** Whoever has the role and the skill holds the account from the start. */
export const grantAccount: Lever = (place, suspect) => [
  ...entriesOf(place, suspect).flatMap(({ at, unit }) =>
    groupsOf(unit, suspect.names.roles, NO_SKILLS).flatMap(({ group, at: groupAt }) =>
      [...suspect.names.accounts].flatMap((account): Change[] => {
        const held = group.accounts?.[account]
        return held === undefined || held === true
          ? []
          : [{ path: `${at}.${groupAt}.accounts.${account}`, value: true }]
      }),
    ),
  ),
  ...faultsOf(place, suspect, (fault) => fault === 'no-account'),
]

/** Who knows the field is there from the first day; where nobody ever does, one group learns it. */
export const bringSkill: Lever = (place, suspect) => {
  const { roles, skills } = suspect.names
  return entriesOf(place, suspect).flatMap(({ at, unit }): Change[] => {
    const skilled = groupsOf(unit, roles, skills)
    if (skilled.length > 0) return presentFromStart(at, skilled)
    const [first] = groupsOf(unit, roles, NO_SKILLS)
    if (!first) return []
    return [{ path: `${at}.${first.at}.skills`, value: [...(first.group.skills ?? []), ...skills] }]
  })
}

/** One official of the role is there from the first day. */
export const bringOfficial: Lever = (place, suspect) =>
  entriesOf(place, suspect).flatMap(({ at, unit }) =>
    presentFromStart(at, groupsOf(unit, suspect.names.roles, NO_SKILLS)),
  )

function presentFromStart(at: string, groups: ReturnType<typeof groupsOf>): Change[] {
  return groups.flatMap(({ group, at: groupAt }): Change[] => [
    ...(group.count === 0 ? [{ path: `${at}.${groupAt}.count`, value: 1 }] : []),
    ...(group.from === undefined ? [] : [{ path: `${at}.${groupAt}.from`, remove: true as const }]),
    ...(group.to === undefined ? [] : [{ path: `${at}.${groupAt}.to`, remove: true as const }]),
  ])
}

/** One more in the first group that can do it. */
export const oneMore: Lever = (place, suspect) =>
  entriesOf(place, suspect).flatMap(({ at, unit }): Change[] => {
    const [first] = groupsOf(unit, suspect.names.roles, suspect.names.skills)
    return first ? [{ path: `${at}.${first.at}.count`, value: first.group.count + 1 }] : []
  })

/** Nobody of the role has duties, or is called away, in the period. */
export const stayAtWork: Lever = (place, suspect) => {
  const { scenario } = place
  const duties = entriesOf(place, suspect).flatMap(({ at, unit }) =>
    groupsOf(unit, suspect.names.roles, NO_SKILLS).flatMap(({ group, at: groupAt }): Change[] =>
      group.duties === undefined ? [] : [{ path: `${at}.${groupAt}.duties`, remove: true }],
    ),
  )
  const calls = (scenario.incidents ?? []).flatMap((incident, index): Change[] => {
    if (incident.kind !== 'officials-away' || !suspect.names.roles.has(incident.role)) return []
    return concerns(place, suspect, incident.unit) ? [{ path: `incidents.${index}`, remove: true }] : []
  })
  return [...duties, ...calls]
}

/** Whoever has the role and the skill is practised from the first day. */
export const train: Lever = (place, suspect) =>
  entriesOf(place, suspect).flatMap(({ at, unit }) =>
    groupsOf(unit, suspect.names.roles, suspect.names.skills).flatMap(({ group, at: groupAt }): Change[] =>
      group.proficiency === undefined ? [] : [{ path: `${at}.${groupAt}.proficiency`, remove: true }],
    ),
  )

/** No workplace of the role fails. */
export const mendMachines: Lever = (place, suspect) =>
  entriesOf(place, suspect).flatMap(({ at, unit }) =>
    groupsOf(unit, suspect.names.roles, NO_SKILLS).flatMap(({ group, at: groupAt }): Change[] =>
      group.breakdowns === undefined ? [] : [{ path: `${at}.${groupAt}.breakdowns`, remove: true }],
    ),
  )

/** Faults of the systems in which it was seen, planted for the time at which it was seen. */
export function faultsOf(place: Place, suspect: Suspect, isIt: (fault: string) => boolean): Change[] {
  return (place.scenario.incidents ?? []).flatMap((incident, index): Change[] => {
    if (incident.kind !== 'system-fault' || !isIt(incident.fault)) return []
    const named = suspect.names.systems.has(incident.system) && concerns(place, suspect, incident.unit)
    return named && overlaps(suspect, incident) ? [{ path: `incidents.${index}`, remove: true }] : []
  })
}

export function overlaps(suspect: Suspect, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return parseLocal(from) <= suspect.lastMs && suspect.firstMs <= parseLocal(to)
}

export function concerns({ plan }: Place, { units }: Suspect, code: string | undefined): boolean {
  return code === undefined || [...units].some((unit) => plan.units[unit]?.code === code)
}
