/**
 * Stationary probabilities of a birth–death process on 0 … `states` − 1: p(n) = p(0)·Π birth(i − 1) ÷ death(i), Gross &
 * Harris 2008, §2.1. States past a birth rate of 0 have none.
 * @param birth rate from n to n + 1
 * @param death rate from n to n − 1
 */
export function stationary(states: number, birth: (n: number) => number, death: (n: number) => number): number[] {
  const weights = [1]
  for (let n = 1; n < states; n++) weights.push(((weights[n - 1] ?? 0) * birth(n - 1)) / death(n))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

/** Mean of a function of the state. */
export function meanOf(probabilities: readonly number[], value: (n: number) => number): number {
  return probabilities.reduce((sum, probability, n) => sum + probability * value(n), 0)
}
