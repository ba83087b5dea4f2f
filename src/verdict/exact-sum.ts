/** A sum as [high, low]: high × 2⁵² + low, with 0 ≤ low < 2⁵². */
export type SumState = readonly [high: number, low: number]

const CARRY = 2 ** 52

/**
 * Sum of whole numbers that stays exact beyond 2⁵³, where floating point would begin to depend on the order in which
 * it is added up.
 */
export class ExactSum {
  #high = 0
  #low = 0

  /** @param value a whole number, 0 ≤ value < 2⁵² */
  add(value: number): void {
    const low = this.#low + value
    if (low < CARRY) {
      this.#low = low
      return
    }
    this.#low = low - CARRY
    this.#high++
  }

  addState([high, low]: SumState): void {
    this.#high += high
    this.add(low)
  }

  /** The sum, rounded to a floating-point number once. */
  get value(): number {
    return this.#high * CARRY + this.#low
  }

  state(): SumState {
    return [this.#high, this.#low]
  }
}
