import { ExactSum, type SumState } from './exact-sum.ts'

/** What a histogram holds, in whole numbers and in one form only: equal contents give equal states. */
export interface HistogramState {
  readonly count: number
  /** 0 while nothing has been counted. */
  readonly min: number
  readonly max: number
  readonly sum: SumState
  /** Index of a bucket, its count, index of the next, its count, …; ascending, no empty bucket. */
  readonly buckets: readonly number[]
}

/** An octave has 2¹⁰ buckets: each is at most 1 ÷ 1024 of its values wide. */
const BITS = 10
const BUCKETS = 1 << BITS
/** Below this every whole number has a bucket of its own. */
const EXACT_BELOW = 2 * BUCKETS
/** So many indexes are kept as a list, two bytes each; more become counts by index, eight bytes each. */
const LIST_LENGTH = 16_384

/**
 * Counts whole numbers in buckets that grow with the value (log-linear, as Gil Tene's HdrHistogram has them): values
 * below 2,048 are kept exactly, others within 0.05 % (half the width of their bucket); count, sum, least and greatest
 * value are exact. Histograms add up exactly, in any order.
 *
 * `hdr-histogram-js` was tried first: its mean is that of the buckets and not of the values, and a histogram of a few
 * hundred waits holds 85 KB (13 KB packed, at five times the time to record), which thousands of units can't afford.
 */
export class Histogram {
  #list: Uint16Array | undefined = new Uint16Array(8)
  #counts = new Float64Array(0)
  #count = 0
  #min = 0
  #max = 0
  readonly #sum = new ExactSum()

  get count(): number {
    return this.#count
  }

  /** @param value a whole number, 0 ≤ value < 2⁵². Throws RangeError for another. */
  record(value: number): void {
    if (!(value >= 0 && value < 2 ** 52)) throw new RangeError(`${value} can’t be counted`)
    if (this.#count === 0 || value < this.#min) this.#min = value
    if (value > this.#max) this.#max = value
    this.#sum.add(value)
    this.#put(bucketOf(value), 1)
  }

  /** Adds what another has counted. */
  add(state: HistogramState): void {
    if (state.count === 0) return
    this.#min = this.#count === 0 ? state.min : Math.min(this.#min, state.min)
    this.#max = Math.max(this.#max, state.max)
    this.#sum.addState(state.sum)
    const { buckets } = state
    for (let i = 0; i < buckets.length; i += 2) this.#put(buckets[i] as number, buckets[i + 1] as number)
  }

  /** Mean of the values, from their exact sum; null without values. */
  mean(): number | null {
    return this.#count === 0 ? null : this.#sum.value / this.#count
  }

  /**
   * The smallest value that at least a share `p` of the values does not exceed (nearest rank), from 2,048 on within
   * 0.05 %; null without values.
   * @param p in (0, 1]
   */
  quantile(p: number): number | null {
    if (this.#count === 0) return null
    const rank = Math.max(1, Math.ceil(p * this.#count))
    if (rank === 1) return this.#min
    if (rank === this.#count) return this.#max
    const middle = middleOf(this.#bucketOfRank(rank))
    return Math.min(this.#max, Math.max(this.#min, middle))
  }

  /** The values, ascending, each with how often it was counted; from 2,048 on within 0.05 %. */
  *values(): Generator<[value: number, times: number]> {
    const { buckets } = this.state()
    for (let i = 0; i < buckets.length; i += 2) {
      const middle = middleOf(buckets[i] as number)
      yield [Math.min(this.#max, Math.max(this.#min, middle)), buckets[i + 1] as number]
    }
  }

  state(): HistogramState {
    const buckets: number[] = []
    this.#each((index, count) => {
      buckets.push(index, count)
    })
    return { count: this.#count, min: this.#min, max: this.#max, sum: this.#sum.state(), buckets }
  }

  #put(index: number, times: number): void {
    const list = this.#list
    if (list && this.#count + times <= LIST_LENGTH) {
      const end = this.#count + times
      const room = end <= list.length ? list : this.#lengthen(list, end)
      if (times === 1) room[end - 1] = index
      else room.fill(index, this.#count, end)
      this.#count = end
      return
    }
    if (list) this.#countList(list)
    this.#raise(index, times)
    this.#count += times
  }

  #lengthen(list: Uint16Array, length: number): Uint16Array {
    const longer = new Uint16Array(Math.min(LIST_LENGTH, Math.max(length, 2 * list.length)))
    longer.set(list)
    this.#list = longer
    return longer
  }

  #countList(list: Uint16Array): void {
    this.#list = undefined
    for (let i = 0; i < this.#count; i++) this.#raise(list[i] as number, 1)
  }

  #raise(index: number, times: number): void {
    if (index >= this.#counts.length) {
      // A whole octave more, so that values which rise slowly don't copy the counts again and again.
      const longer = new Float64Array((Math.floor(index / BUCKETS) + 1) * BUCKETS)
      longer.set(this.#counts)
      this.#counts = longer
    }
    this.#counts[index] = (this.#counts[index] as number) + times
  }

  #bucketOfRank(rank: number): number {
    if (this.#list) return this.#sorted(this.#list)[rank - 1] as number
    let below = 0
    for (let index = 0; index < this.#counts.length; index++) {
      below += this.#counts[index] as number
      if (below >= rank) return index
    }
    throw new Error('the counts of a histogram don’t add up')
  }

  #each(visit: (index: number, count: number) => void): void {
    if (!this.#list) {
      this.#counts.forEach((count, index) => {
        if (count > 0) visit(index, count)
      })
      return
    }
    const sorted = this.#sorted(this.#list)
    for (let from = 0; from < sorted.length; ) {
      let to = from + 1
      while (sorted[to] === sorted[from]) to++
      visit(sorted[from] as number, to - from)
      from = to
    }
  }

  #sorted(list: Uint16Array): Uint16Array {
    return list.subarray(0, this.#count).sort()
  }
}

/** Bucket of a value: the value itself below 2,048; then 1,024 of equal width between one power of two and the next. */
function bucketOf(value: number): number {
  if (value < EXACT_BELOW) return value
  if (value >= 2 ** 32) return bucketOf(Math.floor(value / 2 ** 16)) + 16 * BUCKETS
  const shift = 31 - Math.clz32(value) - BITS
  return shift * BUCKETS + (value >>> shift)
}

/** The middle of a bucket's values; half of its width is the most by which it is wrong. */
function middleOf(index: number): number {
  if (index < EXACT_BELOW) return index
  const shift = Math.floor(index / BUCKETS) - 1
  const width = 2 ** shift
  return (BUCKETS + (index % BUCKETS)) * width + width / 2
}
