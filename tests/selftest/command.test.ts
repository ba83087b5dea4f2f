import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dientap, temporary } from '../cli/command.ts'

// The whole suite is run once, as the example of its help: tests/cli/examples.test.ts.
describe('dientap selftest', () => {
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
