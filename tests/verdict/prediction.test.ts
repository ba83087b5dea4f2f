import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { ModelledSystems, Operation } from '../../src/operation/index.ts'
import type { IndicatorName, IndicatorRow, Prediction } from '../../src/schema/index.ts'
import {
  type Figures,
  figureOf,
  figuresOf,
  intervals,
  predictionOf,
  proportion,
  Tally,
} from '../../src/verdict/index.ts'
import { entriesOf, entry, minimalPlan, type Story, tallyOfEntries } from './entries.ts'

const plan = minimalPlan()
const row = (of: Prediction, indicator: IndicatorName) => of.rows.find((each) => each.indicator === indicator)

const finished: Story = {
  arrived: '07T08:00',
  begun: '07T08:30',
  received: '07T08:40',
  due: '09T09:00',
  last: ['07T16:00', 9],
}
const late: Story = { ...finished, last: ['10T09:00', 9] }
const online: Story = { ...late, channel: 1 }

describe('the figures of a run', () => {
  const entries = [
    ...[finished, late, online].flatMap((story, dossier) => entriesOf(story, dossier)),
    entry('07T08:00', 0, 'queued', 1, { tripMs: 60_000, slot: 90 }),
    entry('07T08:00', 3, 'turned-away', 0, { over: true }),
    entry('07T08:00', 4, 'called', 0, { operation: 'portal.submit', tookMs: 1.5 }),
  ]
  const figures = figuresOf(plan, tallyOfEntries(plan, entries, plan.toMs, 'channels'))

  it('serve every indicator of all dossiers', () => {
    const value = (indicator: IndicatorName) => figureOf(figures, indicator)
    expect(value('onTimeRate')).toBe(1 / 3)
    expect(value('sameDayRate')).toBe(1 / 3)
    expect([value('received'), value('finished'), value('open'), value('overdue')]).toEqual([3, 3, 0, 2])
    expect([value('waitMeanMin'), value('waitP50Min'), value('waitP90Min')]).toEqual([30, 30, 30])
    // 08:00 to 16:00 are 6 working hours; to Thursday 09:00 they are 7 + 8 + 8 + 2.
    expect(value('turnaroundMeanHours')).toBe((6 + 25 + 25) / 3)
    expect([value('turnedAway'), value('gaveUp'), value('tripsPerDossier')]).toEqual([1, 0, 1 / 3])
    expect([value('dossiersPerWorkingDay'), value('operationErrorRate'), value('operationP95Ms')]).toEqual([
      0.6, 0, 1.5,
    ])
  })

  it('serve one channel where it has figures of its own, and the whole run where not', () => {
    expect(figureOf(figures, 'onTimeRate', 'direct')).toBe(0.5)
    expect(figureOf(figures, 'sameDayRate', 'online')).toBe(0)
    expect(figureOf(figures, 'turnaroundMeanHours', 'online')).toBe(25)
    expect(figureOf(figures, 'onTimeRate', 'post')).toBeNull()
    expect(figureOf(figures, 'turnedAway', 'post')).toBe(1)
    expect(figureOf(figures, 'tripsPerDossier', 'online')).toBe(1 / 3)
  })

  it('are plain JSON', () => {
    expect(JSON.parse(JSON.stringify(figures))).toEqual(figures)
  })
})

describe('a prediction', () => {
  const replications = (count: number) =>
    Array.from({ length: count }, (_, replication) => {
      const draws = new Draws(7, replication + 1)
      const tally = new Tally(plan, 'channels')
      const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), tally)
      while (operation.advance());
      tally.close(plan.toMs)
      return figuresOf(plan, tally)
    })
  const figures = replications(12)
  const prediction = predictionOf(plan, figures)

  it('has the mean of the replications with its intervals', () => {
    const turnaround = figures.map((each) => figureOf(each, 'turnaroundMeanHours') as number)
    const { mean, ci95, pi95 } = intervals(turnaround)
    expect(row(prediction, 'turnaroundMeanHours')).toEqual({
      indicator: 'turnaroundMeanHours',
      ...{ mean, ci95, pi95: [Math.max(0, pi95[0]), pi95[1]], measured: null, inside: null },
    })
    expect(new Set(turnaround).size).toBeGreaterThan(6)
  })

  it('keeps rates between 0 and 1 and counts from 0 up, and measures nothing', () => {
    for (const { indicator, mean, ci95, pi95, measured, inside } of prediction.rows) {
      const top = indicator.endsWith('Rate') ? 1 : Number.POSITIVE_INFINITY
      for (const bound of [...ci95, ...pi95]) expect(bound >= 0 && bound <= top, indicator).toBe(true)
      expect(pi95[0] <= ci95[0] && ci95[0] <= mean && mean <= ci95[1] && ci95[1] <= pi95[1], indicator).toBe(true)
      expect([measured, inside]).toEqual([null, null])
    }
  })

  it('says how many of the replications meet each target, and between what bounds the probability lies', () => {
    const met = figures.filter((each) => (figureOf(each, 'onTimeRate') ?? 0) >= 0.95)
    expect(prediction.targets).toEqual([
      {
        target: { indicator: 'onTimeRate', atLeast: 0.95 },
        probability: met.length / 12,
        ci95: proportion(met.length, 12).ci95,
      },
    ])
  })

  it('says how many of them meet all targets at once, which is no product of the single chances', () => {
    const ofTwo = minimalPlan([
      '  - { indicator: onTimeRate, atLeast: 0.95 }',
      '  - { indicator: received, atLeast: 2 }\n  - { indicator: received, atMost: 3 }',
    ])
    const four = [1, 2, 3, 4].map((received): Figures => {
      const row = { ...(figures[0]?.rows[0] as IndicatorRow), received }
      return { ...(figures[0] as Figures), rows: [row] }
    })
    const { targets, allTargets } = predictionOf(ofTwo, four)
    expect(targets.map(({ probability }) => probability)).toEqual([0.75, 0.75])
    expect(allTargets).toEqual({ probability: 0.5, ci95: proportion(2, 4).ci95 })
  })

  it('has no row for what no replication measured', () => {
    const nobody = minimalPlan(['dossiers: 50', 'dossiers: 0'])
    const empty = predictionOf(
      nobody,
      Array.from({ length: 3 }, () => figuresOf(nobody, tallyOfEntries(nobody, [], nobody.toMs, 'channels'))),
    )
    expect(row(empty, 'onTimeRate')).toBeUndefined()
    expect(row(empty, 'finished')).toMatchObject({ mean: 0, pi95: [0, 0] })
    expect(empty.targets[0]).toMatchObject({ probability: 0, ci95: [0, expect.closeTo(1 - 0.025 ** (1 / 3), 10)] })
  })

  it('is not made of fewer than two replications', () => {
    expect(() => predictionOf(plan, figures.slice(0, 1))).toThrow(RangeError)
  })
})
