/** Numbers of which quantiles are wanted: all are kept, so a quantile is exact. */
export class Sample {
  #values = new Float64Array(256)
  #count = 0
  #sorted = true

  get count(): number {
    return this.#count
  }

  add(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#count * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#count++] = value
    this.#sorted = false
  }

  /**
   * The smallest value that at least a share `p` of the values does not exceed (nearest rank); null without values.
   * @param p in (0, 1]
   */
  quantile(p: number): number | null {
    if (this.#count === 0) return null
    if (!this.#sorted) {
      this.#values.subarray(0, this.#count).sort()
      this.#sorted = true
    }
    return this.#values[Math.max(0, Math.ceil(p * this.#count) - 1)] as number
  }
}
