import { describe, expect, it } from 'vitest'
import { expectGone, expectShrunk, figures, planOf } from './simulated.ts'

const name = 'thai-nguyen-scattered-offices'

describe('the scattered offices of Thái Nguyên', () => {
  it('make every signature wait for the courier', () => {
    expectShrunk(name, 'offices-far-apart', 1.5)
  })

  it('have dossiers late whose field nobody knows, until somebody is sent; and none if they come from the first day', () => {
    expectGone(name, 'no-specialists', 50)
  })

  it('leave two officials fewer at their desks while one trains the other', () => {
    const hours = (...without: string[]) => figures(planOf(name, ...without), 'staff.specialist.presentHours', 1)[0] ?? 0
    // 37 units, two officials, a day and a half each: 8 + 4.5 hours, less days of illness.
    const lost = hours('hands-on-training') - hours()
    expect(lost).toBeGreaterThan(37 * 2 * 12.5 * 0.9)
    expect(lost).toBeLessThanOrEqual(37 * 2 * 12.5)
  })

  it('are those of 37 units with two posts each that nobody holds', () => {
    const { units } = planOf(name)
    expect(units).toHaveLength(37)
    for (const unit of units) expect(unit.vacancies).toBe(2)
  })
})
