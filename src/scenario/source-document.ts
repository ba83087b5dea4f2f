import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml'
import { excerpt, type Problem, quoted } from './problem.ts'

/** The way to a value: keys and indices from the top of the file. */
export type Path = readonly (string | number)[]

/** Where a problem is marked: at the value, or at the key that holds it. */
export type Mark = 'value' | 'key'

/**
 * Values that a file may hold once its aliases are written out. A scenario of all 3,321 units has under half a
 * million; an "alias bomb" of a few lines has billions.
 */
const MOST_VALUES = 2_000_000

/** A YAML file that could be read: its value, and the place of everything in it. */
export class SourceDocument {
  readonly file: string
  readonly text: string
  /** The plain value; what it holds is not yet checked. */
  readonly value: unknown
  readonly #root: Node | null
  readonly #targets: ReadonlyMap<Node, Node>
  readonly #lines: LineCounter
  /** The pairs of a mapping by key, for the mappings in which something was looked for. */
  readonly #pairs = new Map<Node, ReadonlyMap<string | undefined, Pair>>()

  constructor(
    file: string,
    text: string,
    document: Document.Parsed,
    targets: ReadonlyMap<Node, Node>,
    lines: LineCounter,
  ) {
    this.file = file
    this.text = text
    this.#root = document.contents
    this.#targets = targets
    this.#lines = lines
    // The walk has measured what the aliases expand to, so the library's own count is switched off.
    this.value = document.toJS({ maxAliasCount: -1 })
  }

  /** A problem at the value, or key, that the path leads to; where the path breaks off, at the last thing there is. */
  problemAt(path: Path, mark: Mark, severity: Problem['severity'], message: string, hint?: string): Problem {
    return problemAtOffset(this.file, this.text, this.#lines, this.#offsetOf(path, mark), severity, message, hint)
  }

  /** The characters of a scalar as they stand in the file: 2.000620 and not 2.00062. */
  writtenAt(path: Path): string | undefined {
    const node = this.#find(path)?.value
    return isScalar(node) ? node.source : undefined
  }

  #offsetOf(path: Path, mark: Mark): number {
    const place = this.#find(path)
    if (!place) return path.length === 0 ? 0 : this.#offsetOf(path.slice(0, -1), mark)
    const empty = isScalar(place.value) && place.value.value === null && !place.value.source
    const node = place.key && (mark === 'key' || empty) ? place.key : place.value
    return node?.range?.[0] ?? 0
  }

  #find(path: Path): { key?: Node; value: Node | null } | undefined {
    let value = this.#root
    let key: Node | undefined
    for (const segment of path) {
      const holder = value === null ? null : (this.#targets.get(value) ?? value)
      if (isMap(holder)) {
        const pair = this.#pairsOf(holder).get(String(segment))
        if (!pair) return undefined
        key = pair.key as Node
        value = pair.value as Node | null
      } else if (isSeq(holder)) {
        const item = holder.items[Number(segment)]
        if (item === undefined) return undefined
        key = undefined
        value = item as Node
      } else return undefined
    }
    return key ? { key, value } : { value }
  }

  #pairsOf(map: YAMLMap): ReadonlyMap<string | undefined, Pair> {
    let pairs = this.#pairs.get(map)
    if (!pairs) {
      pairs = new Map(map.items.map((item) => [keyText(item), item]))
      this.#pairs.set(map, pairs)
    }
    return pairs
  }
}

function problemAtOffset(
  file: string,
  text: string,
  { lineStarts }: LineCounter,
  offset: number,
  severity: Problem['severity'],
  message: string,
  hint?: string,
): Problem {
  const within = Math.min(offset, text.length)
  const line = lineAt(lineStarts, within)
  const start = lineStarts[line - 1] ?? 0
  const newline = (lineStarts[line] ?? text.length + 1) - 1
  const end = text[newline - 1] === '\r' && newline > within ? newline - 1 : newline
  const column = within - start + 1
  const shown = excerpt(text, start, end, column)
  return { file, line, column, severity, message, ...shown, ...(hint === undefined ? {} : { hint }) }
}

/** Number, from 1, of the line that holds the offset. */
function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0
  let high = lineStarts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(1, low)
}

