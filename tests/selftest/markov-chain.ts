/** Where a chain goes from a state, and how often. */
export type Moves = (state: readonly number[]) => readonly { readonly to: readonly number[]; readonly rate: number }[]

/**
 * Stationary probabilities of a finite continuous-time Markov chain, from its transition rates alone: the balance
 * equations, solved by sweeping through them (Gauss–Seidel) until nothing moves. An answer that owes nothing to a formula
 * of queueing theory.
 * @param from a state; all that can be reached from it belong to the chain
 * @returns the mean of a function of the state
 */
export function solve(from: readonly number[], moves: Moves): (value: (state: readonly number[]) => number) => number {
  const { states, into, out } = explore(from, moves)
  let probabilities = new Float64Array(states.length).fill(1 / states.length)
  for (let sweep = 0; sweep < 20_000; sweep++) {
    let change = 0
    for (let state = 0; state < states.length; state++) {
      let inflow = 0
      for (const { other, rate } of into[state] ?? []) inflow += (probabilities[other] ?? 0) * rate
      const next = inflow / (out[state] ?? 1)
      change = Math.max(change, Math.abs(next - (probabilities[state] ?? 0)))
      probabilities[state] = next
    }
    const total = probabilities.reduce((sum, each) => sum + each, 0)
    probabilities = probabilities.map((each) => each / total)
    if (change < 1e-15) break
  }
  return (value) => states.reduce((sum, state, index) => sum + (probabilities[index] ?? 0) * value(state), 0)
}

function explore(from: readonly number[], moves: Moves) {
  const indexes = new Map<string, number>()
  const states: (readonly number[])[] = []
  const into: { other: number; rate: number }[][] = []
  const indexOf = (state: readonly number[]) => {
    const key = state.join()
    const known = indexes.get(key)
    if (known !== undefined) return known
    indexes.set(key, states.length)
    states.push(state)
    into.push([])
    return states.length - 1
  }
  indexOf(from)
  const out: number[] = []
  for (let index = 0; index < states.length; index++) {
    let total = 0
    for (const { to, rate } of moves(states[index] ?? [])) {
      if (rate === 0) continue
      into[indexOf(to)]?.push({ other: index, rate })
      total += rate
    }
    out.push(total)
  }
  return { states, into, out }
}
