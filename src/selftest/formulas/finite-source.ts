import { meanOf, stationary } from './birth-death.ts'

/** Machines that run, fail, wait for one of the repairers and run again. */
export interface Shop {
  readonly machines: number
  readonly repairers: number
  /** Mean time from the end of a repair to the next failure, exponential. */
  readonly runsMin: number
  /** Mean length of a repair, exponential. */
  readonly repairMin: number
}

/**
 * Machine repair, a queue with finite source: Palm 1947; Gross & Harris 2008, §2.7.
 * @returns share of time that a repairer works, repairs per minute, and mean number of machines down
 */
export function machineRepair(shop: Shop): { utilisation: number; repairsPerMin: number; down: number } {
  const { machines, repairers, runsMin, repairMin } = shop
  const probabilities = stationary(
    machines + 1,
    (n) => (machines - n) / runsMin,
    (n) => Math.min(n, repairers) / repairMin,
  )
  const busy = meanOf(probabilities, (n) => Math.min(n, repairers))
  return { utilisation: busy / repairers, repairsPerMin: busy / repairMin, down: meanOf(probabilities, (n) => n) }
}
