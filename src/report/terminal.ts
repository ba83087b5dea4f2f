import { styleText } from 'node:util'
import CliTable from 'cli-table3'
import type { RunResult } from '../schema/index.ts'
import { number } from './figures.ts'
import * as sentences from './sentences.ts'
import * as tables from './tables.ts'
import { fill, type Language, words } from './words.ts'

/** What is known of where the text will be read. */
export interface Screen {
  /** Whether colour codes may be written. Default: false. */
  readonly colour: boolean
  /** Columns of the terminal; a wider table is cut into blocks that each repeat its first column. Default: 110. */
  readonly width: number
  /** The run's folder, to show where the files are. Default: files are shown relative to the result. */
  readonly folder: string
}

const plain: Screen = { colour: false, width: 110, folder: '' }

type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string

/** The result as tables for a terminal; with no colour codes unless asked for. */
export function renderTerminal(result: RunResult, language: Language, screen: Partial<Screen> = {}): string {
  const { colour, width, folder } = { ...plain, ...screen }
  // validateStream off: the caller has decided about colour; nothing here looks at the process.
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
  const heading = (text: string) => `\n${paint('bold', text)}`
  const prose = (text: string) => wrap(clean(text), width).join('\n')
  const table = (content: tables.Table) => layOut(content, width, paint)

  const blocks = [
    ...head(result, language, paint, prose),
    heading(words.byFieldAndChannel[language]),
    table(tables.indicatorTable(result, language)),
    paint('dim', prose(words.byFieldNote[language])),

    heading(words.conservation[language]),
    table(tables.conservationTable(result, language)),
    prose(sentences.conservationText(result, language)),
    ...result.conservation.problems.map((problem) => paint('red', prose(`- ${problem}`))),

    heading(words.throughput[language]),
    prose(sentences.throughputText(result, language)),
    ...optional(sentences.busiestDayText(result, language), (day) => prose(`${words.busiestDay[language]}: ${day}`)),

    ...operations(result, language, heading, prose, table),
    ...prediction(result, language, heading, prose, table),

    heading(words.verdictAgainstTargets[language]),
    table(tables.targetTable(result, language)),
    paint(
      result.verdict.status === 'PASS' ? 'green' : 'red',
      prose(`${sentences.statusWord(result, language)}: ${sentences.verdictReasons(result, language)}`),
    ),

    ...(result.files.length > 0 ? [heading(words.files[language])] : []),
    ...result.files.map((file) => `  ${clean(folder === '' ? file : `${folder.replace(/[\\/]$/, '')}/${file}`)}`),
  ]
  // Cells are padded to the width of their column, at the end of a line too.
  return `${blocks.join('\n').replace(/ +$/gm, '')}\n`.normalize('NFC')
}

function head(result: RunResult, language: Language, paint: Paint, prose: (text: string) => string): string[] {
  const units = result.scenario.units.map((unit) =>
    fill(words.unitLine[language], {
      ...unit,
      population: number(unit.population, language),
      counters: number(unit.counters, language),
      officials: number(unit.officials, language),
    }),
  )
  return [
    paint('bold', prose(`${sentences.reportTitle(result, language)}: ${result.scenario.title[language]}`)),
    prose(`${words.period[language]}: ${sentences.periodText(result, language)}`),
    ...units.map(prose),
    prose(sentences.runParts(result, language, 12).join('; ')),
    paint('dim', prose(sentences.clockNote(result, language))),
    ...optional(sentences.stoppedText(result, language), (text) => paint('yellow', prose(text))),
  ]
}

type Layer<T> = (content: T) => string

function operations(
  result: RunResult,
  language: Language,
  heading: Layer<string>,
  prose: Layer<string>,
  table: Layer<tables.Table>,
): string[] {
  const lag = sentences.lagText(result, language)
  if (result.operations.length === 0 && lag === undefined) return []
  return [
    heading(sentences.operationsHeading(result, language)),
    result.operations.length > 0 ? table(tables.operationTable(result, language)) : words.noCalls[language],
    ...optional(lag, prose),
  ]
}

function prediction(
  result: RunResult,
  language: Language,
  heading: Layer<string>,
  prose: Layer<string>,
  table: Layer<tables.Table>,
): string[] {
  return optional(sentences.predictionText(result, language), (basis) =>
    [
      heading(sentences.predictionHeading(result, language)),
      table(tables.predictionTable(result, language)),
      prose(basis),
      heading(words.chances[language]),
      table(tables.chanceTable(result, language)),
    ].join('\n'),
  )
}

