import { type Estimate, estimate, oddOne, type Sample, sampleOf, trimmedSampleOf, welch } from './t-test.ts'

/** Calls of one operation, in the order in which they were made. */
export interface Calls {
  /** Time to the answer of those that were answered as asked. */
  readonly ms: readonly number[]
  /** 1 for each call that failed, 0 for each that did not. */
  readonly failed: readonly number[]
}

/** Fewer calls say nothing of a middle, fewer still of a tail. */
const LEAST_FOR_MIDDLE = 40
const LEAST_FOR_TAIL = 400
/** Between 10 and 30 batches the choice matters little (Schmeiser, Operations Research 30, 1982). */
const BATCHES = 20
/** A slowdown or speed-up of an operation that is not beyond the machine’s own drift by this is not worth a name. */
export const LEAST_RATIO = 0.05
/** Standard deviations from a median absolute deviation, and the standard error of a median against a mean's. */
const MAD_TO_SD = 1.4826
const MEDIAN_TO_MEAN = 1.2533

/**
 * The bound of the fastest tenth is what the operation takes while nothing else is in its way: a busy machine disturbs it
 * least. The middle is what a user feels, the tail what users complain of.
 */
export type Share = 0.1 | 0.5 | 0.95

/** The logarithm of a percentile of the time to the answer, by batch; undefined where the calls are too few. */
export function percentileOf({ ms }: Calls, share: Share): Sample | undefined {
  if (ms.length < (share === 0.95 ? LEAST_FOR_TAIL : LEAST_FOR_MIDDLE)) return undefined
  return trimmedSampleOf(batchesOf(ms).map((batch) => Math.log(Math.max(1e-3, quantile(batch, share)))))
}

/** Share of calls that failed, by batch; undefined where the calls are too few. */
export function failuresOf({ failed }: Calls): Sample | undefined {
  return failed.length < LEAST_FOR_MIDDLE ? undefined : sampleOf(batchesOf(failed).map(mean))
}

/** Calls within a run hang together; batches of many, in the order made, nearly do not. */
function batchesOf(values: readonly number[]): number[][] {
  const length = Math.floor(values.length / BATCHES)
  // What is left over by whole batches is what comes first: connections are opened and code is compiled then.
  const whole = values.slice(values.length - length * BATCHES)
  return Array.from({ length: BATCHES }, (_, at) => whole.slice(at * length, (at + 1) * length))
}

export interface Timed {
  readonly operation: string
  readonly before: Sample
  readonly after: Sample
}

/** The middle of all operations' ratios but one's: what the machine itself is slower by, and how sure that is. */
interface Drift {
  readonly log: number
  readonly standardError: number
  /** How far operations stray from it by a fixed amount of time, ms: what a scheduler adds, whatever the operation. */
  readonly strayMs: number
}

/** Fewer others can't tell a drift of the machine from a change of an operation. */
const LEAST_OTHERS = 3

/** What the other operations say of the machine; undefined where they are too few. */
export function driftWithout(timed: readonly Timed[], operation: string): Drift | undefined {
  const others = timed.filter((each) => each.operation !== operation)
  if (others.length < LEAST_OTHERS) return undefined
  const logs = others.map(({ before, after }) => after.mean - before.mean)
  const log = median(logs)
  const spread = MAD_TO_SD * median(logs.map((each) => Math.abs(each - log)))
  const strays = others.map(({ before, after }) => Math.abs(Math.exp(after.mean) - Math.exp(before.mean + log)))
  return {
    log,
    standardError: (MEDIAN_TO_MEAN * spread) / Math.sqrt(others.length),
    strayMs: MAD_TO_SD * median(strays),
  }
}

export interface Slowdown extends Estimate {
  readonly ratio: number
  readonly drift: number
}

/**
 * How much slower an operation is, as a ratio, and how surprising that is beyond the machine's drift. Evidence is of
 * both: that it is slower at all, and that it is so by more than the drift, the stray of the other operations and
 * LEAST_RATIO together.
 */
export function slowdownOf({ before, after }: Timed, drift: Drift | undefined): Slowdown {
  const plain = welch(before, after)
  const [low, high] = plain.ci95.map(Math.exp) as [number, number]
  const was = Math.exp(before.mean)
  const shown = {
    ratio: Math.exp(plain.difference),
    drift: drift ? Math.exp(drift.log) : 1,
    difference: Math.exp(after.mean) - was,
    ci95: [was * (low - 1), was * (high - 1)] as const,
  }
  const beyond = plain.difference - (drift?.log ?? 0)
  const allowed = Math.log1p(LEAST_RATIO + (drift?.strayMs ?? 0) / was)
  const excess = Math.max(0, Math.abs(beyond) - allowed)
  const standardError = Math.hypot(before.standardError, after.standardError, drift?.standardError ?? 0)
  const relative = estimate(excess, standardError, before.n + after.n - 2, oddOne(Math.min(before.n, after.n)))
  // Slower than the machine became, but no slower than it was: that is the machine's doing.
  const agrees = beyond * plain.difference > 0
  return { ...shown, p: agrees ? Math.max(plain.p, relative.p) : 1 }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Between the two nearest values (Hyndman & Fan, The American Statistician 50, 1996, type 7). */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = Math.floor(place)
  const [a = Number.NaN, b = a] = [sorted[low], sorted[low + 1]]
  return a + (place - low) * (b - a)
}
