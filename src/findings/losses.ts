import type { Figures } from '../verdict/index.ts'

/** What a period lost, as far as remedies are ranked by it. */
export interface Losses {
  /** Dossiers overdue, finished or open. */
  readonly late: number
  readonly overrunHours: number
  /** Times a citizen was turned away, gave up waiting, or could not submit at the first try. */
  readonly sentAway: number
  readonly received: number
  readonly finished: number
  readonly turnaroundMeanHours: number
}

/** What one period loses less with a remedy; by the same names. */
export interface Difference {
  readonly late: number
  readonly overrunHours: number
  readonly sentAway: number
  readonly turnaroundHours: number
}

export function lossesOf({ rows, turnedAway, gaveUp, shutOut }: Figures): Losses {
  const [all] = rows
  if (!all) throw new Error('figures without the row of all dossiers')
  return {
    late: all.overdue + all.openOverdue,
    overrunHours: all.overrunHours,
    sentAway: turnedAway + gaveUp + shutOut,
    received: all.received,
    finished: all.finished,
    turnaroundMeanHours: all.turnaroundMeanHours ?? 0,
  }
}

/** @param scale by how much a sample of units is less than all */
export function differenceOf(without: Losses, remedied: Losses, scale: number): Difference {
  const finished = Math.min(without.finished, remedied.finished)
  return {
    late: scale * (without.late - remedied.late),
    overrunHours: scale * (without.overrunHours - remedied.overrunHours),
    sentAway: scale * (without.sentAway - remedied.sentAway),
    turnaroundHours: scale * finished * (without.turnaroundMeanHours - remedied.turnaroundMeanHours),
  }
}

/** By which remedies are ranked: people served badly, each dossier and each trip in vain counted once. */
export function worthOf({ late, sentAway }: Pick<Difference, 'late' | 'sentAway'>): number {
  return late + sentAway
}
