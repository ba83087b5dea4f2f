import gammaFunction from '@stdlib/math-base-special-gamma'
import quantile from '@stdlib/stats-base-dists-gamma-quantile'

/** The table spans a logit of ±14, that is u from 8.3e-7 to 1 − 8.3e-7. */
const EDGE = 14
const CELLS = 256
const CELL = (2 * EDGE) / CELLS
/**
 * Above this shape the library is not asked: beyond 1000 its upper half is that of shape + 1 (median 2000.65 instead of
 * 1999.67 for shape 2000), and its cost grows with the root of the shape.
 */
const LARGEST_ASKED = 400
/** Below this quantile the density is x^(shape − 1) ÷ Γ(shape) to within 1e-9, and doubles would soon underflow. */
const TINY = 1e-9

const made = new Map<number, (u: number) => number>()

/**
 * The quantile function of the gamma distribution with this shape and mean 1, for u in (0, 1); it never falls as u
 * grows. A search for the quantile costs most of a microsecond, so between u = 1e-6 and 1 − 1e-6 a table answers: a
 * monotone cubic in the logit of u for the logarithm of the quantile, which is nearly straight in the lower tail and
 * smooth in the upper one. Its relative error is below 1e-5 for shapes up to 400 and below 1e-4 above them, wherever
 * the quantile is above 1e-9 of the mean. Outside, the exact quantile. RangeError when the shape is not positive.
 */
export function gammaQuantile(shape: number): (u: number) => number {
  if (!(shape > 0 && Number.isFinite(shape))) throw new RangeError(`gamma shape is ${shape}`)
  // One table for all that have this shape: a scenario says the same duration of many units.
  let found = made.get(shape)
  if (found === undefined) {
    found = tabled(logQuantile(shape))
    made.set(shape, found)
  }
  return found
}

/** The logarithm of the quantile, exactly up to LARGEST_ASKED. */
function logQuantile(shape: number): (u: number) => number {
  if (shape > LARGEST_ASKED) return logOfLargeShape(shape)
  const atShape = quantile.factory(shape, 1)
  const logGamma = Math.log(gammaFunction(Math.min(shape, 1) + 1))
  return (u) => {
    // P(X ≤ x) is x^shape ÷ Γ(shape + 1) for small x; a shape above 1 has no such x within the reach of u.
    const logTail = (Math.log(u) + logGamma) / shape
    if (shape <= 1 && logTail < Math.log(TINY)) return logTail - Math.log(shape)
    return Math.log(atShape(u) / shape)
  }
}

/**
 * From the quantile of LARGEST_ASKED to that of a larger shape: the cube root of a gamma divided by its mean is nearly
 * normal with mean 1 − v and variance v = 1 ÷ (9 shape) (Wilson and Hilferty, "The distribution of chi-square", PNAS 17,
 * 1931), and what is lacking to the normal nearly the same at both shapes: the error is 5e-5 at u = 1e-6, 1e-6 within
 * 1 % and 99 %.
 */
function logOfLargeShape(shape: number): (u: number) => number {
  const asked = logQuantile(LARGEST_ASKED)
  const varianceAsked = 1 / (9 * LARGEST_ASKED)
  const variance = 1 / (9 * shape)
  const ratio = Math.sqrt(variance / varianceAsked)
  return (u) => 3 * Math.log1p((Math.exp(asked(u) / 3) - 1 + varianceAsked) * ratio - variance)
}

function tabled(exactLog: (u: number) => number): (u: number) => number {
  const coefficients = cubics(exactLog)
  return (u) => {
    const place = (Math.log(u / (1 - u)) + EDGE) / CELL
    if (!(place >= 0 && place < CELLS)) return Math.exp(exactLog(u))
    const cell = Math.floor(place)
    const t = place - cell
    const at = 4 * cell
    const c0 = coefficients[at] as number
    const c1 = coefficients[at + 1] as number
    const c2 = coefficients[at + 2] as number
    const c3 = coefficients[at + 3] as number
    return Math.exp(c0 + t * (c1 + t * (c2 + t * c3)))
  }
}

/**
 * Four coefficients for each cell, lowest power first. The slopes are central differences of fourth order, held to
 * three times the lesser neighbouring rise, which keeps a cubic monotone (Fritsch and Carlson, "Monotone piecewise
 * cubic interpolation", SIAM J. Numer. Anal. 17, 1980).
 */
function cubics(exactLog: (u: number) => number): Float64Array {
  const margin = 2
  const knots = new Float64Array(CELLS + 1 + 2 * margin)
  for (let i = 0; i < knots.length; i++) knots[i] = exactLog(1 / (1 + Math.exp(EDGE - (i - margin) * CELL)))
  const knot = (i: number) => knots[i + margin] as number
  const slope = (i: number) => {
    const central = (8 * (knot(i + 1) - knot(i - 1)) - (knot(i + 2) - knot(i - 2))) / 12
    return Math.max(0, Math.min(central, 3 * (knot(i + 1) - knot(i)), 3 * (knot(i) - knot(i - 1))))
  }
  const coefficients = new Float64Array(4 * CELLS)
  for (let cell = 0; cell < CELLS; cell++) {
    const rise = knot(cell + 1) - knot(cell)
    const from = slope(cell)
    const to = slope(cell + 1)
    coefficients.set([knot(cell), from, 3 * rise - 2 * from - to, from + to - 2 * rise], 4 * cell)
  }
  return coefficients
}
