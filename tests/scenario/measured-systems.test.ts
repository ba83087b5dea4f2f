import { describe, expect, it } from 'vitest'
import { checkScenario, withMeasuredSystems } from '../../src/scenario/index.ts'
import type { OperationProfile, SystemsProfile } from '../../src/schema/index.ts'
import { predict } from '../../src/simulate/index.ts'
import { minimal } from './minimal.ts'

const operation = (name: string, more: Partial<OperationProfile> = {}): OperationProfile => ({
  operation: name,
  answered: 4,
  failed: 0,
  latencyMs: [10, 30],
  counts: [3, 1],
  highestPerSecond: null,
  capacityPerSecond: null,
  ...more,
})
const profile = (...operations: OperationProfile[]): SystemsProfile => ({
  ...{ format: 'dientap-systems-profile', version: 1, run: 'run-1', clock: 'load', scenario: 'minimal' },
  operations,
})

function planWith(...operations: OperationProfile[]) {
  const { text } = withMeasuredSystems({ file: 'minimal.yaml', text: minimal }, profile(...operations))
  const { plan, problems } = checkScenario(text, 'minimal.yaml')
  if (!plan) throw new Error(problems.map(({ message }) => message).join('; '))
  return plan
}

describe('a scenario with measured systems', () => {
  it('is valid, and says of each system that was measured in which run it was', () => {
    const { scenario } = planWith(operation('one-stop.receive'), operation('portal.submit'))
    expect(
      scenario.basis.filter(({ source }) => JSON.stringify(source).includes('run-1')).map(({ path }) => path),
    ).toEqual(expect.arrayContaining(['systems.portal', 'systems.one-stop']))
  })

  it('has the measured times for the operations that were answered, and no others', () => {
    const { systems } = planWith(
      operation('one-stop.receive'),
      operation('portal.submit', { answered: 0, latencyMs: [], counts: [] }),
    )
    expect(systems['one-stop']?.operations['one-stop.receive']?.latency).toEqual({
      kind: 'empirical',
      valuesMin: [10 / 60_000, 30 / 60_000],
      weights: [3, 1],
    })
    expect(systems.portal?.operations['portal.submit']?.latency).toBeUndefined()
  })

  it('works on as many calls at once as are under way at the capacity that was measured, for all units together', () => {
    // A mean of 15 ms at 200 calls a second: three are under way.
    expect(planWith(operation('one-stop.receive', { capacityPerSecond: 200 })).systems['one-stop']).toMatchObject({
      concurrent: 3,
      shared: true,
    })
    expect(planWith(operation('one-stop.receive', { capacityPerSecond: 2 })).systems['one-stop']?.concurrent).toBe(1)
    expect(planWith(operation('one-stop.receive')).systems['one-stop']?.concurrent).toBe(Number.POSITIVE_INFINITY)
  })

  it('takes longer when the systems do', async () => {
    const hour = 3_600_000
    const turnaround = async (latencyMs: number) => {
      const slow = planWith(operation('one-stop.receive', { latencyMs: [latencyMs], counts: [4] }))
      const prediction = await predict(slow, { seed: 1, replications: 10 })
      return prediction?.rows.find(({ indicator }) => indicator === 'turnaroundMeanHours')?.mean ?? Number.NaN
    }
    const [fast, slow] = [await turnaround(1), await turnaround(hour)]
    expect(slow).toBeGreaterThan(fast + 0.5)
  })
})
