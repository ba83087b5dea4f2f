import { type Desk, meanWaitMin } from './erlang.ts'

/** One station of an open network. */
export interface Station {
  /** Customers who come to it from outside, per minute. */
  readonly fromOutsidePerMin: number
  readonly serviceMin: number
  readonly servers: number
  /** Share of those who are done here that goes on to each station; the rest leaves. */
  readonly onTo: readonly number[]
}

/**
 * Open network of M/M/c stations with random routing: Jackson, "Networks of waiting lines", Operations Research 5 (1957)
 * 518–521. Each station is by itself as if its arrivals were Poisson; a customer's mean time in the network follows from
 * Little's law over all of it.
 * @returns visits per minute and mean wait at each station, and the mean time in the network, minutes
 */
export function jackson(stations: readonly Station[]): {
  readonly ratesPerMin: readonly number[]
  readonly waitsMin: readonly number[]
  readonly sojournMin: number
} {
  const ratesPerMin = trafficRates(stations)
  const desks = stations.map(
    ({ serviceMin, servers }, index): Desk => ({ ratePerMin: ratesPerMin[index] ?? 0, serviceMin, servers }),
  )
  const waitsMin = desks.map(meanWaitMin)
  const inside = desks.reduce(
    (sum, { ratePerMin, serviceMin }, index) => sum + ratePerMin * ((waitsMin[index] ?? 0) + serviceMin),
    0,
  )
  const outside = stations.reduce((sum, { fromOutsidePerMin }) => sum + fromOutsidePerMin, 0)
  return { ratesPerMin, waitsMin, sojournMin: inside / outside }
}

/** Solves the traffic equations λ(j) = γ(j) + Σ λ(i)·r(i, j) by Gaussian elimination. */
function trafficRates(stations: readonly Station[]): number[] {
  const rows = stations.map(({ fromOutsidePerMin }, to) => [
    ...stations.map(({ onTo }, from) => (from === to ? 1 : 0) - (onTo[to] ?? 0)),
    fromOutsidePerMin,
  ])
  const cell = (row: number, column: number) => rows[row]?.[column] ?? 0
  const count = stations.length
  for (let pivot = 0; pivot < count; pivot++) {
    // I − Rᵀ of a network that customers leave has a dominant diagonal by columns: no row need be exchanged.
    for (let row = 0; row < count; row++) {
      if (row === pivot) continue
      const factor = cell(row, pivot) / cell(pivot, pivot)
      rows[row] = (rows[row] ?? []).map((value, column) => value - factor * cell(pivot, column))
    }
  }
  return rows.map((_, index) => cell(index, count) / cell(index, index))
}
