import { describe, expect, it } from 'vitest'
import { expectGone, expectShrunk, planOf, simulated } from './simulated.ts'

const name = 'mau-son-home-service'

describe('service at home in Mẫu Sơn', () => {
  it('is for the elderly who can’t come: without them nobody goes', () => {
    expectGone(name, 'elderly-far-away', 100)
  })

  it('takes an official away for more than an hour each way', () => {
    const { steps } = simulated(planOf(name))
    for (const step of ['visit-home', 'bring-home'])
      expect(steps.find((row) => row.step === step)?.workMeanMin, step).toBeGreaterThan(60)
  })

  it('waits for the one kit, and hardly where there are three', () => {
    expectShrunk(name, 'one-mobile-kit', 3)
  })

  it('passes', () => {
    expect(simulated(planOf(name)).verdict.status).toBe('PASS')
  })
})
