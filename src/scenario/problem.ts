/** One thing that is wrong, or doubtful, in a file that the user wrote. */
export interface Problem {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 units. */
  readonly column: number
  /** An error keeps the file from being used; a warning does not. */
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly hint?: string
  /** The line of the file, or the part of a long line around the place; control characters are blanked. */
  readonly sourceLine: string
  /** Where the caret goes in `sourceLine`, counted from 1. */
  readonly caretColumn: number
}

const WIDEST_SHOWN = 100
const LEAD_SHOWN = 60

/**
 * The line around a place, cut down to what a terminal can show, its control characters blanked.
 * @param start offset in `text` of the line's first character
 * @param end offset behind its last
 * @param column place of the problem in the line, from 1
 */
export function excerpt(
  text: string,
  start: number,
  end: number,
  column: number,
): { sourceLine: string; caretColumn: number } {
  const length = end - start
  const skipped = length <= WIDEST_SHOWN ? 0 : Math.max(0, Math.min(column - 1 - LEAD_SHOWN, length - WIDEST_SHOWN))
  const shown = text.slice(start + skipped, Math.min(end, start + skipped + WIDEST_SHOWN))
  return {
    sourceLine: `${skipped > 0 ? '…' : ''}${blankControls(shown)}${skipped + WIDEST_SHOWN < length ? '…' : ''}`,
    caretColumn: column - skipped + (skipped > 0 ? 1 : 0),
  }
}

/** Text from a file as it may be shown: on one line, quoted, shortened, without control characters. */
export function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text
  return `"${blankControls(short)}"`
}

/** A control character could move the terminal's cursor or recolour it. */
function blankControls(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}

/** `file:line:column: message`, then the line with a caret under the place, then the hint. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, severity, message, hint, sourceLine, caretColumn } = problem
  const gutter = String(line)
  const margin = ' '.repeat(gutter.length)
  const lines = [
    `${file}:${line}:${column}: ${severity === 'warning' ? 'warning: ' : ''}${message}`,
    `  ${gutter} | ${sourceLine}`,
    `  ${margin} | ${' '.repeat(caretColumn - 1)}^`,
  ]
  if (hint !== undefined) lines.push(`  ${margin} = ${hint}`)
  return lines.join('\n')
}

/**
 * In reading order, file by file, each once: an aliased part that is used twice is reported once for each message. The
 * files stand in the order in which they come up.
 */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  const files = new Map<string, number>()
  for (const { file } of problems) if (!files.has(file)) files.set(file, files.size)
  const placeOf = ({ file }: Problem) => files.get(file) ?? 0
  return problems
    .filter((problem) => {
      const key = `${placeOf(problem)}:${problem.line}:${problem.column}:${problem.message}`
      return seen.has(key) ? false : seen.add(key)
    })
    .sort((a, b) => placeOf(a) - placeOf(b) || a.line - b.line || a.column - b.column)
}
