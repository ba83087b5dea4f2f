import { meanOf, stationary } from './birth-death.ts'
import type { Desk } from './erlang.ts'

/**
 * M/M/c with a waiting room: a customer who finds every seat taken is turned away. Gross & Harris 2008, §2.4 (M/M/c/K,
 * K = servers + seats); arrivals see time averages (Wolff 1982).
 * @returns share turned away, and the mean wait of those who are served (Little's law), minutes
 */
export function waitingRoom(desk: Desk, seats: number): { turnedAwayShare: number; waitMin: number } {
  const { ratePerMin, serviceMin, servers } = desk
  const places = servers + seats
  const probabilities = stationary(
    places + 1,
    () => ratePerMin,
    (n) => Math.min(n, servers) / serviceMin,
  )
  const turnedAwayShare = probabilities[places] ?? 0
  const waiting = meanOf(probabilities, (n) => Math.max(0, n - servers))
  return { turnedAwayShare, waitMin: waiting / (ratePerMin * (1 - turnedAwayShare)) }
}
