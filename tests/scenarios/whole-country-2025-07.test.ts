import { describe, expect, it } from 'vitest'
import { figures, planOf, simulated } from './simulated.ts'

const name = 'whole-country-2025-07'

describe('the whole country', () => {
  const plan = planOf(name)
  const places = [...plan.units.keys()]
  /** Some communes of each province: to play all takes a minute. */
  const communes = [...Map.groupBy(places, (place) => plan.units[place]?.provinceCode).values()].flatMap((ofProvince) =>
    ofProvince.filter((place) => plan.units[place]?.officials.length === 6).slice(0, 2),
  )

  it('is all 3,321 units of 34 provinces', () => {
    expect(plan.units).toHaveLength(3321)
    expect(new Set(plan.units.map(({ provinceCode }) => provinceCode)).size).toBe(34)
  })

  it('has dossiers late where the one who signs is ill, and hardly any where another signs too', () => {
    const without = planOf(name, 'one-who-signs')
    const late = (of: typeof plan) =>
      figures(of, 'indicators.all.overdue', 2, communes).reduce((sum, each) => sum + each, 0)
    expect(communes.length).toBeGreaterThan(50)
    expect(late(plan)).toBeGreaterThan(5 * late(without))
  })

  it('keeps to the reported 91 % on time in a sample of wards and communes', () => {
    const sample = places.filter((place) => place % 40 === 0)
    const [all] = simulated(plan, 0, sample).indicators
    expect(all?.received).toBeGreaterThan(40_000)
    expect(all?.onTimeRate).toBeGreaterThan(0.91)
  }, 60_000)
})
