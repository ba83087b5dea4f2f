import { describe, expect, it } from 'vitest'
import { conformanceOf, expectGone, expectShrunk, figures, planOf, simulated } from './simulated.ts'

const name = 'phong-dien-2025-06-20'
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('the trial in Phong Điền', () => {
  it('makes civil status late, for nobody can approve or sign; with the accounts hardly anything is', () => {
    expectShrunk(name, 'no-civil-status-accounts', 5)
    expect(simulated(planOf(name)).verdict.status).toBe('FAIL')
    expect(simulated(planOf(name, 'no-civil-status-accounts')).verdict.status).toBe('PASS')
  })

  it('has entries into the land software go wrong, and none by officials who know it', () => {
    expectGone(name, 'lost-in-land-software', 5)
  })

  it('and takes less time for them where officials know it', () => {
    const work = 'steps.enter-land.workMeanMin'
    const [lost, course] = [planOf(name), planOf(name, 'course-land-planning')].map((plan) => figures(plan, work))
    const known = figures(planOf(name, 'lost-in-land-software'), work)
    expect(mean(lost ?? [])).toBeGreaterThan(1.3 * mean(known))
    expect(mean(course ?? [])).toBeGreaterThan(mean(lost ?? []))
  })

  it('has its script late where a birth must be signed, and nowhere else; with the accounts it is not', () => {
    const lateIn = (...without: string[]) =>
      conformanceOf(simulated(planOf(name, ...without))).steps.flatMap(({ step, late }) => (late > 0 ? [step] : []))
    expect(lateIn()).toEqual(['birth-processed'])
    expect(lateIn('no-civil-status-accounts')).toEqual([])
  })

  it('lacks the accounts among what is handed over', () => {
    expectGone(name, 'accounts-not-handed-over', 5)
  })

  it('takes dossiers through every stage in software', () => {
    const { steps, units } = simulated(planOf(name))
    expect(units).toHaveLength(5)
    for (const step of ['receive', 'hand-over', 'process', 'sign', 'hand-back', 'sign-civil-status', 'sign-land'])
      expect(steps.find((row) => row.step === step)?.ended, step).toBeGreaterThan(20)
  })
})
