import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { version } from '../../src/cli/version.ts'
import { readSelftest, STAMP_FILE } from '../../src/selftest/index.ts'
import { dientap, temporary } from '../cli/command.ts'

describe('dientap selftest', () => {
  it('prints a table, ends with how many are within bounds, and keeps a run of the whole suite', async () => {
    const cwd = temporary()
    const { status, stdout, stderr } = await dientap(['selftest', '--quick'], { cwd })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const lines = stdout.trimEnd().split('\n')
    expect(lines[1]).toMatch(/Case .* Exact .* Simulated .* 95 % interval .* z /)
    const [, passed, cases] = /^(\d+) of (\d+) cases within bounds$/.exec(lines.at(-1) ?? '') ?? []
    expect(passed).toBe(cases)
    expect(stdout).toContain('max difference 0 ms')
    expect(readSelftest(join(cwd, 'reports'), version())).toMatchObject({ status: 'passed', passed: Number(cases) })
    expect(JSON.parse(readFileSync(join(cwd, 'reports', STAMP_FILE), 'utf8'))).toMatchObject({ quick: true })
  })

  it('gives every figure as JSON for the cases asked for, and keeps nothing then', async () => {
    const cwd = temporary()
    const { status, stdout } = await dientap(['selftest', '--quick', '--only', 'md', '--json'], { cwd })
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      cases: 1,
      passed: 1,
      results: [{ kind: 'figures', name: 'md1', figures: [{ name: 'mean wait', within: true }] }],
    })
    expect(readdirSync(cwd)).toEqual([])
  })

  it('refuses a case that there is not, and names one that is near', async () => {
    expect(await dientap(['selftest', '--only', 'mm2'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/There is no case "mm2"[\s\S]*did you mean "mm1"/),
    })
  })
})
