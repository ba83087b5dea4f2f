import type { Capacity } from './configuration.ts'

const LONGEST_LINE = 1000
const SECOND_MS = 1000
/** Places of a queue that have been left are given back when there are so many. */
const COMPACT_AT = 1024

/**
 * How much a stand-in can take: a desk that serves `perSecond` calls a second, each for 1/perSecond seconds, and behind
 * it at most `concurrent` calls under way. First come, first served, with a line that has an end.
 */
export class Station {
  readonly #serviceMs: number
  readonly #concurrent: number
  readonly #longestLine: number
  readonly #atDesk = new Line<{ readonly servedMs: number; readonly onServed: () => void }>()
  readonly #behind = new Line<() => void>()
  /** When the desk will have served everybody in its line, performance.now(). */
  #freeMs = 0
  #underWay = 0
  #timer: NodeJS.Timeout | undefined

  constructor({ perSecond, concurrent, line }: Capacity) {
    this.#serviceMs = perSecond === undefined ? 0 : SECOND_MS / perSecond
    this.#concurrent = concurrent ?? Number.POSITIVE_INFINITY
    this.#longestLine = line ?? LONGEST_LINE
  }

  /**
   * Waits for its turn.
   * @returns whether the call may go on, after which `leave` must be called; false, at once, when the line is full
   */
  async enter(): Promise<boolean> {
    // Whoever is being served stands at the desk and not in the line.
    const isServing = this.#serviceMs > 0 && this.#atDesk.length > 0 ? 1 : 0
    const waiting = this.#atDesk.length - isServing + this.#behind.length
    const mustWait = isServing > 0 || this.#underWay >= this.#concurrent
    if (mustWait && waiting >= this.#longestLine) return false
    if (this.#serviceMs > 0) await this.#served()
    if (this.#underWay >= this.#concurrent) await new Promise<void>((resolve) => this.#behind.push(resolve))
    else this.#underWay++
    return true
  }

  /** The call has been answered. */
  leave(): void {
    const next = this.#behind.shift()
    if (next) next()
    else this.#underWay--
  }

  #served(): Promise<void> {
    // The times follow from each other and not from a timer, so a late timer costs no throughput.
    this.#freeMs = Math.max(this.#freeMs, performance.now()) + this.#serviceMs
    const servedMs = this.#freeMs
    return new Promise((onServed) => {
      this.#atDesk.push({ servedMs, onServed })
      this.#wait()
    })
  }

  #wait(): void {
    const first = this.#atDesk.first
    if (!first || this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      const nowMs = performance.now()
      for (let at = this.#atDesk.first; at && at.servedMs <= nowMs; at = this.#atDesk.first) {
        this.#atDesk.shift()
        at.onServed()
      }
      this.#wait()
    }, first.servedMs - performance.now())
  }
}

/** First in, first out, without moving everybody up at each step. */
class Line<T> {
  #items: T[] = []
  #head = 0

  get length(): number {
    return this.#items.length - this.#head
  }

  get first(): T | undefined {
    return this.#items[this.#head]
  }

  push(item: T): void {
    this.#items.push(item)
  }

  shift(): T | undefined {
    const item = this.#items[this.#head]
    if (this.#head < this.#items.length) this.#head++
    if (this.#head >= COMPACT_AT && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }
}
