import { describe, expect, it } from 'vitest'
import { withFaults } from './base.ts'
import { findingsOf } from './found.ts'

describe('The overrun by cause', () => {
  it('adds up to the whole: causes, interactions, what three do together, and the rest', async () => {
    const { findings, lateness } = await findingsOf(withFaults('no signing account', 'ambiguous authority', 'transfers lost'))
    if (!lateness) return expect.fail('no lateness')
    const parts = [...lateness.causes, ...lateness.interactions].reduce((sum, { hours }) => sum + hours, 0)
    expect(lateness.causes.length).toBeGreaterThanOrEqual(3)
    expect(parts + lateness.together + lateness.rest).toBeCloseTo(lateness.overrunHours, 6)
    const shares = lateness.causes.reduce((sum, { share }) => sum + share, 0)
    expect(shares + lateness.together + lateness.rest).toBeCloseTo(lateness.overrunHours, 6)
    expect(findings[lateness.causes[0]?.finding ?? -1]?.kind).toBe('no-account')
    expect(lateness.causes[0]?.hours).toBeGreaterThan(0.8 * lateness.overrunHours)
  })

  it('says of two faults in one way that only both together free it', async () => {
    // Nobody may sign, and nobody is there to: one without the other helps hardly anybody.
    const { lateness } = await findingsOf(withFaults('no signing account', 'no approving account'))
    expect(lateness?.causes).toHaveLength(1)
  })
})
