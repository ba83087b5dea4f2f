import type { Maybe, Reader, Tx } from '../core/store.ts'
import type { DocumentRow } from './tables.ts'

const FIND = 'SELECT * FROM document WHERE uid = ?'
const FIND_EXCHANGED =
  'SELECT * FROM document WHERE exchange_id = ? AND organ = ? AND direction = ? ORDER BY uid LIMIT 1'
const INSERT = `INSERT INTO document (uid, direction, organ, state, subject, searchable, exchange_id, sender, code_notation,
  register_no, copies, details, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const UPDATE = `UPDATE document SET state = ?, subject = ?, searchable = ?, code_notation = ?, register_no = ?, copies = ?,
  details = ?, changed_at = ? WHERE uid = ?`
const NEXT_STEP = `INSERT INTO step (uid, sequence, action, done_by, at, note)
  SELECT CAST(? AS TEXT), coalesce(max(sequence), 0) + 1, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS TEXT)
  FROM step WHERE uid = ?`
const NEXT_NUMBER = `INSERT INTO book (name, last) VALUES (?, 1)
  ON CONFLICT (name) DO UPDATE SET last = book.last + 1 RETURNING last`

/** Who does something when, in scenario time; `id` names the call. */
export interface Doing {
  readonly operation: string
  readonly id: string
  readonly atMs: number
  readonly by: string
}

/** The rows of documents, their history and their numbers. */
export const records = {
  find: (reader: Reader, uid: string): Maybe<DocumentRow | undefined> => reader.get<DocumentRow>(FIND, uid),

  /** The document of a unit that went over the exchange axis with an id. */
  findExchanged: (
    reader: Reader,
    exchangeId: string,
    organ: string,
    direction: DocumentRow['direction'],
  ): Maybe<DocumentRow | undefined> => reader.get<DocumentRow>(FIND_EXCHANGED, exchangeId, organ, direction),

  async insert(tx: Tx, row: DocumentRow, action: string, doing: Doing, note = ''): Promise<void> {
    await tx.run(
      INSERT,
      ...[row.uid, row.direction, row.organ, row.state, row.subject, searchable(row), row.exchange_id, row.sender],
      ...[row.code_notation, row.register_no, row.copies, row.details, row.created_at, row.changed_at],
    )
    await step(tx, row.uid, action, doing, note)
  },

  async update(tx: Tx, row: DocumentRow, action: string, doing: Doing, note = ''): Promise<void> {
    const { state, subject, code_notation, register_no, copies, details } = row
    await tx.run(
      UPDATE,
      ...[state, subject, searchable(row), code_notation, register_no, copies, details, doing.atMs, row.uid],
    )
    await step(tx, row.uid, action, doing, note)
  },

  /** The next number of a book, from 1. */
  async nextNumber(tx: Tx, book: string): Promise<number> {
    return (await tx.get<{ last: number }>(NEXT_NUMBER, book))?.last ?? 0
  },
}

async function step(tx: Tx, uid: string, action: string, { by, atMs }: Doing, note: string): Promise<void> {
  await tx.run(NEXT_STEP, uid, action, by, atMs, note, uid)
}

function searchable({ subject, code_notation, uid }: DocumentRow): string {
  return `${subject} ${code_notation} ${uid}`.normalize('NFC').toLowerCase()
}
