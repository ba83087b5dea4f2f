import type { Doubt } from '../../schema/index.ts'
/** What one plateau, a stretch of load at one rate, showed. */
export interface Plateau {
  /** Dossiers begun per second, as asked. */
  readonly rate: number
  /** Whether every target was held. */
  readonly held: boolean
  /** Dossiers finished per second. */
  readonly throughput: number
  /** Calls answered per second, of all operations. */
  readonly callsPerSecond: number
  /** Calls under way on average: their rate times their mean latency (Little’s law). */
  readonly concurrency: number
  /** The operation that missed its target by most; null where all held theirs. */
  readonly gaveIn: string | null
  /** Why the measurement can’t be trusted, the generator’s own limit for example; null where it can. */
  readonly invalid: Doubt | null
}

export interface KneeOptions {
  /** Rate of the first plateau, dossiers per second, above 0. */
  readonly startRate: number
  /** No plateau asks for more. */
  readonly mostRate: number
  /** Factor from one plateau of the ramp to the next, above 1. */
  readonly growth: number
  /** The search ends when the lowest rate that failed is at most this share above the highest that held. */
  readonly tolerance: number
  /** Trials of a rate between which the majority decides; odd. */
  readonly trials: number
  /** No more plateaus than this. */
  readonly mostPlateaus: number
  /** Ends the search after the plateau under way. */
  readonly signal: AbortSignal
}

/** What ended the search. */
export type KneeLimit =
  /** The systems gave in: the knee lies between the two rates. */
  | 'systems'
  /** The generator could not make more load: the systems carry at least the rate that held. */
  | 'generator'
  /** The highest rate that may be asked for was held. */
  | 'most-rate'
  /** Interrupted, or too many plateaus: what is known so far. */
  | 'stopped'

export interface Search<P extends Plateau = Plateau> {
  /** Highest rate that held, dossiers per second; null where none did. */
  readonly held: number | null
  /** Lowest rate that failed; null where none did. */
  readonly failed: number | null
  readonly limit: KneeLimit
  readonly plateaus: readonly P[]
}

/** Below this share of the first rate nothing is looked for: the systems carry none of it. */
const LEAST_SHARE = 1 / 64

/**
 * Finds the highest rate that holds the targets: a coarse ramp by a factor until a rate fails, then bisection on the
 * logarithm of the rate. A single plateau on a shared machine proves little: a rate that failed once is tried again
 * until most of its trials agree. In the ramp one that holds is enough; once the two rates are close together, the one
 * that held must have held in most of its trials, and the one that failed must have failed twice more than that.
 * @param measure one plateau at a rate
 */
export async function searchKnee<P extends Plateau>(
  measure: (rate: number) => Promise<P>,
  options: KneeOptions,
): Promise<Search<P>> {
  const tried = new Trials<P>(options.trials)
  for (;;) {
    const held = tried.highestHeld()
    const failed = tried.lowestFailed(held)
    const end = (limit: KneeLimit): Search<P> => ({ held, failed, limit, plateaus: tried.plateaus })
    const next = nextRate(tried, held, failed, options)
    if (next === null) return end(failed === null ? 'most-rate' : 'systems')
    if (options.signal.aborted || tried.plateaus.length >= options.mostPlateaus) return end('stopped')
    tried.plateaus.push(await measure(next))
    // A second look: something else may have had the machine for a moment.
    if (tried.at(next).invalid >= 2) return end('generator')
  }
}

/** The rate to try next; null when the knee is found. */
function nextRate(
  tried: Trials<Plateau>,
  held: number | null,
  failed: number | null,
  { startRate, mostRate, growth, tolerance }: KneeOptions,
): number | null {
  const open = tried.undecided()
  if (open !== null) return open
  if (held === null) {
    if (failed === null) return Math.min(startRate, mostRate)
    return failed <= startRate * LEAST_SHARE ? null : failed / growth
  }
  const close = failed === null ? held >= mostRate : failed <= held * (1 + tolerance)
  if (!close) return failed === null ? Math.min(held * growth, mostRate) : Math.sqrt(held * failed)
  if (tried.at(held).held < tried.majority) return held
  return failed !== null && tried.at(failed).failed < tried.majority + 2 ? failed : null
}

/** How often a rate held, failed, or could not be measured. */
interface Count {
  readonly held: number
  readonly failed: number
  readonly invalid: number
}

/** The plateaus so far, and what they say of each rate. */
class Trials<P extends Plateau> {
  readonly plateaus: P[] = []
  /** Trials that decide. */
  readonly majority: number

  constructor(trials: number) {
    this.majority = Math.floor(trials / 2) + 1
  }

  at(rate: number): Count {
    const here = this.plateaus.filter((plateau) => plateau.rate === rate)
    const valid = here.filter(({ invalid }) => invalid === null)
    const held = valid.filter((plateau) => plateau.held).length
    return { held, failed: valid.length - held, invalid: here.length - valid.length }
  }

  /** A rate that failed, though not often enough, and held no more often; null where there is none. */
  undecided(): number | null {
    const rates = this.#rates().filter((rate) => {
      const { held, failed, invalid } = this.at(rate)
      return held + failed === 0 ? invalid > 0 : failed >= held && failed < this.majority
    })
    return rates[0] ?? null
  }

  /** The highest rate that held more often than it failed. */
  highestHeld(): number | null {
    const rates = this.#rates().filter((rate) => this.at(rate).held > this.at(rate).failed)
    return rates.length === 0 ? null : Math.max(...rates)
  }

  /** The lowest rate above one that held which failed at least as often as it held. */
  lowestFailed(above: number | null): number | null {
    const rates = this.#rates().filter((rate) => {
      const { held, failed } = this.at(rate)
      return failed >= this.majority && failed >= held && rate > (above ?? 0)
    })
    return rates.length === 0 ? null : Math.min(...rates)
  }

  #rates(): number[] {
    return [...new Set(this.plateaus.map(({ rate }) => rate))]
  }
}

/**
 * The operation that gives in first: the one that missed its target by most in most of the failed plateaus at the
 * lowest rate that failed; null where none failed.
 */
export function givesInFirst({ plateaus, failed }: Search): string | null {
  const counts = new Map<string, number>()
  for (const { rate, held, invalid, gaveIn } of plateaus) {
    if (rate === failed && !held && invalid === null && gaveIn !== null)
      counts.set(gaveIn, (counts.get(gaveIn) ?? 0) + 1)
  }
  const [first] = [...counts].sort(([, a], [, b]) => b - a)
  return first?.[0] ?? null
}
