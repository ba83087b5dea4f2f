import { growsForEver, type Plan } from '../scenario/index.ts'
import type { IndicatorName, Prediction } from '../schema/index.ts'
import { figureOf, intervals, predictionOf, type Tally } from '../verdict/index.ts'
import { Assembly, type Outcome } from './piece.ts'
import type { Players, Subject } from './players.ts'
import { steadyStateOf } from './steady-state.ts'
import { batchesOf, expectedDossiers, tasksOf } from './tasks.ts'

/** How exact the mean of an indicator is to be. */
export interface Precision {
  readonly indicator: IndicatorName
  /** Half the width of the 95 % confidence interval, in the indicator's unit. */
  readonly halfWidth: number
}

/** With a precision: so many at first, and so many more each time. */
export const PRECISION_STEP = 50
/** With a precision: no more than this. */
export const MOST_REPLICATIONS = 10_000

export interface SimulateOptions {
  /** Replications of the prediction, 0 or at least 2; with a precision those to begin with. */
  readonly replications: number
  readonly precision: Precision | undefined
  /** Whether the replication that is shown is played too; it may have been played with its event log. */
  readonly played: boolean
  readonly signal: AbortSignal
  readonly onProgress: ((progress: Progress) => void) | undefined
}

/** How far it is. */
export interface Progress {
  readonly tasks: number
  readonly ofTasks: number
  readonly dossiers: number
  readonly steps: number
}

export interface Simulated {
  /** The replication that is shown, closed; undefined where it was not asked for or not finished. */
  readonly played: Tally | undefined
  /** Of the replications 1, 2, …, none missing in between. */
  readonly outcomes: readonly Outcome[]
  /** Half width reached for the precision asked; undefined where none was. */
  readonly halfWidth: number | undefined
}

/**
 * Plays a plan: the replication that is shown, then those of the prediction. What comes out depends on the subject and
 * the options alone, not on who plays.
 */
export async function simulate(players: Players, subject: Subject, options: SimulateOptions): Promise<Simulated> {
  const { plan } = subject
  const { precision, signal } = options
  const batches = batchesOf(plan).length
  const assembly = new Assembly(plan, batches)
  const first = options.played ? 0 : 1
  let replications = precision && options.replications === 0 ? PRECISION_STEP : options.replications
  const progress = { tasks: 0, ofTasks: 0, dossiers: 0, steps: 0 }
  const play = (from: number, to: number): Promise<void> => {
    const tasks = tasksOf(batches, from, to)
    progress.ofTasks += tasks.length
    const listener = {
      piece: assembly.add.bind(assembly),
      played(dossiers: number, steps: number) {
        progress.tasks++
        progress.dossiers += dossiers
        progress.steps += steps
        options.onProgress?.(progress)
      },
    }
    return players.play(subject, tasks, listener, signal)
  }
  await play(first, replications)
  if (!precision) return { played: assembly.played, outcomes: assembly.outcomes(), halfWidth: undefined }
  for (;;) {
    const outcomes = assembly.outcomes()
    const halfWidth = halfWidthOf(outcomes, precision.indicator)
    const enough = halfWidth <= precision.halfWidth || replications >= MOST_REPLICATIONS || signal.aborted
    if (enough) return { played: assembly.played, outcomes, halfWidth }
    const more = Math.min(replications + PRECISION_STEP, MOST_REPLICATIONS)
    await play(replications + 1, more)
    replications = more
  }
}

/** Half the width of the 95 % confidence interval of an indicator's mean; Infinity with fewer than two values. */
export function halfWidthOf(outcomes: readonly Outcome[], indicator: IndicatorName): number {
  const values = outcomes.map(({ figures }) => figureOf(figures, indicator)).filter((value) => value !== null)
  if (values.length < 2) return Number.POSITIVE_INFINITY
  const { ci95 } = intervals(values)
  return (ci95[1] - ci95[0]) / 2
}

/** What the replications say together; null with fewer than two. */
export function predictionFrom(plan: Plan, outcomes: readonly Outcome[]): Prediction | null {
  if (outcomes.length < 2) return null
  const prediction = predictionOf(
    plan,
    outcomes.map(({ figures }) => figures),
  )
  const steady = outcomes.map((outcome) => outcome.steady).filter((means) => means !== null)
  return steady.length < 2 ? prediction : { ...prediction, steadyState: steadyStateOf(steady, growsForEver(plan)) }
}

/** Below so many dossiers in all, threads take longer to begin than one takes for the work. */
const WORTH_THREADS = 30_000

/** How many threads to use where nobody says: what the machine can do at once, one where there is little to do. */
export function threadsFor(plan: Plan, replications: number, parallelism: number): number {
  const tasks = batchesOf(plan).length * (replications + 1)
  if (expectedDossiers(plan) * (replications + 1) < WORTH_THREADS) return 1
  return Math.max(1, Math.min(parallelism, tasks))
}
