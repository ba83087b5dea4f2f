import { describe, expect, it } from 'vitest'
import { EventList, Heap } from '../../src/kernel/index.ts'
import { uniforms } from './random.ts'

const OPERATIONS = 20_000

interface Put {
  readonly key: number
  readonly rank: number
  readonly order: number
  readonly item: number
}

function isBefore(a: Put, b: Put): boolean {
  if (a.key !== b.key) return a.key < b.key
  if (a.rank !== b.rank) return a.rank < b.rank
  return a.order < b.order
}

/** The first by (key, rank, order put in) of a plain array, taken out of it. */
function takeFirst(puts: Put[]): Put {
  const first = puts.reduce((best, put) => (isBefore(put, best) ? put : best))
  puts.splice(puts.indexOf(first), 1)
  return first
}

describe('a heap', () => {
  it('gives items by key, then rank, then the order put in, as a sorted array does, over many random operations', () => {
    const next = uniforms(1)
    const heap = new Heap()
    const puts: Put[] = []
    const given: number[] = []
    const expected: number[] = []
    for (let order = 0; order < OPERATIONS; order++) {
      // Spells of growing and of shrinking, few keys and ranks: most puts have equals in the heap.
      const growing = Math.floor(order / 500) % 2 === 0
      if (puts.length === 0 || next() < (growing ? 0.7 : 0.35)) {
        const put = {
          key: Math.floor(next() * 12) - 6,
          rank: [0, 1, 2, 1023][Math.floor(next() * 4)] as number,
          order,
          item: order,
        }
        heap.put(put.key, put.item, put.rank)
        puts.push(put)
      } else {
        given.push(heap.headKey, heap.head)
        given.push(heap.take())
        const first = takeFirst(puts)
        expected.push(first.key, first.item, first.item)
      }
      expect(heap.size).toBe(puts.length)
    }
    expect(expected.length).toBeGreaterThan(OPERATIONS)
    expect(given).toEqual(expected)
  })

  it('gives equal keys first in, first out, when it has grown past its first room', () => {
    const heap = new Heap()
    for (let item = 0; item < 1000; item++) heap.put(5, item)
    expect(Array.from({ length: 1000 }, () => heap.take())).toEqual(Array.from({ length: 1000 }, (_, item) => item))
  })

  it('has the key Infinity at its head when it is empty, also after it was full', () => {
    const heap = new Heap()
    expect([heap.size, heap.headKey]).toEqual([0, Number.POSITIVE_INFINITY])
    heap.put(3, 1)
    heap.take()
    expect([heap.size, heap.headKey]).toEqual([0, Number.POSITIVE_INFINITY])
  })
})

describe('an event list', () => {
  it('lets events happen by time, then rank, then the order scheduled, over many random operations', () => {
    const next = uniforms(2)
    const events = new EventList()
    const waiting: Put[] = []
    let nowMs = 0
    for (let order = 0; order < OPERATIONS; order++) {
      if (waiting.length === 0 || next() < (Math.floor(order / 700) % 2 === 0 ? 0.65 : 0.35)) {
        const put = { key: nowMs + Math.floor(next() * 4), rank: Math.floor(next() * 4), order, item: order }
        events.schedule(put.key, put.rank, put.item % 7, put.item)
        waiting.push(put)
        continue
      }
      const first = takeFirst(waiting)
      expect([events.nextAtMs, events.nextKind, events.nextSubject]).toEqual([first.key, first.item % 7, first.item])
      expect(events.next()).toBe(true)
      expect([events.atMs, events.kind, events.subject]).toEqual([first.key, first.item % 7, first.item])
      expect(events.atMs).toBeGreaterThanOrEqual(nowMs)
      nowMs = events.atMs
    }
    expect(events.size).toBe(waiting.length)
    expect(nowMs).toBeGreaterThan(100)
  })

  it('has nothing to give when it is empty, and keeps the event taken last', () => {
    const events = new EventList()
    events.schedule(10, 0, 2, 77)
    expect(events.next()).toBe(true)
    expect(events.next()).toBe(false)
    expect([events.atMs, events.kind, events.subject, events.nextAtMs]).toEqual([10, 2, 77, Number.POSITIVE_INFINITY])
  })
})
