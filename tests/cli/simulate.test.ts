import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/schema/index.ts'
import { dientap, type Ended, resultIn, runFolder, stackLine, temporary } from './command.ts'

const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8')

describe('dientap simulate', () => {
  const out = temporary()
  const elsewhere = temporary()
  /** Two runs with one seed that begin at the same moment in the same folder, and one with another seed. */
  let quiet: Ended
  let json: Ended
  let other: Ended

  beforeAll(async () => {
    const simulated = (line: string) => dientap(`simulate --replications 3 ${line}`.split(' '))
    ;[quiet, json, other] = await Promise.all([
      simulated(`--seed 7 --out ${out} --quiet`),
      simulated(`--seed 7 --out ${out} --json`),
      simulated(`--seed 7 --seed 8 --lang vi --lang en --out nowhere --out ${elsewhere} --quiet`),
    ])
  }, 60_000)

  it('gives each of two runs that begin at the same moment a folder of its own', () => {
    expect(readdirSync(out)).toHaveLength(2)
    for (const name of readdirSync(out)) expect(resultIn(join(out, name)).run.id).toBe(name)
  })

  it('gives byte-identical events and the same figures for the same seed', () => {
    const [first = '', again = ''] = readdirSync(out).map((name) => join(out, name))
    const events = read(first, 'events.ndjson')
    expect(events.length).toBeGreaterThan(1_000_000)
    expect(read(again, 'events.ndjson') === events).toBe(true)
    const figures = ({ run: _, ...rest }: RunResult) => rest
    expect(figures(resultIn(again))).toEqual(figures(resultIn(first)))
  })

  it('gives others for another seed', () => {
    const [first = ''] = readdirSync(out).map((name) => join(out, name))
    expect(read(runFolder(elsewhere), 'events.ndjson') === read(first, 'events.ndjson')).toBe(false)
    expect(resultIn(runFolder(elsewhere)).prediction).not.toEqual(resultIn(first).prediction)
  })

  it('--json prints the result that it writes, and nothing else', () => {
    expect({ status: json.status, stderr: json.stderr }).toEqual({ status: 0, stderr: '' })
    const printed = JSON.parse(json.stdout) as RunResult
    expect(printed).toEqual(resultIn(join(out, printed.run.id)))
  })

  it('--quiet prints one line: the verdict, and where the result is', () => {
    expect({ status: quiet.status, stderr: quiet.stderr }).toEqual({ status: 0, stderr: '' })
    expect(quiet.stdout).toMatch(/^PASS \S+\/result\.json\n$/)
    expect(resultIn(quiet.stdout.slice('PASS '.length, -'/result.json\n'.length)).verdict.status).toBe('PASS')
  })

  it('takes the last of an option given twice', () => {
    expect({ status: other.status, stderr: other.stderr }).toEqual({ status: 0, stderr: '' })
    expect(resultIn(runFolder(elsewhere)).run.seed).toBe(8)
    expect(read(runFolder(elsewhere), 'report.md')).toContain('## How to read this')
  })
})

describe('a number on the command line that can’t be', () => {
  it.concurrent.for([
    ['--seed 4294967296', '--seed is 4294967296; it must be a whole number from 0 to 4294967295'],
    ['--seed abc', '--seed is NaN'],
    ['--seed 1.5', '--seed is 1.5'],
    ['--seed', 'Not enough arguments following: seed'],
    ['--replications 1', '--replications is 1; it must be a whole number from 2 to'],
    ['--replications -3', '--replications is -3'],
    ['--replications abc', '--replications is NaN'],
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
