import { RunResult } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { placesOf } from './places.ts'
import { quoted } from './problem.ts'
import type { Path } from './source-document.ts'
import { suggest } from './suggestion.ts'
import { usedWorkflows } from './workflows.ts'

/** What cannot be taken away: it is no part of the pilot. */
const fixed = ['version', 'name', 'title', 'basis', 'difficulties', 'takenAway']

/** Names of difficulties, the places that they change, and the figures that show them. */
export function checkDifficulties(checking: Checking): void {
  const { list, scenario } = checking
  const incidents = new Set((scenario.incidents ?? []).map(({ name }) => name))
  const names = new Set<string>()
  scenario.difficulties?.forEach(({ name, measure, withoutIt }, index) => {
    const at = ['difficulties', index]
    const other = incidents.has(name) ? 'an incident' : names.has(name) ? 'another difficulty' : undefined
    if (other !== undefined) list.error([...at, 'name'], `${other} is called "${name}"`, 'give each its own name')
    names.add(name)
    checkMeasure(checking, [...at, 'measure'], measure)
    // What was taken away has changed the scenario, so the other paths may lead elsewhere; they were checked before.
    if (scenario.takenAway !== undefined) return
    withoutIt.forEach((change, place) => {
      checkChange(checking, [...at, 'withoutIt', place], change)
    })
  })
}

function checkChange(
  { list, scenario }: Checking,
  at: Path,
  change: { readonly path: string; readonly value?: unknown; readonly remove?: true },
): void {
  const { path, remove } = change
  if (Object.hasOwn(change, 'value') === (remove === true)) {
    const message = 'a change has a "value" or "remove: true", and not both'
    list.error(at, message, 'say what stands there without the difficulty, or that nothing does', 'key')
    return
  }
  const [top = ''] = path.split('.')
  if (fixed.includes(top)) {
    list.error([...at, 'path'], `${quoted(top)} is no part of the pilot: it cannot be taken away`)
    return
  }
  const found = placesOf(scenario, path, remove !== true)
  if (!('nowhere' in found)) return
  const { segment, before, known } = found.nowhere
  const where = before.length === 0 ? 'the scenario' : before.join('.')
  const message = `path ${quoted(path)} leads nowhere: no ${quoted(segment)} in ${where}`
  list.error([...at, 'path'], message, suggest(segment, known))
}

/** Tables of the result that have a row for each of something that the scenario names. */
function checkMeasure({ list, scenario, catalogue }: Checking, at: Path, measure: string): void {
  const [table = '', ...rest] = measure.split('.')
  const tables = Object.keys(RunResult.properties)
  if (!tables.includes(table)) {
    list.error(at, `a result has no ${quoted(table)}`, suggest(table, tables))
    return
  }
  const row = rest.slice(0, -1).join('.')
  const steps = usedWorkflows(scenario, catalogue).flatMap(([, workflow]) => Object.entries(workflow.steps))
  const names = {
    steps: () => steps.map(([name]) => name),
    operations: () => steps.flatMap(([, { outcomes }]) => outcomes.flatMap(({ operation }) => operation ?? [])),
    staff: () => scenario.units.flatMap(({ staff }) => staff.map(({ role }) => role)),
  }
  if (table !== 'steps' && table !== 'operations' && table !== 'staff') return
  const known = new Set(names[table]())
  if (!known.has(row))
    list.error(at, `nothing in the scenario makes a row ${quoted(row)} in ${table}`, suggest(row, known))
}
