/**
 * Puts a run of the shipped scenario into reports/sample/ and its terminal report, shortened, into the README:
 *
 *   node tests/remake-sample.ts reports/rach-gia-2025-07-rehearse-…
 *
 * tests/repo/sample.test.ts holds the three together.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formats } from '../src/report/index.ts'
import type { RunResult } from '../src/schema/index.ts'
import { root } from './repo/source.ts'

/** What the README shows: blocks by their first words, and of a table so many rows; a block is shown whole without. */
const shown: readonly { readonly from: string; readonly rows?: number; readonly also?: RegExp }[] = [
  { from: 'By procedure field', rows: 4 },
  { from: 'By step', also: /^Most waiting/ },
  { from: 'Conservation' },
  { from: 'Predicted against measured', rows: 4, also: /measured figures lie/ },
  { from: 'Verdict against each target' },
]

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('name the folder of the run')
for (const file of ['report.md', 'result.json']) copyFileSync(join(folder, file), join(root, 'reports/sample', file))
const result = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as RunResult
const [head = '', ...blocks] = formats.terminal.render(result, 'en').trimEnd().split('\n\n')
const opening = head.split('\nPeriod: ')[0] ?? ''
const excerpt = [`${opening}\n…`, ...shown.map(({ from, rows, also }) => shorten(blockOf(from), rows, also))].join(
  '\n\n',
)
const readme = join(root, 'README.md')
const text = readFileSync(readme, 'utf8')
// A function, so that a dollar sign in the excerpt is only itself.
writeFileSync(
  readme,
  text.replace(/```text\n.*?```/s, () => `\`\`\`text\n${excerpt}\n\`\`\``),
)

function blockOf(from: string): string[] {
  const found = blocks.find((block) => block.startsWith(from))
  if (found === undefined) throw new Error(`the terminal report has no "${from}"`)
  return found.split('\n')
}

function shorten(lines: readonly string[], rows: number | undefined, also: RegExp | undefined): string {
  if (rows === undefined && also === undefined) return lines.join('\n')
  const rule = lines.findIndex((line) => line.startsWith('─'))
  const last = also ? lines.findIndex((line) => also.test(line)) : -1
  if (rows === undefined) return [...lines.slice(0, last + 1), '…'].join('\n')
  return [...lines.slice(0, rule + 1 + rows), '…', ...(last < 0 ? [] : [lines[last]])].join('\n')
}
