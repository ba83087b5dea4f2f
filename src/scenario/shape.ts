import type { TSchema } from 'typebox'
import { problemsOf, type SchemaProblem } from '../schema/index.ts'
import { inReadingOrder, type Problem, quoted } from './problem.ts'
import type { Mark, Path, SourceDocument } from './source-document.ts'
import { nearest, suggest } from './suggestion.ts'

/** Every way in which the document's value differs from the schema, in plain words, in reading order. */
export function shapeProblems(document: SourceDocument, schema: TSchema): Problem[] {
  const found = withoutOtherShapes(problemsOf(schema, document.value))
  const slips = new Set(found.filter((problem) => problem.keyword === 'additionalProperties').map(meantKey))
  const problems: Problem[] = []
  for (const problem of found) {
    // A mistyped or merged key is one mistake: that others are then missing needs no second line.
    const missing = `${problem.instancePath}/${problem.params.missingProperty}`
    if (problem.keyword === 'required' && (slips.has(missing) || slips.has(`${problem.instancePath}/<<`))) continue
    const told = tell(problem, pathOf(problem), document)
    if (told) problems.push(document.problemAt(told.path, told.mark ?? 'value', 'error', told.message, told.hint))
  }
  return inReadingOrder(problems)
}

/**
 * Where a value may have one of several shapes, what is wrong with the shape that it has; a value that has none of them
 * is told once.
 */
function withoutOtherShapes(found: readonly SchemaProblem[]): SchemaProblem[] {
  const choices = found.filter((problem) => problem.keyword === 'anyOf')
  return found.filter((problem) => {
    if (problem.keyword === 'anyOf') return chosenShape(problem) === undefined
    return choices.every((choice) => {
      const isWithin = (path: string, whole: string) => path === whole || path.startsWith(`${whole}/`)
      if (!isWithin(problem.instancePath, choice.instancePath)) return true
      if (!problem.schemaPath.startsWith(`${choice.schemaPath}/`)) return true
      const chosen = chosenShape(choice)
      return chosen !== undefined && isWithin(problem.schemaPath, `${choice.schemaPath}/${chosen}`)
    })
  })
}

/** Place among the shapes of the first that has the value's type; constants are no shape that could be half right. */
function chosenShape(choice: SchemaProblem): number | undefined {
  const place = shapesOf(choice).findIndex((shape) => shape.const === undefined && hasType(choice.data, shape.type))
  return place === -1 ? undefined : place
}

function hasType(value: unknown, type: string | undefined): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return typeof value === 'number'
    default:
      return typeof value === type
  }
}

interface Told {
  readonly path: Path
  readonly mark?: Mark
  readonly message: string
  readonly hint: string | undefined
}

/** JSON pointer to path. */
function pathOf(problem: SchemaProblem): Path {
  return problem.instancePath
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** How a place is named in a message; the same dotted path as in `basis`. */
export function nameOf(path: Path): string {
  return path.length === 0 ? 'the file' : path.join('.')
}

function tell(problem: SchemaProblem, path: Path, document: SourceDocument): Told | undefined {
  const { keyword, params } = problem
  const about = describe(problem)
  switch (keyword) {
    case 'additionalProperties':
      return tellUnknownKey(problem, path)
    case 'required': {
      const missing = String(params.missingProperty)
      return {
        path,
        mark: 'key',
        message: `${nameOf(path)} lacks ${quoted(missing)}`,
        hint: propertyDescription(problem, missing),
      }
    }
    case 'type':
      return tellType(problem, path, document)
    case 'enum':
      return tellChoice(path, problem.data, params.allowedValues as unknown[])
    case 'const':
      return tellChoice(path, problem.data, [params.allowedValue])
    case 'discriminator':
      return params.tagValue === undefined
        ? undefined // reported as missing
        : tellChoice([...path, String(params.tag)], params.tagValue, tagValues(problem, String(params.tag)))
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        path,
        message: `${nameOf(path)} must be ${boundWords[keyword]} ${params.limit}, not ${problem.data}`,
        hint: [about, rangeOf(problem)].filter((part) => part !== undefined).join(' ') || undefined,
      }
    case 'pattern':
      return {
        path,
        message: `${nameOf(path)} is not in the form it must have: ${show(problem.data)}`,
        hint: about ?? `the form is ${params.pattern}`,
      }
    case 'format':
      return {
        path,
        message: `${nameOf(path)} is not a ${params.format} of the calendar: ${show(problem.data)}`,
        hint: about,
      }
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return { path, message: `${nameOf(path)} must not be empty`, hint: about }
    case 'anyOf': {
      const shapes = shapesOf(problem).map((shape) =>
        shape.const === undefined ? (typeWords[shape.type ?? ''] ?? 'something else') : quoted(String(shape.const)),
      )
      return { path, message: `${nameOf(path)} must be ${shapes.join(' or ')}, not ${show(problem.data)}`, hint: about }
    }
    case 'maxLength':
    case 'maxItems':
      return { path, message: `${nameOf(path)} is too long: at most ${params.limit}`, hint: about }
    default:
      return { path, message: `${nameOf(path)} ${problem.message ?? 'is not valid'}`, hint: about }
  }
}

