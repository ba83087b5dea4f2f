import type { Lateness } from '../schema/index.ts'
import type { Trial } from './trial.ts'
import type { Worlds } from './worlds.ts'

/**
 * Where the overrun comes from, by factor separation (Stein & Alpert, Factor separation in numerical simulations, J.
 * Atmos. Sci. 50, 1993) counted from the scenario as it is: each cause is removed alone, and each two together; what is
 * left of the sum is what three or more do together, and the rest, which has none of these causes. All terms are
 * differences of the same simulations, so they add up.
 * @param causes by their place in the findings
 * @param units a sample for each pair; undefined where the plan is played as a whole
 */
export async function latenessOf(
  worlds: Worlds,
  causes: readonly { readonly finding: number; readonly trial: Trial }[],
  pairs: number,
  units: ((pair: number) => { readonly units: readonly number[]; readonly scale: number }) | undefined,
): Promise<Lateness | null> {
  const overrun = async (trials: readonly Trial[]): Promise<number> => {
    const sets = trials.map(({ set }) => set)
    let sum = 0
    if (!units) {
      const losses = await worlds.losses(sets, undefined, 1, pairs)
      for (const { overrunHours } of losses ?? []) sum += overrunHours
      return losses ? sum / pairs : Number.NaN
    }
    for (let pair = 1; pair <= pairs; pair++) {
      const sample = units(pair)
      const [losses] = (await worlds.losses(sets, sample.units, pair, pair)) ?? []
      sum += losses ? losses.overrunHours * sample.scale : Number.NaN
    }
    return sum / pairs
  }
  const whole = await overrun([])
  const alone: number[] = []
  for (const { trial } of causes) alone.push(whole - (await overrun([trial])))
  const interactions: Lateness['interactions'] = []
  const share = [...alone]
  let explained = alone.reduce((sum, hours) => sum + hours, 0)
  for (const [a, one] of causes.entries()) {
    for (const [b, other] of causes.entries()) {
      if (b <= a) continue
      const both = whole - (await overrun([one.trial, other.trial]))
      const hours = both - (alone[a] as number) - (alone[b] as number)
      interactions.push({ findings: [one.finding, other.finding], hours })
      share[a] = (share[a] as number) + hours / 2
      share[b] = (share[b] as number) + hours / 2
      explained += hours
    }
  }
  const rest = await overrun(causes.map(({ trial }) => trial))
  const lateness: Lateness = {
    rule: 'factor-separation',
    pairs,
    overrunHours: whole,
    causes: causes.map(({ finding }, at) => ({ finding, hours: alone[at] as number, share: share[at] as number })),
    interactions,
    together: whole - rest - explained,
    rest,
  }
  return Number.isFinite(whole + lateness.together) ? lateness : null
}
