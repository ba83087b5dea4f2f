/** Customers come at random and are served by `servers` alike, first come first served. */
export interface Desk {
  readonly ratePerMin: number
  /** Mean length of a service, exponential where nothing else is said. */
  readonly serviceMin: number
  readonly servers: number
}

/** Offered load in erlangs: mean number of servers that would be busy if there were always one free. */
function erlangs({ ratePerMin, serviceMin }: Desk): number {
  return ratePerMin * serviceMin
}

/**
 * Erlang B, the probability that a customer is lost where nobody can wait, M/G/c/c: it depends on the service only by
 * its mean. The recursion B(n) = aB(n−1) ÷ (n + aB(n−1)) of Gross & Harris 2008, §2.5.
 */
export function blockedShare(desk: Desk): number {
  const load = erlangs(desk)
  let blocked = 1
  for (let servers = 1; servers <= desk.servers; servers++) blocked = (load * blocked) / (servers + load * blocked)
  return blocked
}

/**
 * Erlang C, the probability that a customer must wait in M/M/c, from Erlang B: C = B ÷ (1 − ρ(1 − B)), Gross & Harris
 * 2008, §2.5. 1 where the desk is overloaded.
 */
export function waitingShare(desk: Desk): number {
  const load = erlangs(desk) / desk.servers
  if (load >= 1) return 1
  const blocked = blockedShare(desk)
  return blocked / (1 - load * (1 - blocked))
}

/** Mean wait in M/M/c: C ÷ (cμ − λ), Gross & Harris 2008, §2.3; minutes. Infinity where the desk is overloaded. */
export function meanWaitMin(desk: Desk): number {
  const spare = spareRate(desk)
  return spare > 0 ? waitingShare(desk) / spare : Number.POSITIVE_INFINITY
}

/** Probability that a customer of M/M/c waits at most so long: 1 − C·e^(−(cμ − λ)t), Gross & Harris 2008, §2.3. */
export function withinShare(desk: Desk, waitMin: number): number {
  const spare = spareRate(desk)
  return spare > 0 ? 1 - waitingShare(desk) * Math.exp(-spare * waitMin) : 0
}

/** The wait in M/M/c that a share of the customers does not exceed: the inverse of `withinShare`; minutes. */
export function waitQuantileMin(desk: Desk, share: number): number {
  return Math.max(0, Math.log(waitingShare(desk) / (1 - share)) / spareRate(desk))
}

/** The fewest servers with which at least `share` of the customers wait at most `waitMin`. */
export function leastServers(demand: Omit<Desk, 'servers'>, waitMin: number, share: number): number {
  let servers = Math.max(1, Math.ceil(demand.ratePerMin * demand.serviceMin))
  while (withinShare({ ...demand, servers }, waitMin) < share) servers++
  return servers
}

function spareRate({ ratePerMin, serviceMin, servers }: Desk): number {
  return servers / serviceMin - ratePerMin
}
