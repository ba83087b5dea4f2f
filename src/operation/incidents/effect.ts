import type { SystemName } from '../../schema/index.ts'

/** What an incident does to the operation; an incident may do several things. */
export interface IncidentEffect {
  readonly outages?: readonly Outage[]
  readonly absences?: readonly Absence[]
  readonly closures?: readonly Closure[]
  readonly loans?: readonly Loan[]
  readonly faults?: readonly SystemFault[]
}

/** A system cannot be reached in [fromMs, toMs). */
export interface Outage {
  readonly system: SystemName
  /** Code of the only unit concerned; undefined: every unit. */
  readonly unit: string | undefined
  /** Only the centre's own line is lost: citizens at home still reach the portal. */
  readonly centreOnly: boolean
  readonly fromMs: number
  readonly toMs: number
}

/** `count` officials of a role in each unit are away in [fromMs, toMs); absences at one time take different people. */
export interface Absence {
  readonly role: string
  readonly count: number
  readonly unit: string | undefined
  readonly fromMs: number
  readonly toMs: number
  /** What they have learnt when they come back. */
  readonly learns?: Lesson
}

/** `count` counters of the unit with this code are closed in [fromMs, toMs). */
export interface Closure {
  readonly unit: string
  readonly count: number
  readonly fromMs: number
  readonly toMs: number
}

export interface Lesson {
  readonly skills: readonly string[]
  /** Practice, in cases of every step. */
  readonly worthCases: number
}

/** A lesson that counts from `fromMs` on. */
export interface Training extends Lesson {
  readonly fromMs: number
}

/** Pieces of equipment of one unit are in another in [fromMs, toMs). */
export interface Loan {
  readonly item: string
  readonly count: number
  readonly fromUnit: string
  readonly toUnit: string
  readonly fromMs: number
  readonly toMs: number
}

/** A system fails in a stated way in [fromMs, toMs). */
export interface SystemFault {
  /** Of the incident. */
  readonly name: string
  readonly system: SystemName
  readonly fault: string
  /** The only operations concerned; undefined: every one of the system. */
  readonly operations: readonly string[] | undefined
  /** Code of the only unit concerned; undefined: every unit. */
  readonly unit: string | undefined
  readonly share: number
  readonly more: Readonly<Record<string, number | string>>
  readonly fromMs: number
  readonly toMs: number
}
