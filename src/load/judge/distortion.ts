import { Draws } from '../../chance/index.ts'
import { ModelledSystems, Operation } from '../../operation/index.ts'
import type { Plan } from '../../scenario/index.ts'
import type { Duration } from '../../schema/index.ts'
import { figuresOf, Tally } from '../../verdict/index.ts'

/** What compressing the scenario's clock does to the on-time rate: the systems' own time is not compressed with it. */
export interface Distortion {
  /** On-time rate as simulated with the systems' latency, and with that latency times the compression. */
  readonly onTimeRate: number
  readonly onTimeRateCompressed: number
}

const PAIRS = 3
/** More are not simulated for it: it would take longer than the run. */
const MOST_OFFICIALS = 500

/** Paired simulations of the period: the same draws, the latency of every system once as it is and once times `compression`. */
export function distortionOf(plan: Plan, seed: number, compression: number): Distortion | null {
  if (plan.units.reduce((sum, { officials }) => sum + officials.length, 0) > MOST_OFFICIALS) return null
  const rate = (each: Plan): number => {
    let finished = 0
    let inTime = 0
    for (let replication = 0; replication < PAIRS; replication++) {
      const tally = new Tally(each, 'channels')
      const draws = new Draws(seed, replication)
      const operation = new Operation(each, draws, new ModelledSystems(each, draws), tally)
      while (operation.advance());
      tally.close(each.toMs)
      const [all] = figuresOf(each, tally).rows
      finished += all?.finished ?? 0
      inTime += (all?.beforeTime ?? 0) + (all?.onTime ?? 0)
    }
    return finished === 0 ? 1 : inTime / finished
  }
  return { onTimeRate: rate(plan), onTimeRateCompressed: rate(slowed(plan, compression)) }
}

function slowed(plan: Plan, factor: number): Plan {
  const systems = Object.fromEntries(
    Object.entries(plan.systems).map(([name, system]) => [
      name,
      { ...system, latency: longer(system.latency, factor) },
    ]),
  )
  return { ...plan, systems }
}

/** A duration so many times as long: every length in it, by its name in minutes. */
function longer(duration: Duration, factor: number): Duration {
  const scaled = (value: unknown, name: string): unknown => {
    if (typeof value === 'number') return /(^m|M)in$/.test(name) ? value * factor : value
    if (Array.isArray(value)) return value.map((each) => scaled(each, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, scaled(each, key)]))
  }
  return scaled(duration, '') as Duration
}
