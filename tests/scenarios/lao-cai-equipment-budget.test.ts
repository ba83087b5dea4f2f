import { describe, expect, it } from 'vitest'
import { expectShrunk, planOf, simulated } from './simulated.ts'

const name = 'lao-cai-equipment-budget'

describe('the equipment budget in Lào Cai', () => {
  it('buys one commune 14 workplaces and the other two', () => {
    const { units } = planOf(name)
    const workplaces = units.map(({ sites }) => sites[0]?.equipment.workplace)
    expect(workplaces).toEqual([...Array(10).fill(14), ...Array(10).fill(2)])
  })

  it('makes citizens wait where there is a fifth of the money, and hardly where there is as much as elsewhere', () => {
    expectShrunk(name, 'one-fifth-of-the-money', 5)
    const { units } = simulated(planOf(name))
    const waits = units.map(({ waitP90Min }) => waitP90Min ?? 0)
    expect(Math.max(...waits.slice(0, 10))).toBeLessThan(Math.min(...waits.slice(10)))
  })

  it('takes longer at the counter for those who speak another language', () => {
    expectShrunk(name, 'other-languages', 1.2)
  })
})
