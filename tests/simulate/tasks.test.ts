import { describe, expect, it } from 'vitest'
import { batchesOf, expectedDossiers, tasksOf } from '../../src/simulate/index.ts'
import { planOf, sourceOf, weekIn } from './plans.ts'

describe('the batches of a plan', () => {
  const scenario = weekIn(230, 3)
  const hubs = scenario.units[0]?.each?.codes ?? []
  scenario.demand.elsewhere = { share: 0.1, at: 'hub' }
  scenario.units = [
    { ...(scenario.units[0] as (typeof scenario.units)[0]), each: { codes: hubs.slice(0, 110) } },
    {
      ...(scenario.units[0] as (typeof scenario.units)[0]),
      each: { codes: hubs.slice(110) },
      hub: hubs[229] as string,
    },
  ]
  scenario.basis.push({ path: 'units', kind: 'assumption', source: 'for the test' })
  scenario.basis.push({ path: 'demand', kind: 'assumption', source: 'for the test' })
  const plan = planOf(sourceOf(scenario))
  const batches = batchesOf(plan)

  it('hold every unit once', () => {
    expect(batches.length).toBeGreaterThan(1)
    expect(batches.flat().sort((a, b) => a - b)).toEqual(plan.units.map((_, index) => index))
  })

  it('never part units that deal with each other', () => {
    const batchOf = new Map(batches.flatMap((units, batch) => units.map((unit) => [unit, batch])))
    expect(plan.groups.some((group) => group.length > 1)).toBe(true)
    for (const group of plan.groups) expect(new Set(group.map((unit) => batchOf.get(unit))).size).toBe(1)
  })

  it('are the same for the same plan', () => {
    expect(batchesOf(planOf(sourceOf(scenario)))).toEqual(batches)
  })

  it('are one where there is little to do', () => {
    expect(batchesOf(planOf(sourceOf(weekIn(3, 100))))).toEqual([[0, 1, 2]])
  })

  it('are smaller where units have more to do', () => {
    expect(batchesOf(planOf(sourceOf(weekIn(3, 30_000))))).toEqual([[0], [1], [2]])
  })
})

describe('the list of tasks', () => {
  it('goes through the replications, and in each through the batches', () => {
    expect(tasksOf(2, 0, 1)).toEqual([
      { replication: 0, batch: 0 },
      { replication: 0, batch: 1 },
      { replication: 1, batch: 0 },
      { replication: 1, batch: 1 },
    ])
  })
})

describe('the dossiers that a plan expects', () => {
  const expected = (volume: ReturnType<typeof weekIn>['demand']['volume'], population = 250_000) => {
    const scenario = weekIn(2, 1)
    scenario.demand.volume = volume
    for (const unit of scenario.units) Object.assign(unit, { population, demandFactor: 2 })
    scenario.basis.push({ path: 'units', kind: 'assumption', source: 'for the test' })
    return expectedDossiers(planOf(sourceOf(scenario)))
  }

  it.each([
    ['so many for each unit', { kind: 'fixed', dossiers: 10 }, 40],
    ['a mean for each unit', { kind: 'poisson', dossiers: 2.5 }, 10],
    ['as many as inhabitants ask for', { kind: 'per-inhabitants', perThousand: 4 }, 4000],
    ['one after the other', { kind: 'renewal', between: { kind: 'exponential', meanMin: 60 } }, 7 * 24 * 4],
    ['a schedule', { kind: 'scheduled', at: [{ time: '2025-07-08T08:00', dossiers: 3 }] }, 12],
  ] as const)('are %s, times the demand factor, over all units', (_, volume, dossiers) => {
    expect(expected(volume as Parameters<typeof expected>[0])).toBeCloseTo(dossiers, 6)
  })
})
