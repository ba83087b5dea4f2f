import { LineCounter, parseDocument } from 'yaml'
import { Fault } from '../faults/index.ts'
import { conforms, problemsOf, TargetFile } from '../schema/index.ts'
import { checkTarget, type TargetProblem } from './check.ts'
import { secretLooks } from './secret-scan.ts'

/** A target file names some operations; a longer one is a mistake, or an attack on the reader. */
const MAX_CHARACTERS = 1_000_000
const MAX_ALIASES = 1000
/** After the first slip the YAML reader is at odds with all that follows. */
const MOST_YAML_PROBLEMS = 5

/**
 * Reads the text of a target file.
 * @param fileName only for messages
 * @throws Fault target-invalid with every problem, each at file:line:column; none of them quotes a value of the file
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
  // Before anything else, so that no other message can repeat what must not be repeated.
  const secrets = secretLooks(text)
  if (secrets.length > 0) {
    throw new Fault(
      'target-invalid',
      secrets.map(({ offset, what }) => `${at(offset)}: this looks like ${what}`).join('\n'),
      'A secret stands in no file: put it into the environment and name the variable under secretFrom.',
    )
  }
  if (document.errors.length > 0) {
    const shown = document.errors.slice(0, MOST_YAML_PROBLEMS)
    throw invalid(shown.map((error) => `${at(error.pos[0])}: ${withoutSource(error.message)}`))
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (error) {
    throw invalid([`${fileName}: ${error instanceof Error ? withoutSource(error.message) : String(error)}`])
  }
  const problems = conforms(TargetFile, value) ? checkTarget(value) : shapeProblems(value)
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

/** What the YAML reader says, without the piece of the file that it quotes: it might be part of a secret. */
function withoutSource(message: string): string {
  return message.split(':')[0] as string
}

function shapeProblems(value: unknown): TargetProblem[] {
  return problemsOf(TargetFile, value).map((problem) => ({
    path: problem.instancePath.split('/').slice(1).map(unescapePointer),
    message: `${problem.instancePath || 'the file'} ${problem.message ?? 'is not valid'}${extra(problem.params)}`,
  }))
}

function invalid(problems: string[]): Fault {
  return new Fault(
    'target-invalid',
    problems.join('\n'),
    'Mend the target file; docs/targets.md and docs/schema/target.schema.json say what it may hold.',
  )
}

function unescapePointer(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')
}

function extra(params: Record<string, unknown>): string {
  if (typeof params.additionalProperty === 'string') return ` ("${params.additionalProperty}")`
  if (Array.isArray(params.allowedValues)) return ` (${params.allowedValues.join(', ')})`
  if ('allowedValue' in params) return ` (${JSON.stringify(params.allowedValue)})`
  return ''
}
