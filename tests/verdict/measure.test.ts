import { describe, expect, it } from 'vitest'
import { measureOf } from '../../src/verdict/index.ts'
import { rehearsed } from '../report/sample.ts'

const result = rehearsed()
const whole = result.indicators.find(({ field, channel }) => field === 'all' && channel === 'all')

describe('a figure of a result by its path', () => {
  it.each([
    ['indicators.all.received', whole?.received],
    ['indicators.all.all.onTimeRate', whole?.onTimeRate],
    ['indicators.direct.received', 710],
    ['conservation.harness.open', result.conservation.harness.open],
    ['conservation.holds', 1],
    ['scenario.units', 1],
    ['scenario.units.30742.counters', 6],
    ['scenario.incidents', 1],
    [
      'operations.one-stop.receive.calls',
      result.operations.find(({ operation }) => operation === 'one-stop.receive')?.calls,
    ],
    ['prediction.onTimeRate.mean', result.prediction?.rows[0]?.mean],
  ])('%s is %s', (path, value) => {
    expect(value).toBeDefined()
    expect(measureOf(result, path)).toBe(value)
  })

  it('may be of a stream of demand', () => {
    const row = { stream: 'residents-groups', received: 80, finished: 78, open: 2, overdue: 3, onTimeRate: 0.96 }
    const times = { waitMeanMin: 4, waitP90Min: 9, turnaroundMeanHours: 2, turnaroundP90Hours: 5 }
    const streams = [{ ...row, ...times }]
    expect(measureOf({ ...result, streams }, 'streams.residents-groups.overdue')).toBe(3)
  })

  it('is null where nothing of the kind happened', () => {
    expect(measureOf(result, 'operations.land.enter.errors')).toBeNull()
    expect(measureOf(result, 'indicators.land.open')).toBeNull()
    expect(measureOf({ ...result, prediction: null }, 'prediction.onTimeRate.mean')).toBeNull()
  })

  it.each([
    'indicators.all.colour',
    'indicators.received',
    'step.sign.waitP90Min',
    'conservation.harness.lost',
    'scenario.name',
    'operations.one-stop.receive.colour',
    'verdict',
  ])('does not exist: %s', (path) => {
    expect(measureOf(result, path)).toBeUndefined()
  })
})
