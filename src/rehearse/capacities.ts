import type { Plan } from '../scenario/index.ts'
import { type StandInName, standInNames } from '../schema/index.ts'
import type { Capacity } from '../systems/index.ts'

export type Capacities = Partial<Record<StandInName, Capacity>>

/** Calls a second of a text such as 200/s; undefined when it is none, or nothing at all. */
export function perSecondOf(text: string): number | undefined {
  const digits = /^(\d{1,7}(?:\.\d{1,3})?)\/s$/.exec(text)?.[1]
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits)
}

/** What the stand-ins can take, as the scenario says under systems. */
export function capacitiesOf(plan: Plan): Capacities {
  const stated = standInNames.flatMap((name) => {
    const perSecond = perSecondOf(plan.scenario.systems[name]?.capacity ?? '')
    return perSecond === undefined ? [] : [[name, { perSecond }] as const]
  })
  return Object.fromEntries(stated)
}
