import {
  type OneStopDialect,
  type OperationModel,
  oneStopDialects,
  type Scenario,
  systemNames,
} from '../schema/index.ts'

/** An operation of which some calls, or all, fail however often they are made again. */
export interface Failing {
  readonly system: (typeof systemNames)[number]
  readonly operation: string
  /** What of its model says so. */
  readonly because: 'missing' | 'refuseShare' | 'refuseShareOf' | 'failShare' | 'lostShare'
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

/** Share of the dossiers of a unit of which a system refuses every call, by what its one-stop software speaks. */
export function refuseShareFor({ refuseShare = 0, refuseShareOf }: OperationModel, dialect: OneStopDialect): number {
  return refuseShareOf?.[dialect] ?? refuseShare
}

function failureOf(model: OperationModel) {
  const { missing, failShare = 0, lostShare = 0 } = model
  const refuseShare = Math.max(...oneStopDialects.map((dialect) => refuseShareFor(model, dialect)))
  if (missing) return { because: 'missing', share: 1 } as const
  if (failShare === 1) return { because: 'failShare', share: 1 } as const
  if (lostShare === 1) return { because: 'lostShare', share: 1 } as const
  if (refuseShare === 0) return undefined
  return {
    because: refuseShare > (model.refuseShare ?? 0) ? 'refuseShareOf' : 'refuseShare',
    share: refuseShare,
  } as const
}
