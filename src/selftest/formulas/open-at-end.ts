/** A part of the time before the end in which dossiers come at a steady rate. */
export interface RatePart {
  /** Begins and ends so long after the start, minutes. */
  readonly fromMin: number
  readonly toMin: number
  readonly ratePerMin: number
}

/**
 * M(t)/M/∞ that begins empty: the mean number of customers inside at a time, ∫ λ(u)·e^(−(t − u)/τ) du over the time
 * before; it is Poisson with this mean. Eick, Massey & Whitt, "The physics of the Mt/G/∞ queue", Operations Research 41
 * (1993) 731–742. The integral is taken in closed form over each part of steady rate.
 * @param stayMin mean stay τ, exponential
 */
export function meanInside(parts: readonly RatePart[], stayMin: number, atMin: number): number {
  return parts.reduce((sum, { fromMin, toMin, ratePerMin }) => {
    if (fromMin >= atMin) return sum
    const untilMin = Math.min(toMin, atMin)
    const left = (sinceMin: number) => Math.exp(-(atMin - sinceMin) / stayMin)
    return sum + ratePerMin * stayMin * (left(untilMin) - left(fromMin))
  }, 0)
}
