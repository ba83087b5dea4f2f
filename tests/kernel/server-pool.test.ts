import { describe, expect, it } from 'vitest'
import { type PoolChanges, ServerPool } from '../../src/kernel/index.ts'
import { gated, open, watched } from './watched-pool.ts'

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
      [gated(0, 0), gated(1, 0), open(2)],
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
    const { pool, come, leave, started } = watched([gated(0, 0)], [[0], [0]], [1])
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

  it('has servers that are absent and able to do nothing until it is told otherwise', () => {
    const starts: number[] = []
    const pool = new ServerPool([open()], 2, [], [], { start: (server) => starts.push(server), interrupted() {} })
    pool.join(0, 10, 0)
    pool.change({ present: [[0, true]] })
    pool.change({ abilities: [[1, [0]]] })
    expect([starts, pool.waiting(0)]).toEqual([[], 1])
    pool.change({ abilities: [[0, [0]]] })
    expect(starts).toEqual([0])
  })

  it('says whom a server serves', () => {
    const { pool, come } = watched([open()], [[0]])
    come(0)
    expect([pool.serving(0), pool.isBusy(0)]).toEqual([-1, false])
    pool.join(0, 0, 0)
    expect([pool.serving(0), pool.isBusy(0)]).toEqual([0, true])
    pool.release(0)
    expect([pool.serving(0), pool.isBusy(0)]).toEqual([-1, false])
  })

  it('refuses to release a server that serves nobody', () => {
    const { pool, come } = watched([open()], [[0]])
    come(0)
    expect(() => pool.release(0)).toThrow('Server 0 serves nobody')
    pool.join(0, 10, 0)
    pool.release(0)
    expect(() => pool.release(0)).toThrow('Server 0 serves nobody')
  })

  it('makes all changes before anybody looks for work', () => {
    const { pool, come, started } = watched([gated(0, 0), open(1)], [[0, 1], [1]], [0])
    pool.join(0, 10, 0)
    pool.join(1, 20, 0)
    const changes: PoolChanges = {
      present: [
        [0, true],
        [1, true],
      ],
      abilities: [[1, [0, 1]]],
      gates: [[0, 1]],
    }
    pool.change(changes)
    expect(started()).toEqual([
      [0, 10],
      [1, 20],
    ])
    come(0, 1)
    expect(started()).toEqual([])
  })

  it('keeps first come first served among equal keys when the keys stop ascending and ascend again', () => {
    const { pool, come, started } = watched([open()], [[0]])
    const keys = [1, 2, 2, 3, 2, 3, 1, 4, 4, 0]
    keys.forEach((key, customer) => {
      pool.join(0, customer, key)
    })
    come(0)
    for (let served = 1; served < keys.length; served++) pool.release(0)
    expect(started().map(([, customer]) => customer)).toEqual([9, 0, 6, 1, 2, 4, 3, 5, 7, 8])
    pool.release(0)
    for (let customer = 20; customer < 60; customer++) pool.join(0, customer, customer)
    for (let served = 1; served < 40; served++) pool.release(0)
    expect(started().map(([, customer]) => customer)).toEqual(Array.from({ length: 40 }, (_, index) => 20 + index))
  })
})

describe('abilities of a server', () => {
  it('may change: who is served stays, and the next is of the new lines', () => {
    const { pool, come, started } = watched([open(), open()], [[0]])
    come(0)
    pool.join(0, 10, 0)
    pool.join(0, 11, 0)
    pool.join(1, 20, 0)
    pool.change({ abilities: [[0, [1]]] })
    expect(pool.serving(0)).toBe(10)
    pool.release(0)
    pool.release(0)
    expect(started()).toEqual([
      [0, 10],
      [0, 20],
    ])
    expect(pool.isBusy(0)).toBe(false)
    pool.change({ abilities: [[0, [1, 0]]] })
    expect(started()).toEqual([[0, 11]])
  })
})
