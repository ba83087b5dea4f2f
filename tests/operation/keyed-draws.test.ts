import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { arrivalsOf, type Entry } from '../../src/operation/index.ts'
import type { Plan, UnitPlan } from '../../src/scenario/index.ts'
import type { Scenario, Step } from '../../src/schema/index.ts'
import { rachGia } from './rach-gia.ts'
import { planOf, play, stepNameOf } from './small.ts'

const DOSSIERS = 300
const SEEDS = [1, 2, 3, 4]

/** Two weeks of Rạch Giá with fewer dossiers; nobody falls ill, so that lengths of desk work can be told from times. */
function base(): ReturnType<typeof rachGia> {
  const scenario = rachGia()
  scenario.period = { from: '2025-07-14', to: '2025-07-25' }
  scenario.demand.volume = { kind: 'fixed', dossiers: DOSSIERS }
  for (const group of scenario.units[0]?.staff ?? []) group.sicknessPerDay = 0
  scenario.incidents = []
  scenario.basis = scenario.basis.filter(({ path }) => !path.startsWith('incidents.'))
  return scenario
}

/**
 * What chance has settled of each dossier, by key: arrival time, procedure and channel, and of each visit to a step
 * the length of the work, the time of the call and the state after it.
 */
function settled(plan: Plan, seed: number): Map<string, string> {
  const unit = plan.units[0] as UnitPlan
  const found = new Map<string, string>()
  const begunMs = new Map<number, number>()
  const overMs = new Map<number, number>()
  const tookMs = new Map<number, number>()
  const visits = new Map<string, number>()
  // Numbers move on when others come before; keys do not.
  const keys = [...arrivalsOf(plan, 0, new Draws(seed, 0))].map(({ key }) => key)
  const length = (entry: Entry, fromMs: number): number => {
    const endMs = entry.atMs - (tookMs.get(keys[entry.dossier] as number) ?? 0)
    const by = plan.workflows[entry.workflow]?.steps[entry.step]?.by
    return by?.kind === 'official' && !by.counter ? unit.calendar.between(fromMs, endMs) : endMs - fromMs
  }
  for (const entry of play(plan, { seed })) {
    const dossier = keys[entry.dossier] as number
    const code = plan.procedures[entry.procedure]?.code
    if (entry.event === 'arrived') found.set(`${dossier}`, `${entry.atMs} ${code} ${entry.channel}`)
    else if (entry.event === 'begun') begunMs.set(dossier, entry.atMs)
    else if (entry.event === 'called') tookMs.set(dossier, entry.tookMs)
    else if (entry.event === 'ended') {
      const step = `${dossier} ${stepNameOf(plan, entry)}`
      const visit = (visits.get(step) ?? 0) + 1
      visits.set(step, visit)
      const fromMs = begunMs.get(dossier) ?? overMs.get(dossier)
      const lengthMs = fromMs === undefined ? 0 : length(entry, fromMs)
      found.set(`${step} ${visit}`, `${lengthMs} ${tookMs.get(dossier)} ${entry.state}`)
      begunMs.delete(dossier)
      tookMs.delete(dossier)
      overMs.set(dossier, entry.atMs)
    }
  }
  return found
}

/** Holds the draws of a changed scenario against those of the base, but for the steps that the change touched. */
function expectSame(change: (scenario: ReturnType<typeof rachGia>) => Scenario, touched: RegExp = /^$/): void {
  const [before, after] = [planOf(base()), planOf(change(base()))]
  for (const seed of SEEDS) {
    const [old, now] = [settled(before, seed), settled(after, seed)]
    // Ways may be cut by the end of the period at other places; what happened in both must be the same.
    const both = [...old.keys()].filter((key) => now.has(key) && !touched.test(key))
    expect(both.length).toBeGreaterThan(0.97 * [...old.keys()].filter((key) => !touched.test(key)).length)
    expect(both.length).toBeGreaterThan(5 * DOSSIERS)
    expect(both.filter((key) => old.get(key) !== now.get(key)).map((key) => [key, old.get(key), now.get(key)])).toEqual(
      [],
    )
  }
}

describe('every other draw stays as it was', () => {
  it('when an official is added', () => {
    expectSame((scenario) => {
      const [clerks] = scenario.units[0]?.staff ?? []
      if (clerks) clerks.count++
      return scenario
    })
  })

  it('when counters are taken away and officials are sent to a meeting', () => {
    expectSame((scenario) => {
      for (const unit of scenario.units) unit.counters = 3
      scenario.incidents = [
        {
          kind: 'officials-away',
          name: 'meeting',
          role: 'clerk',
          count: 3,
          from: '2025-07-15T07:00',
          to: '2025-07-15T17:00',
        },
      ]
      return scenario
    })
  })

  it('when a step is put into a workflow', () => {
    expectSame((scenario) => {
      const steps = (scenario.workflows.certification?.steps ?? {}) as Record<string, Step>
      const before = Object.entries(steps)
      for (const name of Object.keys(steps)) delete steps[name]
      // At the very beginning of the list: every index of a step moves.
      steps.scan = {
        by: 'official',
        role: 'clerk',
        takes: { kind: 'uniform', lowMin: 0.5, highMin: 1 },
        outcomes: [{ to: 'process' }],
      }
      for (const [name, step] of before) steps[name] = step
      for (const outcome of steps['hand-over']?.outcomes ?? []) outcome.to = 'scan'
      return scenario
    }, / scan /)
  })

  it('when a procedure that hardly anybody asks for is added', () => {
    expectSame((scenario) => {
      scenario.demand.procedures.push({ code: '1.000110', weight: 1e-9, workflow: 'standard' })
      return scenario
    })
  })

  it('when more dossiers come', () => {
    expectSame((scenario) => {
      scenario.demand.volume = { kind: 'fixed', dossiers: DOSSIERS + 100 }
      return scenario
    })
  })

  it('but another seed changes them', () => {
    const plan = planOf(base())
    const [one, other] = [settled(plan, 1), settled(plan, 2)]
    const same = [...one].filter(([key, value]) => other.get(key) === value)
    expect(same.length).toBeLessThan(0.25 * one.size)
  })
})
