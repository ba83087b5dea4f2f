import { meanOf, stationary } from './birth-death.ts'
import type { Desk } from './erlang.ts'

/** States past this many erlangs, and so many servers, have no weight that a double could hold. */
const SPARE_STATES = 2000

/**
 * Erlang A, M/M/c + M: whoever waits gives up after an exponential time. Palm 1957; Garnett, Mandelbaum & Reiman,
 * "Designing a call center with impatient customers", MSOM 4 (2002) 208–227: a birth–death process in which n wait or
 * are served and (n − c)⁺ may give up. P(gives up) = θE[Q] ÷ λ, and by Little's law E[W] = E[Q] ÷ λ over all customers,
 * those who gave up with the time that they waited.
 * @param patienceMin mean of the time after which a waiting customer gives up
 * @returns shares of all customers, and the mean wait of all, minutes
 */
export function erlangA(
  desk: Desk,
  patienceMin: number,
): { gaveUpShare: number; waitMin: number; waitingShare: number } {
  const { ratePerMin, serviceMin, servers } = desk
  const probabilities = stationary(
    servers + SPARE_STATES,
    () => ratePerMin,
    (n) => Math.min(n, servers) / serviceMin + Math.max(0, n - servers) / patienceMin,
  )
  const waiting = meanOf(probabilities, (n) => Math.max(0, n - servers))
  return {
    gaveUpShare: waiting / patienceMin / ratePerMin,
    waitMin: waiting / ratePerMin,
    waitingShare: meanOf(probabilities, (n) => (n >= servers ? 1 : 0)),
  }
}
