import type { Moments } from './moments.ts'

/** One class of customers at a single server. */
export interface PriorityClass {
  readonly ratePerMin: number
  readonly service: Moments
}

/**
 * Mean wait of each class at one server which finishes what it has begun; the most urgent class first. Cobham,
 * "Priority assignment in waiting line problems", Operations Research 2 (1954) 70–76; Kleinrock, Queueing Systems II,
 * 1976, §3.4: W0 ÷ (1 − σ(k−1))(1 − σ(k)), where W0 is the mean rest of the service under way; minutes.
 */
export function waitsMin(classes: readonly PriorityClass[]): number[] {
  const restMin = classes.reduce((sum, { ratePerMin, service }) => sum + (ratePerMin * service.squareMin2) / 2, 0)
  return classes.map((_, index) => restMin / ((1 - loadOf(classes, index)) * (1 - loadOf(classes, index + 1))))
}

/**
 * Mean time in the system of each class where the more urgent interrupts and work is taken up again where it stopped:
 * E[S(k)] ÷ (1 − σ(k−1)) + Σ(i ≤ k) λ(i)E[S(i)²] ÷ 2(1 − σ(k−1))(1 − σ(k)); Kleinrock, Queueing Systems II, 1976, §3.4;
 * minutes.
 */
export function preemptiveSojournsMin(classes: readonly PriorityClass[]): number[] {
  return classes.map(({ service }, index) => {
    const above = 1 - loadOf(classes, index)
    const upTo = 1 - loadOf(classes, index + 1)
    const restMin = classes
      .slice(0, index + 1)
      .reduce((sum, each) => sum + (each.ratePerMin * each.service.squareMin2) / 2, 0)
    return service.meanMin / above + restMin / (above * upTo)
  })
}

/** Load of the first `count` classes. */
function loadOf(classes: readonly PriorityClass[], count: number): number {
  return classes.slice(0, count).reduce((sum, { ratePerMin, service }) => sum + ratePerMin * service.meanMin, 0)
}
