import type { SystemName } from '../../schema/index.ts'

/** What an incident does to the operation; an incident may do several things. */
export interface IncidentEffect {
  readonly outages?: readonly Outage[]
  readonly absences?: readonly Absence[]
  readonly closures?: readonly Closure[]
}

/** A system cannot be reached in [fromMs, toMs). */
export interface Outage {
  readonly system: SystemName
  readonly fromMs: number
  readonly toMs: number
}

/** `count` officials of a role in each unit are away in [fromMs, toMs); absences at one time add up. */
export interface Absence {
  readonly role: string
  readonly count: number
  readonly fromMs: number
  readonly toMs: number
}

/** `count` counters of the unit with this code are closed in [fromMs, toMs). */
export interface Closure {
  readonly unit: string
  readonly count: number
  readonly fromMs: number
  readonly toMs: number
}
