import { LineCounter, parseDocument } from 'yaml'
import { Fault } from '../faults/index.ts'
import { problemsOf, TargetFile } from '../schema/index.ts'
import { unknownPlaceholders } from './template.ts'
import { placeholders } from './values.ts'

/** A target file names some operations; a longer one is a mistake, or an attack on the reader. */
const MAX_CHARACTERS = 1_000_000
const MAX_ALIASES = 100

interface Problem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/**
 * Reads the text of a target file.
 * @param fileName only for messages
 * @throws Fault target-invalid with every problem, each at file:line:column
 */
export function readTarget(text: string, fileName: string): TargetFile {
  if (text.length > MAX_CHARACTERS) {
    throw new Fault(
      'file-too-large',
      `${fileName}: more than ${MAX_CHARACTERS} characters.`,
      'A target file has one entry an operation.',
    )
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${fileName}:${line}:${col}`
  }
  if (document.errors.length > 0) {
    throw invalid(document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`))
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (error) {
    throw invalid([`${fileName}: ${error instanceof Error ? error.message : String(error)}`])
  }
  const problems: Problem[] = problemsOf(TargetFile, value).map((problem) => ({
    path: problem.instancePath.split('/').slice(1).map(unescapePointer),
    message: `${problem.instancePath || 'the file'} ${problem.message ?? 'is not valid'}${extra(problem.params)}`,
  }))
  if (problems.length === 0) findPlaceholders(value, [], problems)
  if (problems.length > 0) {
    throw invalid(
      problems.map(({ path, message }) => {
        const node = document.getIn(path, true)
        const range =
          typeof node === 'object' && node !== null && 'range' in node ? (node.range as [number] | null) : null
        return `${at(range?.[0] ?? 0)}: ${message}`
      }),
    )
  }
  return value as TargetFile
}

function invalid(problems: string[]): Fault {
  return new Fault(
    'target-invalid',
    problems.join('\n'),
    'Mend the target file; docs/schema/target.schema.json says what it may hold.',
  )
}

function unescapePointer(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')
}

function extra(params: Record<string, unknown>): string {
  if (typeof params.additionalProperty === 'string') return ` ("${params.additionalProperty}")`
  if (Array.isArray(params.allowedValues)) return ` (${params.allowedValues.join(', ')})`
  return ''
}

function findPlaceholders(value: unknown, path: (string | number)[], problems: Problem[]): void {
  if (typeof value === 'string') {
    for (const name of unknownPlaceholders(value)) {
      problems.push({ path, message: `{${name}} is not known; there are ${Object.keys(placeholders).join(', ')}` })
    }
  } else if (typeof value === 'object' && value !== null) {
    const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
    for (const [key, item] of entries) findPlaceholders(item, [...path, key], problems)
  }
}
