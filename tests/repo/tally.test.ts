import { describe, expect, it } from 'vitest'
import { tally, type VitestReport } from '../tally.ts'

type Status = 'passed' | 'failed' | 'skipped' | 'todo'

function report(...files: Record<string, Status>[]): VitestReport {
  return {
    testResults: files.map((tests, index) => ({
      name: `file-${index}`,
      status: Object.values(tests).includes('failed') || Object.keys(tests).length === 0 ? 'failed' : 'passed',
      assertionResults: Object.entries(tests).map(([title, status]) => ({
        ancestorTitles: ['group'],
        title,
        fullName: `group ${title}`,
        status,
      })),
    })),
  }
}

const sound = [{ name: 'types', ok: true }]

describe('the count that ends npm test', () => {
  it('is the number of tests that passed and failed', () => {
    const counted = tally(sound, { ok: false, report: report({ a: 'passed', b: 'failed' }, { c: 'passed' }) }, false)
    expect(counted).toEqual({ passed: 2, failed: 1, problems: [], needs: [] })
  })

  it('adds one failure for each stage that failed', () => {
    const stages = [
      { name: 'types', ok: false },
      { name: 'style', ok: false },
    ]
    const { passed, failed, problems } = tally(stages, { ok: true, report: report({ a: 'passed' }) }, false)
    expect([passed, failed]).toEqual([1, 2])
    expect(problems).toEqual(['stage failed: types', 'stage failed: style'])
  })

  it('adds one failure for a test file that could not be collected', () => {
    const { failed, problems } = tally(sound, { ok: false, report: report({ a: 'passed' }, {}) }, false)
    expect(failed).toBe(1)
    expect(problems).toEqual(['could not be run: file-1'])
  })

  it('fails when vitest fails for something that belongs to no test, or leaves no report', () => {
    expect(tally(sound, { ok: false, report: report({ a: 'passed' }) }, false).failed).toBe(1)
    expect(tally(sound, { ok: false, report: undefined }, false).failed).toBe(1)
  })

  it('fails when no test passed', () => {
    expect(tally(sound, { ok: true, report: report() }, false).failed).toBe(1)
  })

  it('fails for a skipped or planned test that does not say what it needs', () => {
    const skips = report({ a: 'passed', b: 'skipped', c: 'todo', 'd [needs]': 'skipped' })
    expect(tally(sound, { ok: true, report: skips }, false)).toMatchObject({ passed: 1, failed: 3, needs: [] })
  })

  it('lets a skip pass that says what it needs, and tells it; but not in strict mode', () => {
    const skips = report({ a: 'passed', 'b [needs Docker]': 'skipped' })
    const lenient = tally(sound, { ok: true, report: skips }, false)
    expect(lenient).toMatchObject({ failed: 0, needs: ['[needs Docker] group b [needs Docker]'] })
    expect(tally(sound, { ok: true, report: skips }, true).failed).toBe(1)
  })
})
