import { describe, expect, it } from 'vitest'
import { DrawSequence, Draws, keyOf } from '../../src/chance/index.ts'

const UNIT = keyOf('30742')
const RECEIVE = keyOf('receive')
const HANDLE = keyOf('handle')
const COUNT = 100_000

/** Pearson correlation of two equally long lists. */
function correlation(a: Float64Array, b: Float64Array): number {
  const meanA = a.reduce((sum, x) => sum + x, 0) / a.length
  const meanB = b.reduce((sum, x) => sum + x, 0) / b.length
  let products = 0
  let squaresA = 0
  let squaresB = 0
  for (let i = 0; i < a.length; i++) {
    const da = (a[i] ?? 0) - meanA
    const db = (b[i] ?? 0) - meanB
    products += da * db
    squaresA += da * da
    squaresB += db * db
  }
  return products / Math.sqrt(squaresA * squaresB)
}

function uniforms(draw: (i: number) => number): Float64Array {
  return Float64Array.from({ length: COUNT }, (_, i) => draw(i))
}

/** Chi-square of `bins` equal cells; for 999 degrees of freedom 99.9 % lie under 1143. */
function chiSquare(values: Float64Array, bins: number): number {
  const counts = new Float64Array(bins)
  for (const value of values) {
    const bin = Math.floor(value * bins)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const expected = values.length / bins
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

describe('draws', () => {
  it('depend on the key alone, not on what was asked before', () => {
    const draws = new Draws(2025, 0)
    const direct = new Draws(2025, 0).at(UNIT, 123, RECEIVE, HANDLE)
    for (let i = 0; i < 50; i++) draws.at(i, i * i, 7, 9)
    draws.at(UNIT, 123, RECEIVE, HANDLE)
    expect([draws.first, draws.second]).toEqual([direct.first, direct.second])
    expect(draws.uniform(UNIT, 123, RECEIVE, HANDLE)).toBe(direct.first)
  })

  it('have the values that the published algorithms give for their keys', () => {
    const draws = new Draws(2025, 3)
    const seen = ['receive', 'process', 'sign', 'return'].map((step) => draws.uniform(UNIT, 123, keyOf(step), HANDLE))
    // Computed apart from this code, with exact integers: FNV-1a keys, Philox words, middle of a 2^-52 cell.
    expect(seen).toEqual([0.34310196185872954, 0.3825826921664274, 0.04277917166703549, 0.22737303985930224])
  })

  it('stay as they were when a step, an official or a unit joins', () => {
    const run = (units: string[], steps: string[], officials: string[]) => {
      const draws = new Draws(2025, 0)
      const drawn = new Map<string, number>()
      for (const unit of units) {
        for (const step of steps) {
          for (let dossier = 0; dossier < 20; dossier++) {
            drawn.set(`${unit} ${step} ${dossier}`, draws.uniform(keyOf(unit), dossier, keyOf(step), HANDLE))
          }
        }
        for (const official of officials) {
          for (let day = 0; day < 20; day++) {
            drawn.set(`${unit} ${official} ${day}`, draws.uniform(keyOf(unit), day, keyOf(official), keyOf('sickness')))
          }
        }
      }
      return drawn
    }
    const before = run(['30742'], ['receive', 'sign'], ['clerk-1', 'leader-1'])
    const after = run(['11914', '30742'], ['receive', 'verify', 'sign'], ['clerk-1', 'clerk-2', 'leader-1'])
    expect(before.size).toBe(80)
    for (const [key, value] of before) expect(after.get(key), key).toBe(value)
  })

  it('differ by each of the six parts of the key', () => {
    const one = new Draws(1, 0).uniform(1, 1, 1, 1)
    const others = [
      new Draws(2, 0).uniform(1, 1, 1, 1),
      new Draws(1, 1).uniform(1, 1, 1, 1),
      new Draws(1, 0).uniform(2, 1, 1, 1),
      new Draws(1, 0).uniform(1, 2, 1, 1),
      new Draws(1, 0).uniform(1, 1, 2, 1),
      new Draws(1, 0).uniform(1, 1, 1, 2),
    ]
    expect(new Set([one, ...others]).size).toBe(7)
  })

  it('are uniform: chi-square over 1000 cells, mean and variance', () => {
    const draws = new Draws(11, 0)
    const first = uniforms((i) => draws.at(UNIT, i, RECEIVE, HANDLE).first)
    const second = uniforms((i) => draws.at(UNIT, i, RECEIVE, HANDLE).second)
    for (const values of [first, second]) {
      expect(chiSquare(values, 1000)).toBeLessThan(1143)
      const mean = values.reduce((sum, x) => sum + x, 0) / COUNT
      const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / COUNT
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.003)
      expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001)
      expect(values.every((x) => x > 0 && x < 1)).toBe(true)
    }
  })

  it('of neighbouring keys are uncorrelated', () => {
    const draws = new Draws(12, 0)
    const next = new Draws(12, 1)
    const base = uniforms((i) => draws.uniform(5, i, 7, 9))
    const neighbours: Record<string, Float64Array> = {
      'next dossier': uniforms((i) => draws.uniform(5, i + 1, 7, 9)),
      'next unit': uniforms((i) => draws.uniform(6, i, 7, 9)),
      'next step': uniforms((i) => draws.uniform(5, i, 8, 9)),
      'next purpose': uniforms((i) => draws.uniform(5, i, 7, 10)),
      'next replication': uniforms((i) => next.uniform(5, i, 7, 9)),
      'second of the block': uniforms((i) => draws.at(5, i, 7, 9).second),
    }
    // Four standard errors of a correlation over 100,000 pairs.
    for (const [name, values] of Object.entries(neighbours)) {
      expect(Math.abs(correlation(base, values)), name).toBeLessThan(0.0127)
    }
  })
})

describe('a sequence of draws', () => {
  it('begins anew at each key and repeats itself', () => {
    const sequence = new DrawSequence(1, 0)
    const take = (dossier: number, count: number) => {
      sequence.from(UNIT, dossier, RECEIVE, HANDLE)
      return Array.from({ length: count }, () => sequence.next())
    }
    const seven = take(7, 9)
    const eight = take(8, 3)
    expect(take(7, 9)).toEqual(seven)
    expect(take(8, 9).slice(0, 3)).toEqual(eight)
    expect(new Set([...seven, ...eight]).size).toBe(12)
  })

  it('begins with the two uniforms of the key itself', () => {
    const draws = new Draws(1, 0).at(UNIT, 7, RECEIVE, HANDLE)
    const sequence = new DrawSequence(1, 0).from(UNIT, 7, RECEIVE, HANDLE)
    expect([sequence.next(), sequence.next()]).toEqual([draws.first, draws.second])
  })
})
