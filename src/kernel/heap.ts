/**
 * A min-heap of whole numbers by (key, rank, order put in): equal keys come out first in, first out, so one seed gives
 * one order. Typed arrays and four children a node keep it fast; nothing is allocated but when it grows.
 */
export class Heap {
  #keys = new Float64Array(FIRST_CAPACITY)
  #orders = new Float64Array(FIRST_CAPACITY)
  #items = new Int32Array(FIRST_CAPACITY)
  #size = 0
  #nextOrder = 0
  #nextOrderBefore = -1

  get size(): number {
    return this.#size
  }

  /** Key of the item that comes out next; Infinity when empty. */
  get headKey(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#keys[0] as number)
  }

  /** The item that comes out next. The heap must not be empty. */
  get head(): number {
    return this.#items[0] as number
  }

  /** Adds an item. `rank` orders items of one key before their order put in: lower first, 0 to 1023. */
  put(key: number, item: number, rank = 0): void {
    if (this.#size === this.#keys.length) this.#grow()
    const last = this.#size++
    this.#set(last, key, rank * RANK_STEP + this.#nextOrder++, item)
    this.#rise(last)
  }

  /** Adds an item that comes out before all others of its key that are in the heap. */
  putBefore(key: number, item: number): void {
    if (this.#size === this.#keys.length) this.#grow()
    const last = this.#size++
    this.#set(last, key, this.#nextOrderBefore--, item)
    this.#rise(last)
  }

  /** Takes out the item with the least (key, rank, order put in). The heap must not be empty. */
  take(): number {
    const taken = this.#items[0] as number
    this.#moveLastTo(0)
    this.#sink(0)
    return taken
  }

  /** As `take` and then `put` in one. The heap must not be empty. */
  replaceHead(key: number, item: number, rank = 0): void {
    this.#set(0, key, rank * RANK_STEP + this.#nextOrder++, item)
    this.#sink(0)
  }

  /** Takes an item out wherever it is, by looking through the heap; false when it is not there. */
  remove(item: number): boolean {
    let at = 0
    while (at < this.#size && this.#items[at] !== item) at++
    if (at === this.#size) return false
    this.#moveLastTo(at)
    if (at < this.#size) {
      this.#sink(at)
      this.#rise(at)
    }
    return true
  }

  /** Drops every item that `stays` says no to; the others keep their order. */
  filter(stays: (item: number) => boolean): void {
    let kept = 0
    for (let at = 0; at < this.#size; at++) {
      const item = this.#items[at] as number
      if (!stays(item)) continue
      this.#keys[kept] = this.#keys[at] as number
      this.#orders[kept] = this.#orders[at] as number
      this.#items[kept++] = item
    }
    this.#size = kept
    for (let at = (kept - 2) >> 2; at >= 0; at--) this.#sink(at)
  }

  #set(place: number, key: number, order: number, item: number): void {
    this.#keys[place] = key
    this.#orders[place] = order
    this.#items[place] = item
  }

  #moveLastTo(place: number): void {
    const last = --this.#size
    this.#keys[place] = this.#keys[last] as number
    this.#orders[place] = this.#orders[last] as number
    this.#items[place] = this.#items[last] as number
  }

  /** Moves the entry at `place` as far up as it belongs. */
  #rise(place: number): void {
    const keys = this.#keys
    const orders = this.#orders
    const items = this.#items
    const key = keys[place] as number
    const order = orders[place] as number
    const item = items[place] as number
    let at = place
    while (at > 0) {
      const parent = (at - 1) >> 2
      const parentKey = keys[parent] as number
      if (parentKey < key || (parentKey === key && (orders[parent] as number) < order)) break
      keys[at] = parentKey
      orders[at] = orders[parent] as number
      items[at] = items[parent] as number
      at = parent
    }
    keys[at] = key
    orders[at] = order
    items[at] = item
  }

  /** Moves the entry at `place` as far down as it belongs. */
  #sink(place: number): void {
    const keys = this.#keys
    const orders = this.#orders
    const items = this.#items
    const size = this.#size
    const key = keys[place] as number
    const order = orders[place] as number
    const item = items[place] as number
    let at = place
    for (;;) {
      const first = 4 * at + 1
      let least = first
      if (first + 3 < size) {
        // Which of four is the least is anybody's guess, so a branch on it would be mispredicted half of the time;
        // as sums of comparisons it needs none.
        const key0 = keys[first] as number
        const key1 = keys[first + 1] as number
        const key2 = keys[first + 2] as number
        const key3 = keys[first + 3] as number
        const left = first + Number(key1 < key0)
        const right = first + 2 + Number(key3 < key2)
        const leftKey = keys[left] as number
        const rightKey = keys[right] as number
        least = left + (right - left) * Number(rightKey < leftKey)
        if (key0 === key1 || key2 === key3 || leftKey === rightKey) least = this.#least(first, first + 4)
      } else if (first < size) least = this.#least(first, size)
      else break
      const leastKey = keys[least] as number
      if (leastKey > key || (leastKey === key && (orders[least] as number) > order)) break
      keys[at] = leastKey
      orders[at] = orders[least] as number
      items[at] = items[least] as number
      at = least
    }
    keys[at] = key
    orders[at] = order
    items[at] = item
  }

  /** The place of the least entry from `first` to before `end`. */
  #least(first: number, end: number): number {
    const keys = this.#keys
    const orders = this.#orders
    let least = first
    for (let at = first + 1; at < end; at++) {
      if (isBefore(keys[at] as number, orders[at] as number, keys[least] as number, orders[least] as number)) least = at
    }
    return least
  }

  #grow(): void {
    const capacity = this.#keys.length * 2
    const keys = new Float64Array(capacity)
    keys.set(this.#keys)
    this.#keys = keys
    const orders = new Float64Array(capacity)
    orders.set(this.#orders)
    this.#orders = orders
    const items = new Int32Array(capacity)
    items.set(this.#items)
    this.#items = items
  }
}

const FIRST_CAPACITY = 64

/** 2^42 puts under each rank: with ranks up to 1023 the sum stays an exact double. */
const RANK_STEP = 2 ** 42

function isBefore(key: number, order: number, otherKey: number, otherOrder: number): boolean {
  return key < otherKey || (key === otherKey && order < otherOrder)
}
