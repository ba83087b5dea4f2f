import { describe, expect, it } from 'vitest'
import { Permutation } from '../../src/chance/index.ts'

const all = (permutation: Permutation) => Array.from({ length: permutation.size }, (_, i) => permutation.at(i))

describe('a keyed permutation', () => {
  it('meets every value exactly once, whatever the shape', () => {
    for (const [rows, columns] of [
      [1, 1],
      [1, 7],
      [10, 1],
      [13, 17],
      [1000, 200],
    ] as const) {
      const permutation = new Permutation(1, 0, 42, rows, columns)
      const seen = new Uint8Array(rows * columns)
      for (const value of all(permutation)) seen[value] = (seen[value] ?? 0) + 1
      expect(seen.every((count) => count === 1)).toBe(true)
    }
  })

  it('is another one for another seed, replication or key', () => {
    const base = all(new Permutation(1, 0, 42, 100, 100))
    for (const [seed, replication, key] of [
      [2, 0, 42],
      [1, 1, 42],
      [1, 0, 43],
    ] as const) {
      const changed = all(new Permutation(seed, replication, key, 100, 100))
      const same = changed.filter((value, index) => value === base[index]).length
      // A random permutation keeps one value in its place on average.
      expect(same).toBeLessThan(12)
    }
  })

  it('leaves no order to be seen in its values', () => {
    const permutation = new Permutation(1, 0, 42, 1000, 1000)
    let rising = 0
    let nearby = 0
    for (let index = 0; index < 20_000; index++) {
      const step = permutation.at(index + 1) - permutation.at(index)
      if (step > 0) rising += 1
      if (Math.abs(step) < 10_000) nearby += 1
    }
    expect(Math.abs(rising / 20_000 - 0.5)).toBeLessThan(0.02)
    expect(Math.abs(nearby / 20_000 - 0.0199)).toBeLessThan(0.005)
  })

  it('refuses what is outside of it', () => {
    const permutation = new Permutation(1, 0, 42, 10, 10)
    for (const index of [-1, 100, 0.5, Number.NaN]) expect(() => permutation.at(index)).toThrow(RangeError)
  })
})
