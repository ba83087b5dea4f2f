import quantileT from '@stdlib/stats-base-dists-t-quantile'
import { Draws } from '../chance/index.ts'
import { ModelledSystems, Operation } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { IndicatorName, Prediction } from '../schema/index.ts'
import { type Figures, figureOf, figuresOf, meets } from './figures.ts'
import { Tally } from './tally.ts'

/** Indicators that a prediction speaks of, in the order shown. */
const predicted: readonly IndicatorName[] = [
  'onTimeRate',
  'progressRate',
  'finished',
  'open',
  'overdue',
  'turnaroundP50Hours',
  'turnaroundP90Hours',
  'waitP50Min',
  'waitP90Min',
  'dossiersPerWorkingDay',
  'operationErrorRate',
]

export interface PredictOptions {
  readonly seed: number
  /** Periods to simulate, at least 2. */
  readonly replications: number
  /** Told after each replication. */
  readonly onProgress?: (done: number) => void
}

/**
 * Simulates the period again and again. Replications are numbered from 1: number 0 is the one that a rehearsal plays,
 * so a prediction never contains what it is held against.
 * @returns mean, 95 % confidence interval of the mean and 95 % prediction interval for one period
 */
export function predict(plan: Plan, options: PredictOptions): Prediction {
  const runs: Figures[] = []
  for (let replication = 1; replication <= options.replications; replication++) {
    runs.push(replicate(plan, options.seed, replication))
    options.onProgress?.(replication)
  }
  return {
    replications: options.replications,
    rows: predicted.flatMap((indicator) => {
      const values = runs.map((run) => figureOf(run, indicator)).filter((value) => value !== null)
      return values.length < 2
        ? []
        : [{ indicator, ...within(intervals(values), indicator), measured: null, inside: null }]
    }),
    targets: plan.scenario.targets.map((target) => ({
      target,
      probability:
        runs.filter((run) => meets(target, figureOf(run, target.indicator, target.channel))).length / runs.length,
    })),
  }
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

function replicate(plan: Plan, seed: number, replication: number): Figures {
  const draws = new Draws(seed, replication)
  const tally = new Tally(plan)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), tally)
  while (operation.advance());
  return figuresOf(plan, tally, plan.toMs, tally.indicators(plan.toMs, 'channels'))
}

/** No rate lies outside 0 to 1 and no count, time or length below 0, though a symmetric interval may. */
function within<T extends { mean: number; ci95: [number, number]; pi95: [number, number] }>(
  row: T,
  indicator: IndicatorName,
): T {
  const top = indicator.endsWith('Rate') ? 1 : Number.POSITIVE_INFINITY
  const clip = ([low, high]: [number, number]): [number, number] => [Math.max(0, low), Math.min(top, high)]
  return { ...row, ci95: clip(row.ci95), pi95: clip(row.pi95) }
}

const LEVEL = 0.95

/**
 * Mean with its confidence interval, mean ± t·s/√n, and the interval for one more value, mean ± t·s·√(1 + 1/n), with
 * Student's t of n − 1 degrees of freedom (Hahn & Meeker, Statistical Intervals, 2017, §4). At least two values.
 */
export function intervals(values: readonly number[]): { mean: number; ci95: [number, number]; pi95: [number, number] } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const t = quantileT(1 - (1 - LEVEL) / 2, n - 1)
  const ofMean = t * Math.sqrt(variance / n)
  const ofOne = t * Math.sqrt(variance * (1 + 1 / n))
  return { mean, ci95: [mean - ofMean, mean + ofMean], pi95: [mean - ofOne, mean + ofOne] }
}
