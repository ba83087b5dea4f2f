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
function takeFirst<P extends Put>(puts: P[]): P {
  const first = puts.reduce((best, put) => (isBefore(put, best) ? put : best))
  puts.splice(puts.indexOf(first), 1)
  return first
}

/** One of a plain array, taken out of it. */
function takeAny<P>(puts: P[], uniform: number): P {
  return puts.splice(Math.floor(uniform * puts.length), 1)[0] as P
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

  it('keeps its order when items are taken from the middle, put before their equals or replace the head', () => {
    const next = uniforms(4)
    const heap = new Heap()
    const puts: Put[] = []
    let removed = 0
    for (let step = 1; step <= OPERATIONS; step++) {
      const what = next()
      const key = Math.floor(next() * 9)
      if (puts.length === 0 || what < (Math.floor(step / 500) % 2 === 0 ? 0.4 : 0.15)) {
        heap.put(key, step)
        puts.push({ key, rank: 0, order: step, item: step })
      } else if (what < 0.5) {
        heap.putBefore(key, step)
        puts.push({ key, rank: 0, order: -step, item: step })
      } else if (what < 0.6) {
        heap.replaceHead(key, step, 1)
        takeFirst(puts)
        puts.push({ key, rank: 1, order: step, item: step })
      } else if (what < 0.8) {
        expect(heap.remove(takeAny(puts, next()).item)).toBe(true)
        expect(heap.remove(step)).toBe(false)
        removed++
      } else if (what < 0.805) {
        heap.filter((item) => item % 3 !== 0)
        puts.splice(0, puts.length, ...puts.filter(({ item }) => item % 3 !== 0))
      } else expect(heap.take()).toBe(takeFirst(puts).item)
      expect(heap.size).toBe(puts.length)
    }
    expect(removed).toBeGreaterThan(1000)
    while (puts.length > 0) expect(heap.take()).toBe(takeFirst(puts).item)
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

  it('never lets a cancelled event happen or be seen, wherever it stands, over many random operations', () => {
    const next = uniforms(5)
    const events = new EventList()
    const pending: (Put & { readonly handle: number })[] = []
    const happened: number[] = []
    let cancelled = 0
    let nowMs = 0
    for (let order = 0; order < OPERATIONS; order++) {
      const what = next()
      if (pending.length === 0 || what < (Math.floor(order / 900) % 2 === 0 ? 0.55 : 0.35)) {
        const put = { key: nowMs + Math.floor(next() * 40), rank: Math.floor(next() * 3), order, item: order }
        pending.push({ ...put, handle: events.schedule(put.key, put.rank, put.item % 5, put.item) })
      } else if (what < 0.75) {
        // Half of the time the one that comes next: the hardest to forget.
        const one = next() < 0.5 ? takeFirst(pending) : takeAny(pending, next())
        events.cancel(one.handle)
        cancelled++
      } else {
        const first = takeFirst(pending)
        if (what < 0.9) expect([events.nextAtMs, events.nextKind]).toEqual([first.key, first.item % 5])
        expect(events.next()).toBe(true)
        expect([events.atMs, events.kind, events.subject]).toEqual([first.key, first.item % 5, first.item])
        nowMs = first.key
        happened.push(first.item)
      }
      expect(events.size).toBe(pending.length)
    }
    expect(cancelled).toBeGreaterThan(3000)
    expect(happened.length).toBeGreaterThan(2000)
  })

  it('keeps the order of those that stay when most of many are cancelled at once', () => {
    const events = new EventList()
    const handles = Array.from({ length: 1000 }, (_, event) =>
      events.schedule(1000 - (event >> 2), event & 1, 1, event),
    )
    handles.forEach((handle, event) => {
      if (event % 10 !== 0) events.cancel(handle)
    })
    expect(events.size).toBe(100)
    const happened: number[] = []
    while (events.next()) happened.push(events.subject)
    const stayed = Array.from({ length: 100 }, (_, index) => index * 10)
    expect(happened).toEqual(stayed.toSorted((a, b) => (b >> 2) - (a >> 2) || (a & 1) - (b & 1) || a - b))
  })

  it('is empty when its only event is cancelled, also right after another was taken', () => {
    const events = new EventList()
    events.schedule(1, 0, 0, 1)
    const handle = events.schedule(2, 0, 0, 2)
    events.next()
    events.cancel(handle)
    expect([events.size, events.nextAtMs, events.next(), events.subject]).toEqual([
      0,
      Number.POSITIVE_INFINITY,
      false,
      1,
    ])
    events.schedule(3, 0, 4, 5)
    expect([events.size, events.next(), events.kind, events.subject]).toEqual([1, true, 4, 5])
  })
})
