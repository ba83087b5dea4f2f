import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { scenarioFile } from '../../src/selftest/index.ts'
import { dientap, type Ended, resultIn, runFolder, temporary } from './command.ts'

describe('a queue that can only grow', () => {
  const out = temporary()
  let ended: Ended

  beforeAll(async () => {
    // One official who is busy half of the time becomes one with work for one and a half.
    const text = readFileSync(scenarioFile('mm1'), 'utf8').replace('dossiers: 10800', 'dossiers: 32400')
    const file = join(temporary(), 'growing.yaml')
    writeFileSync(file, text)
    ended = await dientap(['simulate', file, '--replications', '2', '--out', out, '--lang', 'en'])
  }, 60_000)

  it('is told at once with its figure and its place in the file', () => {
    expect(ended.stderr).toMatch(
      /growing\.yaml:\d+:\d+: warning: clerks of unit 30742 are asked for 1\.50 times the time they have: the queue can only grow/,
    )
  })

  it('is in the result and the report, which say too whether the self-test was run', () => {
    const result = resultIn(runFolder(out))
    expect(result.warnings).toEqual([expect.stringContaining('the queue can only grow')])
    expect(result.selftest).toEqual({ status: 'not run', cases: expect.any(Number), at: null, dientap: null })
    const report = readFileSync(join(runFolder(out), 'report.md'), 'utf8')
    expect(report).toMatch(/## Warnings about the scenario\n[\s\S]*- .* the queue can only grow/)
    expect(report).toContain('The simulator’s self-test has not been run.')
  })
})
