import { describe, expect, it } from 'vitest'
import type { PlateauOperation, Reading } from '../../../src/load/knee/counts.ts'
import { kneeBounds, missOf } from '../../../src/load/knee/held.ts'
import { loadScenario } from '../../../src/scenario/index.ts'

const operation = (name: string, more: Partial<PlateauOperation> = {}): PlateauOperation => ({
  operation: name,
  ...{ calls: 100, errors: 0, p95Ms: 20, meanMs: 10 },
  ...more,
})
const reading = (operations: PlateauOperation[], more: Partial<Reading> = {}): Reading => ({
  operations,
  ...{ systems: [], callsPerSecond: 20, concurrency: 1, begun: 100, finished: 100, refused: 0, finishedPerSecond: 10 },
  ...{ backlog: 0, lagP99Ms: 0 },
  ...more,
})
const bounds = { p95Ms: 500, errorRate: 0.01, backlogShare: 0.05 }

describe('a plateau', () => {
  it('holds when its operations are quick, hardly fail, and dossiers are finished as fast as they come', () => {
    expect(missOf(reading([operation('a'), operation('b', { errors: 1 })]), bounds)).toBe(null)
  })

  it('misses its targets by the slowest operation', () => {
    const slow = [operation('a', { p95Ms: 600 }), operation('b', { p95Ms: 900 }), operation('c')]
    expect(missOf(reading(slow), bounds)).toEqual({ what: 'latency', operation: 'b' })
  })

  it('is not failed by an operation of which there are only two or three calls', () => {
    expect(missOf(reading([operation('a'), operation('b', { calls: 3, p95Ms: 900 })]), bounds)).toBe(null)
  })

  it('misses its targets by the operation that fails most often', () => {
    const failing = [operation('a', { errors: 1 }), operation('b', { errors: 4 }), operation('c', { p95Ms: 900 })]
    expect(missOf(reading(failing), bounds)).toEqual({ what: 'errors', operation: 'b' })
  })

  it('fails when dossiers pile up, where most calls are under way', () => {
    const busy = [operation('a', { calls: 300, meanMs: 12 }), operation('b', { calls: 20, meanMs: 150 })]
    expect(missOf(reading(busy, { backlog: 6 }), bounds)).toEqual({ what: 'backlog', operation: 'a' })
    expect(missOf(reading(busy, { backlog: 5 }), bounds)).toBe(null)
  })

  it('may end with three dossiers more than it began with, however few there are', () => {
    expect(missOf(reading([operation('a')], { begun: 10, backlog: 3 }), bounds)).toBe(null)
    expect(missOf(reading([operation('a')], { begun: 10, backlog: 4 }), bounds)?.what).toBe('backlog')
  })
})

describe('the bounds of a plateau', () => {
  it('are those of the scenario’s targets, and the usual ones where it has none', () => {
    const plan = loadScenario('rach-gia-2025-07')
    expect(kneeBounds(plan)).toEqual({ p95Ms: 9000, errorRate: 0.02, backlogShare: 0.05 })
    const without = { scenario: { ...plan.scenario, targets: [{ indicator: 'onTimeRate' as const, atLeast: 0.9 }] } }
    expect(kneeBounds(without)).toEqual({ p95Ms: 500, errorRate: 0.01, backlogShare: 0.05 })
  })
})
