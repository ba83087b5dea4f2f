import { formatDate } from '../../calendar/index.ts'
import type { Centres } from '../core/centres.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import type { Declaration } from './messages.ts'
import { type Register, registerOf } from './registers.ts'
import type { RecordRow } from './tables.ts'

// A double that nobody weeded out stands behind the record that officials work on.
const FIND = `SELECT * FROM record WHERE request_no = ? AND state <> 'discarded' AND arrived <= ?
  ORDER BY CASE state WHEN 'transferred' THEN 1 ELSE 0 END, arrived, id LIMIT 1`
const DOUBLES =
  "SELECT count(*) AS n FROM record WHERE request_no = ? AND state <> 'discarded' AND arrived <= ? AND id <> ?"
const ADD = `INSERT INTO record
  (request_no, kind, unit, declaration, applicant_id_no, full_name, state, origin, arrived, entered_by)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`
const ENTER = `UPDATE record SET declaration = ?, kind = ?, applicant_id_no = ?, full_name = ?, state = 'entered',
  origin = CASE ? WHEN 'desk' THEN origin ELSE 'help-desk' END, entered_by = ? WHERE id = ? RETURNING *`
const APPROVE = "UPDATE record SET state = 'approved', approved_by = ? WHERE id = ? RETURNING *"
const SIGN = `UPDATE record SET state = 'signed', signed_by = ?, signed_at = ?, registration_no = ?
  WHERE id = ? RETURNING *`
const DISCARD = "UPDATE record SET state = 'discarded' WHERE id = ? RETURNING *"
const NUMBER = `INSERT INTO register_number (unit, kind, year, last) VALUES (?, ?, ?, 1)
  ON CONFLICT (unit, kind, year) DO UPDATE SET last = register_number.last + 1 RETURNING last`
const PERSONAL_NO = "UPDATE record SET personal_no = ? WHERE request_no = ? AND state = 'signed'"

/** A declaration with what the world knows about it. */
export interface Placed {
  readonly declaration: Declaration
  readonly unit: string
  readonly register: Register
}

/** Why a declaration belongs nowhere. */
export type Misplaced = 'unknown-agency' | 'unknown-procedure'

/** Finds the unit and the register of a declaration. */
export function placed(centres: Centres, declaration: Declaration): Placed | Misplaced {
  const centre = centres.ofOrganisation(declaration.govAgencyCode)
  if (!centre) return 'unknown-agency'
  const procedure = centres.procedure(declaration.serviceCode)
  if (!procedure) return 'unknown-procedure'
  return { declaration, unit: centre.code, register: registerOf(procedure.name) }
}

/** The records of the registers. */
export const records = {
  /** The record of a request, as it can be seen at a scenario time. */
  find: (reader: Reader, requestNo: string, atMs: number): Maybe<RecordRow | undefined> =>
    reader.get<RecordRow>(FIND, requestNo, atMs),

  /** How many others there are of the same request. */
  async doubles(reader: Reader, { request_no: requestNo, id }: RecordRow, atMs: number): Promise<number> {
    return (await reader.get<{ n: number }>(DOUBLES, requestNo, atMs, id))?.n ?? 0
  },

  /** Makes the record of what the portal handed over. @param arrivedMs from when on it can be seen */
  transferred: (tx: Tx, given: Placed, arrivedMs: number): Promise<RecordRow> =>
    add(tx, given, { state: 'transferred', origin: 'transfer', arrivedMs, by: '' }),

  /** Enters a record, or completes the one that is there. */
  async entered(
    tx: Tx,
    given: Placed,
    before: RecordRow | undefined,
    how: { readonly origin: 'desk' | 'help-desk'; readonly atMs: number; readonly by: string },
  ): Promise<RecordRow> {
    const { origin, atMs, by } = how
    if (!before) return add(tx, given, { state: 'entered', origin, arrivedMs: atMs, by })
    const { declaration, register } = given
    const { applicantIdNo, fullName } = declaration
    return one(
      await tx.get<RecordRow>(
        ENTER,
        JSON.stringify(declaration),
        register,
        applicantIdNo,
        fullName,
        origin,
        by,
        before.id,
      ),
    )
  },

  async approved(tx: Tx, { id }: RecordRow, by: string): Promise<RecordRow> {
    return one(await tx.get<RecordRow>(APPROVE, by, id))
  },

  /** Signs a record and gives it the next number of its register: 12/2025. */
  async signed(tx: Tx, row: RecordRow, by: string, atMs: number): Promise<RecordRow> {
    const year = Number(formatDate(atMs).slice(0, 4))
    const number = await tx.get<{ last: number }>(NUMBER, row.unit, row.kind, year)
    return one(await tx.get<RecordRow>(SIGN, by, atMs, `${number?.last}/${year}`, row.id))
  },

  async discarded(tx: Tx, { id }: RecordRow): Promise<RecordRow> {
    return one(await tx.get<RecordRow>(DISCARD, id))
  },

  numbered: (tx: Tx, requestNo: string, personalNo: string): Maybe<number> =>
    tx.run(PERSONAL_NO, personalNo, requestNo),
}

interface Making {
  readonly state: 'transferred' | 'entered'
  readonly origin: 'transfer' | 'desk' | 'help-desk'
  readonly arrivedMs: number
  readonly by: string
}

async function add(tx: Tx, given: Placed, { state, origin, arrivedMs, by }: Making): Promise<RecordRow> {
  const { declaration, unit, register } = given
  const { requestNo, applicantIdNo, fullName } = declaration
  const text = JSON.stringify(declaration)
  return one(
    await tx.get<RecordRow>(
      ADD,
      requestNo,
      register,
      unit,
      text,
      applicantIdNo,
      fullName,
      state,
      origin,
      arrivedMs,
      by,
    ),
  )
}

/** The row that an INSERT or UPDATE of an existing one returns. */
function one(row: RecordRow | undefined): RecordRow {
  if (!row) throw new Error('the record is gone')
  return row
}
