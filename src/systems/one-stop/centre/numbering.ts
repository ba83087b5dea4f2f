import { formatDate } from '../../../calendar/index.ts'
import type { Tx } from '../../core/store.ts'

/**
 * Who numbers: all sites of a centre from one sequence, or, while they can't reach each other, each on its own. The
 * second site goes on from where the shared sequence stood, and so does the main one: their numbers collide.
 */
export type Numbering = 'shared' | 'main-apart' | 'second-apart'

const FIRST = 'INSERT INTO day_sequence (agency, day, name, last) VALUES'
const NEXT = `${FIRST} (?, ?, ?, 1)
  ON CONFLICT (agency, day, name) DO UPDATE SET last = day_sequence.last + 1 RETURNING last`
/** Beyond what the second site gave while it was apart: what collided then stays, but nothing more collides. */
const NEXT_SHARED = `${FIRST} (?, ?, 'dossier', 1)
  ON CONFLICT (agency, day, name) DO UPDATE SET last = 1 + CASE
    WHEN COALESCE((SELECT s.last FROM day_sequence s WHERE s.agency = ? AND s.day = ? AND s.name = 'dossier-2'), 0)
      > day_sequence.last
    THEN (SELECT s.last FROM day_sequence s WHERE s.agency = ? AND s.day = ? AND s.name = 'dossier-2')
    ELSE day_sequence.last END
  RETURNING last`
const NEXT_OF_SECOND = `${FIRST} (?, ?, 'dossier-2', 1 + COALESCE(
    (SELECT s.last FROM day_sequence s WHERE s.agency = ? AND s.day = ? AND s.name = 'dossier'), 0))
  ON CONFLICT (agency, day, name) DO UPDATE SET last = day_sequence.last + 1 RETURNING last`

/** `<organisationId>-YYMMDD-NNNN`, one sequence a centre and day; a fifth digit appears after 9,999. */
export async function nextDossierNo(tx: Tx, agency: string, atMs: number, numbering: Numbering): Promise<string> {
  const day = dayOf(atMs)
  const row = await tx.get<{ last: number }>(...statementFor(numbering, agency, day))
  return `${agency}-${day}-${String(row?.last ?? 0).padStart(4, '0')}`
}

/** Number of the next ticket of the queue, from 1 each day. */
export async function nextTicketNo(tx: Tx, agency: string, atMs: number): Promise<number> {
  const row = await tx.get<{ last: number }>(NEXT, agency, dayOf(atMs), 'ticket')
  return row?.last ?? 0
}

/** YYMMDD in Vietnam. */
export function dayOf(atMs: number): string {
  const date = formatDate(atMs)
  return date.slice(2, 4) + date.slice(5, 7) + date.slice(8, 10)
}

function statementFor(numbering: Numbering, agency: string, day: string): [string, ...string[]] {
  switch (numbering) {
    case 'shared':
      return [NEXT_SHARED, agency, day, agency, day, agency, day]
    case 'main-apart':
      return [NEXT, agency, day, 'dossier']
    case 'second-apart':
      return [NEXT_OF_SECOND, agency, day, agency, day]
  }
}
