import { describe, expect, it } from 'vitest'
import { problemsOf, SystemsProfile } from '../../src/schema/index.ts'
import { CallTimes, Histogram, profileOf } from '../../src/verdict/index.ts'
import { entry } from './entries.ts'

const run = { run: 'r', clock: 'rehearse', scenario: 'minimal' } as const

describe('the profile of the systems', () => {
  it('counts calls by operation; of those that failed the time does not count', () => {
    const times = new CallTimes()
    times.record(entry('08T09:00', 0, 'called', 1, { operation: 'portal.submit', tookMs: 0.5 }))
    times.record(entry('08T09:00', 1, 'called', 1, { operation: 'one-stop.receive', tookMs: 1 }))
    times.record(entry('08T09:00', 1, 'called', 1, { operation: 'one-stop.receive', tookMs: 2 }))
    times.record(entry('08T09:00', 1, 'failed', 1, { operation: 'one-stop.receive', tookMs: 9000 }))
    times.record(entry('08T09:00', 1, 'ended', 1))
    const profile = times.profile(run)
    expect(problemsOf(SystemsProfile, profile)).toEqual([])
    expect(profile.operations.map(({ operation, ...rest }) => [operation, rest])).toEqual([
      [
        'one-stop.receive',
        { answered: 2, failed: 1, latencyMs: [1, 2], counts: [1, 1], highestPerSecond: null, capacityPerSecond: null },
      ],
      [
        'portal.submit',
        { answered: 1, failed: 0, latencyMs: [0.5], counts: [1], highestPerSecond: null, capacityPerSecond: null },
      ],
    ])
  })

  it('keeps times within 1 % and their mean within 0.1 %, in few values', () => {
    const answeredUs = new Histogram()
    const values = Array.from({ length: 20_000 }, (_, i) => Math.round(100 * 1.0005 ** i))
    for (const value of values) answeredUs.record(value % 50_000_000)
    const [row] = profileOf(run, [{ operation: 'portal.submit', answeredUs, failed: 0 }]).operations
    if (!row) throw new Error('no row')
    expect(row.counts.reduce((sum, each) => sum + each, 0)).toBe(values.length)
    expect(row.latencyMs.length).toBeLessThan(2000)
    expect(row.latencyMs).toEqual(row.latencyMs.toSorted((a, b) => a - b))
    const mean = row.latencyMs.reduce((sum, ms, at) => sum + ms * (row.counts[at] ?? 0), 0) / values.length
    expect(Math.abs(mean / ((answeredUs.mean() ?? 0) / 1000) - 1)).toBeLessThan(0.001)
  })
})
