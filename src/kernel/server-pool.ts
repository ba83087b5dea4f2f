import { IdleServers, LineState, NOBODY, Server } from './server.ts'

/** A line in which customers wait. */
export interface Line {
  /** A free server takes from the line of lowest priority number; among equals from the head with the least key. */
  readonly priority: number
  /** Gates that must all have room while one of the line is served. */
  readonly gates: readonly number[]
  /** Index of the waiting room in which its customers wait, or NO_ROOM. */
  readonly room: number
  /** A customer who joins may take a server from an interruptible line of a higher priority number. */
  readonly preempts: boolean
  /** A server may be taken away from a customer of this line. */
  readonly interruptible: boolean
}

/** The room of a line whose customers need no place to wait. */
export const NO_ROOM = -1

/** Told what servers do. Must not call back into the pool. */
export interface PoolListener {
  /** A server takes up a customer, also one who was interrupted before. */
  start(server: number, customer: number): void
  /** The server has to lay its customer aside; the pool has put it back in its line under its old key. */
  interrupted(server: number, customer: number): void
}

/** What changes at one moment. */
export interface PoolChanges {
  /** Servers come or leave. One that leaves while it is busy finishes first. */
  readonly present?: Iterable<readonly [server: number, present: boolean]>
  /** From now on a server can serve just these lines; the customer whom it is serving stays. */
  readonly abilities?: Iterable<readonly [server: number, lines: readonly number[]]>
  /** How many a gate lets be served at once. Who is being served stays, however narrow the gate becomes. */
  readonly gates?: Iterable<readonly [gate: number, size: number]>
  /** Places in a waiting room. Who waits stays, however small the room becomes. */
  readonly rooms?: Iterable<readonly [room: number, places: number]>
}

/**
 * Servers with different abilities, the lines they serve, gates that limit how many are served at once and rooms that
 * limit how many wait. Within a line customers are served in order of their key, first come first served among equals.
 * A server serves one customer at a time. Customers are whole numbers of 31 bits whose meaning is the caller's; lines,
 * servers, gates and rooms go by their index.
 *
 * After every call nobody waits who could be served: where a server that is present and idle is able to serve a line,
 * the line is empty, paused, or behind a gate without room.
 */
export class ServerPool {
  readonly #lines: readonly LineState[]
  readonly #byPriority: readonly LineState[]
  readonly #servers: readonly Server[]
  readonly #idle = new IdleServers()
  readonly #gateSize: number[]
  /** How many more a gate lets be served; negative while it is narrower than what it has let in. */
  readonly #gateRoom: number[]
  readonly #places: number[]
  readonly #inRoom: number[]
  readonly #listener: PoolListener
  #releases = 0
  #starts = 0

  /**
   * All servers are absent and without abilities until `change` says otherwise.
   *
   * @param gates how many customers each gate lets be served at once
   * @param rooms places to wait in each room, Infinity allowed
   */
  constructor(
    lines: readonly Line[],
    serverCount: number,
    gates: readonly number[],
    rooms: readonly number[],
    listener: PoolListener,
  ) {
    this.#lines = lines.map((line, index) => new LineState(index, line))
    this.#byPriority = this.#lines.toSorted((a, b) => a.priority - b.priority)
    this.#servers = Array.from({ length: serverCount }, (_, index) => new Server(index))
    this.#gateSize = [...gates]
    this.#gateRoom = [...gates]
    this.#places = [...rooms]
    this.#inRoom = rooms.map(() => 0)
    this.#listener = listener
  }

  /** How many wait in a line. */
  waiting(line: number): number {
    return this.#line(line).waiting.size
  }

  /** How many wait in a room, over all its lines. */
  waitingInRoom(room: number): number {
    return this.#inRoom[room] as number
  }

  isBusy(server: number): boolean {
    return this.#server(server).customer !== NOBODY
  }

  /** The customer whom the server serves, or -1. */
  serving(server: number): number {
    return this.#server(server).customer
  }

