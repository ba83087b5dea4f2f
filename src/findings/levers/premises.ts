import type { Change, Unit } from '../../schema/index.ts'
import { entriesOf, type Lever } from './place.ts'

/** Main site and further sites of a unit, with their paths. */
function sitesOf(
  at: string,
  unit: Unit,
): { at: string; name: string; site: Pick<Unit, 'seats' | 'waitingAreaM2' | 'equipment'> }[] {
  const further = (unit.sites ?? []).map((site, index) => ({ at: `${at}.sites.${index}`, name: site.name, site }))
  return [{ at, name: '', site: unit }, ...further]
}

/** Nobody is turned away for want of a seat. */
export const roomForAll: Lever = (place, suspect) =>
  entriesOf(place, suspect).flatMap(({ at, unit }) =>
    sitesOf(at, unit)
      .filter(({ name }) => name === suspect.subject)
      .flatMap(({ at: siteAt, site }): Change[] => [
        ...(site.seats === undefined ? [] : [{ path: `${siteAt}.seats`, remove: true as const }]),
        ...(site.waitingAreaM2 === undefined ? [] : [{ path: `${siteAt}.waitingAreaM2`, remove: true as const }]),
      ]),
  )

/** A counter, or a place in the area, for every official who serves there. */
export const moreCounters: Lever = (place, suspect) =>
  entriesOf(place, suspect).flatMap(({ at, unit }): Change[] => {
    const officials = unit.staff.reduce((sum, { role, count }) => sum + (suspect.names.roles.has(role) ? count : 0), 0)
    const area = suspect.subject
    const places = area === '' ? undefined : unit.areas?.[area]
    if (places !== undefined) return [{ path: `${at}.areas.${area}`, value: Math.max(places + 1, officials) }]
    return [{ path: `${at}.counters`, value: Math.max(unit.counters + 1, officials) }]
  })

/** A piece for every official. */
export const equip: Lever = (place, suspect) =>
  entriesOf(place, suspect).flatMap(({ at, unit }) =>
    sitesOf(at, unit).flatMap(({ at: siteAt, site }): Change[] => {
      const given = site.equipment?.[suspect.subject]
      if (given === undefined) return []
      const officials = unit.staff.reduce(
        (sum, { role, count }) => sum + (suspect.names.roles.has(role) ? count : 0),
        0,
      )
      const pieces = typeof given === 'number' ? given : Math.floor(given.budgetVnd / given.priceVnd)
      return [{ path: `${siteAt}.equipment.${suspect.subject}`, value: Math.max(pieces + 1, officials) }]
    }),
  )
