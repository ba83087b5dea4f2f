import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './source.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** Cells of the table under a heading, row by row, without its head. */
export function tableUnder(heading: string): string[][] {
  const [, section = ''] = readme.split(`\n## ${heading}\n`)
  const lines = (section.split('\n## ')[0] ?? '').split('\n')
  const from = lines.findIndex((line) => /^\|[-:|]+\|$/.test(line))
  const rows = lines.slice(from + 1)
  const to = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, to === -1 ? undefined : to).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

/** What is in code in the first cell of each row. */
export const named = (heading: string): string[] =>
  tableUnder(heading).map(([first = '']) => /^`([^`]+)`$/.exec(first)?.[1] ?? first)
