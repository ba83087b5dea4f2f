import { groupedWork, type OfferedWork } from './offered-work.ts'
import { type PlaceLoad, placeLoads, type SystemLoad, systemLoads } from './other-loads.ts'
import type { OfficialPlan, Plan, UnitPlan } from './plan.ts'
import { workingMs } from './working-time.ts'

const MINUTE_MS = 60_000

/** Work that officials are asked for, as a share of the time they have. From 1 on the queue can only grow. */
export interface OfferedLoad {
  /** Index into Plan.units. */
  readonly unit: number
  readonly role: string
  /** With a skill: only work that asks it, or another skill that nobody but its holders has; else all of the role. */
  readonly skill?: string
  /** 0.8 is four fifths of the time; Infinity where there is work and no time. */
  readonly load: number
}

export interface OfferedLoads {
  readonly officials: readonly OfferedLoad[]
  readonly places: readonly PlaceLoad[]
  readonly systems: readonly SystemLoad[]
}

/**
 * The offered load of every role, place and system of every unit, ρ = λ · E[S] ÷ m: expected work of the period's
 * dossiers and of what waits as it begins, over the time of those who do it. An official who waits for an answer is
 * occupied, and so is the counter. Calls that fail and are made again, practice that is still lacking, and incidents
 * are left out.
 * @param begun whether what waits as the period begins counts
 */
export function offeredLoads(plan: Plan, begun = true): OfferedLoads {
  const work = groupedWork(plan, begun)
  return { officials: officialLoads(plan, work), places: placeLoads(plan, work), systems: systemLoads(plan, work) }
}

/** Of the officials alone. A unit without steps for officials has no rows. */
export function offeredLoad(plan: Plan): OfferedLoad[] {
  return officialLoads(plan, groupedWork(plan))
}

/** Work of officials. */
type RoleWork = OfferedWork & { readonly role: string }

function officialLoads(plan: Plan, grouped: readonly OfferedWork[][]): OfferedLoad[] {
  const times = new Map<readonly OfficialPlan[], readonly OfficialTime[]>()
  // Units of one entry share their officials and sites.
  const timesOf = (unit: UnitPlan) => {
    const found = times.get(unit.officials) ?? officialTimes(unit, plan)
    times.set(unit.officials, found)
    return found
  }
  return grouped.flatMap((all, unit) => {
    const work = all.filter((one): one is RoleWork => one.role !== undefined)
    const officials = timesOf(plan.units[unit] as UnitPlan) // work is laid out by index of the unit
    return [...Map.groupBy(work, ({ role }) => role)].flatMap(([role, ofRole]) =>
      loadsOfRole(
        unit,
        role,
        ofRole,
        officials.filter((official) => official.role === role),
      ),
    )
  })
}

interface OfficialTime {
  readonly role: string
  readonly skills: readonly string[]
  readonly timeMin: number
}

function officialTimes(unit: UnitPlan, plan: Plan): OfficialTime[] {
  const timeOf = workingMs(plan, unit)
  return unit.officials.map((official) => ({
    role: official.role,
    skills: official.skills,
    timeMin: timeOf(official) / MINUTE_MS,
  }))
}

function loadsOfRole(
  unit: number,
  role: string,
  work: readonly RoleWork[],
  officials: readonly OfficialTime[],
): OfferedLoad[] {
  const load = (asked: readonly RoleWork[], by: readonly OfficialTime[]) => {
    const askedMin = asked.reduce((sum, { workMin }) => sum + workMin, 0)
    return askedMin === 0 ? 0 : askedMin / by.reduce((sum, { timeMin }) => sum + timeMin, 0)
  }
  const holdersOf = (skill: string) => officials.filter(({ skills }) => skills.includes(skill))
  const skilled = [...new Set(work.map(({ skill }) => skill))].flatMap((skill): OfferedLoad[] => {
    if (skill === undefined) return []
    const holders = holdersOf(skill)
    // A skill that only a training gives has no holders yet.
    if (holders.length === 0) return []
    const theirs = work.filter((one) => {
      if (one.skill === undefined) return false
      const able = holdersOf(one.skill)
      return able.length > 0 && able.every((official) => holders.includes(official))
    })
    return [{ unit, role, skill, load: load(theirs, holders) }]
  })
  return [{ unit, role, load: load(work, officials) }, ...skilled]
}
