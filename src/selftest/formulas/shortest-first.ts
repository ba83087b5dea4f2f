/** Steps of the integration; the error of Simpson's rule is then far below what a simulation can see. */
const STEPS = 20_000
/** Services longer than this many means are too rare to count. */
const LONGEST = 45

/**
 * Mean wait in M/M/1 where of those who wait the shortest is taken next, and finished: Phipps, "Machine repair as a
 * priority waiting-line problem", Operations Research 4 (1956) 76–85; Conway, Maxwell & Miller, Theory of Scheduling, 1967,
 * §8-4: ∫ W0 ÷ (1 − ρ(x))² dF(x), where ρ(x) is the load of services up to x and W0 = λE[S²] ÷ 2; minutes. By Simpson's
 * rule over x.
 */
export function meanWaitMin(ratePerMin: number, serviceMin: number): number {
  const load = ratePerMin * serviceMin
  const integrand = (x: number) => {
    const upTo = load * (1 - Math.exp(-x) * (1 + x))
    return Math.exp(-x) / (1 - upTo) ** 2
  }
  const width = LONGEST / STEPS
  let sum = integrand(0) + integrand(LONGEST)
  for (let step = 1; step < STEPS; step++) sum += integrand(step * width) * (step % 2 === 1 ? 4 : 2)
  const restMin = ratePerMin * serviceMin * serviceMin
  return (restMin * sum * width) / 3
}
