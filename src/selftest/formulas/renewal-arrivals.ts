/** Times between arrivals that the case needs: evenly spaced, or a sum of `phases` exponentials. */
export type Spacing = { readonly kind: 'even' } | { readonly kind: 'erlang'; readonly phases: number }

/**
 * Mean wait in GI/M/1: σ ÷ μ(1 − σ), where σ is the root in (0, 1) of σ = A*(μ − μσ) and A* the Laplace transform of the
 * time between arrivals; Kleinrock, Queueing Systems I, 1975, §6.4; minutes.
 * @param betweenMin mean time between arrivals, above `serviceMin`
 */
export function meanWaitMin(spacing: Spacing, betweenMin: number, serviceMin: number): number {
  const sigma = root(spacing, betweenMin / serviceMin)
  return (sigma * serviceMin) / (1 - sigma)
}

/** The root by bisection: A*(1 − σ) − σ is positive at 0 and falls through 0 once before σ = 1, where it is 0 again. */
function root(spacing: Spacing, between: number): number {
  let low = 0
  let high = 1
  for (let halving = 0; halving < 200; halving++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (transform(spacing, between, 1 - middle) > middle) low = middle
    else high = middle
  }
  return low
}

/** A*(s) of the time between arrivals, in units of the mean service. */
function transform(spacing: Spacing, between: number, s: number): number {
  switch (spacing.kind) {
    case 'even':
      return Math.exp(-s * between)
    case 'erlang':
      return (1 + (s * between) / spacing.phases) ** -spacing.phases
  }
}
