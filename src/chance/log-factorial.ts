const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI)

/**
 * ln k! for a whole k of at least 0: the sum of logarithms below 16, Stirling's series from there, cut off below 1e-13.
 * What is left is the rounding of a double that large: 1e-7 at k = 2e7, 5e-7 at k = 1e8.
 */
export function logFactorial(k: number): number {
  if (k < 16) {
    let sum = 0
    for (let i = 2; i <= k; i++) sum += Math.log(i)
    return sum
  }
  const inverse = 1 / k
  const square = inverse * inverse
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
  return (k + 0.5) * Math.log(k) - k + HALF_LOG_TWO_PI + series
}