  /**
   * A customer joins a line and is served at once if a server is free for it or, in a line that preempts, can be taken
   * from another. Returns false when there is neither a server nor a place in the room: the customer was not taken. A
   * customer who is served at once needs no place, and one who is interrupted goes back even into a full room.
   *
   * @param isInside they are there already and stay even in a full room
   */
  join(line: number, customer: number, key: number, isInside = false): boolean {
    const joined = this.#line(line)
    if (!joined.paused) {
      // Where others wait, no server is idle for them, or the gate has no room.
      if (joined.waiting.size === 0 && this.#gatesHaveRoom(joined)) {
        const server = this.#idle.longestIdle(joined)
        if (server !== undefined) {
          this.#idle.remove(server)
          if (joined.interruptible) server.key = key
          this.#begin(server, joined, customer)
          return true
        }
      }
      if (joined.preempts) {
        const server = this.#interruptible(joined)
        if (server !== undefined) {
          this.#wait(joined, customer, key)
          this.#preempt(server, joined)
          return true
        }
      }
    }
    if (!isInside && !this.#hasPlace(joined)) return false
    this.#wait(joined, customer, key)
    return true
  }

  /** A customer who waits gives up. Returns false when they do not wait in this line. */
  leave(line: number, customer: number): boolean {
    const left = this.#line(line)
    if (!left.waiting.remove(customer)) return false
    this.#leaveRoom(left)
    return true
  }

  /** Whether nothing may take the server, which must be busy, from its customer, though the line is interruptible. */
  keep(server: number, keeps: boolean): void {
    this.#server(server).keeps = keeps
  }

  /** The server, which must be busy, is done with its customer and looks for the next. */
  release(server: number): void {
    const released = this.#server(server)
    const { line } = released
    if (line === undefined || released.customer === NOBODY) throw new Error(`Server ${server} serves nobody.`)
    released.customer = NOBODY
    released.keeps = false
    released.idleSince = ++this.#releases
    this.#leaveGates(line)
    if (released.present) {
      const next = this.#nextFor(released)
      if (next === undefined) this.#idle.add(released)
      else this.#takeFirst(released, next)
    }
    if (line.gates.length > 0) this.#serveAll()
  }

  /** The server, which must be busy, puts its customer back into their line, before others of that key, and is free. */
  layAside(server: number, key: number): void {
    const freed = this.#server(server)
    const { line, customer } = freed
    if (line === undefined || customer === NOBODY) throw new Error(`Server ${server} serves nobody.`)
    freed.customer = NOBODY
    freed.idleSince = ++this.#releases
    this.#leaveGates(line)
    line.waiting.putBack(key, customer)
    this.#enterRoom(line)
    this.#listener.interrupted(server, customer)
    if (freed.present) this.#idle.add(freed)
    this.#serveAll()
  }

  /** Makes all changes, and then lets the servers look for work. */
  change({ present = [], abilities = [], gates = [], rooms = [] }: PoolChanges): void {
    for (const [server, isPresent] of present) {
      const changed = this.#server(server)
      if (changed.present === isPresent) continue
      changed.present = isPresent
      if (changed.customer !== NOBODY) continue
      if (isPresent) this.#idle.add(changed)
      else this.#idle.remove(changed)
    }
    for (const [server, lines] of abilities) {
      const changed = this.#server(server)
      changed.able = this.#lines.map(({ index }) => lines.includes(index))
      changed.lines = this.#byPriority.filter(({ index }) => changed.able[index])
    }
    for (const [gate, size] of gates) {
      this.#gateRoom[gate] = (this.#gateRoom[gate] as number) + size - (this.#gateSize[gate] as number)
      this.#gateSize[gate] = size
    }
    for (const [room, places] of rooms) this.#places[room] = places
    this.#serveAll()
  }

  /** While a line is paused nobody is taken from it; all changes are made before anybody looks for work. */
  setPaused(lines: Iterable<number>, paused: boolean): void {
    for (const line of lines) this.#line(line).paused = paused
    if (!paused) this.#serveAll()
  }

  #line(index: number): LineState {
    return this.#lines[index] as LineState
  }

