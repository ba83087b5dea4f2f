import { stringify } from 'csv-stringify/sync'
import type { Prediction, RunResult } from '../schema/index.ts'
import type { Scalar, Variant } from './vary.ts'

/** One variant of a parameter sweep with what was simulated of it. */
export interface SweepRow {
  readonly changes: Variant['changes']
  readonly sha256: string
  /** Of the replication that is shown, judged against the targets. */
  readonly verdict: RunResult['verdict']
  /** Null when no replication beyond that was asked for. */
  readonly prediction: Prediction | null
}

/** What sweep.json holds. All variants are played with the same chances, so that they differ by what was changed. */
export interface Sweep {
  readonly version: 1
  readonly run: RunResult['run']
  readonly scenario: { readonly name: string; readonly title: RunResult['scenario']['title'] }
  readonly replications: number
  readonly variants: readonly SweepRow[]
}

/** Column heads of the targets, as they stand in a table: `onTimeRate ≥ 0.95`. */
export function targetNames(sweep: Sweep): string[] {
  return (sweep.variants[0]?.verdict.targets ?? []).map(({ target }) => {
    const { indicator, channel, atLeast, atMost } = target
    const bounds = [
      ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
      ...(atMost === undefined ? [] : [`≤ ${atMost}`]),
    ]
    return `${indicator}${channel === undefined ? '' : ` ${channel}`} ${bounds.join(' ')}`
  })
}

/** sweep.csv: a row for each variant; an indicator that was not measured is empty. */
export function sweepCsv(sweep: Sweep): string {
  const first = sweep.variants[0]
  const paths = (first?.changes ?? []).map(({ path }) => path)
  const indicators = [
    ...new Set(sweep.variants.flatMap((each) => each.prediction?.rows ?? []).map((row) => row.indicator)),
  ]
  const targets = targetNames(sweep)
  const head = [
    ...paths,
    'verdict',
    ...indicators.flatMap((name) => [
      name,
      `${name}_ci95_low`,
      `${name}_ci95_high`,
      `${name}_pi95_low`,
      `${name}_pi95_high`,
    ]),
    ...targets.map((name) => `P(${name})`),
  ]
  const rows = sweep.variants.map(({ changes, verdict, prediction }) => [
    ...changes.map(({ value }) => cell(value)),
    verdict.status,
    ...indicators.flatMap((name): (number | string)[] => {
      const row = prediction?.rows.find(({ indicator }) => indicator === name)
      return row ? [row.mean, ...row.ci95, ...row.pi95] : ['', '', '', '', '']
    }),
    ...targets.map((_, index) => prediction?.targets[index]?.probability ?? ''),
  ])
  return stringify([head, ...rows])
}

function cell(value: Scalar): string | number {
  return typeof value === 'number' ? value : String(value)
}
