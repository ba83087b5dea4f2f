import { logFactorial } from './log-factorial.ts'

/** Below this mean one uniform is inverted; PTRS is stated for means of 10 and above. */
const INVERSION_BELOW = 10

/**
 * A Poisson count with this mean. `uniform(i)` gives the i-th uniform in (0, 1) of the caller's key, so that the count
 * is a function of the key alone. No normal approximation for any mean; what is left is the rounding of the acceptance,
 * 4e-7 of a probability at a mean of 1e8. Counts are doubles and may pass 2^31.
 * RangeError when the mean is negative or not finite.
 */
export function poisson(mean: number, uniform: (i: number) => number): number {
  if (!(mean >= 0 && Number.isFinite(mean))) throw new RangeError(`Poisson mean is ${mean}`)
  return mean < INVERSION_BELOW ? inverted(mean, uniform(0)) : transformedRejection(mean, uniform)
}

/** Inversion by sequential search: Devroye, "Non-Uniform Random Variate Generation", 1986, section X.3.3. */
function inverted(mean: number, u: number): number {
  let count = 0
  let probability = Math.exp(-mean)
  let cumulative = probability
  // A probability of 0 ends the search: u lies beyond what the sum of doubles can reach.
  while (u > cumulative && probability > 0) {
    count += 1
    probability *= mean / count
    cumulative += probability
  }
  return count
}

/**
 * PTRS: W. Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance:
 * Mathematics and Economics 12 (1993) 39–45. The names are the paper's.
 */
function transformedRejection(mean: number, uniform: (i: number) => number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const vr = 0.9277 - 3.6224 / (b - 2)
  for (let i = 0; ; i += 2) {
    const u = uniform(i) - 0.5
    const v = uniform(i + 1)
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= vr) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    const accepted = Math.log((v * inverseAlpha) / (a / (us * us) + b))
    if (accepted <= k * Math.log(mean) - mean - logFactorial(k)) return k
  }
}
