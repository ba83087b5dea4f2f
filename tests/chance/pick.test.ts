import { describe, expect, it } from 'vitest'
import { Draws, WeightedPick } from '../../src/chance/index.ts'

describe('a weighted pick', () => {
  it('chooses in proportion to the weights', () => {
    const weights = [38.4, 12.1, 0, 9.5, 40]
    const pick = new WeightedPick(weights)
    const draws = new Draws(3, 0)
    const counts = [0, 0, 0, 0, 0]
    for (let i = 0; i < 100_000; i++) {
      const index = pick.index(draws.uniform(1, i, 2, 3))
      counts[index] = (counts[index] ?? 0) + 1
    }
    for (const [index, weight] of weights.entries()) {
      expect(Math.abs((counts[index] ?? 0) / 1000 - weight), `weight ${index}`).toBeLessThan(0.7)
    }
    expect(counts[2]).toBe(0)
  })

  it('never chooses a weight of 0, at either end of the list or of the interval', () => {
    const pick = new WeightedPick([0, 0, 1, 0, 2, 0])
    expect(pick.index(2 ** -53)).toBe(2)
    expect(pick.index(1 / 3 - 1e-9)).toBe(2)
    expect(pick.index(1 / 3 + 1e-9)).toBe(4)
    expect(pick.index(1 - 2 ** -53)).toBe(4)
  })

  it('has the one answer when one weight is positive', () => {
    expect(new WeightedPick([0, 0.1]).index(0.999999)).toBe(1)
  })

  it('refuses weights that mean nothing', () => {
    for (const weights of [[], [0, 0], [1, -1], [Number.NaN], [Number.POSITIVE_INFINITY]]) {
      expect(() => new WeightedPick(weights)).toThrow(RangeError)
    }
  })
})
