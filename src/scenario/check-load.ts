import type { Checking } from './checking.ts'
import { canLeave } from './long-run.ts'
import { type OfferedLoad, offeredLoads } from './offered-load.ts'
import type { PlaceLoad, SystemLoad } from './other-loads.ts'
import type { Plan } from './plan.ts'
import { quoted } from './problem.ts'

const MOST_UNITS_SHOWN = 10

/** Warns of whoever and whatever is asked for more than there is time, with the figure. */
export function checkLoad({ list, entries }: Checking, plan: Plan): void {
  const entryOf = entries.flatMap(({ rows, index }) => rows.map(() => index))
  const { officials, places, systems } = offeredLoads(plan)
  const staffed = byUnit(officials)
  for (const [unit, loads] of staffed.shown) {
    for (const row of worstOfRoles(loads))
      list.warning(['units', entryOf[unit] ?? 0, 'staff'], ofOfficials(row, plan), staffHint, 'key')
  }
  if (staffed.next !== undefined) {
    const message = `and ${staffed.more} more units ask their officials for more time than they have`
    list.warning(['units', entryOf[staffed.next] ?? 0, 'staff'], message, undefined, 'key')
  }
  // Without any time there, it is the officials who are missing, and that has been said.
  const placed = byUnit(places.filter(({ load }) => load < Number.POSITIVE_INFINITY))
  for (const [unit, loads] of placed.shown) {
    for (const row of loads) list.warning(['units', entryOf[unit] ?? 0], ofPlace(row, plan), placeHint)
  }
  if (placed.next !== undefined) {
    const message = `and ${placed.more} more units ask their counters, areas or equipment for more time than they have`
    list.warning(['units', entryOf[placed.next] ?? 0], message)
  }
  const answering = Map.groupBy(
    systems.filter(({ load }) => load >= 1),
    ({ system }) => system,
  )
  for (const [system, loads] of answering) {
    const message = ofSystem(loads, plan)
    if (message !== undefined) list.warning(['systems', system, 'concurrent'], message, systemHint, 'key')
  }
}

const staffHint = 'expected work over working time: more officials, fewer dossiers or shorter steps'
const placeHint = 'expected time of use over opening time: more of them, fewer dossiers or shorter steps'
const systemHint =
  'expected time of its answers over the hours in which it is called: more at once, or a shorter latency'

/** The units that are asked for too much: the first ten, and how many more, beginning with which. */
function byUnit<Row extends { readonly unit: number; readonly load: number }>(rows: readonly Row[]) {
  const overloaded = Map.groupBy(
    rows.filter(({ load }) => load >= 1),
    ({ unit }) => unit,
  )
  const more = overloaded.size - MOST_UNITS_SHOWN
  return {
    shown: [...overloaded].slice(0, MOST_UNITS_SHOWN),
    more: more.toLocaleString('en'),
    next: [...overloaded.keys()][MOST_UNITS_SHOWN],
  }
}

/** One line for each role: of the whole role if it has too much, else of the skill that has most. */
function worstOfRoles(loads: readonly OfferedLoad[]): OfferedLoad[] {
  return [...Map.groupBy(loads, ({ role }) => role).values()].flatMap((ofRole) => {
    const [worst] = ofRole.toSorted(
      (a, b) => Number(a.skill !== undefined) - Number(b.skill !== undefined) || b.load - a.load,
    )
    return worst ? [worst] : []
  })
}

function ofOfficials({ unit, role, skill, load }: OfferedLoad, plan: Plan): string {
  const who = `${role}s${skill === undefined ? '' : ` with the skill ${quoted(skill)}`} of unit ${plan.units[unit]?.code}`
  if (load === Number.POSITIVE_INFINITY) return `${who} are asked for work and have no time in the period`
  return `${who} are asked for ${load.toFixed(2)} times the time they have: ${outcomeIn(plan, unit)}`
}

function ofPlace({ unit, kind, name, load }: PlaceLoad, plan: Plan): string {
  const what = kind === 'counters' ? 'the counters' : kind === 'area' ? `the area ${quoted(name)}` : quoted(name)
  const [are, they] = kind === 'counters' ? ['are', 'they have'] : ['is', 'it has']
  return `${what} of unit ${plan.units[unit]?.code} ${are} asked for ${load.toFixed(2)} times the time ${they}: ${outcomeIn(plan, unit)}`
}

function outcomeIn(plan: Plan, unit: number): string {
  return canLeave(plan, unit) ? 'whoever can’t wait or finds no room is lost' : 'the queue can only grow'
}

/** Of the unit that asks most, and how many others ask too much. */
function ofSystem(loads: readonly SystemLoad[], plan: Plan): string | undefined {
  const [worst] = loads.toSorted((a, b) => b.load - a.load)
  if (!worst || worst.load === Number.POSITIVE_INFINITY) return undefined
  const others = loads.length - 1
  const more = others === 0 ? '' : ` and of ${others.toLocaleString('en')} more units`
  const whose = worst.unit === undefined ? '' : ` of unit ${plan.units[worst.unit]?.code}${more}`
  return `the system ${quoted(worst.system)}${whose} is asked for ${worst.load.toFixed(2)} times what it can do: the queue can only grow`
}
