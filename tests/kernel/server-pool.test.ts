import { describe, expect, it } from 'vitest'
import { type Line, NO_GATE, ServerPool } from '../../src/kernel/index.ts'
import { uniforms } from './random.ts'

const open = (priority = 0): Line => ({ priority, gate: NO_GATE })
const gated = (priority = 0, gate = 0): Line => ({ priority, gate })

/** A pool, and who took up whom in order. */
function watched(lines: readonly Line[], abilities: readonly (readonly number[])[], gates: readonly number[] = []) {
  const starts: [server: number, customer: number][] = []
  const pool = new ServerPool(lines, abilities, gates, (server, customer) => starts.push([server, customer]))
  const come = (...servers: number[]) => pool.setPresent(servers.map((server) => [server, true] as const))
  const leave = (...servers: number[]) => pool.setPresent(servers.map((server) => [server, false] as const))
  /** What has been started since the last question. */
  const started = () => starts.splice(0)
  return { pool, come, leave, started }
}

describe('a server pool', () => {
  it('serves a line in order of the keys, first come first served among equals', () => {
    const { pool, come, started } = watched([open()], [[0]])
    pool.join(0, 10, 5)
    pool.join(0, 11, 3)
    pool.join(0, 12, 5)
    pool.join(0, 13, 3)
    come(0)
    for (let served = 0; served < 3; served++) pool.release(0)
    expect(started()).toEqual([
      [0, 11],
      [0, 13],
      [0, 10],
      [0, 12],
    ])
  })

  it('takes from the line of lowest priority number first, however long others have waited', () => {
    const { pool, come, started } = watched([open(1), open(0)], [[0, 1]])
    pool.join(0, 10, 1)
    pool.join(1, 20, 9)
    come(0)
    pool.release(0)
    expect(started()).toEqual([
      [0, 20],
      [0, 10],
    ])
  })

  it('takes among lines of one priority from the head with the least key, when a server is released', () => {
    const { pool, come, started } = watched([open(), open()], [[0, 1]])
    come(0)
    pool.join(0, 10, 1)
    pool.join(0, 11, 4)
    pool.join(1, 20, 2)
    pool.join(1, 21, 3)
    for (let served = 0; served < 3; served++) pool.release(0)
    expect(started().map(([, customer]) => customer)).toEqual([10, 20, 21, 11])
  })

  it('takes among lines of one priority from the head with the least key, when servers come', () => {
    const { pool, come, started } = watched(
      [open(), open()],
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
    )
    pool.join(0, 10, 5)
    pool.join(0, 11, 6)
    pool.join(1, 20, 1)
    pool.join(1, 21, 7)
    come(0, 1, 2)
    expect(started().map(([, customer]) => customer)).toEqual([20, 10, 11])
  })

  it('takes by priority, then by key, when several lines are taken up again after a pause', () => {
    const { pool, come, started } = watched(
      [open(1), open(0), open(1)],
      [
        [0, 1, 2],
        [0, 1, 2],
      ],
    )
    pool.setPaused([0, 1, 2], true)
    come(0, 1)
    pool.join(0, 10, 2)
    pool.join(1, 20, 9)
    pool.join(2, 30, 1)
    expect(started()).toEqual([])
    pool.setPaused([0, 1, 2], false)
    expect(started().map(([, customer]) => customer)).toEqual([20, 30])
  })

  it('takes nobody from a paused line, but serves the others', () => {
    const { pool, come, started } = watched([open(0), open(1)], [[0, 1]])
    come(0)
    pool.setPaused([0], true)
    pool.join(0, 10, 0)
    pool.join(1, 20, 0)
    expect(started()).toEqual([[0, 20]])
    pool.release(0)
    expect([started(), pool.waiting(0), pool.isBusy(0)]).toEqual([[], 1, false])
    pool.setPaused([0], false)
    expect(started()).toEqual([[0, 10]])
  })

  it('asks the server that has been idle longest first', () => {
    const { pool, come, started } = watched([open()], [[0], [0], [0]])
    come(0, 1, 2)
    for (const customer of [1, 2, 3]) pool.join(0, customer, 0)
    for (const server of [2, 0, 1]) pool.release(server)
    started()
    for (const customer of [4, 5, 6]) pool.join(0, customer, 0)
    expect(started()).toEqual([
      [2, 4],
      [0, 5],
      [1, 6],
    ])
  })

  it('gives a customer only to a server that is able to serve the line', () => {
    const { pool, come, started } = watched([open(), open()], [[1], [0]])
    come(0, 1)
    pool.join(0, 10, 0)
    pool.join(0, 11, 0)
    expect([started(), pool.waiting(0), pool.isBusy(0)]).toEqual([[[1, 10]], 1, false])
  })

  it('lets no more customers through a gate at once than it has room for, over all lines behind it', () => {
    const { pool, come, started } = watched(
      [gated(0), gated(1), open(2)],
      [
        [0, 1, 2],
        [0, 1, 2],
        [0, 1, 2],
      ],
      [2],
    )
    come(0, 1, 2)
    pool.join(1, 20, 0)
    pool.join(1, 21, 0)
    pool.join(1, 22, 0)
    pool.join(0, 10, 1)
    pool.join(2, 30, 2)
    expect(started()).toEqual([
      [0, 20],
      [1, 21],
      [2, 30],
    ])
    pool.release(2)
    expect(started()).toEqual([])
    pool.release(1)
    expect(started().map(([, customer]) => customer)).toEqual([10])
  })

  it('lets an idle server through a gate that another, who leaves, has made free', () => {
    const { pool, come, leave, started } = watched([gated()], [[0], [0]], [1])
    come(0, 1)
    pool.join(0, 10, 0)
    pool.join(0, 11, 0)
    leave(0)
    expect(started()).toEqual([[0, 10]])
    pool.release(0)
    expect(started()).toEqual([[1, 11]])
  })

  it('lets a server that leaves while busy finish first, and gives it nothing more until it comes back', () => {
    const { pool, come, leave, started } = watched([open()], [[0]])
    come(0)
    pool.join(0, 10, 0)
    pool.join(0, 11, 0)
    leave(0)
    expect(pool.isBusy(0)).toBe(true)
    pool.release(0)
    expect([pool.isBusy(0), started()]).toEqual([false, [[0, 10]]])
    come(0)
    expect(started()).toEqual([[0, 11]])
  })
})

