import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scenarioFile } from '../../src/selftest/index.ts'
import { predictionFrom } from '../../src/simulate/index.ts'
import { steadyStateOf } from '../../src/simulate/steady-state.ts'
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
    expect(wait?.ci95?.[0]).toBeLessThan(2)
    expect(wait?.ci95?.[1]).toBeGreaterThan(2)
    expect(wait?.mean).toBeGreaterThan(1.85)
    expect(wait?.mean).toBeLessThan(2.15)
    expect(wait?.truncatedShare).toBeGreaterThan(0.15)
    expect((turnaround?.mean ?? 0) * 60).toBeCloseTo(4, 0)
  })
})

describe('a queue without a steady state', () => {
  const text = readFileSync(scenarioFile('mm1'), 'utf8')
  const rowsOf = async (change: (text: string) => string) => {
    const source = { file: scenarioFile('mm1'), text: change(text) }
    const subject = { plan: planOf(source), source, seed: 7, steadyState: true }
    const { outcomes } = await simulated(subject, 1, 3)
    return predictionFrom(subject.plan, outcomes)?.steadyState?.rows ?? []
  }
  const counter = (each: string) => each.replace('role: clerk\n', 'role: clerk\n        counter: true\n')

  it('has no figure, and the reason, where more comes than can be done', async () => {
    const rows = await rowsOf((each) => each.replace('meanMin: 2', 'meanMin: 6'))
    expect(rows.map(({ measure, mean, ci95, none }) => ({ measure, mean, ci95, none }))).toEqual(
      ['waitMin', 'turnaroundHours'].map((measure) => ({ measure, mean: null, ci95: null, none: 'overloaded' })),
    )
  })

  it('has no figure where about half of each series would be left out: it had not settled', () => {
    const means = (truncatedShare: number) => ({ mean: 5, truncatedShare })
    const each = { waitMin: means(0.48), turnaroundHours: means(0.1) }
    expect(steadyStateOf([each, each], false).rows).toMatchObject([
      { measure: 'waitMin', mean: null, ci95: null, none: 'not-settled', truncatedShare: 0.48 },
      { measure: 'turnaroundHours', mean: 5, ci95: [5, 5], none: null },
    ])
  })

  it('has one where those who lose patience keep it short', async () => {
    const patience =
      '  patience: { waits: { kind: exponential, meanMin: 10 }, comesBack: 0, after: { kind: fixed, min: 1 } }\n  procedures:'
    const [wait] = await rowsOf((each) =>
      counter(each).replace('meanMin: 2', 'meanMin: 6').replace('  procedures:', patience),
    )
    expect(wait).toMatchObject({ none: null, mean: expect.any(Number) })
  })
})
