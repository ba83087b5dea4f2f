import type { Scenario } from '../schema/index.ts'
import { type Nowhere, placesOf } from './places.ts'
import { quoted } from './problem.ts'
import type { ProblemList } from './problem-list.ts'
import type { Path } from './source-document.ts'
import { suggest } from './suggestion.ts'

/** Not quantities of the world: nothing is to be said of where they come from. */
const unspoken = ['version', 'seed', 'basis', 'takenAway']

/** Basis paths as a tree: a node that ends a path speaks for all below it. */
interface Spoken {
  ends: boolean
  readonly below: Map<string, Spoken>
}

/** Every path of `basis` leads somewhere, and every number of the scenario has a path that leads to it or above it. */
export function checkBasis(list: ProblemList, scenario: Scenario): void {
  const spoken: Spoken = { ends: false, below: new Map() }
  scenario.basis.forEach((basis, index) => {
    const found = placesOf(scenario, basis.path, false)
    if ('nowhere' in found) tellNowhere(list, ['basis', index, 'path'], basis.path, found.nowhere)
    else for (const place of found.places) add(spoken, place)
  })
  for (const [key, value] of Object.entries(scenario)) {
    if (!unspoken.includes(key)) checkSpoken(list, [key], value, spoken.below.get(key))
  }
}

function tellNowhere(list: ProblemList, at: Path, path: string, { segment, before, known }: Nowhere): void {
  const place = before.length === 0 ? 'the scenario' : before.join('.')
  const message = `basis path ${quoted(path)} leads nowhere: no ${quoted(segment)} in ${place}`
  list.error(at, message, suggest(segment, known))
}

function add(spoken: Spoken, segments: readonly string[]): void {
  let node = spoken
  for (const segment of segments) {
    const next = node.below.get(segment) ?? { ends: false, below: new Map() }
    node.below.set(segment, next)
    node = next
  }
  node.ends = true
}

/** One problem for the largest part of which nothing at all is said, so that a forgotten section is one line. */
function checkSpoken(list: ProblemList, path: Path, value: unknown, spoken: Spoken | undefined): void {
  if (spoken?.ends) return
  const numbers = numbersUnder(path, value)
  const [only] = numbers
  if (only === undefined) return
  if (spoken) {
    for (const [key, child] of childrenOf(value)) checkSpoken(list, [...path, key], child, spoken.below.get(key))
    return
  }
  const place = numbers.length === 1 ? only : path
  const name = place.join('.')
  const count = numbers.length === 1 ? '' : ` and its ${numbers.length} numbers`
  const hint = `add to basis: { path: ${name}, kind: assumption, source: "why this value" }; kinds are reported, law, assumption, fitted`
  list.error(place, `no basis for ${name}${count}`, hint, 'key')
}

function numbersUnder(path: Path, value: unknown): Path[] {
  if (typeof value === 'number') return [path]
  return childrenOf(value).flatMap(([key, child]) => numbersUnder([...path, key], child))
}

function childrenOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
