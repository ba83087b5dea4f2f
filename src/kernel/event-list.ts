import { Heap } from './heap.ts'

/**
 * What is going to happen, in order of (time, rank, order scheduled). An event is a kind and one whole number, whose
 * meaning is the caller's.
 */
export class EventList {
  readonly #heap = new Heap()
  #kinds = new Int32Array(64)
  #subjects = new Int32Array(64)
  readonly #free: number[] = []
  #slots = 0

  /** The event taken last by `next`. */
  atMs = 0
  kind = 0
  subject = 0

  get size(): number {
    return this.#heap.size
  }

  /** Time of the event that comes next; Infinity when there is none. */
  get nextAtMs(): number {
    return this.#heap.headKey
  }

  /** Kind and subject of the event that comes next. There must be one. */
  get nextKind(): number {
    return this.#kinds[this.#heap.head] as number
  }

  get nextSubject(): number {
    return this.#subjects[this.#heap.head] as number
  }

  /** Adds an event. Among events of one time the lower rank comes first, then the one scheduled first. */
  schedule(atMs: number, rank: number, kind: number, subject: number): void {
    const slot = this.#free.pop() ?? this.#newSlot()
    this.#kinds[slot] = kind
    this.#subjects[slot] = subject
    this.#heap.put(atMs, slot, rank)
  }

  /** Takes the next event into `atMs`, `kind` and `subject`; false when there is none. */
  next(): boolean {
    if (this.#heap.size === 0) return false
    this.atMs = this.#heap.headKey
    const slot = this.#heap.take()
    this.kind = this.#kinds[slot] as number
    this.subject = this.#subjects[slot] as number
    this.#free.push(slot)
    return true
  }

  #newSlot(): number {
    if (this.#slots === this.#kinds.length) {
      const kinds = new Int32Array(this.#slots * 2)
      kinds.set(this.#kinds)
      this.#kinds = kinds
      const subjects = new Int32Array(this.#slots * 2)
      subjects.set(this.#subjects)
      this.#subjects = subjects
    }
    return this.#slots++
  }
}
