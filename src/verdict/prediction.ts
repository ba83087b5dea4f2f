import type { Plan } from '../scenario/index.ts'
import type { IndicatorName, Prediction, RunResult } from '../schema/index.ts'
import { type Figures, figureOf, meets } from './figures.ts'
import { intervals, proportion } from './statistics.ts'

/** Indicators that a prediction speaks of, in the order shown. */
const predicted: readonly IndicatorName[] = [
  'onTimeRate',
  'progressRate',
  'sameDayRate',
  'received',
  'finished',
  'open',
  'overdue',
  'turnaroundP50Hours',
  'turnaroundP90Hours',
  'turnaroundMeanHours',
  'waitP50Min',
  'waitP90Min',
  'waitMeanMin',
  'dossiersPerWorkingDay',
  'operationErrorRate',
  'turnedAway',
  'gaveUp',
  'tripsPerDossier',
  'conformance',
]

/**
 * What replications of the same period say of it: mean, 95 % confidence interval of the mean and 95 % prediction
 * interval for one period of each indicator that at least two of them have, and how likely a period meets each target.
 * @param figures of the replications in their order, at least two; throws RangeError for fewer
 */
export function predictionOf(plan: Plan, figures: readonly Figures[]): Prediction {
  if (figures.length < 2) throw new RangeError(`${figures.length} replications predict nothing`)
  return {
    replications: figures.length,
    rows: predicted.flatMap((indicator) => {
      const values = figures.map((each) => figureOf(each, indicator)).filter((value) => value !== null)
      return values.length < 2
        ? []
        : [{ indicator, ...within(intervals(values), indicator), measured: null, inside: null }]
    }),
    targets: plan.scenario.targets.map((target) => {
      const met = figures.filter((each) => meets(target, figureOf(each, target.indicator, target.channel)))
      const { estimate, ci95 } = proportion(met.length, figures.length)
      return { target, probability: estimate, ci95 }
    }),
    allTargets: chanceOfAll(plan, figures),
    steadyState: null,
  }
}

/** Targets are met and missed together more often than chance alone would have it: periods are counted, not multiplied. */
function chanceOfAll({ scenario: { targets } }: Plan, figures: readonly Figures[]): Prediction['allTargets'] {
  const met = figures.filter((each) =>
    targets.every((target) => meets(target, figureOf(each, target.indicator, target.channel))),
  )
  const { estimate, ci95 } = proportion(met.length, figures.length)
  return { probability: estimate, ci95 }
}

/** Sets what was measured beside a prediction. */
export function hold(prediction: Prediction, measured: Figures): Prediction {
  return {
    ...prediction,
    rows: prediction.rows.map((row) => {
      const value = figureOf(measured, row.indicator)
      return { ...row, measured: value, inside: value === null ? null : value >= row.pi95[0] && value <= row.pi95[1] }
    }),
  }
}

/** Sets what another run of the same scenario measured beside a prediction. */
export function holdAgainst(prediction: Prediction, run: RunResult): Prediction {
  const { indicators, throughput, operations, visits } = run
  const calls = operations.reduce((sum, row) => sum + row.calls, 0)
  const errors = operations.reduce((sum, row) => sum + row.errors, 0)
  return hold(prediction, {
    rows: indicators,
    dossiersPerWorkingDay: throughput.perWorkingDay,
    operationErrorRate: calls === 0 ? null : errors / calls,
    // Percentiles of single operations do not add up to that of all.
    operationP95Ms: null,
    turnedAway: visits.turnedAway,
    gaveUp: visits.gaveUp,
    tripsPerDossier: visits.tripsPerDossier,
    conformance: run.prediction?.rows.find(({ indicator }) => indicator === 'conformance')?.measured ?? null,
  })
}

/** No rate lies outside 0 to 1 and no count, time or length below 0, though a symmetric interval may. */
function within<T extends { mean: number; ci95: [number, number]; pi95: [number, number] }>(
  row: T,
  indicator: IndicatorName,
): T {
  const top = indicator.endsWith('Rate') || indicator === 'conformance' ? 1 : Number.POSITIVE_INFINITY
  const clip = ([low, high]: [number, number]): [number, number] => [Math.max(0, low), Math.min(top, high)]
  return { ...row, ci95: clip(row.ci95), pi95: clip(row.pi95) }
}
