/**
 * A min-heap of whole numbers by (key, order put in): equal keys come out first in, first out, so one seed gives one
 * order. Typed arrays and four children a node keep it fast; nothing is allocated but when it grows.
 */
export class Heap {
  #keys = new Float64Array(64)
  #orders = new Float64Array(64)
  #items = new Int32Array(64)
  #size = 0
  #nextOrder = 0

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
    const keys = this.#keys
    const orders = this.#orders
    const items = this.#items
    const order = rank * RANK_STEP + this.#nextOrder++
    let at = this.#size++
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

  /** Takes out the item with the least (key, rank, order put in). The heap must not be empty. */
  take(): number {
    const taken = this.#items[0] as number
    const last = --this.#size
    if (last > 0) this.#sink(this.#keys[last] as number, this.#orders[last] as number, this.#items[last] as number)
    return taken
  }

  /** Moves an entry down from the root to where it belongs. */
  #sink(key: number, order: number, item: number): void {
    const keys = this.#keys
    const orders = this.#orders
    const items = this.#items
    const size = this.#size
    let at = 0
    for (;;) {
      const first = 4 * at + 1
      if (first >= size) break
      const end = first + 4 < size ? first + 4 : size
      let least = first
      let leastKey = keys[first] as number
      for (let child = first + 1; child < end; child++) {
        const childKey = keys[child] as number
        if (childKey < leastKey || (childKey === leastKey && (orders[child] as number) < (orders[least] as number))) {
          least = child
          leastKey = childKey
        }
      }
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

/** 2^42 puts under each rank: with ranks up to 1023 the sum stays an exact double. */
const RANK_STEP = 2 ** 42
