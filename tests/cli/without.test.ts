import { beforeAll, describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/schema/index.ts'
import { dientap, type Ended } from './command.ts'

const simulate = (...args: string[]) => dientap(['simulate', '--replications', '2', ...args])

describe('dientap simulate --without', () => {
  let whole: Ended
  let both: Ended
  let wrong: Ended
  beforeAll(async () => {
    ;[whole, both, wrong] = await Promise.all([
      simulate('--json'),
      simulate('--json', '--without', 'line-down-on-10-july', '--without', 'leaders-at-ward-session'),
      simulate('--without', 'line-down-on-11-july'),
    ])
  }, 60_000)
  const resultOf = ({ stdout }: Ended) => JSON.parse(stdout) as RunResult
  const errorsOf = (ended: Ended) => resultOf(ended).operations.reduce((sum, { errors }) => sum + errors, 0)

  it('takes away what it names, and the result says so', () => {
    const { scenario } = resultOf(both)
    expect(scenario.incidents).toEqual([])
    expect(scenario.without).toEqual([
      { name: 'line-down-on-10-july', title: expect.objectContaining({ en: 'The line is down on 10 July' }) },
      { name: 'leaders-at-ward-session', title: expect.anything() },
    ])
    expect(resultOf(whole).scenario).toMatchObject({ without: [], incidents: { length: 2 } })
  })

  it('and with it what it did: no call fails any more', () => {
    expect(errorsOf(whole)).toBeGreaterThan(0)
    expect(errorsOf(both)).toBe(0)
  })

  it('tells of a wrong name what was meant', () => {
    expect(wrong).toMatchObject({ status: 2, stdout: '' })
    expect(wrong.stderr).toContain('did you mean "line-down-on-10-july"?')
  })
})
