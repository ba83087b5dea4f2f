import type { Callers } from './caller.ts'
import type { Capacity } from './configuration.ts'
import type { FaultPlan } from './fault-plan.ts'
import type { Store } from './store.ts'

/** What the doors of a stand-in are made with. */
export interface DoorParts {
  readonly store: Store
  readonly callers: Callers
  /** Whether an operation is not set up for a unit. */
  readonly lacks: (unit: string | undefined, operation: string) => boolean
  readonly faults: FaultPlan
  readonly capacity: Capacity | undefined
  /** Holds every answer against its schema. */
  readonly checkAnswers: boolean
  /** Takes in the messages that were held until a scenario time; undefined when there are none. */
  readonly catchUp: (atMs: number) => Promise<void> | undefined
}