const boundWords = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
  exclusiveMaximum: 'less than',
} as const

function tellUnknownKey(problem: SchemaProblem, path: Path): Told {
  const key = String(problem.params.additionalProperty)
  const at = [...path, key]
  const known = knownKeys(problem)
  if (key === '<<') {
    const hint = 'an alias can stand for the whole value (key: *name); otherwise write the keys out'
    return { path: at, mark: 'key', message: 'merging with << is not part of YAML 1.2', hint }
  }
  if (known.length === 0) {
    return {
      path: at,
      mark: 'key',
      message: `${quoted(key)} cannot be a name here`,
      hint: 'a name has small letters a–z and hyphens',
    }
  }
  const meant = meantAmong(key, known)
  const hint =
    meant === undefined
      ? suggest(key, known)
      : `did you mean ${quoted(meant)}? ${propertyDescription(problem, meant) ?? ''}`.trim()
  return { path: at, mark: 'key', message: `unknown key ${quoted(key)} in ${nameOf(path)}`, hint }
}

/** Pointer of the key that a mistyped one probably stands for. */
function meantKey(problem: SchemaProblem): string {
  if (problem.params.additionalProperty === '<<') return `${problem.instancePath}/<<`
  return `${problem.instancePath}/${meantAmong(String(problem.params.additionalProperty), knownKeys(problem)) ?? ''}`
}

/** The key nearest in spelling, or the one that says the same in another unit: retryHours for retryMin. */
function meantAmong(key: string, known: readonly string[]): string | undefined {
  const stem = withoutUnit(key)
  const [otherUnit] = stem === undefined ? [] : known.filter((candidate) => withoutUnit(candidate) === stem)
  return otherUnit ?? nearest(key, known)[0]
}

/** The key without its unit: "retry" for retryMin, "" for min; undefined where no unit is named. */
function withoutUnit(key: string): string | undefined {
  if (/^(ms|sec|seconds|min|minutes|hours?|days?)$/.test(key)) return ''
  return /^(.+)(Ms|Sec|Seconds|Min|Minutes|Hours?|Days?)$/.exec(key)?.[1]
}

function tellType(problem: SchemaProblem, path: Path, document: SourceDocument): Told {
  const wanted = String(problem.params.type)
  const written = document.writtenAt(path)
  const message = `${nameOf(path)} must be ${typeWords[wanted] ?? wanted}, not ${show(problem.data)}`
  if (wanted === 'string' && written !== undefined && problem.data !== null) {
    return { path, message, hint: `put it in quotation marks: "${written}"` }
  }
  const numeric =
    (wanted === 'number' || wanted === 'integer') &&
    typeof problem.data === 'string' &&
    /^\s*[-+]?\d/.test(problem.data)
  const hint = numeric
    ? `write the number alone, without quotation marks or unit. ${describe(problem) ?? ''}`.trim()
    : describe(problem)
  return { path, message, hint }
}

const typeWords: Record<string, string> = {
  object: 'a mapping of keys to values',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
}

function show(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  return typeof value === 'string' ? quoted(value) : String(value)
}

function tellChoice(path: Path, value: unknown, allowed: readonly unknown[]): Told {
  const words = allowed.map(String)
  const message = `${nameOf(path)} must be ${words.length === 1 ? words[0] : `one of ${words.join(', ')}`}, not ${show(value)}`
  const near = typeof value === 'string' ? nearest(value, words) : []
  return { path, message, hint: near.length > 0 ? `did you mean ${near.map(quoted).join(' or ')}?` : undefined }
}

interface SchemaShape {
  readonly description?: string
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, SchemaShape>>
  readonly oneOf?: readonly SchemaShape[]
  readonly anyOf?: readonly SchemaShape[]
  readonly type?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
}

function shapeOf(problem: SchemaProblem): SchemaShape {
  return (problem.parentSchema ?? {}) as SchemaShape
}

function shapesOf(problem: SchemaProblem): readonly SchemaShape[] {
  return shapeOf(problem).anyOf ?? []
}

function knownKeys(problem: SchemaProblem): string[] {
  return Object.keys(shapeOf(problem).properties ?? {})
}

function describe(problem: SchemaProblem): string | undefined {
  return shapeOf(problem).description
}

/** Both bounds of a number, of which the message names only the one that is broken; undefined with one alone. */
function rangeOf(problem: SchemaProblem): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = shapeOf(problem)
  const low = exclusiveMinimum === undefined ? minimum : `more than ${exclusiveMinimum}`
  const high = exclusiveMaximum === undefined ? maximum : `less than ${exclusiveMaximum}`
  return low === undefined || high === undefined ? undefined : `Possible: ${low} to ${high}.`
}

function propertyDescription(problem: SchemaProblem, key: string): string | undefined {
  return shapeOf(problem).properties?.[key]?.description
}

function tagValues(problem: SchemaProblem, tag: string): unknown[] {
  return (shapeOf(problem).oneOf ?? []).map((variant) => variant.properties?.[tag]?.const)
}
