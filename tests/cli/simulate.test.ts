import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/schema/index.ts'
import { dientap, resultIn, runFolder, stackLine, temporary } from './command.ts'

async function simulated(...options: string[]): Promise<{ events: string; result: RunResult }> {
  const out = temporary()
  const { status, stderr } = await dientap(['simulate', '--replications', '3', '--out', out, '--quiet', ...options])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const folder = runFolder(out)
  return { events: readFileSync(join(folder, 'events.ndjson'), 'utf8'), result: resultIn(folder) }
}

describe('dientap simulate', () => {
  it.concurrent('gives byte-identical events and the same figures for the same seed, others for another', async () => {
    const [first, again, other] = await Promise.all([
      simulated('--seed', '7'),
      simulated('--seed', '7'),
      simulated('--seed', '8'),
    ])
    expect(first.events.length).toBeGreaterThan(1_000_000)
    expect(again.events === first.events).toBe(true)
    expect(other.events === first.events).toBe(false)
    const figures = ({ result: { run: _, ...rest } }: { result: RunResult }) => rest
    expect(figures(again)).toEqual(figures(first))
    expect(figures(other).prediction).not.toEqual(figures(first).prediction)
  })

  it.concurrent('--json prints the result that it writes, and nothing else', async () => {
    const out = temporary()
    const { status, stdout, stderr } = await dientap(['simulate', '--replications', '2', '--out', out, '--json'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual(resultIn(runFolder(out)))
  })

  it.concurrent('--quiet prints one line: the verdict, and where the result is', async () => {
    const out = temporary()
    const { stdout, stderr } = await dientap(['simulate', '--replications', '2', '--out', out, '--quiet'])
    expect({ stdout, stderr }).toEqual({ stdout: `PASS ${join(runFolder(out), 'result.json')}\n`, stderr: '' })
  })

  it.concurrent('gives two runs that begin at the same moment a folder each', async () => {
    const out = temporary()
    const run = () => dientap(['simulate', '--replications', '2', '--out', out, '--quiet'])
    const ended = await Promise.all([run(), run()])
    expect(ended.map(({ status }) => status)).toEqual([0, 0])
    expect(readdirSync(out)).toHaveLength(2)
    for (const name of readdirSync(out)) expect(resultIn(join(out, name)).run.id).toBe(name)
  })

  it.concurrent('takes the last of an option given twice', async () => {
    const out = temporary()
    const line = `simulate --replications 2 --quiet --seed 7 --seed 9 --lang vi --lang en --out nowhere --out ${out}`
    expect(await dientap(line.split(' '))).toMatchObject({ status: 0, stderr: '' })
    expect(resultIn(runFolder(out)).run.seed).toBe(9)
    expect(readFileSync(join(runFolder(out), 'report.md'), 'utf8')).toContain('Rehearsal')
  })
})

describe('a number on the command line that can’t be', () => {
  it.concurrent.for([
    ['--seed 4294967296', '--seed is 4294967296; it must be a whole number from 0 to 4294967295'],
    ['--seed -1', '--seed is -1'],
    ['--seed abc', '--seed is NaN'],
    ['--seed 1.5', '--seed is 1.5'],
    ['--seed', 'Not enough arguments following: seed'],
    ['--replications 1', '--replications is 1; it must be a whole number from 2 to'],
    ['--replications -3', '--replications is -3'],
    ['--replications abc', '--replications is NaN'],
    ['--replications 2.5', '--replications is 2.5'],
  ])('%s is refused with status 2 and a hint, and nothing is written', async ([options = '', said]) => {
    const cwd = temporary()
    const { status, stdout, stderr } = await dientap(['simulate', ...options.split(' ')], { cwd })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(`dientap: ${said}`)
    expect(stderr).toMatch(/\n {2}(For example|See) /)
    expect(stderr).not.toMatch(stackLine)
    expect(readdirSync(cwd)).toEqual([])
  })
})
