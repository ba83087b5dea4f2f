import { formatDate } from '../../../calendar/index.ts'
import type { Tx } from '../../core/store.ts'

/**
 * From which sequence a number is taken. All sites of a centre share one, unless they can't reach each other: then each
 * goes on by itself from where the shared one stood, and their numbers collide.
 */
export type Numbering =
  | { readonly kind: 'shared' }
  /** `since` names what parted them: what they gave apart before is another story. */
  | { readonly kind: 'apart'; readonly since: string; readonly isSecondSite: boolean }

const SHARED = 'dossier'
const TICKET = 'ticket'
const INSERT = 'INSERT INTO day_sequence (agency, day, name, last) VALUES'

const NEXT = `${INSERT} (?, ?, ?, 1)
  ON CONFLICT (agency, day, name) DO UPDATE SET last = day_sequence.last + 1 RETURNING last`

/** Beyond what a second site gave while it was apart: what collided then stays, but nothing more collides. */
const LAST_APART = `COALESCE(
  (SELECT max(s.last) FROM day_sequence s WHERE s.agency = ? AND s.day = ? AND s.name LIKE 'apart %'), 0)`
const NEXT_SHARED = `${INSERT} (?, ?, '${SHARED}', 1 + ${LAST_APART})
  ON CONFLICT (agency, day, name) DO UPDATE SET last = 1 +
    CASE WHEN ${LAST_APART} > day_sequence.last THEN ${LAST_APART} ELSE day_sequence.last END
  RETURNING last`

/** Where the second site goes on from: where the shared sequence stood when the first number was given apart. */
const PART = `${INSERT} (?, ?, ?, COALESCE(
    (SELECT s.last FROM day_sequence s WHERE s.agency = ? AND s.day = ? AND s.name = '${SHARED}'), 0))
  ON CONFLICT (agency, day, name) DO NOTHING`

/** `<organisationId>-YYMMDD-NNNN`, one sequence a centre and day; a fifth digit appears after 9,999. */
export async function nextDossierNo(tx: Tx, agency: string, atMs: number, numbering: Numbering): Promise<string> {
  const day = dayOf(atMs)
  const last = await (numbering.kind === 'shared'
    ? lastOf(tx, NEXT_SHARED, agency, day, agency, day, agency, day, agency, day)
    : nextApart(tx, agency, day, numbering))
  return `${agency}-${day}-${String(last).padStart(4, '0')}`
}

/** Number of the next ticket of the queue, from 1 each day. */
export function nextTicketNo(tx: Tx, agency: string, atMs: number): Promise<number> {
  return lastOf(tx, NEXT, agency, dayOf(atMs), TICKET)
}

/** YYMMDD in Vietnam. */
export function dayOf(atMs: number): string {
  const date = formatDate(atMs)
  return date.slice(2, 4) + date.slice(5, 7) + date.slice(8, 10)
}

type Apart = Extract<Numbering, { kind: 'apart' }>

async function nextApart(tx: Tx, agency: string, day: string, { since, isSecondSite }: Apart): Promise<number> {
  const name = `apart ${since}`
  await tx.run(PART, agency, day, name, agency, day)
  return lastOf(tx, NEXT, agency, day, isSecondSite ? name : SHARED)
}

async function lastOf(tx: Tx, sql: string, ...values: readonly string[]): Promise<number> {
  const row = await tx.get<{ last: number }>(sql, ...values)
  if (!row) throw new Error('a sequence gave no number')
  return row.last
}
