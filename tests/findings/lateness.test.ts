import { describe, expect, it } from 'vitest'
import { withFaults } from './base.ts'
import { findingsOf } from './found.ts'

describe('The overrun by cause', () => {
  it('adds up to the whole: causes, interactions, what three do together, and the rest', async () => {
    const { findings, lateness } = await findingsOf(
      withFaults('no signing account', 'ambiguous authority', 'transfers lost'),
    )
    if (!lateness) return expect.fail('no lateness')
    const parts = [...lateness.causes, ...lateness.interactions].reduce((sum, { hours }) => sum + hours, 0)
    expect(lateness.causes.length).toBeGreaterThanOrEqual(3)
    expect(parts + lateness.together + lateness.rest).toBeCloseTo(lateness.overrunHours, 6)
    const shares = lateness.causes.reduce((sum, { share }) => sum + share, 0)
    expect(shares + lateness.together + lateness.rest).toBeCloseTo(lateness.overrunHours, 6)
    expect(findings[lateness.causes[0]?.finding ?? -1]?.kind).toBe('no-account')
    expect(lateness.causes[0]?.hours).toBeGreaterThan(0.8 * lateness.overrunHours)
  })

  it('is all of one cause where one thing is broken', async () => {
    const { lateness } = await findingsOf(withFaults('no signing account'))
    if (!lateness) return expect.fail('no lateness')
    const [cause, ...others] = lateness.causes
    expect(others).toEqual([])
    expect(lateness.interactions).toEqual([])
    expect(cause?.share).toBe(cause?.hours)
    expect(lateness.together).toBeCloseTo(0, 6)
    expect(lateness.rest).toBeLessThan(0.02 * lateness.overrunHours)
  })
})
