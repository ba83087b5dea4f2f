import type { Maybe, Reader, Tx } from '../core/store.ts'
import type { Direction, ExchangeRow } from './tables.ts'

const LAST = 'SELECT max(number) AS last FROM exchange WHERE uid = ? AND direction = ?'
const ADD = `INSERT INTO exchange (uid, direction, kind, number, sent_at, taken_at, copies, is_late)
  VALUES (?, ?, ?, ?, ?, ?, ?, 0)`
const LATER_TAKEN =
  'SELECT count(*) AS n FROM exchange WHERE uid = ? AND direction = ? AND number > ? AND taken_at IS NOT NULL'
const TAKE = `UPDATE exchange SET copies = copies + 1, taken_at = COALESCE(taken_at, ?),
    is_late = CASE WHEN taken_at IS NULL THEN ? ELSE is_late END
  WHERE uid = ? AND direction = ? AND number = ? RETURNING copies, is_late`
const OF_DOSSIER = 'SELECT * FROM exchange WHERE uid = ? ORDER BY exchange_id LIMIT 1000'

export interface Sent {
  readonly uid: string
  readonly direction: Direction
  readonly kind: string
  readonly atMs: number
}

/** Notes that something was sent. @returns its number, which counts what was sent of the dossier that way */
export async function noteSent(tx: Tx, { uid, direction, kind, atMs }: Sent): Promise<number> {
  const number = ((await tx.get<{ last: number | null }>(LAST, uid, direction))?.last ?? 0) + 1
  await tx.run(ADD, uid, direction, kind, number, atMs, null, 0)
  return number
}

/** Notes what came on another way than between the two sides: it is there as soon as it is sent. */
export async function noteCome(tx: Tx, { uid, direction, kind, atMs }: Sent): Promise<void> {
  const number = ((await tx.get<{ last: number | null }>(LAST, uid, direction))?.last ?? 0) + 1
  await tx.run(ADD, uid, direction, kind, number, atMs, atMs, 1)
}

export interface Arrival {
  /** Whether it had come before. */
  readonly isCopy: boolean
  /** Whether something that was sent after it was there before it. */
  readonly isLate: boolean
}

/** Notes that something arrived. */
export async function noteTaken(
  tx: Tx,
  { uid, direction, number, atMs }: { uid: string; direction: Direction; number: number; atMs: number },
): Promise<Arrival> {
  const later = await tx.get<{ n: number }>(LATER_TAKEN, uid, direction, number)
  const row = await tx.get<{ copies: number; is_late: number }>(
    TAKE,
    atMs,
    (later?.n ?? 0) > 0 ? 1 : 0,
    uid,
    direction,
    number,
  )
  return { isCopy: (row?.copies ?? 1) > 1, isLate: row?.is_late === 1 }
}

/** What was sent of a dossier, both ways, in the order in which it was sent. */
export function exchangesOf(reader: Reader, uid: string): Maybe<ExchangeRow[]> {
  return reader.all<ExchangeRow>(OF_DOSSIER, uid)
}
