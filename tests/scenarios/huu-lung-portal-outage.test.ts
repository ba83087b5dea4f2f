import { describe, expect, it } from 'vitest'
import { expectGone, planOf, simulated } from './simulated.ts'

const name = 'huu-lung-portal-outage'

describe('the portal outage in Hữu Lũng', () => {
  it('has work done on paper first, and none where the portal can be reached', () => {
    expectGone(name, 'portal-hard-to-reach', 100)
    expect(simulated(planOf(name)).verdict.status).toBe('FAIL')
    expect(simulated(planOf(name, 'portal-hard-to-reach')).verdict.status).toBe('PASS')
  })

  it('enters every paper later, in overtime, hours after it was done', () => {
    const { paper, conservation } = simulated(planOf(name))
    expect(paper).toMatchObject({ entered: paper.steps, toEnter: 0 })
    expect(paper.lagP90Hours).toBeGreaterThan(2)
    expect(conservation.holds).toBe(true)
    expectGone(name, 'overtime', 50)
  })

  it('serves those who come to the counter all the same', () => {
    const direct = simulated(planOf(name)).indicators.find((row) => row.field === 'all' && row.channel === 'direct')
    expect(direct?.waitP90Min).toBeLessThan(30)
  })
})
