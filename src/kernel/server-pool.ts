import { Heap } from './heap.ts'

/** A line in which customers wait. */
export interface Line {
  /** A free server takes from the line of lowest priority number; among equals from the head with the least key. */
  readonly priority: number
  /** Index of the gate that limits how many of the line are served at once, or NO_GATE. */
  readonly gate: number
}

export const NO_GATE = -1

/** Called when a server takes up a customer; must not call back into the pool. */
export type Start = (server: number, customer: number) => void

/**
 * Servers with different abilities and the lines they serve. Within a line customers are served in order of their
 * key, first come first served among equals. A server serves one customer at a time; one that is told to leave while
 * busy finishes first. Customers and servers are whole numbers whose meaning is the caller's.
 */
export class ServerPool {
  readonly #lines: readonly Line[]
  readonly #abilities: readonly (readonly number[])[]
  readonly #gateSize: number[]
  /** How many more a gate lets be served; negative while it is narrower than what it has let in. */
  readonly #gateRoom: number[]
  readonly #start: Start
  readonly #waiting: Heap[]
  readonly #paused: boolean[]
  readonly #present: boolean[]
  /** Line that the server is serving, or FREE. */
  readonly #serving: Int32Array
  /** Since when the server has been idle, as a count of releases: the longest idle is asked first. */
  readonly #idleSince: Float64Array
  #releases = 0
  readonly #byPriority: readonly number[]

  /**
   * @param abilities for each server, the indexes of the lines it can serve
   * @param gates how many customers each gate lets be served at once
   */
  constructor(
    lines: readonly Line[],
    abilities: readonly (readonly number[])[],
    gates: readonly number[],
    start: Start,
  ) {
    this.#lines = lines
    this.#byPriority = lines.map((_, line) => line).toSorted((a, b) => priorityOf(lines, a) - priorityOf(lines, b))
    this.#abilities = abilities.map((served) => served.toSorted((a, b) => priorityOf(lines, a) - priorityOf(lines, b)))
    this.#gateSize = [...gates]
    this.#gateRoom = [...gates]
    this.#start = start
    this.#waiting = lines.map(() => new Heap())
    this.#paused = lines.map(() => false)
    this.#present = abilities.map(() => false)
    this.#serving = new Int32Array(abilities.length).fill(FREE)
    this.#idleSince = new Float64Array(abilities.length)
  }

  waiting(line: number): number {
    return (this.#waiting[line] as Heap).size
  }

  isBusy(server: number): boolean {
    return this.#serving[server] !== FREE
  }

  /** A customer joins a line and is served at once if a server is free for it. */
  join(line: number, customer: number, key: number): void {
    ;(this.#waiting[line] as Heap).put(key, customer)
    this.#serveLine(line)
  }

  /** The server is done with its customer and looks for the next. */
  release(server: number): void {
    const line = this.#serving[server] as number
    this.#serving[server] = FREE
    this.#idleSince[server] = ++this.#releases
    const gate = (this.#lines[line] as Line).gate
    if (gate !== NO_GATE) this.#gateRoom[gate] = (this.#gateRoom[gate] as number) + 1
    this.#lookForWork(server)
    if (gate !== NO_GATE) this.#serveAll()
  }

  /**
   * Servers come (true) or leave (false), and gates take a new size; who is being served stays, however narrow the gate
   * becomes. All changes are made before anybody looks for work.
   */
  setPresent(
    changes: Iterable<readonly [server: number, present: boolean]>,
    gates: Iterable<readonly [gate: number, size: number]> = [],
  ): void {
    for (const [server, present] of changes) this.#present[server] = present
    for (const [gate, size] of gates) {
      this.#gateRoom[gate] = (this.#gateRoom[gate] as number) + size - (this.#gateSize[gate] as number)
      this.#gateSize[gate] = size
    }
    this.#serveAll()
  }

  /** While a line is paused nobody is taken from it; all changes are made before anybody looks for work. */
  setPaused(lines: Iterable<number>, paused: boolean): void {
    for (const line of lines) this.#paused[line] = paused
    if (!paused) this.#serveAll()
  }

  /** Idle servers take from all lines in order of priority, then of the heads' keys, until none can take any more. */
  #serveAll(): void {
    for (;;) {
      let best = FREE
      let bestServer = FREE
      for (const line of this.#byPriority) {
        if (best !== FREE && priorityOf(this.#lines, line) > priorityOf(this.#lines, best)) break
        if (!this.#canServe(line)) continue
        if (best !== FREE && this.#headKey(line) >= this.#headKey(best)) continue
        const server = this.#longestIdle(line)
        if (server === FREE) continue
        best = line
        bestServer = server
      }
      if (best === FREE) return
      this.#take(bestServer, best)
    }
  }

  /** Gives the head of a line to the longest idle server able to serve it, as long as there is one. */
  #serveLine(line: number): void {
    while (this.#canServe(line)) {
      const server = this.#longestIdle(line)
      if (server === FREE) return
      this.#take(server, line)
    }
  }

  #canServe(line: number): boolean {
    const { gate } = this.#lines[line] as Line
    return (
      (this.#waiting[line] as Heap).size > 0 &&
      !this.#paused[line] &&
      (gate === NO_GATE || (this.#gateRoom[gate] as number) > 0)
    )
  }

  #longestIdle(line: number): number {
    let best = FREE
    for (let server = 0; server < this.#abilities.length; server++) {
      if (this.#serving[server] !== FREE || !this.#present[server]) continue
      if (!(this.#abilities[server] as readonly number[]).includes(line)) continue
      if (best === FREE || (this.#idleSince[server] as number) < (this.#idleSince[best] as number)) best = server
    }
    return best
  }

  #lookForWork(server: number): void {
    if (!this.#present[server]) return
    let best = FREE
    for (const line of this.#abilities[server] as readonly number[]) {
      if (best !== FREE && priorityOf(this.#lines, line) > priorityOf(this.#lines, best)) break
      if (!this.#canServe(line)) continue
      if (best === FREE || this.#headKey(line) < this.#headKey(best)) best = line
    }
    if (best !== FREE) this.#take(server, best)
  }

  #headKey(line: number): number {
    return (this.#waiting[line] as Heap).headKey
  }

  #take(server: number, line: number): void {
    const customer = (this.#waiting[line] as Heap).take()
    const { gate } = this.#lines[line] as Line
    if (gate !== NO_GATE) this.#gateRoom[gate] = (this.#gateRoom[gate] as number) - 1
    this.#serving[server] = line
    this.#start(server, customer)
  }
}

const FREE = -1

function priorityOf(lines: readonly Line[], line: number): number {
  return (lines[line] as Line).priority
}
