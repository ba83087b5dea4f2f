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
  /** Dossiers by TrangThaiHoSo, only states that occur. */
  readonly byState: Readonly<Record<string, number>>
  /** Messages for the other system that it has not taken yet. */
  readonly outboxPending: number
}

const FINISHED = [9, 10]
const REFUSED = [3, 8]
const WITHDRAWN = [7]

/** Groups a count by state: 9 and 10 finished, 3 and 8 refused, 7 withdrawn, the rest open. */
export function censusOf(byState: Record<string, number>, outboxPending: number): Census {
  const sum = (states: number[]): number => states.reduce((total, state) => total + (byState[state] ?? 0), 0)
  const received = Object.values(byState).reduce((total, count) => total + count, 0)
  const counts = { received, finished: sum(FINISHED), refused: sum(REFUSED), withdrawn: sum(WITHDRAWN) }
  return {
    counts: { ...counts, open: received - counts.finished - counts.refused - counts.withdrawn },
    byState,
    outboxPending,
  }
}
