import { type SystemName, systemNames } from '../schema/index.ts'
import { ANY_COUNTER, type OfferedWork } from './offered-work.ts'
import type { Plan, SitePlan, UnitPlan } from './plan.ts'

const MINUTE_MS = 60_000

/** Work that a unit’s counters, an area or a kind of equipment is asked for, as a share of the time; all its sites together. */
export interface PlaceLoad {
  readonly unit: number
  readonly kind: 'counters' | 'area' | 'equipment'
  /** "" of the counters. */
  readonly name: string
  readonly load: number
}

/** The same of a system that works on a limited number of calls at once. */
export interface SystemLoad {
  readonly system: SystemName
  /** Undefined where all units share its capacity. */
  readonly unit: number | undefined
  readonly load: number
}

/** Loads of counters, areas and equipment: those of all sites of a unit together, while somebody works there. */
export function placeLoads(plan: Plan, grouped: readonly (readonly OfferedWork[])[]): PlaceLoad[] {
  return grouped.flatMap((work, index) => {
    const unit = plan.units[index] as UnitPlan // work is laid out by index of the unit
    const timeMin = (sizeAt: (site: SitePlan) => number) =>
      unit.sites.reduce((sum, site, place) => sum + sizeAt(site) * openMin(plan, unit, site, place), 0)
    const isArea = (name: string) => unit.sites.some(({ areas }) => areas[name] !== undefined)
    const isCounted = (name: string) => unit.sites.some(({ equipment }) => equipment[name] !== undefined)
    const asked = new Map<string, PlaceLoad & { load: number }>()
    const add = (kind: PlaceLoad['kind'], name: string, askedMin: number) => {
      const key = `${kind} ${name}`
      const row = asked.get(key) ?? { unit: index, kind, name, load: 0 }
      row.load += askedMin
      asked.set(key, row)
    }
    for (const { place, equipment, workMin } of work) {
      if (place !== undefined && place !== ANY_COUNTER && isArea(place)) add('area', place, workMin)
      // A site that has no such area serves them at its counters.
      else if (place !== undefined) add('counters', '', workMin)
      for (const name of equipment) if (isCounted(name)) add('equipment', name, workMin)
    }
    const sizeOf = ({ kind, name }: PlaceLoad, site: SitePlan): number => {
      if (kind === 'counters') return site.counters
      // Where a site names no such area or piece, it has as much as it needs of it, or takes its counters.
      if (kind === 'area') return site.areas[name] ?? site.counters
      return site.equipment[name] ?? Number.POSITIVE_INFINITY
    }
    return [...asked.values()].map((row) => {
      const hasMin = timeMin((site) => sizeOf(row, site))
      return { ...row, load: row.load === 0 ? 0 : row.load / hasMin }
    })
  })
}

/** Minutes of the period in which a site is open and anybody could be at work there, in overtime too. */
function openMin(plan: Plan, unit: UnitPlan, { opensMs, closesMs }: SitePlan, place: number): number {
  const fromMs = Math.max(plan.fromMs, opensMs)
  const toMs = Math.min(plan.toMs, closesMs)
  if (fromMs >= toMs) return 0
  const there = unit.officials.filter(({ site }) => site === place)
  const calendars = new Set(there.map(({ calendar }) => calendar))
  return [...calendars].reduce((most, calendar) => Math.max(most, calendar.between(fromMs, toMs) / MINUTE_MS), 0)
}

/**
 * Loads of systems of limited capacity. Officials call in working time, citizens and agencies at any hour: the load is
 * that of the calls of officials in their hours, or of all calls in the whole period, whichever is more.
 */
export function systemLoads(plan: Plan, grouped: readonly (readonly OfferedWork[])[]): SystemLoad[] {
  return systemNames.flatMap((system): SystemLoad[] => {
    const model = plan.systems[system]
    if (!model || model.concurrent === Number.POSITIVE_INFINITY) return []
    const asked = grouped.map((work) => askedOf(work, system))
    if (!model.shared) {
      return asked.map((one, unit) => ({ system, unit, load: loadOf(plan, [unit], one, model.concurrent) }))
    }
    const total = asked.reduce((sum, { byOfficials, all }) => ({
      byOfficials: sum.byOfficials + byOfficials,
      all: sum.all + all,
    }))
    return [{ system, unit: undefined, load: loadOf(plan, [...plan.units.keys()], total, model.concurrent) }]
  })
}

interface Asked {
  readonly byOfficials: number
  readonly all: number
}

function askedOf(work: readonly OfferedWork[], system: SystemName): Asked {
  let [byOfficials, all] = [0, 0]
  for (const { role, answerMin } of work) {
    const min = answerMin.get(system) ?? 0
    all += min
    if (role !== undefined) byOfficials += min
  }
  return { byOfficials, all }
}

function loadOf(plan: Plan, units: readonly number[], { byOfficials, all }: Asked, concurrent: number): number {
  if (all === 0) return 0
  const calendars = new Set(units.flatMap((unit) => plan.units[unit]?.officials.map(({ calendar }) => calendar) ?? []))
  const hoursMin = [...calendars].map((calendar) => calendar.between(plan.fromMs, plan.toMs) / MINUTE_MS)
  const inHours = byOfficials === 0 ? 0 : byOfficials / Math.max(0, ...hoursMin)
  return Math.max(inHours, all / ((plan.toMs - plan.fromMs) / MINUTE_MS)) / concurrent
}
