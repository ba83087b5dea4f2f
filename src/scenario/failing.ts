import { type OperationModel, type Scenario, systemNames } from '../schema/index.ts'

/** An operation of which some calls, or all, fail however often they are made again. */
export interface Failing {
  readonly system: (typeof systemNames)[number]
  readonly operation: string
  /** What of its model says so. */
  readonly because: 'missing' | 'refuseShare' | 'failShare' | 'lostShare'
  /** Share of dossiers that it never serves. */
  readonly share: number
}

/** Every operation that never serves some dossiers. */
export function failingOperations({ systems }: Scenario): Failing[] {
  return systemNames.flatMap((system) =>
    Object.entries(systems[system]?.operations ?? {}).flatMap(([operation, model]) => {
      const found = failureOf(model)
      return found ? [{ system, operation, ...found }] : []
    }),
  )
}

function failureOf({ missing, refuseShare = 0, failShare = 0, lostShare = 0 }: OperationModel) {
  if (missing) return { because: 'missing', share: 1 } as const
  if (failShare === 1) return { because: 'failShare', share: 1 } as const
  if (lostShare === 1) return { because: 'lostShare', share: 1 } as const
  return refuseShare > 0 ? ({ because: 'refuseShare', share: refuseShare } as const) : undefined
}
