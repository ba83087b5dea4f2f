import { describe, expect, it } from 'vitest'
import { type Line, NO_ROOM, ServerPool } from '../../src/kernel/index.ts'
import { PlainPool } from './plain-pool.ts'
import { uniforms } from './random.ts'

const POOLS = 80
const OPERATIONS = 400
const GATES = 2
const ROOMS = 2

/** A pool of random make and its plain twin, and one random operation after another done to both. */
class Twins {
  readonly #next: () => number
  readonly #plain: PlainPool
  readonly #pool: ServerPool
  readonly #told: string[] = []
  readonly #ascending: boolean
  #customers = 0
  readonly seen = { starts: 0, interruptions: 0, refused: 0, left: 0 }

  constructor(seed: number) {
    this.#next = uniforms(seed)
    this.#ascending = this.#next() < 0.5
    const lines = Array.from({ length: 1 + this.#upTo(6) }, () => this.#randomLine())
    const servers = 1 + this.#upTo(6)
    const gates = Array.from({ length: GATES }, () => 1 + this.#upTo(4))
    const rooms = Array.from({ length: ROOMS }, () => this.#randomPlaces())
    this.#plain = new PlainPool(lines, servers, gates, rooms)
    this.#pool = new ServerPool(lines, servers, gates, rooms, {
      start: (server, customer) => this.#told.push(`${server} takes ${customer}`),
      interrupted: (server, customer) => this.#told.push(`${server} lays ${customer} aside`),
    })
    for (let server = 0; server < servers; server++) this.#change(server)
  }

  step(): void {
    const what = this.#next()
    if (what < 0.45) this.#join()
    else if (what < 0.75) this.#release()
    else if (what < 0.83) this.#leave()
    else if (what < 0.93) this.#change(this.#upTo(this.#plain.servers.length))
    else this.#pause()
  }

  /** Both must have told the same since the last question, and must answer the same. */
  compare(): void {
    const plain = this.#plain
    const pool = this.#pool
    for (const told of plain.told) {
      if (told.includes('takes')) this.seen.starts++
      else this.seen.interruptions++
    }
    expect(this.#told.splice(0)).toEqual(plain.told.splice(0))
    expect(plain.lines.map((_, line) => pool.waiting(line))).toEqual(plain.waiting.map((queue) => queue.length))
    expect(plain.rooms.map((_, room) => pool.waitingInRoom(room))).toEqual(
      plain.rooms.map((_, room) => plain.waitingInRoom(room)),
    )
    expect(plain.servers.map((_, server) => [pool.isBusy(server), pool.serving(server)])).toEqual(
      plain.servers.map(({ serving }) => [serving !== undefined, serving?.waiting.customer ?? -1]),
    )
  }

  #upTo(count: number): number {
    return Math.floor(this.#next() * count)
  }

  #randomPlaces(): number {
    return this.#next() < 0.2 ? Number.POSITIVE_INFINITY : this.#upTo(8)
  }

  #randomLine(): Line {
    return {
      priority: this.#upTo(4),
      gates: [0, 1].filter(() => this.#next() < 0.25),
      room: this.#next() < 0.4 ? NO_ROOM : this.#upTo(ROOMS),
      preempts: this.#next() < 0.6,
      interruptible: this.#next() < 0.7,
    }
  }

  #join(): void {
    const line = this.#upTo(this.#plain.lines.length)
    const customer = this.#customers++
    // Few keys give many equals; ascending keys keep a line a ring.
    const key = this.#ascending ? customer >> 2 : this.#upTo(6)
    const taken = this.#plain.join(line, customer, key)
    expect(this.#pool.join(line, customer, key)).toBe(taken)
    if (!taken) this.seen.refused++
  }

  #release(): void {
    const busy = this.#plain.servers.flatMap(({ serving }, server) => (serving ? [server] : []))
    const server = busy[this.#upTo(busy.length)]
    if (server === undefined) return
    this.#plain.release(server)
    this.#pool.release(server)
  }

  #leave(): void {
    const line = this.#upTo(this.#plain.lines.length)
    const queue = this.#plain.queue(line)
    const customer = this.#next() < 0.1 ? this.#customers : queue[this.#upTo(queue.length)]?.customer
    if (customer === undefined) return
    const left = this.#plain.leave(line, customer)
    expect(this.#pool.leave(line, customer)).toBe(left)
    if (left) this.seen.left++
  }

  #change(index: number): void {
    const plain = this.#plain
    const server = plain.servers[index]
    if (server === undefined) return
    server.present = this.#next() < 0.7
    const gate = this.#upTo(GATES)
    const room = this.#upTo(ROOMS)
    const isOfAbilities = this.#next() < 0.5 || this.#customers === 0
    if (isOfAbilities) server.able = plain.lines.map((_, line) => line).filter(() => this.#next() < 0.7)
    const isOfLimits = this.#next() < 0.3
    if (isOfLimits) {
      plain.gates[gate] = this.#upTo(5)
      plain.rooms[room] = this.#randomPlaces()
    }
    plain.change()
    this.#pool.change({
      present: [[index, server.present]],
      ...(isOfAbilities && { abilities: [[index, server.able]] }),
      ...(isOfLimits && {
        gates: [[gate, plain.gates[gate] ?? 0]],
        rooms: [[room, plain.rooms[room] ?? 0]],
      }),
    })
  }

  #pause(): void {
    const paused = this.#next() < 0.25
    const lines = this.#plain.lines.map((_, line) => line).filter(() => this.#next() < 0.5)
    for (const line of lines) this.#plain.paused[line] = paused
    this.#plain.change()
    this.#pool.setPaused(lines, paused)
  }
}

describe('a server pool of random make under random operations', () => {
  it(`does in ${POOLS} pools and ${POOLS * OPERATIONS} operations what the rules say, told plainly`, () => {
    const seen = { starts: 0, interruptions: 0, refused: 0, left: 0 }
    for (let seed = 0; seed < POOLS; seed++) {
      const twins = new Twins(seed)
      for (let operation = 0; operation < OPERATIONS; operation++) {
        twins.step()
        twins.compare()
      }
      for (const what of ['starts', 'interruptions', 'refused', 'left'] as const) seen[what] += twins.seen[what]
    }
    // What never happens is not tested.
    expect(seen.starts).toBeGreaterThan(3000)
    expect(seen.interruptions).toBeGreaterThan(150)
    expect(seen.refused).toBeGreaterThan(1000)
    expect(seen.left).toBeGreaterThan(500)
  })
})
