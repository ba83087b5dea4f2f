import { describe, expect, it } from 'vitest'
import { type ComparedRun, type Comparison, compare } from '../../src/compare/index.ts'
import type { Plan } from '../../src/scenario/index.ts'
import { playersOf, predictionFrom, simulate } from '../../src/simulate/index.ts'
import { assemble, replicationsOf } from '../../src/verdict/index.ts'
import { minimalPlan } from '../verdict/entries.ts'

async function simulated(plan: Plan, seed: number, replications = 20): Promise<ComparedRun> {
  const options = {
    replications,
    precision: undefined,
    played: true,
    signal: new AbortController().signal,
    onProgress: undefined,
  }
  const subject = { plan, source: undefined, seed, steadyState: false }
  const { played, outcomes } = await simulate(playersOf(1), subject, options)
  if (!played) throw new Error('it was not played')
  const run = {
    id: `run-${seed}`,
    clock: 'simulate',
    dientap: '0',
    startedAt: '',
    tookMs: 0,
    seed,
    stopped: null,
  } as const
  const prediction = predictionFrom(plan, outcomes)
  const result = assemble({
    plan,
    run,
    tally: played,
    untilMs: plan.toMs,
    systems: undefined,
    lag: null,
    prediction,
    files: [],
  })
  const figures = outcomes.map((outcome) => outcome.figures)
  return { folder: '', result, replications: replicationsOf(plan, seed, figures), calls: undefined }
}

function held(before: ComparedRun, after: ComparedRun): Comparison {
  return compare(before, [{ run: after, changes: [] }]).comparisons[0] as Comparison
}

const found = ({ indicators }: Comparison) => indicators.filter(({ finding }) => finding !== 'no-evidence')

describe('a simulation held against itself', () => {
  it('with the same seed differs in nothing at all', async () => {
    const run = await simulated(minimalPlan(), 1)
    const { indicators } = held(run, run)
    expect(indicators.length).toBeGreaterThanOrEqual(14)
    expect(indicators.map(({ difference, finding, basis }) => [difference, finding, basis])).toEqual(
      indicators.map(() => [0, 'no-evidence', 'paired']),
    )
  })

  it('with another seed shows no evidence for at least 95 % of the indicators, over 20 pairs', async () => {
    const plan = minimalPlan()
    const runs: ComparedRun[] = []
    for (let seed = 1; seed <= 21; seed++) runs.push(await simulated(plan, seed, 10))
    const pairs = runs.slice(1).map((run, index) => held(runs[index] as ComparedRun, run))
    const looked = pairs.flatMap(({ indicators }) => indicators).length
    expect(looked).toBeGreaterThanOrEqual(20 * 14)
    expect(pairs.flatMap(found).length / looked).toBeLessThanOrEqual(0.05)
  }, 120_000)
})

describe('a simulation of fewer than five periods', () => {
  it('judges nothing: so few can be alike by chance', async () => {
    const [few, enough] = [await simulated(minimalPlan(), 1, 4), await simulated(minimalPlan(), 1, 5)]
    expect(held(few, enough).indicators).toEqual([])
    expect(held(enough, enough).indicators.length).toBeGreaterThan(10)
  })
})

describe('a simulation with fewer officials', () => {
  const staff = '{ role: specialist, count: 2, skills: [civil_status, certification] }'
  const fewer = minimalPlan(
    [`- ${staff}`, `- ${staff.replace('count: 2', 'count: 1')}`],
    ['dossiers: 50 }', 'dossiers: 200 }'],
  )
  const enough = minimalPlan(['dossiers: 50 }', 'dossiers: 200 }'])

  it('is worse where it takes longer, by pairs of the same chances; the other way round it is better', async () => {
    const [before, after] = [await simulated(enough, 1), await simulated(fewer, 1)]
    const worse = found(held(before, after))
    expect(worse.map(({ indicator }) => indicator)).toContain('turnaroundMeanHours')
    expect(worse.every(({ finding }) => finding === 'worse')).toBe(true)
    expect(found(held(after, before)).every(({ finding }) => finding === 'better')).toBe(true)
  })

  it('is known more exactly by pairs than by other seeds', async () => {
    const [before, after, other] = [await simulated(enough, 1), await simulated(fewer, 1), await simulated(fewer, 2)]
    const width = (comparison: Comparison) => {
      const row = comparison.indicators.find(({ indicator }) => indicator === 'waitMeanMin')
      return row ? row.ci95[1] - row.ci95[0] : Number.NaN
    }
    expect(width(held(before, after))).toBeLessThan(width(held(before, other)))
    expect(held(before, other).notes).toEqual([{ kind: 'not-paired', seeds: [1, 2] }])
  })

  it('is compared by the results alone where replications.json is missing', async () => {
    const [before, after] = [await simulated(enough, 1), await simulated(fewer, 1)]
    const without = held({ ...before, replications: undefined }, after)
    expect(without.notes).toEqual([{ kind: 'no-replications-file' }])
    const row = without.indicators.find(({ indicator }) => indicator === 'turnaroundMeanHours')
    const exact = held(before, after).indicators.find(({ indicator }) => indicator === 'turnaroundMeanHours')
    expect(row?.difference).toBeCloseTo(exact?.difference as number, 9)
    expect(row?.basis).toBe('unpaired')
  })
})
