import quantile from '@stdlib/stats-base-dists-gamma-quantile'
import { describe, expect, it } from 'vitest'
import { gammaQuantile } from '../../src/chance/gamma-quantile.ts'

/** Uniforms evenly spread over the logit from 1e-6 to 1 − 1e-6. */
function spread(count: number, edge = Math.log(1e6 - 1)): number[] {
  return Array.from({ length: count }, (_, i) => 1 / (1 + Math.exp(edge - (2 * edge * i) / (count - 1))))
}

describe('the gamma quantile', () => {
  it('agrees with the library to 1e-5 between 1e-6 and 1 − 1e-6, wherever it is above 1e-9 of the mean', () => {
    for (const shape of [0.01, 0.04, 0.25, 0.9, 1, 2.7, 25, 400]) {
      const exact = quantile.factory(shape, shape)
      const tabled = gammaQuantile(shape)
      let worst = 0
      let compared = 0
      // A prime number of points, so that they do not fall on the knots of the table.
      for (const u of spread(1511)) {
        const wanted = exact(u)
        if (wanted < 1e-9) continue
        worst = Math.max(worst, Math.abs(tabled(u) / wanted - 1))
        compared += 1
      }
      expect(compared, `shape ${shape}`).toBeGreaterThan(200)
      expect(worst, `shape ${shape}`).toBeLessThan(1e-5)
    }
  })

  it('is the library itself in the tails', () => {
    const tabled = gammaQuantile(2.7)
    for (const u of [1e-12, 1e-7, 1 - 1e-7, 1 - 1e-12]) {
      expect(Math.abs(tabled(u) / quantile(u, 2.7, 2.7) - 1), `u ${u}`).toBeLessThan(1e-12)
    }
  })

  it('is the exponential for shape 1', () => {
    const tabled = gammaQuantile(1)
    for (const u of spread(101, 30)) expect(Math.abs(tabled(u) / -Math.log1p(-u) - 1), `u ${u}`).toBeLessThan(1e-5)
  })

  it('has the values of printed chi-square tables, where shape is half the degrees of freedom', () => {
    // Three decimals, as the tables of the NIST/SEMATECH e-Handbook (1.3.6.7.4) print them.
    for (const [degrees, u, printed] of [
      [1, 0.95, 3.841],
      [1, 0.99, 6.635],
      [2, 0.9, 4.605],
      [10, 0.05, 3.94],
      [10, 0.95, 18.307],
      [20, 0.05, 10.851],
      [100, 0.01, 70.065],
      [100, 0.99, 135.807],
    ] as const) {
      expect(Math.abs(gammaQuantile(degrees / 2)(u) * degrees - printed), `${degrees} ${u}`).toBeLessThan(0.0006)
    }
  })

  it('holds to 1e-4 for large shapes too', () => {
    // Computed apart from this code with forty digits: Newton steps on the series of the incomplete gamma function.
    for (const [shape, u, wanted] of [
      [900, 1e-6, 764.524638535806],
      [900, 0.5, 899.666688623444],
      [900, 1 - 1e-6, 1049.867464545528],
      [2000, 1e-3, 1864.6453587034669],
      [2000, 0.5, 1999.666676545013],
      [2000, 0.99, 2105.505709490844],
      [10_000, 0.5, 9999.666668642047],
      [10_000, 1 - 1e-6, 10_482.56116463886],
    ] as const) {
      const error = Math.abs((gammaQuantile(shape)(u) * shape) / wanted - 1)
      expect(error, `${shape} ${u}`).toBeLessThan(u === 0.5 ? 1e-6 : 1e-4)
    }
  })

  it('never falls as u grows, across the seams of the table and out to the last cells of a draw', () => {
    for (const shape of [0.01, 0.25, 1, 2.7, 400, 401, 1e6, 1e18]) {
      const at = gammaQuantile(shape)
      let before = 0
      for (const u of [2 ** -53, ...spread(4001, 36), 1 - 2 ** -53]) {
        const value = at(u)
        expect(Number.isFinite(value) && value >= before, `shape ${shape} u ${u}: ${value} after ${before}`).toBe(true)
        before = value
      }
    }
  })

  it('of a shape that is none is refused', () => {
    for (const shape of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => gammaQuantile(shape)).toThrow(RangeError)
    }
  })
})
