import { WaitingLine } from './waiting-line.ts'

/** What the pool keeps of a line. */
export class LineState {
  readonly index: number
  readonly priority: number
  readonly gates: readonly number[]
  readonly room: number
  readonly preempts: boolean
  readonly interruptible: boolean
  readonly waiting = new WaitingLine()
  paused = false

  constructor(
    index: number,
    line: {
      readonly priority: number
      readonly gates: readonly number[]
      readonly room: number
      readonly preempts: boolean
      readonly interruptible: boolean
    },
  ) {
    this.index = index
    this.priority = line.priority
    this.gates = [...line.gates]
    this.room = line.room
    this.preempts = line.preempts
    this.interruptible = line.interruptible
  }
}

/** Customer of a server that serves nobody. */
export const NOBODY = -1

/** What the pool keeps of a server. */
export class Server {
  readonly index: number
  present = false
  /** The lines it can serve, by priority, then index. */
  lines: readonly LineState[] = []
  /** By index of the line, whether it can serve it. */
  able: readonly boolean[] = []
  /** The line that it is serving or served last. */
  line: LineState | undefined = undefined
  /** Whom it is serving, or NOBODY. */
  customer = NOBODY
  /** Whether the customer is served to the end, though the line is interruptible. */
  keeps = false
  /** Key of the customer, kept while the line is interruptible. */
  key = 0
  /** When it began to serve, as a count of starts. */
  beganAs = 0
  /** Since when it has been idle, as a count of releases. */
  idleSince = 0
  /** Neighbours in the list of the idle; undefined while it is not in one. */
  before: Server | undefined = undefined
  after: Server | undefined = undefined

  constructor(index: number) {
    this.index = index
  }
}

/** The idle servers that are present, the longest idle first; among those never released the lowest index. */
export class IdleServers {
  /** Start and end of the ring. */
  readonly #end = new Server(NOBODY)

  constructor() {
    this.#end.before = this.#end
    this.#end.after = this.#end
  }

  get isEmpty(): boolean {
    return this.#end.after === this.#end
  }

  /** The longest idle that can serve the line. */
  longestIdle(line: LineState): Server | undefined {
    const { index } = line
    for (let server = this.#end.after as Server; server !== this.#end; server = server.after as Server) {
      if (server.able[index]) return server
    }
    return undefined
  }

  /** Adds a server that is in no list. One just released goes to the end without looking at others. */
  add(server: Server): void {
    let before = this.#end.before as Server
    while (before !== this.#end && isIdleLonger(server, before)) before = before.before as Server
    const after = before.after as Server
    server.before = before
    server.after = after
    before.after = server
    after.before = server
  }

  /** Takes out a server that is in the list. */
  remove(server: Server): void {
    const before = server.before as Server
    const after = server.after as Server
    before.after = after
    after.before = before
    server.before = undefined
    server.after = undefined
  }
}

function isIdleLonger(a: Server, b: Server): boolean {
  return a.idleSince < b.idleSince || (a.idleSince === b.idleSince && a.index < b.index)
}
