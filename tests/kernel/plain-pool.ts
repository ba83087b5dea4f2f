import type { Line } from '../../src/kernel/index.ts'

interface Waiting {
  readonly customer: number
  readonly key: number
  /** Order of joining; of the interrupted, less than that of all others. */
  readonly order: number
}

interface PlainServer {
  present: boolean
  able: readonly number[]
  /** What it is serving. */
  serving: { readonly line: number; readonly waiting: Waiting; readonly beganAs: number } | undefined
  idleSince: number
}

/**
 * The rules of a server pool once more, as plainly and slowly as can be: arrays that are searched and sorted on every
 * question, nothing kept that can be counted. `told` collects what a listener would hear.
 */
export class PlainPool {
  readonly told: string[] = []
  readonly lines: readonly Line[]
  readonly gates: number[]
  readonly rooms: number[]
  readonly servers: PlainServer[]
  readonly waiting: Waiting[][]
  readonly paused: boolean[]
  #count = 0

  constructor(lines: readonly Line[], serverCount: number, gates: readonly number[], rooms: readonly number[]) {
    this.lines = lines
    this.gates = [...gates]
    this.rooms = [...rooms]
    this.servers = Array.from({ length: serverCount }, () => ({
      present: false,
      able: [],
      serving: undefined,
      idleSince: 0,
    }))
    this.waiting = lines.map(() => [])
    this.paused = lines.map(() => false)
  }

  waitingInRoom(room: number): number {
    return this.waiting.flatMap((queue, line) => (this.line(line).room === room ? queue : [])).length
  }

  join(line: number, customer: number, key: number): boolean {
    const { room, preempts } = this.line(line)
    const hasPlace = room < 0 || this.waitingInRoom(room) < (this.rooms[room] as number)
    const joined = { customer, key, order: this.#count++ }
    this.queue(line).push(joined)
    if (this.#serveAll() > 0) return true
    if (preempts && !this.paused[line] && this.#idleFor(line) === undefined) {
      const victim = this.#victim(line)
      if (victim !== undefined) {
        this.#preempt(victim, line)
        return true
      }
    }
    if (!hasPlace) this.leave(line, customer)
    return hasPlace
  }

  leave(line: number, customer: number): boolean {
    const queue = this.queue(line)
    const at = queue.findIndex((one) => one.customer === customer)
    if (at >= 0) queue.splice(at, 1)
    return at >= 0
  }

  release(server: number): void {
    const released = this.servers[server] as PlainServer
    released.serving = undefined
    released.idleSince = ++this.#count
    const line = released.present ? this.#best((one) => released.able.includes(one)) : undefined
    if (line !== undefined) this.#begin(server, line)
    this.#serveAll()
  }

  /** Idle servers take until none can any more; returns how many they have taken. */
  change(): number {
    return this.#serveAll()
  }

  line(line: number): Line {
    return this.lines[line] as Line
  }

  queue(line: number): Waiting[] {
    return this.waiting[line] as Waiting[]
  }

  #serveAll(): number {
    for (let taken = 0; ; taken++) {
      const line = this.#best((one) => this.#idleFor(one) !== undefined)
      if (line === undefined) return taken
      this.#begin(this.#idleFor(line) as number, line)
    }
  }

  /** Of the lines asked for that can be served, the one of the least (priority, key of the first, index). */
  #best(asked: (line: number) => boolean): number | undefined {
    return this.lines
      .map((_, line) => line)
      .filter((line) => this.queue(line).length > 0 && !this.paused[line] && this.#gatesHaveRoom(line) && asked(line))
      .sort((a, b) => this.line(a).priority - this.line(b).priority || this.#first(a).key - this.#first(b).key || a - b)
      .at(0)
  }

  #first(line: number): Waiting {
    return this.queue(line).toSorted((a, b) => a.key - b.key || a.order - b.order)[0] as Waiting
  }

  #gatesHaveRoom(line: number, except?: number): boolean {
    return this.line(line).gates.every((gate) => {
      const inside = this.servers.filter(
        ({ serving }, server) => serving && server !== except && this.line(serving.line).gates.includes(gate),
      )
      return inside.length < (this.gates[gate] as number)
    })
  }

  #idleFor(line: number): number | undefined {
    return this.servers
      .map((server, index) => ({ ...server, index }))
      .filter(({ present, serving, able }) => present && serving === undefined && able.includes(line))
      .sort((a, b) => a.idleSince - b.idleSince || a.index - b.index)
      .at(0)?.index
  }

  #victim(line: number): number | undefined {
    const { priority } = this.line(line)
    return this.servers
      .flatMap(({ present, able, serving }, index) =>
        serving && present && able.includes(line) ? [{ serving, index }] : [],
      )
      .filter(({ serving }) => this.line(serving.line).interruptible && this.line(serving.line).priority > priority)
      .filter(({ index }) => this.#gatesHaveRoom(line, index))
      .sort(
        ({ serving: a }, { serving: b }) =>
          this.line(b.line).priority - this.line(a.line).priority || b.beganAs - a.beganAs,
      )
      .at(0)?.index
  }

  #preempt(server: number, line: number): void {
    const interrupted = this.servers[server] as PlainServer
    const { serving } = interrupted
    if (serving === undefined) throw new Error('Nobody to interrupt.')
    this.queue(serving.line).push({ ...serving.waiting, order: -this.#count++ })
    interrupted.serving = undefined
    this.told.push(`${server} lays ${serving.waiting.customer} aside`)
    this.#begin(server, line)
    this.#serveAll()
  }

  #begin(server: number, line: number): void {
    const waiting = this.#first(line)
    this.leave(line, waiting.customer)
    ;(this.servers[server] as PlainServer).serving = { line, waiting, beganAs: this.#count++ }
    this.told.push(`${server} takes ${waiting.customer}`)
  }
}
