import type { Figures } from '../verdict/index.ts'
import type { Given } from './given.ts'
import type { StepTimes } from './step-times.ts'

/** What one replication of a case gave: the figures that any run has, and how long dossiers waited at each step. */
export interface Played {
  readonly figures: Figures
  readonly steps: StepTimes
}

export type FigureUnit = 'min' | 'share' | 'dossiers' | 'per hour'

/** One figure whose exact value is known. */
export interface ExactFigure {
  /** What it is, for a reader. */
  readonly name: string
  readonly unit: FigureUnit
  /** The exact value, from the parameters of the scenario. */
  readonly exact: (given: Given) => number
  /** The value of one replication; null where there is nothing to measure. */
  readonly simulated: (played: Played) => number | null
  /** A bound on one side of which the exact value and the whole interval must lie. */
  readonly side?: { readonly of: number; readonly must: 'above' | 'below' }
}

/** A queueing case in closed form: an ordinary scenario, and the figures that theory has for it. */
export interface Case {
  /** Name of the scenario file in scenarios/selftest, without .yaml. */
  readonly name: string
  /** What it is, in the words of queueing theory. */
  readonly about: string
  readonly figures: readonly ExactFigure[]
}
