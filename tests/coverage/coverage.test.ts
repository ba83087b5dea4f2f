import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/schema/index.ts'
import { measureOf } from '../../src/verdict/index.ts'
import { root } from '../repo/source.ts'
import { planOf, simulated } from '../scenarios/simulated.ts'
import { coveragePage } from './page.ts'
import { coverage, gapsIn, type Shown, seedItems } from './rows.ts'

/** The figures that a result does not have, or that are nothing because nothing of the kind happened in it. */
function missingIn(result: RunResult, rows: readonly Shown[]): string[] {
  return rows.flatMap(({ no, measure }) => {
    const value = measureOf(result, measure)
    return typeof value === 'number'
      ? []
      : [`${no} ${measure}: ${value === null ? 'nothing happened' : 'no such figure'}`]
  })
}

describe('the coverage of the reports', () => {
  it('has a figure for every core item, and for nothing else', () => {
    expect(seedItems.length).toBe(167)
    expect(gapsIn(seedItems, coverage)).toEqual([])
  })

  it('misses what is left out, and what is no item', () => {
    expect(
      gapsIn(
        seedItems,
        coverage.filter(({ no }) => no !== '13'),
      ).join(),
    ).toContain('13 has none')
    expect(gapsIn(seedItems, [...coverage, { no: '999', scenario: 'x', measure: 'y' }])).toEqual(['999 is no item'])
    expect(gapsIn(seedItems, [...coverage, { no: '33', scenario: 'x', measure: 'y' }])).toEqual(['33 is context'])
  })

  it('is shown as it is in docs/coverage.md', () => {
    expect(readFileSync(join(root, 'docs/coverage.md'), 'utf8')).toBe(coveragePage(seedItems, coverage))
  })

  it.each([...Map.groupBy(coverage, ({ scenario }) => scenario)])(
    'names figures that a result of %s has',
    (scenario, rows) => {
      // One commune and the other that is named are enough of the whole country, which takes minutes.
      const plan = planOf(scenario)
      const named = (code: string) => rows.some(({ measure }) => measure.includes(code))
      const units = plan.units.flatMap(({ code }, at) => (named(code) ? [at] : []))
      const result = plan.units.length > 1000 ? simulated(plan, 0, units) : simulated(plan)
      expect(missingIn(result, rows)).toEqual([])
    },
    180_000,
  )

  it('finds a figure that no result has', () => {
    const rows = [{ no: '1', scenario: 'mau-son-home-service', measure: 'steps.receive.waitMedian' }]
    expect(missingIn(simulated(planOf('mau-son-home-service')), rows)).toEqual([
      '1 steps.receive.waitMedian: no such figure',
    ])
  })
})
