import { beforeAll, describe, expect, it } from 'vitest'
import { halfWidthOf, MOST_REPLICATIONS, type Precision, playersOf, simulate } from '../../src/simulate/index.ts'
import { simulated, subjectOf, weekIn } from './plans.ts'

const subject = subjectOf(weekIn(1, 60))

async function until(precision: Precision, replications = 0, threads = 1) {
  const players = playersOf(threads)
  try {
    return await simulate(players, subject, {
      replications,
      precision,
      played: false,
      signal: new AbortController().signal,
      onProgress: undefined,
    })
  } finally {
    await players.close()
  }
}

describe('a simulation until a stated precision', () => {
  let wanted: Precision

  beforeAll(async () => {
    // A little narrower than what fifty replications give.
    const { outcomes } = await simulated(subject, 1, 50)
    wanted = { indicator: 'waitMeanMin', halfWidth: 0.8 * halfWidthOf(outcomes, 'waitMeanMin') }
  })

  it('goes on in steps of fifty until the interval is narrow enough, and not further', async () => {
    const { outcomes, halfWidth = Number.NaN } = await until(wanted)
    expect(outcomes.length % 50).toBe(0)
    expect(outcomes.length).toBeGreaterThan(50)
    expect(halfWidth).toBeLessThanOrEqual(wanted.halfWidth)
    expect(halfWidthOf(outcomes, 'waitMeanMin')).toBe(halfWidth)
    expect(halfWidthOf(outcomes.slice(0, -50), 'waitMeanMin')).toBeGreaterThan(wanted.halfWidth)
  })

  it('is a simulation of as many replications, on any number of threads', async () => {
    const { outcomes } = await until(wanted)
    expect((await until(wanted, 0, 2)).outcomes).toEqual(outcomes)
    expect((await simulated(subject, 1, outcomes.length)).outcomes).toEqual(outcomes)
  })

  it('begins with as many as are asked for', async () => {
    const { outcomes } = await until({ indicator: 'onTimeRate', halfWidth: 1 }, 7)
    expect(outcomes).toHaveLength(7)
  })

  it('never goes on for ever: what is never measured is given up at the most replications', async () => {
    expect(MOST_REPLICATIONS).toBe(10_000)
    expect(halfWidthOf([], 'onTimeRate')).toBe(Number.POSITIVE_INFINITY)
  })
})
