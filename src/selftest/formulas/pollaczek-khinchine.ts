import type { Moments } from './moments.ts'

/**
 * Mean wait in M/G/1, first come first served: λE[S²] ÷ 2(1 − λE[S]), the formula of Pollaczek and Khinchine; Kleinrock,
 * Queueing Systems I, 1975, §5.6; minutes. Infinity where the server is overloaded.
 */
export function meanWaitMin(ratePerMin: number, service: Moments): number {
  const load = ratePerMin * service.meanMin
  return load < 1 ? (ratePerMin * service.squareMin2) / (2 * (1 - load)) : Number.POSITIVE_INFINITY
}
