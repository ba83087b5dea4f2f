import { describe, expect, it } from 'vitest'
import { expectGone, planOf, simulated } from './simulated.ts'

const name = 'bac-ninh-linked-birth'

describe('the linked birth in Bắc Ninh', () => {
  const result = simulated(planOf(name))
  const step = (named: string) => result.steps.find((row) => row.step === named)?.ended ?? 0

  it.each([
    ['transfers-not-smooth', 50],
    ['data-not-accepted', 50],
    ['no-search-of-old-data', 200],
    ['land-not-connected', 20],
    ['unclear-authority', 10],
  ])('shows %s, and not without it', (difficulty, atLeast) => {
    expectGone(name, difficulty, atLeast)
  })

  it('has police and social insurance do their legs beside it, and waits for both', () => {
    expect(result.legs.started).toBe(2 * step('sign-civil-status'))
    expect(result.legs.finished).toBe(step('register-residence') + step('issue-card'))
    expect(step('issue-card')).toBeGreaterThan(500)
    const linked = result.indicators.find((row) => row.field === 'linked' && row.channel === 'all')
    expect(linked?.finished).toBeLessThanOrEqual(Math.min(step('register-residence'), step('issue-card')))
  })

  it('weeds out what came twice', () => {
    const transfers = result.operations.find(({ operation }) => operation === 'civil-status.transfer')
    // But for the last days', which wait for it at the end.
    expect(step('weed-out')).toBeLessThanOrEqual(transfers?.duplicated ?? 0)
    expect(step('weed-out')).toBeGreaterThan(20)
  })

  it('has 18 regional centres, where some of their neighbours’ dossiers are handed in', () => {
    const { units } = planOf(name)
    expect(units.filter(({ hub }) => hub === undefined)).toHaveLength(18)
    expect(new Set(units.flatMap(({ hub }) => hub ?? []))).toHaveProperty('size', 18)
    expect(result.conservation.holds).toBe(true)
  })
})
