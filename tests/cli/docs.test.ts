import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bash, dientap, runFolder, temporary, tenthOfRachGia } from './command.ts'

const text = readFileSync(new URL('../../docs/simulate.md', import.meta.url), 'utf8')

/** The commands of each block, in the order of the page. */
const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block.trimEnd().split('\n'))

/**
 * What is changed about a command so that it takes a second, and only here: a tenth of the month and few replications, a
 * precision that is soon reached; the country is only checked, for its bench plays it; the self-test is the example of
 * its own help.
 */
function shortened(line: string): string {
  const command = line.replace(/^npx /, '')
  if (command.includes('whole-country')) return command.replace(/simulate (\S+) .*/, 'validate $1')
  if (command.includes('selftest')) return 'dientap selftest --quick --only mm1'
  if (!command.includes('dientap simulate') || command.includes('--manifest')) return command
  const few = command.includes('--replications')
    ? command.replace(/--replications \d+/, '--replications 2')
    : command.replace('dientap simulate', 'dientap simulate --replications 2')
  return few.replace(/--precision [\d.]+/, '--precision 1000')
}

describe('docs/simulate.md', () => {
  it('has commands', () => {
    expect(blocks.length).toBeGreaterThan(7)
    expect(blocks.flat().filter((line) => !line.startsWith('npx dientap '))).toEqual([])
  })

  it.concurrent.for(blocks.map((lines) => ({ lines, first: lines[0] ?? '' })))(
    '$first',
    { timeout: 60_000 },
    async ({ lines }) => {
      const cwd = temporary()
      mkdirSync(join(cwd, 'scenarios'))
      for (const path of ['scenarios/rach-gia-2025-07.yaml', 'rach-gia-2025-07'])
        writeFileSync(join(cwd, path), tenthOfRachGia())
      if (lines.some((line) => line.includes('recount'))) {
        await dientap(['simulate', '--replications', '0', '--quiet'], { cwd })
        renameSync(runFolder(join(cwd, 'reports')), join(cwd, 'reports', 'my-run'))
      }
      for (const line of lines) {
        const { status, stderr } = await bash(shortened(line), { cwd }).ended
        expect({ line, status, stderr: stderr.includes('dientap:') }).toEqual({ line, status: 0, stderr: false })
      }
    },
  )
})
