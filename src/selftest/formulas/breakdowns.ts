import type { Moments } from './moments.ts'
import { meanWaitMin } from './pollaczek-khinchine.ts'

/** A server whose workplace fails after an exponential time and is out for any random time. */
export interface Failing {
  /** Mean time until it fails. */
  readonly upMin: number
  readonly down: Moments
}

/**
 * Time from the beginning of a service to its end, interruptions included, where work goes on where it stopped: with
 * failures at rate ξ of working time, E[C] = E[S](1 + ξr) and E[C²] = E[S²](1 + ξr)² + E[S]ξE[R²]; Avi-Itzhak & Naor,
 * "Some queuing problems with the service station subject to breakdown", Operations Research 11 (1963) 303–320; Gaver
 * 1962.
 */
export function completion(service: Moments, { upMin, down }: Failing): Moments {
  const stretch = 1 + down.meanMin / upMin
  return {
    meanMin: service.meanMin * stretch,
    squareMin2: service.squareMin2 * stretch * stretch + (service.meanMin * down.squareMin2) / upMin,
  }
}

/**
 * M/G/1 whose server fails only while it works: each customer finds a whole workplace or waits for those before, so it is
 * M/G/1 with completion times (Avi-Itzhak & Naor 1963, model A).
 * @returns mean wait until the service begins, and mean time in the system, minutes
 */
export function failingWhileWorking(
  ratePerMin: number,
  service: Moments,
  failing: Failing,
): { waitMin: number; sojournMin: number } {
  const completed = completion(service, failing)
  const waitMin = meanWaitMin(ratePerMin, completed)
  return { waitMin, sojournMin: waitMin + completed.meanMin }
}

/**
 * M/G/1 whose server may fail at any time, also while nobody is there (Avi-Itzhak & Naor 1963). While nobody is served it
 * is out for a share ξr ÷ (1 + ξr) of the time, and who comes then waits in addition for the rest of the repair,
 * E[R²] ÷ 2r on average: the decomposition of Fuhrmann & Cooper, Operations Research 33 (1985) 1117–1129.
 * @returns mean wait until the service begins, and mean time in the system, minutes
 */
export function failingAlways(
  ratePerMin: number,
  service: Moments,
  failing: Failing,
): { waitMin: number; sojournMin: number } {
  const whole = failingWhileWorking(ratePerMin, service, failing)
  const { upMin, down } = failing
  const extraMin = down.squareMin2 / 2 / (upMin + down.meanMin)
  return { waitMin: whole.waitMin + extraMin, sojournMin: whole.sojournMin + extraMin }
}
