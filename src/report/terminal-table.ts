import CliTable from 'cli-table3'
import type { Table, Tone } from './table.ts'
import { clean, columnsOf } from './terminal-text.ts'

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

/**
 * The table as lines of at most `width` columns; a wider one is cut into blocks that each repeat its first column.
 * @param paint gives a cell its colour
 */
export function layOut(table: Table, width: number, paint: (tone: Tone, text: string) => string): string {
  const rows = table.rows.map((row) => row.map((cell) => clean(typeof cell === 'string' ? cell : cell.text)))
  const { headings, gap, blocks } = layoutFor(
    table.columns.map(({ heading }) => heading),
    rows,
    width,
  )
  const painted = (at: number, index: number) => {
    const cell = table.rows[at]?.[index]
    const text = rows[at]?.[index] ?? ''
    return typeof cell === 'object' ? paint(cell.tone, text) : text
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
