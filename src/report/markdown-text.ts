import type { Block, Section } from './section.ts'
import type { Cell, Table } from './table.ts'

/** A section with its heading, its parts each a paragraph of Markdown. */
export function sectionParts({ heading: title, blocks }: Section): string[] {
  return [heading(title), ...blocks.map(blockText)]
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'table':
      return tableText(block.table)
    case 'list':
      return block.items.map((item) => `- ${literal(item)}`).join('\n')
    case 'note':
      return literal(block.text)
    case 'text':
      return block.tone === 'bad' ? `**${literal(block.text)}**` : literal(block.text)
  }
}

export const heading = (text: string) => `## ${literal(text)}`

function tableText({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(({ heading: text }) => literal(text))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(cellText))),
  ].join('\n')
}

function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return cell.tone === 'bad' ? `**${literal(cell.text)}**` : literal(cell.text)
  // Markdown drops leading spaces, so what is indented keeps its place by a space that does not break.
  const indent = cell.length - cell.trimStart().length
  return '&nbsp;'.repeat(indent) + literal(cell.trimStart())
}

/** Text as Markdown that shows exactly that text on one line, in a table cell too. */
export function literal(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&(?=[#\w]+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/^[#>+-]/, '\\$&')
    .replace(/^(\d+)([.)]\s)/, '$1\\$2')
}

/** Text as code. A backtick cannot be escaped inside code; the paths and names shown here have none of their own. */
export function code(text: string): string {
  return `\`${text.replace(/[\p{Cc}`]+/gu, ' ')}\``
}