const optional = (text: string | undefined, show: (text: string) => string) => (text === undefined ? [] : [show(text)])

/** Text of a file or a system must not steer the terminal: control characters become spaces. */
const clean = (text: string) => text.replace(/\p{Cc}/gu, ' ')

const columnsOf = (text: string) => [...text.normalize('NFC')].length

/** Breaks text at spaces into lines of at most `width`; a longer word keeps a line of its own. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/ +/)) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

interface Layout {
  /** Heading of each column, in lines. */
  readonly headings: readonly (readonly string[])[]
  readonly gap: number
  /** Columns of each block; the first column is in every block. */
  readonly blocks: readonly (readonly number[])[]
}

/** The roomiest layout with the fewest blocks: one, when the screen is wide enough. */
function layoutFor(headings: readonly string[], rows: readonly (readonly string[])[], width: number): Layout {
  const whole = headings.map((heading) => [heading])
  const narrowed = headings.map((heading, index) =>
    narrow(
      heading,
      rows.map((row) => row[index] ?? ''),
    ),
  )
  const tried = [
    { headings: whole, gap: 2 },
    { headings: narrowed, gap: 2 },
    { headings: narrowed, gap: 1 },
  ].map((layout) => {
    const widths = layout.headings.map((lines, index) =>
      Math.max(...lines.map(columnsOf), ...rows.map((row) => columnsOf(row[index] ?? ''))),
    )
    return { ...layout, blocks: cut(widths, layout.gap, width) }
  })
  const fewest = Math.min(...tried.map((layout) => layout.blocks.length))
  return tried.find((layout) => layout.blocks.length === fewest) ?? { headings: whole, gap: 2, blocks: [] }
}

function layOut(table: tables.Table, width: number, paint: Paint): string {
  const rows = table.rows.map((row) => row.map((cell) => clean(typeof cell === 'string' ? cell : cell.text)))
  const { headings, gap, blocks } = layoutFor(
    table.columns.map(({ heading }) => heading),
    rows,
    width,
  )
  const painted = (at: number, index: number) => {
    const cell = table.rows[at]?.[index]
    const text = rows[at]?.[index] ?? ''
    return typeof cell === 'object' ? paint(cell.tone === 'good' ? 'green' : 'red', text) : text
  }
  return blocks
    .map((shown) => {
      const lines = new CliTable({
        head: shown.map((index) => (headings[index] ?? []).join('\n')),
        colAligns: shown.map((index) => table.columns[index]?.align ?? 'left'),
        style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
        chars: { ...noLines, middle: ' '.repeat(gap), mid: '─', 'mid-mid': '─'.repeat(gap) },
      })
      lines.push(...rows.map((_, at) => shown.map((index) => painted(at, index))))
      return lines.toString()
    })
    .join('\n\n')
}

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
}

/** The heading in lines no wider than its column must be: its widest cell or its longest word. */
function narrow(heading: string, cells: readonly string[]): string[] {
  // Names such as onTimeRate may break before a capital.
  const breakable = heading.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '\u200b')
  const pieces = breakable.split(/[ \u200b]/)
  const width = Math.max(...pieces.map(columnsOf), ...cells.map(columnsOf))
  const lines: string[] = []
  for (const piece of breakable.split(/(?<=[ \u200b])/)) {
    const last = lines.at(-1)
    const text = piece.replace('\u200b', '')
    if (last !== undefined && columnsOf((last + text).trimEnd()) <= width) lines[lines.length - 1] = last + text
    else lines.push(text)
  }
  return lines.map((line) => line.trimEnd())
}

/** Which columns go into each block, so that no block is wider than the screen; the first column is in every one. */
function cut(widths: readonly number[], gap: number, width: number): number[][] {
  const [first = 0] = widths
  const blocks: number[][] = []
  let used = Number.POSITIVE_INFINITY
  for (let index = 1; index < widths.length; index++) {
    const needed = gap + (widths[index] ?? 0)
    if (used + needed > width) {
      blocks.push([0])
      used = first
    }
    blocks.at(-1)?.push(index)
    used += needed
  }
  return blocks
}
