import type { Leg } from './messages.ts'

/** What a leg does for a birth, or for a death. */
export interface LegAct {
  /** Name of the operation: residence.register. */
  readonly operation: string
  /** Its word in paths and in the database. */
  readonly act: string
  readonly event: Leg['event']
  readonly summary: string
  /** Begins the number of what is issued. */
  readonly resultPrefix: string
}
