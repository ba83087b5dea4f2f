/** A clock and a way to wait by it; tests bring their own. */
export interface Pace {
  readonly nowMs: () => number
  readonly wait: (ms: number) => Promise<void>
}

const REAL: Pace = {
  nowMs: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/**
 * Token bucket that holds a single token, refilled every 1/rate seconds: no second has more requests than the rate,
 * wherever it begins. Callers go in the order in which they came.
 */
export class TokenBucket {
  readonly #intervalMs: number
  readonly #pace: Pace
  #freeAtMs = Number.NEGATIVE_INFINITY

  constructor(requestsPerSecond: number, pace: Pace = REAL) {
    this.#intervalMs = 1000 / requestsPerSecond
    this.#pace = pace
  }

  /** Resolves when the next request may be sent. */
  async take(): Promise<void> {
    const nowMs = this.#pace.nowMs()
    const atMs = Math.max(nowMs, this.#freeAtMs)
    this.#freeAtMs = atMs + this.#intervalMs
    // A timer may ring early by a fraction; the turn is the turn.
    for (let leftMs = atMs - nowMs; leftMs > 0; leftMs = atMs - this.#pace.nowMs()) {
      await this.#pace.wait(Math.ceil(leftMs))
    }
  }
}
