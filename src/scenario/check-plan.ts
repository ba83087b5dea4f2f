import { meanMinOf } from '../chance/index.ts'
import type { Duration } from '../schema/index.ts'
import { checkLoad } from './check-load.ts'
import type { Checking } from './checking.ts'
import type { Plan } from './plan.ts'
import { quoted } from './problem.ts'
import { expectedDossiers } from './volumes.ts'

const MOST_DOSSIERS = 50_000_000
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
