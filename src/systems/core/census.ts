/** Dossiers by where they are. received = finished + refused + withdrawn + open. */
export interface CensusCounts {
  readonly received: number
  readonly finished: number
  readonly refused: number
  readonly withdrawn: number
  readonly open: number
}

/** What a stand-in's own database counts. */
export interface Census {
  readonly counts: CensusCounts
  /** Dossiers, or whatever the stand-in keeps, by state; only states that occur. */
  readonly byState: Readonly<Record<string, number>>
  /** Messages for other systems that they have not taken yet. */
  readonly outboxPending: number
  /** Messages that a planted delay holds until a scenario time. */
  readonly inboxHeld: number
}

/** What a stand-in's own tables count; the core adds what is on its way. */
export type TableCensus = Pick<Census, 'counts' | 'byState'>

/** Which states mean that a thing's way is over, and how it ended; any other state is open. */
export interface StateGroups {
  readonly finished: readonly (number | string)[]
  readonly refused: readonly (number | string)[]
  readonly withdrawn: readonly (number | string)[]
}

/** TrangThaiHoSo: 9 and 10 finished, 3 and 8 refused, 7 withdrawn, the rest open. */
export const dossierStates: StateGroups = { finished: [9, 10], refused: [3, 8], withdrawn: [7] }

/** Groups a count by state. */
export function censusOf(byState: Readonly<Record<string, number>>, groups: StateGroups = dossierStates): TableCensus {
  const sum = (states: StateGroups['finished']): number =>
    states.reduce<number>((total, state) => total + (byState[String(state)] ?? 0), 0)
  const received = Object.values(byState).reduce((total, count) => total + count, 0)
  const counts = {
    received,
    finished: sum(groups.finished),
    refused: sum(groups.refused),
    withdrawn: sum(groups.withdrawn),
  }
  return { counts: { ...counts, open: received - counts.finished - counts.refused - counts.withdrawn }, byState }
}
