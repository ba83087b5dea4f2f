import type { ChangeSet } from '../scenario/index.ts'
import type { Change, Gain, Gained } from '../schema/index.ts'
import { intervals } from '../verdict/index.ts'
import { type Difference, differenceOf, worthOf } from './losses.ts'
import { sampleOf } from './sample.ts'
import type { Suspect } from './suspect.ts'
import type { Worlds } from './worlds.ts'

/** How pairs of a plan are played: as a whole, or in samples of its units. */
export interface Pairing {
  readonly worlds: Worlds
  readonly seed: number
  /** Undefined: the plan is small enough to be played as a whole. */
  readonly workOf: ((unit: number) => number) | undefined
  readonly entryOf: readonly number[]
}

/** A remedy on trial: the scenario with and without it, in pairs with the same chances. */
export class Trial {
  readonly suspect: Suspect
  readonly set: ChangeSet
  /** By pair, from the first. */
  readonly differences: Difference[] = []
  /** False once it turns out that the changes can't be made. */
  isPossible = true
  /** Dossiers received in the last pair, scaled up like its differences. */
  received = 0
  /** What is mended in both worlds of each pair. */
  readonly #mended: readonly ChangeSet[]
  readonly #pairing: Pairing
  readonly #units: ReadonlySet<number>
  #sampled = 0
  #share = 1

  /** @param mended what is mended already: the gain is what comes beyond */
  constructor(suspect: Suspect, pairing: Pairing, mended: readonly ChangeSet[] = []) {
    this.#mended = mended
    this.suspect = suspect
    this.set = { name: `${suspect.kind}/${suspect.subject}`, title: null, changes: suspect.changes }
    this.#pairing = pairing
    this.#units = unitsChanged(suspect.changes, pairing)
  }

  /** Plays on until there are so many pairs. */
  async upTo(pairs: number): Promise<void> {
    const from = this.differences.length + 1
    if (from > pairs || !this.isPossible) return
    if (this.#pairing.workOf === undefined) await this.#whole(from, pairs)
    else for (let pair = from; pair <= pairs && this.isPossible; pair++) await this.#sample(pair, this.#pairing.workOf)
  }

  async #whole(from: number, to: number): Promise<void> {
    const { worlds } = this.#pairing
    const without = await worlds.losses(this.#mended, undefined, from, to)
    const remedied = await worlds.losses([...this.#mended, this.set], undefined, from, to)
    this.received = without?.[0]?.received ?? 0
    if (!without || !remedied) this.isPossible = false
    else without.forEach((each, at) => void this.differences.push(differenceOf(each, remedied[at] ?? each, 1)))
    this.#sampled = this.#units.size
  }

  async #sample(pair: number, workOf: (unit: number) => number): Promise<void> {
    const { worlds, seed } = this.#pairing
    const units = sampleOf(worlds.plan, this.#units, workOf, seed, pair)
    const without = await worlds.losses(this.#mended, units, pair, pair)
    const remedied = await worlds.losses([...this.#mended, this.set], units, pair, pair)
    const [one] = without ?? []
    const [other] = remedied ?? []
    if (!one || !other) {
      this.isPossible = false
      return
    }
    const work = (some: Iterable<number>) => [...some].reduce((sum, unit) => sum + workOf(unit), 0)
    this.#share = Math.min(1, work(units) / work(this.#units))
    this.#sampled = units.length
    this.received = one.received / this.#share
    this.differences.push(differenceOf(one, other, 1 / this.#share))
  }

  /** By which it is ranked, of each pair. */
  get worths(): number[] {
    return this.differences.map(worthOf)
  }

  gain(asNext: Gain['asNext']): Gain | null {
    if (this.differences.length < 2) return null
    const of = (name: keyof Difference) => this.#gained(this.differences.map((each) => each[name]))
    return {
      pairs: this.differences.length,
      beyond: this.#mended.length,
      of: this.#units.size,
      units: Math.min(this.#units.size, this.#sampled),
      late: of('late'),
      overrunHours: of('overrunHours'),
      sentAway: of('sentAway'),
      turnaroundHours: of('turnaroundHours'),
      asNext,
    }
  }

  /**
   * Of samples, a pair’s total is its sample’s, scaled up: that varies more than the total of all units does, by the share
   * of them that is sampled.
   */
  #gained(values: readonly number[]): Gained {
    const { mean, ci95, pi95 } = intervals(values)
    if (this.#share === 1) return { mean, ci95, pi95 }
    const n = values.length
    const ofMean = ci95[1] - mean
    const ofOne = ofMean * Math.sqrt(1 + n * this.#share)
    return { mean, ci95, pi95: [mean - ofOne, mean + ofOne] }
  }
}

/** Units of the entries that changes name; all where one is of the scenario as a whole. */
function unitsChanged(changes: readonly Change[], { worlds, entryOf }: Pairing): ReadonlySet<number> {
  const all = worlds.plan.units.map((_, unit) => unit)
  const entries = changes.map(({ path }) => /^units\.(\d+)\./.exec(path)?.[1])
  if (entries.some((entry) => entry === undefined)) return new Set(all)
  const changed = new Set(entries.map(Number))
  return new Set(all.filter((unit) => changed.has(entryOf[unit] as number)))
}
