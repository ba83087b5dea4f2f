/**
 * Chooses an index in proportion to weights: cumulative sums, then a binary search. A weight of 0 is never chosen.
 * RangeError when a weight is negative or not finite, or none is positive.
 */
export class WeightedPick {
  readonly #cumulative: Float64Array
  readonly #total: number
  readonly #last: number

  constructor(weights: readonly number[]) {
    this.#cumulative = new Float64Array(weights.length)
    let total = 0
    let last = -1
    for (const [index, weight] of weights.entries()) {
      if (!(weight >= 0 && Number.isFinite(weight))) throw new RangeError(`weight ${index} is ${weight}`)
      if (weight > 0) last = index
      total += weight
      this.#cumulative[index] = total
    }
    if (last < 0) throw new RangeError('no weight is positive')
    this.#total = total
    this.#last = last
  }

  /** The index of a uniform `u` in (0, 1): the first whose cumulative weight is above u × total. */
  index(u: number): number {
    const wanted = u * this.#total
    let low = 0
    // Not the length: should u × total round up to the total, the last positive weight is still the answer.
    let high = this.#last
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#cumulative[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    return low
  }
}
