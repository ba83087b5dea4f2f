import { meanMinOf } from '../chance/index.ts'
import type { Duration } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { type OfferedLoad, offeredLoad } from './offered-load.ts'
import type { Plan } from './plan.ts'
import { quoted } from './problem.ts'
import { expectedDossiers } from './volumes.ts'

const MOST_DOSSIERS = 50_000_000
const MOST_UNITS_SHOWN = 10
const MINUTE_MS = 60_000

/** What can only be said of the scenario as a whole, once it is compiled. */
export function checkPlan(checking: Checking, plan: Plan): void {
  if (!checkTotal(checking, plan)) return
  checkHorizon(checking, plan)
  checkLoad(checking, plan)
}

function checkTotal({ list, streams }: Checking, plan: Plan): boolean {
  const totals = plan.streams.map((stream) => {
    const dossiersOf = expectedDossiers(plan, stream)
    const waiting = stream.backlog.reduce((sum, { dossiers }) => sum + dossiers, 0)
    return stream.units.reduce((sum, unit) => sum + dossiersOf(unit) + waiting, 0)
  })
  const total = totals.reduce((sum, one) => sum + one, 0)
  if (total <= MOST_DOSSIERS) return true
  const largest = streams[totals.indexOf(Math.max(...totals))]
  const figure = Math.round(total).toLocaleString('en')
  const message = `the scenario asks for about ${figure} dossiers; at most ${MOST_DOSSIERS.toLocaleString('en')} are possible`
  const hint = 'take fewer units, a shorter period or a smaller volume, or split the units over several scenarios'
  list.error([...(largest?.at ?? ['demand']), 'volume'], message, hint, 'key')
  return false
}

/** A step that cannot end within the period lets nobody through, and one that seldom does lets few. */
function checkHorizon({ list, scenario }: Checking, plan: Plan): void {
  const calendars = new Set(
    plan.units.flatMap((unit) => [unit.calendar, ...unit.officials.map(({ calendar }) => calendar)]),
  )
  const openMin = Math.max(...[...calendars].map((calendar) => calendar.between(plan.fromMs, plan.toMs))) / MINUTE_MS
  const wholeMin = (plan.toMs - plan.fromMs) / MINUTE_MS
  for (const [name, workflow] of Object.entries(scenario.workflows ?? {})) {
    for (const [step, given] of Object.entries(workflow.steps)) {
      const inWorkingTime = given.by === 'official' || (given.by === 'agency' && given.workingTime === true)
      const horizonMin = inWorkingTime ? openMin : wholeMin
      const leastMin = shortestMinOf(given.takes)
      const meanMin = meanMinOf(given.takes)
      if (meanMin <= horizonMin) continue
      const what = `longer than ${inWorkingTime ? 'the working time of the period' : 'the period'}, ${hours(horizonMin)}`
      const message =
        leastMin > horizonMin
          ? `step ${quoted(step)} takes ${hours(leastMin)} at least, ${what}: no dossier gets through`
          : `step ${quoted(step)} takes ${hours(meanMin)} on average, ${what}: most dossiers do not get through`
      list.warning(['workflows', name, 'steps', step, 'takes'], message, 'lengths are in minutes')
    }
  }
}

function hours(min: number): string {
  return `${Number((min / 60).toFixed(1)).toLocaleString('en')} h`
}

function shortestMinOf(duration: Duration): number {
  switch (duration.kind) {
    case 'fixed':
      return duration.min
    case 'uniform':
    case 'triangular':
      return duration.lowMin
    case 'empirical': {
      const { valuesMin, weights } = duration
      return valuesMin.reduce(
        (least, value, index) => ((weights?.[index] ?? 1) > 0 ? Math.min(least, value) : least),
        Infinity,
      )
    }
    case 'exponential':
    case 'lognormal':
    case 'gamma':
    case 'weibull':
      return 0
  }
}

function checkLoad({ list, entries }: Checking, plan: Plan): void {
  const entryOf = entries.flatMap(({ rows, index }) => rows.map(() => index))
  const overloaded = Map.groupBy(
    offeredLoad(plan).filter(({ load }) => load >= 1),
    ({ unit }) => unit,
  )
  const shown = [...overloaded].slice(0, MOST_UNITS_SHOWN)
  for (const [unit, loads] of shown) {
    for (const row of worstOfRoles(loads))
      list.warning(['units', entryOf[unit] ?? 0, 'staff'], sentence(row, plan), loadHint, 'key')
  }
  const more = overloaded.size - shown.length
  if (more > 0) {
    const [next] = [...overloaded.keys()].slice(MOST_UNITS_SHOWN)
    const message = `and ${more.toLocaleString('en')} more units ask their officials for more time than they have`
    list.warning(['units', entryOf[next ?? 0] ?? 0, 'staff'], message, undefined, 'key')
  }
}
const loadHint = 'expected work over working time: more officials, fewer dossiers or shorter steps'

/** One line for each role: of the whole role if it has too much, else of the skill that has most. */
function worstOfRoles(loads: readonly OfferedLoad[]): OfferedLoad[] {
  return [...Map.groupBy(loads, ({ role }) => role).values()].flatMap((ofRole) => {
    const [worst] = ofRole.toSorted(
      (a, b) => Number(a.skill !== undefined) - Number(b.skill !== undefined) || b.load - a.load,
    )
    return worst ? [worst] : []
  })
}

function sentence({ unit, role, skill, load }: OfferedLoad, plan: Plan): string {
  const who = `${role}s${skill === undefined ? '' : ` with the skill ${quoted(skill)}`} of unit ${plan.units[unit]?.code}`
  if (load === Number.POSITIVE_INFINITY) return `${who} are asked for work and have no time in the period`
  const outcome = canLeave(plan, unit) ? 'whoever can’t wait or finds no room is lost' : 'the queue can only grow'
  return `${who} are asked for ${load.toFixed(2)} times the time they have: ${outcome}`
}

/** Whether a queue is held down by citizens who give up or are turned away. */
function canLeave(plan: Plan, unit: number): boolean {
  const waitsForEver = plan.streams.some(({ given, units }) => given.patience === undefined && units.includes(unit))
  const hasRoom = plan.units[unit]?.sites.some(({ seats }) => seats === Number.POSITIVE_INFINITY) ?? true
  return !waitsForEver || !hasRoom
}
