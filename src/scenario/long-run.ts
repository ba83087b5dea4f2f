import { type OfferedLoads, offeredLoads } from './offered-load.ts'
import type { Plan } from './plan.ts'

/** Whether a unit's queue is held down by citizens who give up or are turned away. */
export function canLeave(plan: Plan, unit: number): boolean {
  const waitsForEver = plan.streams.some(({ given, units }) => given.patience === undefined && units.includes(unit))
  const hasRoom = plan.units[unit]?.sites.some(({ seats }) => seats === Number.POSITIVE_INFINITY) ?? true
  return !waitsForEver || !hasRoom
}

/**
 * Whether a queue of the plan would grow for ever: somebody, or something, is asked for at least all the time there is,
 * what waits as the period begins left out, and nobody leaves. Then there is no long run to speak of.
 */
export function growsForEver(plan: Plan): boolean {
  const { officials, places, systems }: OfferedLoads = offeredLoads(plan, false)
  return (
    [...officials, ...places].some(({ unit, load }) => load >= 1 && !canLeave(plan, unit)) ||
    systems.some(({ load }) => load >= 1)
  )
}
