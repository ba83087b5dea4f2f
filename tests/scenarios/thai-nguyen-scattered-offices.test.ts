import { describe, expect, it } from 'vitest'
import { expectGone, expectShrunk, figures, planOf } from './simulated.ts'

const name = 'thai-nguyen-scattered-offices'
/** Eight of the 37, which are alike and have nothing to do with each other. */
const some = [0, 1, 2, 3, 4, 5, 6, 7]

describe('the scattered offices of Thái Nguyên', () => {
  it('make every signature wait for the courier', () => {
    expectShrunk(name, 'offices-far-apart', 1.5, { units: some })
  })

  it('have dossiers late whose field nobody knows, until somebody is sent; and none if they come from the first day', () => {
    expectGone(name, 'no-specialists', 5, { units: some })
  })

  it('leave two officials fewer at their desks while one trains the other', () => {
    const hours = (...without: string[]) =>
      figures(planOf(name, ...without), 'staff.specialist.presentHours', 1, some)[0] ?? 0
    // Eight units, two officials, a day and a half each: 8 + 4.5 hours, less days of illness.
    const lost = hours('hands-on-training') - hours()
    expect(lost).toBeGreaterThan(some.length * 2 * 12.5 * 0.8)
    expect(lost).toBeLessThanOrEqual(some.length * 2 * 12.5)
  })

  it('are those of 37 units with two posts each that nobody holds', () => {
    const { units } = planOf(name)
    expect(units).toHaveLength(37)
    for (const unit of units) expect(unit.vacancies).toEqual([{ role: 'specialist', count: 2 }])
  })
})
