import { Philox } from './philox.ts'

const TO_26_BITS = 2 ** 26
const TO_UNIT = 2 ** -52

/**
 * Keyed random draws: a draw is a pure function of (seed, replication, unit, dossier, step, purpose). Nothing is
 * consumed, so the order of asking does not matter and a new unit, official or step leaves every other draw as it was.
 * All six are uint32; names become numbers by `keyOf`.
 */
export class Draws {
  readonly seed: number
  readonly replication: number
  /** First uniform of the block that `at` computed, in (0, 1), never 0 or 1. */
  first = 0.5
  /** Second uniform of the block, independent of the first. */
  second = 0.5
  readonly #philox = new Philox()
  /** Seed and replication as the signed words that Philox works on: converted once, not for every block. */
  readonly #key0: number
  readonly #key1: number

  constructor(seed: number, replication: number) {
    this.seed = seed >>> 0
    this.replication = replication >>> 0
    this.#key0 = seed | 0
    this.#key1 = replication | 0
  }

  /** Computes the block of a key and leaves its two uniforms in `first` and `second`. */
  at(unit: number, dossier: number, step: number, purpose: number): this {
    const philox = this.#philox
    philox.block(unit, dossier, step, purpose, this.#key0, this.#key1)
    this.first = openUnit(philox.word0, philox.word1)
    this.second = openUnit(philox.word2, philox.word3)
    return this
  }

  /** The first uniform of a key, in (0, 1). Moves this instance's block, as `at` does. */
  uniform(unit: number, dossier: number, step: number, purpose: number): number {
    return this.at(unit, dossier, step, purpose).first
  }
}

/**
 * The middle of one of 2^52 equal cells of (0, 1). With 53 bits the last middle would round to 1, and the logarithms
 * of the inverse transforms need an open interval at both ends.
 */
function openUnit(high: number, low: number): number {
  return ((high >>> 6) * TO_26_BITS + (low >>> 6) + 0.5) * TO_UNIT
}
