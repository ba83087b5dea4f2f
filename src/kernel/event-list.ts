import { Heap } from './heap.ts'

/**
 * What is going to happen, in order of (time, rank, order scheduled). An event is a kind (0 or more) and one whole
 * number of 32 bits, whose meaning is the caller's.
 *
 * Most events schedule another at once. So an event that is taken leaves its place at the head open until it is known
 * whether a new one fills it: one way down the heap instead of two. A cancelled event stays in the heap, marked, until
 * it comes to the head or the cancelled are the majority.
 */
export class EventList {
  readonly #heap = new Heap()
  #kinds = new Int32Array(FIRST_CAPACITY)
  #subjects = new Int32Array(FIRST_CAPACITY)
  /** A stack of the slots in use no more. */
  #free = new Int32Array(FIRST_CAPACITY)
  #freeCount = 0
  #slots = 0
  /** Whether the head of the heap has been taken already. */
  #headIsTaken = false
  #cancelled = 0

  /** The event taken last by `next`. */
  atMs = 0
  kind = 0
  subject = 0

  /** How many events are pending; a cancelled one is not. */
  get size(): number {
    return this.#heap.size - this.#cancelled - (this.#headIsTaken ? 1 : 0)
  }

  /** Time of the event that comes next; Infinity when there is none. */
  get nextAtMs(): number {
    this.#settle()
    return this.#heap.headKey
  }

  /** Kind and subject of the event that comes next. There must be one. */
  get nextKind(): number {
    this.#settle()
    return this.#kinds[this.#heap.head] as number
  }

  get nextSubject(): number {
    this.#settle()
    return this.#subjects[this.#heap.head] as number
  }

  /**
   * Adds an event. Among events of one time the lower rank (0 to 1023) comes first, then the one scheduled first.
   * Returns the handle by which it can be cancelled as long as it is pending; later the handle may be another event's.
   */
  schedule(atMs: number, rank: number, kind: number, subject: number): number {
    const slot = this.#freeCount > 0 ? (this.#free[--this.#freeCount] as number) : this.#newSlot()
    this.#kinds[slot] = kind
    this.#subjects[slot] = subject
    if (this.#headIsTaken) {
      this.#headIsTaken = false
      this.#heap.replaceHead(atMs, slot, rank)
    } else this.#heap.put(atMs, slot, rank)
    return slot
  }

  /** The event of this handle, which must be pending, never happens. */
  cancel(handle: number): void {
    this.#kinds[handle] = CANCELLED
    this.#cancelled++
    if (this.#cancelled > FEW && this.#cancelled * 2 > this.#heap.size) this.#dropCancelled()
  }

  /** Takes the next event into `atMs`, `kind` and `subject`; false when there is none. */
  next(): boolean {
    this.#settle()
    const heap = this.#heap
    if (heap.size === 0) return false
    const slot = heap.head
    this.atMs = heap.headKey
    this.kind = this.#kinds[slot] as number
    this.subject = this.#subjects[slot] as number
    this.#free[this.#freeCount++] = slot
    this.#headIsTaken = true
    return true
  }

  /** Makes the head of the heap the event that comes next. */
  #settle(): void {
    if (this.#headIsTaken) {
      this.#headIsTaken = false
      this.#heap.take()
    }
    if (this.#cancelled > 0) this.#skipCancelled()
  }

  #skipCancelled(): void {
    while (this.#cancelled > 0 && this.#kinds[this.#heap.head] === CANCELLED) {
      this.#free[this.#freeCount++] = this.#heap.take()
      this.#cancelled--
    }
  }

  #dropCancelled(): void {
    this.#settle()
    this.#heap.filter((slot) => {
      const stays = this.#kinds[slot] !== CANCELLED
      if (!stays) this.#free[this.#freeCount++] = slot
      return stays
    })
    this.#cancelled = 0
  }

  #newSlot(): number {
    if (this.#slots === this.#kinds.length) {
      const capacity = this.#slots * 2
      const kinds = new Int32Array(capacity)
      kinds.set(this.#kinds)
      this.#kinds = kinds
      const subjects = new Int32Array(capacity)
      subjects.set(this.#subjects)
      this.#subjects = subjects
      // Only grown when no slot is free: there is nothing to copy.
      this.#free = new Int32Array(capacity)
    }
    return this.#slots++
  }
}

const FIRST_CAPACITY = 64
const CANCELLED = -1
/** So few cancelled events are never worth going through the heap. */
const FEW = 64
