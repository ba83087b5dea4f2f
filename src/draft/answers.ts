import type { Channel } from '../schema/index.ts'
import type { Language, Text } from './text.ts'

/** Where a figure comes from: the committee gave it, somebody reported it, or it is assumed for the reason told. */
export type Origin =
  | { readonly kind: 'given' }
  | { readonly kind: 'reported'; readonly source: Text }
  | { readonly kind: 'assumption'; readonly source: Text }

/** A value with where it comes from. */
export interface Sourced<Value> {
  readonly value: Value
  readonly origin: Origin
}

/** How many officials of each role, in the order in which they are written. */
export type StaffCounts = ReadonlyMap<string, number>

export interface UnitAnswers {
  /** Of the unit catalogue. */
  readonly code: string
  readonly population: Sourced<number>
  /** Dossiers in a whole month. */
  readonly perMonth: Sourced<number>
  readonly staff: Sourced<StaffCounts>
  readonly counters: Sourced<number>
}

/** What a new scenario is made of. All values are in bounds: see read-values.ts. */
export interface Answers {
  /** Language of the comments. */
  readonly language: Language
  /** Day on which the committee answered, YYYY-MM-DD. */
  readonly askedOn: string
  /** As in the file's name: a-z, 0-9 and hyphens. */
  readonly name: string
  /** Where the file finds the published schema, for editors. */
  readonly schema: string
  /** First and last day, YYYY-MM-DD. */
  readonly from: string
  readonly to: string
  readonly units: readonly UnitAnswers[]
  /** Shares that make 1. */
  readonly channels: Sourced<Readonly<Record<Channel, number>>>
  /** Names as shippedScripts() has them. */
  readonly scripts: readonly string[]
  /** Least share of finished dossiers that must be on time. */
  readonly onTime: Sourced<number>
  /** Longest wait that nine of ten citizens at a counter may have. */
  readonly waitMin: Sourced<number>
}

export const given: Origin = { kind: 'given' }
