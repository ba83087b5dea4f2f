import { parse } from 'yaml'
import { Fault } from '../faults/index.ts'
import { checkScenario, formatProblem, type Plan, suggest } from '../scenario/index.ts'
import type { Source } from './players.ts'

/** A value that a variant puts in place of the scenario's. */
export type Scalar = string | number | boolean | null

/** One `--vary`: the values that a place of the scenario takes in turn. */
export interface Variation {
  /** Dotted path into the scenario, list positions as numbers. */
  readonly path: string
  readonly values: readonly Scalar[]
}

/** One combination of the values. */
export interface Variant {
  readonly changes: readonly { readonly path: string; readonly value: Scalar }[]
  readonly source: Source
  readonly plan: Plan
  /** What is doubtful about it, a sentence each. */
  readonly warnings: readonly string[]
}

/** More is a mistake sooner than a wish. */
const MOST_VARIANTS = 1000

const EXAMPLE = 'For example --vary units.0.staff.0.count=3,4,5.'

/**
 * Reads `path=a,b,c`. The values are YAML scalars: quote one that holds a comma.
 * @throws Fault usage
 */
export function parseVariation(text: string): Variation {
  const at = text.indexOf('=')
  const path = text.slice(0, at).trim()
  if (at < 1 || path === '') throw usage(text, 'it must be a path, "=", and values with commas between them')
  const values = valuesOf(text, text.slice(at + 1))
  if (new Set(values).size < values.length) throw usage(text, 'a value stands twice')
  return { path, values }
}

function valuesOf(text: string, list: string): Scalar[] {
  let values: unknown
  try {
    values = parse(`[${list}]`)
  } catch {
    values = undefined
  }
  if (!Array.isArray(values) || values.length === 0) throw usage(text, 'the values can’t be read')
  const scalars = values.filter((value): value is Scalar => value === null || typeof value !== 'object')
  if (scalars.length < values.length) throw usage(text, 'each value must be a number, a word, true, false or null')
  return scalars
}

function usage(text: string, why: string): Fault {
  return new Fault('usage', `--vary ${text}: ${why}.`, EXAMPLE)
}

/**
 * Every combination of the values, the last variation changing fastest; each is checked as the scenario itself is.
 * Places that no basis speaks of need none: a varied value is an assumption.
 * @throws Fault usage when a path leads nowhere, a path is varied twice, or there are too many; scenario-invalid when
 *   a variant is not a valid scenario
 */
export function variantsOf({ file, text }: Source, variations: readonly Variation[]): Variant[] {
  const count = variations.reduce((product, { values }) => product * values.length, 1)
  if (count > MOST_VARIANTS)
    throw new Fault('usage', `--vary makes ${count} variants; at most ${MOST_VARIANTS}.`, 'Vary less at a time.')
  const paths = variations.map(({ path }) => path)
  const twice = paths.find((path, index) => paths.indexOf(path) < index)
  if (twice !== undefined) throw new Fault('usage', `--vary ${twice} stands twice.`, 'Name all its values in one.')
  // Aliases are written out, so that a change is made in the one place that its path names.
  const scenario = parse(text, { maxAliasCount: -1 }) as Node
  return combinations(variations).map((changes) => variantOf(file, JSON.stringify(scenario), changes))
}

function combinations(variations: readonly Variation[]): Variant['changes'][] {
  return variations.reduce<Variant['changes'][]>(
    (before, { path, values }) => before.flatMap((changes) => values.map((value) => [...changes, { path, value }])),
    [[]],
  )
}

function variantOf(file: string, json: string, changes: Variant['changes']): Variant {
  // Read anew for each variant; what aliases share in the document is not shared in here.
  const scenario = JSON.parse(json) as Node
  for (const { path, value } of changes) {
    put(scenario, path, value)
    spokenFor(scenario, path, value)
  }
  // JSON is YAML, so a variant is checked by the very rules of a scenario file.
  const source = { file, text: JSON.stringify(scenario, null, 1) }
  const { plan, problems, warnings } = checkScenario(source.text, file)
  if (plan) return { changes, source, plan, warnings: warnings.map(({ message }) => message) }
  throw new Fault(
    'scenario-invalid',
    `${nameOf(changes)} is not a valid scenario\n\n${problems.map(formatProblem).join('\n\n')}`,
    'The lines are those of the scenario with the changes made, written as JSON.',
  )
}

/** The changes as one line: `a=1, b=2`. */
export function nameOf(changes: Variant['changes']): string {
  return changes.map(({ path, value }) => `${path}=${String(value)}`).join(', ')
}

type Node = Record<string, unknown> | unknown[]

function put(scenario: Node, path: string, value: Scalar): void {
  const segments = path.split('.')
  const last = segments.pop() as string
  let place: unknown = scenario
  for (const [index, segment] of segments.entries()) {
    const child: unknown =
      isNode(place) && Object.hasOwn(place, segment) ? (place as Record<string, unknown>)[segment] : undefined
    if (child === undefined) throw nowhere(path, segment, segments.slice(0, index), place)
    place = child
  }
  // An object may lack the key, for most have optional ones; what may not stand there the check will say.
  if (!isNode(place) || last === '__proto__' || (Array.isArray(place) && !Object.hasOwn(place, last)))
    throw nowhere(path, last, segments, place)
  ;(place as Record<string, unknown>)[last] = value
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}

function nowhere(path: string, segment: string, before: readonly string[], place: unknown): Fault {
  const known = isNode(place) ? Object.keys(place) : []
  return new Fault(
    'usage',
    `--vary ${path} leads nowhere: no "${segment}" in ${before.length === 0 ? 'the scenario' : before.join('.')}.`,
    suggest(segment, known) ?? EXAMPLE,
  )
}

function spokenFor(scenario: Node, path: string, value: Scalar): void {
  const { basis } = scenario as { basis?: unknown }
  if (typeof value !== 'number' || !Array.isArray(basis)) return
  basis.push({
    path,
    kind: 'assumption',
    source: { vi: `Giá trị thử nghiệm ${value} (--vary).`, en: `Value tried out: ${value} (--vary).` },
  })
}
