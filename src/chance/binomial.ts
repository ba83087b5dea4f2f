import { logFactorial } from './log-factorial.ts'

/** Below this mean one uniform is inverted; BTRS is stated for means of 10 and above. */
const INVERSION_BELOW = 10

/**
 * How many of `n` independent trials succeed when each does with probability `p`. `uniform(i)` gives the i-th uniform in
 * (0, 1) of the caller's key, so that the count is a function of the key alone. No normal approximation for any n; what
 * is left is the rounding of the acceptance, 1e-7 of a probability at n = 2e7. The time does not grow with n. Above one
 * half the failures are counted.
 * RangeError when n is no whole number of 0 and above, or p lies outside [0, 1].
 */
export function binomial(n: number, p: number, uniform: (i: number) => number): number {
  if (!(Number.isSafeInteger(n) && n >= 0)) throw new RangeError(`binomial n is ${n}`)
  if (!(p >= 0 && p <= 1)) throw new RangeError(`binomial p is ${p}`)
  if (n === 0 || p === 0) return 0
  if (p === 1) return n
  return p > 0.5 ? n - rarer(n, 1 - p, uniform) : rarer(n, p, uniform)
}

function rarer(n: number, p: number, uniform: (i: number) => number): number {
  return n * p < INVERSION_BELOW ? inverted(n, p, uniform(0)) : transformedRejection(n, p, uniform)
}

/** Inversion by sequential search: Devroye, "Non-Uniform Random Variate Generation", 1986, section X.4.3. */
function inverted(n: number, p: number, u: number): number {
  const odds = p / (1 - p)
  let count = 0
  // At most e^-14: n·p is below 10 and p at most one half, so this never underflows.
  let probability = Math.exp(n * Math.log1p(-p))
  let cumulative = probability
  // A probability of 0 ends the search: u lies beyond what the sum of doubles can reach.
  while (u > cumulative && count < n && probability > 0) {
    count += 1
    probability *= ((n - count + 1) / count) * odds
    cumulative += probability
  }
  return count
}

/**
 * BTRS: W. Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and Simulation 46
 * (1993) 101–110. The names are the paper's.
 */
function transformedRejection(n: number, p: number, uniform: (i: number) => number): number {
  const spq = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spq
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const c = n * p + 0.5
  const alpha = (2.83 + 5.1 / b) * spq
  const vr = 0.92 - 4.2 / b
  const logOdds = Math.log(p / (1 - p))
  const mode = Math.floor((n + 1) * p)
  const logMode = logFactorial(mode) + logFactorial(n - mode)
  for (let i = 0; ; i += 2) {
    const u = uniform(i) - 0.5
    const v = uniform(i + 1)
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + c)
    if (k < 0 || k > n) continue
    if (us >= 0.07 && v <= vr) return k
    const accepted = Math.log((v * alpha) / (a / (us * us) + b))
    if (accepted <= logMode - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds) return k
  }
}
