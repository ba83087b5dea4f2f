import { intervals } from '../verdict/index.ts'
import { helpsAnyway } from './suspect.ts'
import type { Trial } from './trial.ts'

/** The 95 % interval of the mean; nothing is known from fewer than two values. */
export function ci95Of(values: readonly number[]): readonly [number, number] {
  return values.length < 2 ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : intervals(values).ci95
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Whether it is shown that the remedy helps anybody. */
export function helps(trial: Trial): boolean {
  return ci95Of(trial.worths)[0] > 0
}

/** Whether two gains can be told from each other, by the differences of their pairs, which have the same chances. */
export function canBeTold(one: Trial, other: Trial): boolean {
  const n = Math.min(one.worths.length, other.worths.length)
  const differences = Array.from({ length: n }, (_, at) => (one.worths[at] ?? 0) - (other.worths[at] ?? 0))
  const [low, high] = ci95Of(differences)
  return low > 0 || high < 0
}

/**
 * Most gain first; those of which none is shown follow, what is broken first, by what they shorten. Where more hands, or fewer rules, gain as
 * much as mending what is wrong, mending comes first.
 */
export function ranked(trials: readonly Trial[]): Trial[] {
  const hours = (trial: Trial) => meanOf(trial.differences.map(({ turnaroundHours }) => turnaroundHours))
  const order = trials.toSorted((a, b) => {
    const [helpsA, helpsB] = [helps(a), helps(b)]
    if (helpsA !== helpsB) return helpsA ? -1 : 1
    if (helpsA) return meanOf(b.worths) - meanOf(a.worths)
    const [symptomA, symptomB] = [helpsAnyway.has(a.suspect.kind), helpsAnyway.has(b.suspect.kind)]
    return symptomA === symptomB ? hours(b) - hours(a) : symptomA ? 1 : -1
  })
  for (let swapped = true; swapped; ) {
    swapped = false
    for (let at = 0; at + 1 < order.length; at++) {
      const [one, next] = [order[at] as Trial, order[at + 1] as Trial]
      const isSymptom = helpsAnyway.has(one.suspect.kind) && !helpsAnyway.has(next.suspect.kind)
      if (!isSymptom || !helps(next) || canBeTold(one, next)) continue
      order[at] = next
      order[at + 1] = one
      swapped = true
    }
  }
  return order
}
