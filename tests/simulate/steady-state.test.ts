import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scenarioFile } from '../../src/selftest/index.ts'
import { predictionFrom } from '../../src/simulate/index.ts'
import { planOf, simulated } from './plans.ts'

describe('the steady state of M/M/1 that begins with two thousand waiting', () => {
  it('is that of the formula: the beginning is left out', async () => {
    const file = scenarioFile('mm1')
    const text = readFileSync(file, 'utf8').replace(
      '  procedures:',
      '  backlog: [{ dossiers: 2000, step: serve, receivedDaysAgo: 1 }]\n  procedures:',
    )
    const source = { file, text }
    const subject = { plan: planOf(source), source, seed: 7, steadyState: true }
    const { outcomes } = await simulated(subject, 1, 12)
    const prediction = predictionFrom(subject.plan, outcomes)
    const [wait, turnaround] = prediction?.steadyState?.rows ?? []
    // With everything counted they would be hours.
    expect(prediction?.rows.find(({ indicator }) => indicator === 'waitMeanMin')?.mean).toBeGreaterThan(100)
    expect(wait?.measure).toBe('waitMin')
    expect(wait?.ci95[0]).toBeLessThan(2)
    expect(wait?.ci95[1]).toBeGreaterThan(2)
    expect(wait?.mean).toBeGreaterThan(1.85)
    expect(wait?.mean).toBeLessThan(2.15)
    expect(wait?.truncatedShare).toBeGreaterThan(0.15)
    expect((turnaround?.mean ?? 0) * 60).toBeCloseTo(4, 0)
  })
})