/**
 * Reads YAML 1.2, strictly: text keys, one document, no key twice, no alias without its anchor, no alias bomb.
 * @returns the document when it can be used, and every problem
 */
export function readSource(text: string, file: string): { document?: SourceDocument; problems: Problem[] } {
  const lines = new LineCounter()
  const problems: Problem[] = []
  const report = (offset: number, message: string, hint?: string, severity: Problem['severity'] = 'error') =>
    problems.push(problemAtOffset(file, text, lines, offset, severity, message, hint))
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      strict: true,
      stringKeys: true,
      // The library compares each key with every other; the walk below uses a set.
      uniqueKeys: false,
      logLevel: 'error',
    })
    // What the parser's own nesting overflows, it reports as a mistake at every level from there on.
    if (document.errors.some((error) => /stack (size|overflow)/i.test(error.message))) throw new RangeError('stack')
    for (const error of document.errors) report(error.pos[0], yamlMessage(error))
    for (const warning of document.warnings) report(warning.pos[0], warning.message, undefined, 'warning')
    const walk = new Walk(report)
    if (document.errors.length === 0) walk.size(document.contents)
    if (problems.some((problem) => problem.severity === 'error')) return { problems }
    return { document: new SourceDocument(file, text, document, walk.targets, lines), problems }
  } catch (error) {
    // The parser and the walk call themselves for each level of nesting.
    if (!(error instanceof RangeError)) throw error
    report(0, 'the file is nested too deeply to be read', 'a scenario needs about ten levels')
    return { problems }
  }
}

function yamlMessage(error: YAMLParseError): string {
  return error.code === 'MULTIPLE_DOCS'
    ? 'a second document begins here; a file holds one'
    : `not readable as YAML: ${error.message}`
}

/** One pass over the nodes: repeated keys, aliases that lead nowhere, and how large the aliases make the value. */
class Walk {
  /** What each alias stands for. */
  readonly targets = new Map<Node, Node>()
  readonly #anchors = new Map<string, Node>()
  readonly #sizes = new Map<Node, number>()
  readonly #report: (offset: number, message: string, hint?: string) => void
  #tooLarge = false

  constructor(report: (offset: number, message: string, hint?: string) => void) {
    this.#report = report
  }

  /** Values under a node with its aliases written out; visits each node of the file once. */
  size(node: unknown): number {
    if (isAlias(node)) return this.#aliasSize(node)
    if (isScalar(node) && node.anchor) this.#anchors.set(node.anchor, node)
    if (!isMap(node) && !isSeq(node)) return 1
    if (node.anchor) this.#anchors.set(node.anchor, node)
    if (isMap(node)) this.#checkKeys(node.items)
    let total = 1
    for (const item of node.items) total += this.size(isMap(node) ? (item as Pair).value : item)
    this.#sizes.set(node, total)
    if (total > MOST_VALUES && !this.#tooLarge) {
      this.#tooLarge = true
      const hint = 'aliases (*name) that repeat other aliases multiply; write out what is needed'
      this.#report(
        node.range?.[0] ?? 0,
        `this part grows to over ${MOST_VALUES.toLocaleString('en')} values when its aliases are followed`,
        hint,
      )
    }
    return total
  }

  #aliasSize(alias: Node & { source: string }): number {
    const target = this.#anchors.get(alias.source)
    const offset = alias.range?.[0] ?? 0
    if (!target) {
      this.#report(offset, `alias *${alias.source} has no anchor &${alias.source} before it`)
      return 1
    }
    const size = isScalar(target) ? 1 : this.#sizes.get(target)
    if (size === undefined) {
      this.#report(offset, `alias *${alias.source} stands inside the part that it repeats`, 'write the part out')
      return 1
    }
    this.targets.set(alias, target)
    return size
  }

  #checkKeys(items: readonly Pair[]): void {
    const first = new Set<string>()
    for (const pair of items) {
      const key = keyText(pair)
      const offset = (pair.key as Node | null)?.range?.[0] ?? 0
      if (key === undefined) this.#report(offset, 'a key must be plain text')
      else if (first.has(key))
        this.#report(offset, `key ${quoted(key)} stands twice in the same place`, 'keep one of them')
      else first.add(key)
    }
  }
}

function keyText(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined
}
