import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/operation/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { planOf, play, playInto, sourceOf, tallied, weekIn } from './plans.ts'

/** Six units, of which the first three hand in dossiers for each other. */
function coupled() {
  const scenario = weekIn(6, 40)
  const codes = scenario.units[0]?.each?.codes ?? []
  const model = scenario.units[0] as (typeof scenario.units)[0]
  scenario.units = [
    { ...model, each: { codes: codes.slice(0, 3) }, hub: codes[0] as string },
    { ...model, each: { codes: codes.slice(3) } },
  ]
  scenario.demand.elsewhere = { share: 0.3, at: 'hub' }
  scenario.basis.push({ path: 'units', kind: 'assumption', source: 'for the test' })
  scenario.basis.push({ path: 'demand', kind: 'assumption', source: 'for the test' })
  return planOf(sourceOf(scenario))
}

/** What happened in each unit, in its order; slots are numbered through all that is played together. */
function byUnit(entries: readonly Entry[]): Map<number, Omit<Entry, 'slot'>[]> {
  const units = new Map<number, Omit<Entry, 'slot'>[]>()
  for (const { slot: _, ...entry } of entries) units.set(entry.unit, [...(units.get(entry.unit) ?? []), entry])
  return units
}

describe('a group of units', () => {
  const plan = coupled()

  it('is those that deal with each other', () => {
    expect(plan.groups).toEqual([[0, 1, 2], [3], [4], [5]])
  })

  it('played alone gives event for event what it gives among all', () => {
    const all = byUnit(play(plan, undefined))
    for (const group of plan.groups) {
      const alone = byUnit(play(plan, group))
      expect([...alone.keys()].sort()).toEqual(group)
      for (const unit of group) {
        expect(alone.get(unit)?.length).toBeGreaterThan(100)
        expect(alone.get(unit)).toEqual(all.get(unit))
      }
    }
  })

  it('played alone, and added up in any order, gives the same figures as all at once', () => {
    const whole = tallied(plan, undefined).state()
    const states = plan.groups.map((group) => tallied(plan, group).state())
    for (const order of [states, states.toReversed()]) {
      const sum = new Tally(plan)
      for (const state of order) sum.add(state)
      expect(sum.state()).toEqual(whole)
    }
  })

  it('counts the same in a tally that others have been counted in before', () => {
    const tally = new Tally(plan)
    for (const group of plan.groups.toReversed()) playInto(plan, group, tally)
    expect(tally.state()).toEqual(tallied(plan, undefined).state())
  })
})
