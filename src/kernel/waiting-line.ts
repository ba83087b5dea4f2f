import { Heap } from './heap.ts'

/**
 * Customers who wait, in order of their key, first come first served among equals. Keys that come in ascending order,
 * as times of arrival do, need no sorting: a ring holds them. A key that comes out of order moves all into a heap until
 * the line is empty again.
 */
export class WaitingLine {
  #keys = NO_KEYS
  #customers = NO_CUSTOMERS
  /** Place of the first in the ring. */
  #first = 0
  #size = 0
  #heap: Heap | undefined
  #isHeap = false

  get size(): number {
    return this.#size
  }

  /** Key of the first. Somebody must be waiting. */
  get headKey(): number {
    return this.#isHeap ? (this.#heap as Heap).headKey : (this.#keys[this.#first] as number)
  }

  /** Adds a customer behind all those of the same key. */
  put(key: number, customer: number): void {
    if (!this.#isHeap) {
      if (this.#size === this.#keys.length) this.#grow()
      const mask = this.#keys.length - 1
      const at = (this.#first + this.#size) & mask
      if (this.#size === 0 || (this.#keys[(at - 1) & mask] as number) <= key) {
        this.#keys[at] = key
        this.#customers[at] = customer
        this.#size++
        return
      }
      this.#toHeap()
    }
    ;(this.#heap as Heap).put(key, customer)
    this.#size++
  }

  /** Puts a customer back, before all those of the same key. */
  putBack(key: number, customer: number): void {
    if (!this.#isHeap) {
      if (this.#size === this.#keys.length) this.#grow()
      if (this.#size === 0 || key <= (this.#keys[this.#first] as number)) {
        this.#first = (this.#first - 1) & (this.#keys.length - 1)
        this.#keys[this.#first] = key
        this.#customers[this.#first] = customer
        this.#size++
        return
      }
      this.#toHeap()
    }
    ;(this.#heap as Heap).putBefore(key, customer)
    this.#size++
  }

  /** Takes the first out. Somebody must be waiting. */
  take(): number {
    this.#size--
    if (this.#isHeap) {
      this.#isHeap = this.#size > 0
      return (this.#heap as Heap).take()
    }
    const customer = this.#customers[this.#first] as number
    this.#first = (this.#first + 1) & (this.#keys.length - 1)
    return customer
  }

  /** Takes a customer out wherever they are, by looking through the line; false when they do not wait in it. */
  remove(customer: number): boolean {
    if (this.#isHeap) {
      if (!(this.#heap as Heap).remove(customer)) return false
      this.#isHeap = --this.#size > 0
      return true
    }
    const mask = this.#keys.length - 1
    let place = 0
    while (place < this.#size && this.#customers[(this.#first + place) & mask] !== customer) place++
    if (place === this.#size) return false
    // Those who give up have mostly waited longest: the ones before them move up by one.
    for (; place > 0; place--) {
      const to = (this.#first + place) & mask
      const from = (to - 1) & mask
      this.#keys[to] = this.#keys[from] as number
      this.#customers[to] = this.#customers[from] as number
    }
    this.#first = (this.#first + 1) & mask
    this.#size--
    return true
  }

  #toHeap(): void {
    this.#heap ??= new Heap()
    const mask = this.#keys.length - 1
    for (let place = 0; place < this.#size; place++) {
      const at = (this.#first + place) & mask
      this.#heap.put(this.#keys[at] as number, this.#customers[at] as number)
    }
    this.#isHeap = true
  }

  /** A power of two of places, so that a mask does for the remainder. */
  #grow(): void {
    const mask = this.#keys.length - 1
    const capacity = Math.max(FIRST_CAPACITY, this.#keys.length * 2)
    const keys = new Float64Array(capacity)
    const customers = new Int32Array(capacity)
    for (let place = 0; place < this.#size; place++) {
      const at = (this.#first + place) & mask
      keys[place] = this.#keys[at] as number
      customers[place] = this.#customers[at] as number
    }
    this.#keys = keys
    this.#customers = customers
    this.#first = 0
  }
}

const FIRST_CAPACITY = 16
/** Lines in which nobody ever waits share these and cost no memory. */
const NO_KEYS = new Float64Array(0)
const NO_CUSTOMERS = new Int32Array(0)
