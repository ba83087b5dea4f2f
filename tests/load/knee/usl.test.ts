import { describe, expect, it } from 'vitest'
import { Draws } from '../../../src/chance/index.ts'
import { fitUsl } from '../../../src/load/knee/usl.ts'

const curve = (alone: number, contention: number, coherency: number) => (n: number) =>
  (alone * n) / (1 + contention * (n - 1) + coherency * n * (n - 1))
const at = [1, 2, 4, 8, 16, 32, 64]
const pointsOf = (law: (n: number) => number, noise: (index: number) => number = () => 0) =>
  at.map((concurrency, index) => ({ concurrency, throughput: law(concurrency) * (1 + noise(index)) }))

describe('the fit of the Universal Scalability Law', () => {
  it('finds the figures that points without noise were made of', () => {
    const fit = fitUsl(pointsOf(curve(995.65, 0.02671, 0.000769)))
    expect(fit?.alone.value).toBeCloseTo(995.65, 0)
    expect(fit?.contention.value).toBeCloseTo(0.02671, 4)
    expect(fit?.coherency.value).toBeCloseTo(0.000769, 5)
    expect(fit?.bestConcurrency).toBeCloseTo(Math.sqrt((1 - 0.02671) / 0.000769), 1)
    expect(fit?.r2).toBeCloseTo(1, 6)
  })

  it('of a system with a fixed capacity says that capacity', () => {
    const fit = fitUsl(pointsOf(curve(100, 0.25, 0)))
    expect(fit?.mostThroughput.value).toBeGreaterThan(395)
    expect(fit?.mostThroughput.value).toBeLessThan(405)
  })

  it('has intervals that hold the truth for nine tenths of noisy series', () => {
    let held = 0
    for (let series = 0; series < 10; series++) {
      const draws = new Draws(series, 1)
      const noise = (index: number) => 0.06 * (draws.uniform(0, 0, index, 1) + draws.uniform(0, 0, index, 2) - 1)
      const fit = fitUsl(pointsOf(curve(200, 0.05, 0.0005), noise))
      const truth = curve(200, 0.05, 0.0005)(Math.sqrt(0.95 / 0.0005))
      const [low, high] = fit?.mostThroughput.ci95 ?? [0, 0]
      if (low <= truth && truth <= high) held++
    }
    expect(held).toBeGreaterThanOrEqual(9)
  })

  it('is refused to fewer than four concurrencies and to nothing answered', () => {
    expect(fitUsl(pointsOf(curve(100, 0.1, 0)).slice(0, 3))).toBe(null)
    expect(fitUsl(at.map((concurrency) => ({ concurrency, throughput: 0 })))).toBe(null)
  })
})
