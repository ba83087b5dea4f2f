import type { StaffGroup, Unit } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { quoted } from './problem.ts'
import type { Path } from './source-document.ts'
import { checkDays, overlap } from './span.ts'
import { suggest } from './suggestion.ts'
import { usedWorkflows } from './workflows.ts'

type Site = NonNullable<Unit['sites']>[number]

const DEFAULT_M2_PER_PERSON = 1.5

/**
 * The main site of a unit and its further ones.
 * @param at where the unit stands
 * @param traits that somebody can have
 */
export function checkPremises(checking: Checking, at: Path, unit: Unit, traits: ReadonlySet<string>): void {
  checkRooms(checking, at, unit)
  const names = new Set<string>()
  const visitors = new Set<string>()
  unit.sites?.forEach((site, index) => {
    const here = [...at, 'sites', index]
    if (names.has(site.name))
      checking.list.error([...here, 'name'], `another site is called "${site.name}"`, 'give each its own name')
    names.add(site.name)
    checkVisitors(checking, here, site, traits, visitors)
    checkRooms(checking, here, site)
    checkOpening(checking, here, site, unit.staff)
  })
  if (unit.courier && !unit.sites) {
    const hint = 'add the "sites" between which papers are carried, or leave it out'
    checking.list.warning([...at, 'courier'], 'with one site there is no way for papers to go', hint, 'key')
  }
}

/** Places to wait and to be served. */
function checkRooms({ list, scenario, catalogue }: Checking, here: Path, premises: Unit | Site): void {
  const { seats, waitingAreaM2, areas } = premises
  const { m2PerPerson = DEFAULT_M2_PER_PERSON } = scenario.policies
  if (seats !== undefined && waitingAreaM2 !== undefined) {
    const message = 'a site has "seats" or "waitingAreaM2", not both'
    list.error([...here, 'waitingAreaM2'], message, 'keep one of them', 'key')
  } else if (waitingAreaM2 !== undefined && waitingAreaM2 < m2PerPerson) {
    const message = `${waitingAreaM2} m² hold nobody, at ${m2PerPerson} m² a person: who is not served at once is turned away`
    list.warning([...here, 'waitingAreaM2'], message, 'give the floor of the whole waiting area')
  }
  const steps = usedWorkflows(scenario, catalogue).flatMap(([, workflow]) => Object.values(workflow.steps))
  const asked = new Set(steps.flatMap((step) => (step.by === 'official' && step.area ? [step.area] : [])))
  for (const [area, places] of Object.entries(areas ?? {})) {
    if (!asked.has(area)) {
      const hint = suggest(area, asked) ?? `let a step that is done at a counter ask for it: area: ${area}`
      list.warning([...here, 'areas', area], `no step is done in the area ${quoted(area)}`, hint, 'key')
    } else if (places === 0) {
      const message = `the area ${quoted(area)} has no place: nobody is ever served in it here`
      list.warning([...here, 'areas', area], message, 'leave it out, and its steps are done at the counters')
    }
  }
}

function checkVisitors(
  { list }: Checking,
  here: Path,
  { name, visitors, counters = 0, areas }: Site,
  traits: ReadonlySet<string>,
  others: Set<string>,
): void {
  if (visitors === undefined) return
  if (!traits.has(visitors)) {
    const hint = suggest(visitors, traits) ?? `add it to the traits of the demand: ${visitors}: { share: 0.3 }`
    list.error([...here, 'visitors'], `nothing gives anybody the trait ${quoted(visitors)}`, hint)
  } else if (others.has(visitors)) {
    const message = `another site has those with the trait "${visitors}": nobody comes here while it is open`
    list.warning([...here, 'visitors'], message, 'give the visitors of each site a trait of their own')
  }
  others.add(visitors)
  const places = counters + Object.values(areas ?? {}).reduce((sum, count) => sum + count, 0)
  if (places > 0) return
  const message = `visitors come to site "${name}", which has no counter`
  list.error([...here, 'visitors'], message, 'give it counters: 1, or leave out its visitors')
}

function checkOpening({ list, scenario }: Checking, here: Path, site: Site, staff: readonly StaffGroup[]): void {
  const { name, opens, closes } = site
  const { period } = scenario
  if (!checkDays(list, here, opens, closes, ['opens', 'closes'])) return
  const open = { from: opens, to: closes }
  if (opens !== undefined && opens > period.to) {
    const message = `site "${name}" opens on ${opens}, after the period: it is never open`
    list.warning([...here, 'opens'], message, `the period ends on ${period.to}`)
  } else if (closes !== undefined && closes < period.from) {
    const message = `site "${name}" closes on ${closes}, before the period: it is never open`
    list.warning([...here, 'closes'], message, `the period begins on ${period.from}`)
  } else if (!staff.some((group) => group.site === name && group.count > 0 && overlap(group, open, period))) {
    const works = staff.some((group) => group.site === name && group.count > 0)
    const message = works ? `nobody works at site "${name}" while it is open` : `nobody works at site "${name}"`
    const hint = works ? 'mend the first or last day of its staff' : `add "site: ${name}" to a group of its staff`
    list.warning([...here, 'name'], message, hint)
  }
}
