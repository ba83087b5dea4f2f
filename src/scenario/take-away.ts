import { parse } from 'yaml'
import { Fault } from '../faults/index.ts'
import type { Change, Scenario, TakenAway } from '../schema/index.ts'
import { isInList, placesOf, putAt, removeAt } from './places.ts'
import type { ScenarioFile } from './scenario-file.ts'
import { suggest } from './suggestion.ts'

/** A change at one place. */
type Step = { readonly place: readonly string[]; readonly because: TakenAway } & (
  | { readonly remove: true }
  | { readonly remove: false; readonly value: unknown }
)

/**
 * The scenario without some of its incidents and difficulties, as a file would hold it: whatever reads scenarios, on
 * this thread or another machine, needs to know nothing of it. All changes are those of the file as it was, so their
 * order does not matter.
 * @param source of a scenario that was checked
 * @throws Fault usage for a name that is neither an incident's nor a difficulty's, or stands twice
 */
export function takeAway({ file, text }: ScenarioFile, names: readonly string[]): ScenarioFile {
  if (names.length === 0) return { file, text }
  const scenario = plainScenario(text)
  const steps = names.flatMap((name, index) => {
    if (names.indexOf(name) < index)
      throw new Fault('usage', `--without ${name} stands twice.`, 'Name each of them once.')
    return stepsOf(scenario, name)
  })
  return changed(file, scenario, steps)
}

/** What is changed together, and why. */
export interface ChangeSet extends TakenAway {
  readonly changes: readonly Change[]
}

/**
 * The scenario with changes made, as a file would hold it; paths that lead nowhere are left alone.
 * @param source of a scenario that was checked
 */
export function withChanges({ file, text }: ScenarioFile, sets: readonly ChangeSet[]): ScenarioFile {
  const scenario = plainScenario(text)
  const steps = sets.flatMap(({ name, title, changes }) => placed(scenario, changes, { name, title }))
  return changed(file, scenario, steps)
}

/** A scenario's text as plain data. Aliases are written out, so that a change is made in the one place that its path names. */
export function plainScenario(text: string): Scenario {
  return JSON.parse(JSON.stringify(parse(text, { maxAliasCount: -1 }))) as Scenario
}

function changed(file: string, scenario: Scenario, steps: readonly Step[]): ScenarioFile {
  const taken = [...new Set(steps.map(({ because }) => because))]
  for (const step of steps) if (!step.remove) put(scenario, step)
  for (const step of removals(steps)) remove(scenario, step)
  scenario.basis = scenario.basis.filter(({ path }) => 'places' in placesOf(scenario, path, false))
  scenario.takenAway = [...(scenario.takenAway ?? []), ...taken]
  return { file, text: JSON.stringify(scenario, null, 1) }
}

function stepsOf(scenario: Scenario, name: string): Step[] {
  const incidents = scenario.incidents ?? []
  const difficulties = scenario.difficulties ?? []
  const incident = incidents.findIndex((each) => each.name === name)
  if (incident !== -1)
    return [
      {
        place: ['incidents', String(incident)],
        remove: true,
        because: { name, title: incidents[incident]?.title ?? null },
      },
    ]
  const difficulty = difficulties.find((each) => each.name === name)
  if (!difficulty) {
    const known = [...incidents, ...difficulties].map((each) => each.name)
    const hint =
      known.length === 0
        ? `${scenario.name} has neither incidents nor difficulties.`
        : (suggest(name, known) ?? `It has ${known.join(', ')}.`)
    throw new Fault('usage', `--without ${name}: ${scenario.name} has no incident or difficulty of that name.`, hint)
  }
  return placed(scenario, difficulty.withoutIt, { name, title: difficulty.title })
}

function placed(scenario: Scenario, changes: readonly Change[], because: TakenAway): Step[] {
  return changes.flatMap(({ path, value, remove: gone }) => {
    const found = placesOf(scenario, path, gone !== true)
    const places = 'places' in found ? found.places : []
    return places.map(
      (place): Step => (gone ? { place, remove: true, because } : { place, remove: false, value, because }),
    )
  })
}

/** Each place once, the last of a list first, so that none of them has moved when its turn comes. */
function removals(steps: readonly Step[]): Step[] {
  const places = new Map(steps.filter((step) => step.remove).map((step) => [step.place.join('.'), step]))
  return [...places.values()].sort((a, b) => byPlace(b.place, a.place))
}

function byPlace(a: readonly string[], b: readonly string[]): number {
  for (const [index, segment] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    const difference = Number(segment) - Number(other)
    if (segment !== other) return Number.isNaN(difference) ? (segment < other ? -1 : 1) : difference
  }
  return a.length - b.length
}

function put(scenario: Scenario, step: Extract<Step, { remove: false }>): void {
  // Each place has its own copy: a later change to one of them must not show in another.
  putAt(scenario, step.place, structuredClone(step.value))
  const { name, title } = step.because
  scenario.basis.push({
    path: step.place.join('.'),
    kind: 'assumption',
    source: { vi: `Giả định không có: ${title?.vi ?? name}.`, en: `Supposing there were none: ${title?.en ?? name}.` },
  })
}

/** What the basis says of later elements of a list goes with them. */
function remove(scenario: Scenario, { place }: Step): void {
  const listed = isInList(scenario, place)
  const depth = place.length - 1
  scenario.basis = scenario.basis.flatMap((basis) => {
    const segments = basis.path.split('.')
    const isBeside = place.slice(0, depth).every((segment, index) => segments[index] === segment)
    const segment = segments[depth]
    if (!isBeside || segment === undefined) return [basis]
    if (segment === place[depth]) return []
    if (!listed || segment === '*' || Number(segment) < Number(place[depth])) return [basis]
    return [{ ...basis, path: segments.with(depth, String(Number(segment) - 1)).join('.') }]
  })
  removeAt(scenario, place)
}
