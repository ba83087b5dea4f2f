import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { ModelledSystems, Operation, PLAYED_REPLICATION } from '../../src/operation/index.ts'
import type { IndicatorName, Prediction } from '../../src/schema/index.ts'
import { intervals, predict, Tally } from '../../src/verdict/index.ts'
import { minimalPlan } from './entries.ts'

describe('intervals', () => {
  it('of five values use t with 4 degrees of freedom, 2.776445105', () => {
    // Mean 3, variance (4 + 1 + 0 + 1 + 4) ÷ 4 = 2.5.
    const { mean, ci95, pi95 } = intervals([1, 2, 3, 4, 5])
    expect(mean).toBe(3)
    expect(ci95[1] - mean).toBeCloseTo(2.776445105 * Math.sqrt(2.5 / 5), 8)
    expect(mean - ci95[0]).toBeCloseTo(2.776445105 * Math.sqrt(2.5 / 5), 8)
    expect(pi95[1] - mean).toBeCloseTo(2.776445105 * Math.sqrt(2.5 * 1.2), 8)
    expect(mean - pi95[0]).toBeCloseTo(2.776445105 * Math.sqrt(2.5 * 1.2), 8)
  })

  it('of ten values use t with 9 degrees of freedom, 2.262157163', () => {
    // 0, 2, …, 18: mean 9, variance 4 × 82.5 ÷ 9.
    const { mean, ci95, pi95 } = intervals(Array.from({ length: 10 }, (_, i) => 2 * i))
    const variance = 330 / 9
    expect(mean).toBe(9)
    expect(ci95[1]).toBeCloseTo(9 + 2.262157163 * Math.sqrt(variance / 10), 7)
    expect(pi95[0]).toBeCloseTo(9 - 2.262157163 * Math.sqrt(variance * 1.1), 7)
  })

  it('of equal values have no width', () => {
    expect(intervals([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, ci95: [0.5, 0.5], pi95: [0.5, 0.5] })
  })
})

describe('a prediction', () => {
  const plan = minimalPlan()
  const prediction = predict(plan, { seed: 7, replications: 12 })
  const row = (of: Prediction, indicator: IndicatorName) => of.rows.find((each) => each.indicator === indicator)

  function figuresOf(replication: number) {
    const draws = new Draws(7, replication)
    const tally = new Tally(plan)
    const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), tally)
    while (operation.advance());
    return tally.indicators(plan.toMs, 'channels')[0]
  }

  it('is the same again for the same seed, and another for another', () => {
    expect(predict(plan, { seed: 7, replications: 12 })).toEqual(prediction)
    expect(predict(plan, { seed: 8, replications: 12 })).not.toEqual(prediction)
  })

  it('is made of the replications from 1 on: the one that is played has no part in it', () => {
    const finished = Array.from({ length: 12 }, (_, i) => figuresOf(i + 1)?.finished ?? Number.NaN)
    const { mean, ci95 } = intervals(finished)
    expect(row(prediction, 'finished')).toMatchObject({ mean, ci95 })
    const played = figuresOf(PLAYED_REPLICATION)?.turnaroundP50Hours
    const others = Array.from({ length: 12 }, (_, i) => figuresOf(i + 1)?.turnaroundP50Hours)
    expect(others).not.toContain(played)
  })

  it('grows by replications: the first ones stay as they were', () => {
    const seen: number[] = []
    const more = predict(plan, { seed: 7, replications: 13, onProgress: (done) => seen.push(done) })
    expect(seen).toEqual(Array.from({ length: 13 }, (_, i) => i + 1))
    const last = figuresOf(13)?.finished ?? Number.NaN
    expect(row(more, 'finished')?.mean).toBeCloseTo(((row(prediction, 'finished')?.mean ?? 0) * 12 + last) / 13, 9)
  })

  it('keeps rates between 0 and 1 and counts from 0 up, and measures nothing', () => {
    for (const { indicator, mean, ci95, pi95, measured, inside } of prediction.rows) {
      const top = indicator.endsWith('Rate') ? 1 : Number.POSITIVE_INFINITY
      for (const bound of [...ci95, ...pi95]) expect(bound >= 0 && bound <= top, indicator).toBe(true)
      expect(pi95[0] <= ci95[0] && ci95[0] <= mean && mean <= ci95[1] && ci95[1] <= pi95[1], indicator).toBe(true)
      expect([measured, inside]).toEqual([null, null])
    }
  })

  it('says how many of the replications meet each target', () => {
    const met = Array.from({ length: 12 }, (_, i) => figuresOf(i + 1)?.onTimeRate ?? 0).filter((rate) => rate >= 0.95)
    expect(prediction.targets).toEqual([
      { target: { indicator: 'onTimeRate', atLeast: 0.95 }, probability: met.length / 12 },
    ])
  })

  it('has no row for what no replication measured', () => {
    const nobody = predict(minimalPlan(['dossiers: 50', 'dossiers: 0']), { seed: 7, replications: 3 })
    expect(row(nobody, 'onTimeRate')).toBeUndefined()
    expect(row(nobody, 'finished')).toMatchObject({ mean: 0, pi95: [0, 0] })
    expect(nobody.targets[0]?.probability).toBe(0)
  })
})