describe('a server pool under many random operations', () => {
  const lines = [gated(0), open(1), gated(1), open(1), open(2)]
  const abilities = [[0, 1], [0, 1, 2, 3, 4], [2, 3], [4], [1, 3, 4], [0, 2]]
  const GATE_ROOM = 2

  it('never breaks a rule and never leaves a server idle that could serve', () => {
    const next = uniforms(3)
    const upTo = (count: number) => Math.floor(next() * count)
    const waiting: { customer: number; key: number }[][] = lines.map(() => [])
    const serving: (number | undefined)[] = abilities.map(() => undefined)
    const present = abilities.map(() => false)
    const paused = lines.map(() => false)
    const lineOf = new Map<number, number>()
    let starts = 0
    const throughGate = () => serving.filter((line) => line !== undefined && lines[line]?.gate === 0).length

    const start = (server: number, customer: number) => {
      const line = lineOf.get(customer) as number
      const queue = waiting[line] as { customer: number; key: number }[]
      const least = Math.min(...queue.map(({ key }) => key))
      expect(customer).toBe(queue.find(({ key }) => key === least)?.customer)
      expect([serving[server], present[server], paused[line]]).toEqual([undefined, true, false])
      expect(abilities[server]).toContain(line)
      queue.splice(
        queue.findIndex((one) => one.customer === customer),
        1,
      )
      serving[server] = line
      expect(throughGate()).toBeLessThanOrEqual(GATE_ROOM)
      starts++
    }
    const pool = new ServerPool(lines, abilities, [GATE_ROOM], start)

    for (let step = 0; step < 6000; step++) {
      const what = next()
      if (what < 0.4) {
        const line = upTo(lines.length)
        const key = upTo(5)
        lineOf.set(step, line)
        waiting[line]?.push({ customer: step, key })
        pool.join(line, step, key)
      } else if (what < 0.8) {
        const server = upTo(abilities.length)
        if (serving[server] === undefined) continue
        serving[server] = undefined
        pool.release(server)
      } else if (what < 0.92) {
        const server = upTo(abilities.length)
        present[server] = !present[server]
        pool.setPresent([[server, present[server]]])
      } else {
        const line = upTo(lines.length)
        paused[line] = !paused[line]
        pool.setPaused([line], paused[line])
      }
      lines.forEach(({ gate }, line) => {
        expect(pool.waiting(line)).toBe(waiting[line]?.length)
        if (paused[line] || waiting[line]?.length === 0 || (gate === 0 && throughGate() >= GATE_ROOM)) return
        const able = abilities.findIndex(
          (served, server) => served.includes(line) && present[server] && serving[server] === undefined,
        )
        expect(able, `line ${line} waits though a server is idle`).toBe(-1)
      })
    }
    expect(starts).toBeGreaterThan(1000)
  })
})