  #server(index: number): Server {
    return this.#servers[index] as Server
  }

  /** Idle servers take from all lines in order of priority, then of the heads' keys, until none can take any more. */
  #serveAll(): void {
    while (!this.#idle.isEmpty) {
      let best: LineState | undefined
      let bestServer: Server | undefined
      for (const line of this.#byPriority) {
        if (best !== undefined && line.priority > best.priority) break
        if (!this.#canServe(line)) continue
        if (best !== undefined && line.waiting.headKey >= best.waiting.headKey) continue
        const server = this.#idle.longestIdle(line)
        if (server === undefined) continue
        best = line
        bestServer = server
      }
      if (best === undefined || bestServer === undefined) return
      this.#idle.remove(bestServer)
      this.#takeFirst(bestServer, best)
    }
  }

  /** The line from which a free server takes next. */
  #nextFor(server: Server): LineState | undefined {
    const { lines } = server
    let best: LineState | undefined
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] as LineState
      if (best !== undefined && line.priority > best.priority) break
      if (!this.#canServe(line)) continue
      if (best === undefined || line.waiting.headKey < best.waiting.headKey) best = line
    }
    return best
  }

  #canServe(line: LineState): boolean {
    return line.waiting.size > 0 && !line.paused && this.#gatesHaveRoom(line)
  }

  /** Whether all gates of a line have room, once `freed` has left its own. */
  #gatesHaveRoom(line: LineState, freed?: LineState): boolean {
    const { gates } = line
    for (let at = 0; at < gates.length; at++) {
      const gate = gates[at] as number
      if ((this.#gateRoom[gate] as number) + (freed?.gates.includes(gate) ? 1 : 0) <= 0) return false
    }
    return true
  }

  /**
   * The server that a customer who joins this line may take from another: none while an able one is idle, else of
   * those whose gates would do the one that serves the highest priority number, then the one that began last.
   */
  #interruptible(line: LineState): Server | undefined {
    if (this.#idle.longestIdle(line) !== undefined) return undefined
    let best: Server | undefined
    let bestPriority = line.priority
    for (const server of this.#servers) {
      const served = server.line
      if (served === undefined || server.customer === NOBODY) continue
      if (!served.interruptible || server.keeps || !server.present || !server.able[line.index]) continue
      if (served.priority <= line.priority || served.priority < bestPriority) continue
      if (best !== undefined && served.priority === bestPriority && server.beganAs < best.beganAs) continue
      if (!this.#gatesHaveRoom(line, served)) continue
      best = server
      bestPriority = served.priority
    }
    return best
  }

  /** The server lays its customer aside for the first of a line. */
  #preempt(server: Server, line: LineState): void {
    const { line: left, customer } = server
    if (left === undefined) throw new Error(`Server ${server.index} serves nobody.`)
    this.#leaveGates(left)
    left.waiting.putBack(server.key, customer)
    this.#enterRoom(left)
    server.customer = NOBODY
    this.#listener.interrupted(server.index, customer)
    this.#takeFirst(server, line)
    // The one laid aside, or one behind the gates that are free now, may be for a server that is idle.
    this.#serveAll()
  }

  #hasPlace({ room }: LineState): boolean {
    return room === NO_ROOM || (this.#inRoom[room] as number) < (this.#places[room] as number)
  }

  #wait(line: LineState, customer: number, key: number): void {
    line.waiting.put(key, customer)
    this.#enterRoom(line)
  }

  /** A server that is not in the list of the idle takes up the first of a line. */
  #takeFirst(server: Server, line: LineState): void {
    if (line.interruptible) server.key = line.waiting.headKey
    this.#leaveRoom(line)
    this.#begin(server, line, line.waiting.take())
  }

  #begin(server: Server, line: LineState, customer: number): void {
    const { gates } = line
    for (let at = 0; at < gates.length; at++) {
      const gate = gates[at] as number
      this.#gateRoom[gate] = (this.#gateRoom[gate] as number) - 1
    }
    if (server.line !== line) server.line = line
    server.customer = customer
    server.beganAs = ++this.#starts
    this.#listener.start(server.index, customer)
  }

  #leaveGates(line: LineState): void {
    const { gates } = line
    for (let at = 0; at < gates.length; at++) {
      const gate = gates[at] as number
      this.#gateRoom[gate] = (this.#gateRoom[gate] as number) + 1
    }
  }

  #enterRoom(line: LineState): void {
    if (line.room !== NO_ROOM) this.#inRoom[line.room] = (this.#inRoom[line.room] as number) + 1
  }

  #leaveRoom(line: LineState): void {
    if (line.room !== NO_ROOM) this.#inRoom[line.room] = (this.#inRoom[line.room] as number) - 1
  }
}
