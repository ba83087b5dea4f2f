import { describe, expect, it } from 'vitest'
import { gated, open, urgent, watched, yielding } from './watched-pool.ts'

describe('a line that preempts', () => {
  it('takes a server from an interruptible line, whose customer goes on before its equals', () => {
    const { pool, come, started, interrupted } = watched([urgent(), yielding()], [[0, 1]])
    come(0)
    pool.join(1, 20, 5)
    pool.join(1, 21, 5)
    pool.join(1, 22, 4)
    expect(pool.join(0, 10, 9)).toBe(true)
    expect([interrupted(), pool.serving(0), pool.waiting(1)]).toEqual([[[0, 20]], 10, 3])
    for (let served = 0; served < 3; served++) pool.release(0)
    expect(started().map(([, customer]) => customer)).toEqual([20, 10, 22, 20, 21])
  })

  it('takes nobody away while an able server is idle', () => {
    const { pool, come, started, interrupted } = watched([urgent(), yielding()], [[0, 1], [0]])
    come(0, 1)
    pool.join(1, 20, 0)
    pool.join(0, 10, 0)
    expect([interrupted(), started()]).toEqual([
      [],
      [
        [0, 20],
        [1, 10],
      ],
    ])
  })

  it('takes the server of the highest priority number, then the one that began last', () => {
    const { pool, come, interrupted } = watched(
      [urgent(0), yielding(1), yielding(2)],
      Array.from({ length: 4 }, () => [0, 1, 2]),
    )
    come(0, 1, 2, 3)
    pool.join(2, 30, 0)
    pool.join(2, 31, 0)
    pool.join(1, 20, 0)
    pool.join(1, 21, 0)
    for (const customer of [10, 11, 12, 13]) pool.join(0, customer, 0)
    expect(interrupted()).toEqual([
      [1, 31],
      [0, 30],
      [3, 21],
      [2, 20],
    ])
    expect([pool.join(0, 14, 0), pool.waiting(0), interrupted()]).toEqual([true, 1, []])
  })

  it('takes no server that keeps its customer, until it has been released', () => {
    const { pool, come, interrupted } = watched([urgent(), yielding()], [[0, 1]])
    come(0)
    pool.join(1, 20, 0)
    pool.keep(0, true)
    pool.join(0, 10, 0)
    expect([interrupted(), pool.serving(0)]).toEqual([[], 20])
    pool.release(0)
    pool.release(0)
    pool.join(1, 21, 0)
    pool.join(0, 11, 0)
    expect([interrupted(), pool.serving(0)]).toEqual([[[0, 21]], 11])
  })

  it('takes no server that is absent, unable, or serves a line of no higher number or not interruptible', () => {
    const { pool, come, leave, interrupted } = watched(
      [urgent(1), yielding(2), yielding(1), open(3), yielding(4)],
      [[0, 1], [0, 2], [0, 3], [4]],
    )
    come(0, 1, 2, 3)
    for (const line of [1, 2, 3, 4]) pool.join(line, 10 * line, 0)
    leave(0)
    pool.join(0, 1, 0)
    expect([interrupted(), pool.waiting(0)]).toEqual([[], 1])
    come(0)
    expect(interrupted()).toEqual([])
    pool.join(0, 2, 0)
    expect([interrupted(), pool.serving(0), pool.waiting(0)]).toEqual([[[0, 10]], 1, 1])
  })

  it('takes no server while it is paused', () => {
    const { pool, come, interrupted } = watched([urgent(), yielding()], [[0, 1]])
    come(0)
    pool.join(1, 20, 0)
    pool.setPaused([0], true)
    pool.join(0, 10, 0)
    pool.setPaused([0], false)
    expect([interrupted(), pool.serving(0), pool.waiting(0)]).toEqual([[], 20, 1])
  })

  it('counts the gates that the interrupted one frees, and only those', () => {
    const lines = [
      { ...urgent(0), gates: [0, 1] },
      { ...yielding(1), gates: [0] },
      { ...yielding(2), gates: [1] },
    ]
    const { pool, come, interrupted } = watched(lines, [[0, 1, 2], [0, 1, 2], [2]], [1, 2])
    come(0, 1)
    pool.join(2, 30, 0)
    pool.join(1, 20, 0)
    // Laying 30 aside, of the higher number, would leave gate 0 without room.
    pool.join(0, 10, 0)
    expect([interrupted(), pool.serving(1)]).toEqual([[[1, 20]], 10])
    pool.change({ gates: [[1, 0]] })
    pool.join(0, 11, 0)
    expect([interrupted(), pool.waiting(0)]).toEqual([[], 1])
  })

  it('lets an idle server go on with the one who was interrupted, when it is able to', () => {
    const { pool, come, started, interrupted } = watched([urgent(), yielding()], [[0, 1], [1]])
    come(0, 1)
    pool.join(1, 20, 0)
    pool.join(0, 10, 0)
    expect([interrupted(), started()]).toEqual([
      [[0, 20]],
      [
        [0, 20],
        [0, 10],
        [1, 20],
      ],
    ])
  })

  it('puts the interrupted one back even into a full room, and needs no place for the one who interrupts', () => {
    const lines = [
      { ...urgent(0), room: 0 },
      { ...yielding(1), room: 0 },
    ]
    const { pool, come } = watched(lines, [[0, 1]], [], [1])
    come(0)
    pool.join(1, 20, 0)
    pool.join(1, 21, 0)
    expect([pool.join(0, 10, 0), pool.waitingInRoom(0), pool.waiting(1)]).toEqual([true, 2, 2])
    expect([pool.join(0, 11, 0), pool.waitingInRoom(0)]).toEqual([false, 2])
    pool.release(0)
    expect([pool.serving(0), pool.waitingInRoom(0)]).toEqual([20, 1])
  })
})

describe('a server that lays its customer aside', () => {
  it('takes up what it is able to do now, and the customer goes on before its equals', () => {
    const { pool, come, started, interrupted } = watched([open(), open(1)], [[0, 1]])
    come(0)
    for (const customer of [10, 11]) pool.join(0, customer, 5)
    pool.join(1, 20, 0)
    pool.change({ abilities: [[0, [1]]] })
    pool.layAside(0, 5)
    expect([interrupted(), pool.serving(0), pool.waiting(0)]).toEqual([[[0, 10]], 20, 2])
    pool.change({ abilities: [[0, [0, 1]]] })
    for (let served = 0; served < 2; served++) pool.release(0)
    expect(started().map(([, customer]) => customer)).toEqual([10, 20, 10, 11])
  })

  it('leaves the customer, and the gates, to another who is idle', () => {
    const { pool, come, leave, started } = watched([gated(0, 0)], [[0], [0]], [1])
    come(0, 1)
    pool.join(0, 10, 0)
    leave(0)
    pool.layAside(0, 0)
    expect([started(), pool.isBusy(0), pool.serving(1)]).toEqual([
      [
        [0, 10],
        [1, 10],
      ],
      false,
      10,
    ])
  })

  it('must have one', () => {
    expect(() => watched([open()], [[0]]).pool.layAside(0, 0)).toThrow('serves nobody')
  })
})
