import type { Channel, IndicatorName, RunResult } from '../schema/index.ts'

/** What was found of one indicator. */
export type Finding = 'better' | 'worse' | 'changed' | 'no-evidence'

/**
 * What the interval of a difference rests on. paired: replications with the same chances, one by one. unpaired:
 * replications with chances of their own. one-period: two periods, by how much periods are predicted to differ.
 * prediction: one period against the prediction of one. batches: calls in the order made, in batches.
 */
export type Basis = 'paired' | 'unpaired' | 'one-period' | 'prediction' | 'batches'

interface Judged {
  readonly before: number
  readonly after: number
  /** after − before. */
  readonly difference: number
  /** 95 % interval of the difference, of this one alone. */
  readonly ci95: readonly [low: number, high: number]
  /** Two-sided, before and after Holm's correction for all that was looked at. */
  readonly p: number
  readonly pAdjusted: number
  readonly basis: Basis
  readonly finding: Finding
}

export interface IndicatorComparison extends Judged {
  readonly indicator: IndicatorName
  /** Null: all dossiers. */
  readonly channel: Channel | null
}

export type OperationFigure = 'p10Ms' | 'p50Ms' | 'p95Ms' | 'errorRate'

export interface OperationComparison extends Judged {
  readonly operation: string
  readonly figure: OperationFigure
  /** after ÷ before, and what the machine’s own drift accounts for; null for error rates. */
  readonly ratio: number | null
  readonly drift: number | null
}

/** Figures that both runs have, but nothing to make an interval from: they are shown and not judged. */
export interface Unjudged {
  readonly name: string
  readonly why: 'no-spread' | 'few-calls' | 'no-log' | 'one-side'
}

/** How another run differs from the first. */
export interface Comparison {
  readonly kind: 'simulations' | 'rehearsals' | 'prediction-and-measurement'
  readonly before: RunBrief
  readonly after: RunBrief
  /** Replications that were set beside each other; 0 for rehearsals. */
  readonly replications: number
  readonly scenarioChanges: readonly Change[]
  readonly indicators: readonly IndicatorComparison[]
  readonly operations: readonly OperationComparison[]
  readonly unjudged: readonly Unjudged[]
  /** What makes it weaker than it could be, a sentence each. */
  readonly notes: readonly Note[]
}

export type Note =
  | { readonly kind: 'not-paired'; readonly seeds: readonly [number, number] }
  | { readonly kind: 'replications-differ'; readonly counts: readonly [number, number] }
  | { readonly kind: 'no-replications-file' }
  | { readonly kind: 'version'; readonly versions: readonly [string, string] }
  | { readonly kind: 'drift'; readonly ratio: number }
  | { readonly kind: 'drift-unknown' }

export interface RunBrief {
  readonly folder: string
  readonly id: string
  readonly clock: RunResult['run']['clock']
  readonly seed: number
  readonly dientap: string
  readonly verdict: RunResult['verdict']['status']
}

/** A place of the scenario at which two runs differ; undefined where one has nothing there. */
export interface Change {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** Several runs, each held against the first. */
export interface Comparisons {
  readonly version: 1
  /** The most harm of all: "worse" if anything is. */
  readonly verdict: 'worse' | 'better' | 'changed' | 'no-evidence'
  /** Differences that were looked at, over all runs. */
  readonly looked: number
  readonly scenario: { readonly name: string; readonly title: RunResult['scenario']['title'] }
  readonly comparisons: readonly Comparison[]
}
