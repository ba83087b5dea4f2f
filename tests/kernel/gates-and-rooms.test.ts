import { describe, expect, it } from 'vitest'
import { gated, open, roomed, watched } from './watched-pool.ts'

describe('gates of a server pool', () => {
  it('must all have room while one of a line is served', () => {
    const { pool, come, started } = watched(
      [gated(0, 0, 1), gated(0, 0), gated(0, 1)],
      Array.from({ length: 4 }, () => [0, 1, 2]),
      [1, 1],
    )
    come(0, 1, 2, 3)
    pool.join(1, 20, 0)
    pool.join(0, 10, 1)
    expect(started()).toEqual([[0, 20]])
    pool.join(2, 30, 2)
    expect(started()).toEqual([[1, 30]])
    pool.release(0)
    expect([started(), pool.waiting(0)]).toEqual([[], 1])
    pool.release(1)
    expect(started()).toEqual([[1, 10]])
    pool.join(1, 21, 3)
    pool.join(2, 31, 4)
    expect(started()).toEqual([])
    pool.release(1)
    expect(started()).toEqual([
      [1, 21],
      [2, 31],
    ])
  })

  it('may become narrower than what they have let in, and let nobody in until there is room again', () => {
    const { pool, come, started } = watched([gated(0, 0)], [[0], [0], [0]], [3])
    come(0, 1, 2)
    for (const customer of [10, 11, 12, 13]) pool.join(0, customer, 0)
    started()
    pool.change({ gates: [[0, 1]] })
    pool.release(0)
    pool.release(1)
    expect([started(), pool.serving(2)]).toEqual([[], 12])
    pool.release(2)
    expect(started()).toEqual([[2, 13]])
    pool.join(0, 14, 0)
    pool.change({ gates: [[0, 2]] })
    expect(started()).toEqual([[0, 14]])
  })
})

describe('rooms of a server pool', () => {
  it('take no more who wait than they have places, over all their lines', () => {
    const { pool } = watched([roomed(0), roomed(1), open()], [], [], [2])
    expect([pool.join(0, 10, 0), pool.join(1, 20, 0), pool.join(0, 11, 0), pool.join(2, 30, 0)]).toEqual([
      true,
      true,
      false,
      true,
    ])
    expect([pool.waitingInRoom(0), pool.waiting(0), pool.waiting(1)]).toEqual([2, 1, 1])
  })

  it('are not needed by who is served at once', () => {
    const { pool, come, started } = watched([roomed()], [[0]], [], [0])
    come(0)
    expect([pool.join(0, 10, 0), pool.join(0, 11, 0), pool.waitingInRoom(0)]).toEqual([true, false, 0])
    expect(started()).toEqual([[0, 10]])
    pool.release(0)
    expect(started()).toEqual([])
  })

  it('have a place again when one is served or gives up', () => {
    const { pool, come } = watched([roomed()], [[0]], [], [1])
    come(0)
    pool.join(0, 10, 0)
    expect([pool.join(0, 11, 0), pool.join(0, 12, 0)]).toEqual([true, false])
    pool.release(0)
    expect([pool.serving(0), pool.join(0, 13, 0), pool.join(0, 14, 0)]).toEqual([11, true, false])
    pool.leave(0, 13)
    expect([pool.waitingInRoom(0), pool.join(0, 15, 0)]).toEqual([0, true])
  })

  it('keep who waits when they become smaller, and may be without end', () => {
    const { pool } = watched([roomed(0, 0), roomed(0, 1)], [], [], [3, Number.POSITIVE_INFINITY])
    for (let customer = 0; customer < 3; customer++) pool.join(0, customer, 0)
    pool.change({ rooms: [[0, 1]] })
    expect([pool.waiting(0), pool.join(0, 3, 0)]).toEqual([3, false])
    pool.change({ rooms: [[0, 4]] })
    expect(pool.join(0, 3, 0)).toBe(true)
    for (let customer = 0; customer < 100; customer++) expect(pool.join(1, customer, 0)).toBe(true)
  })
})

describe('a customer of a server pool who gives up', () => {
  it.each([
    ['ascend', [1, 2, 3, 4, 5]],
    ['do not ascend', [3, 5, 1, 2, 4]],
  ])('is not served and leaves the others their order, where keys %s', (_, keys) => {
    for (const gone of keys) {
      const { pool, come, started } = watched([open()], [[0]])
      for (const key of keys) pool.join(0, key * 10, key)
      expect([pool.leave(0, gone * 10), pool.leave(0, gone * 10), pool.waiting(0)]).toEqual([true, false, 4])
      come(0)
      for (let served = 1; served < 4; served++) pool.release(0)
      const stayed = [10, 20, 30, 40, 50].filter((customer) => customer !== gone * 10)
      expect(started().map(([, customer]) => customer)).toEqual(stayed)
    }
  })

  it('does not wait in another line, nor while they are served', () => {
    const { pool, come } = watched([open(), open()], [[0]])
    come(0)
    pool.join(0, 10, 0)
    pool.join(0, 11, 0)
    expect([pool.leave(0, 10), pool.leave(1, 11), pool.leave(0, 12)]).toEqual([false, false, false])
    expect([pool.serving(0), pool.waiting(0)]).toEqual([10, 1])
  })
})
