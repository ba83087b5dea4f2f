import { formatDate } from '../../calendar/index.ts'
import type { Centres } from '../core/centres.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import { changingColumns, type DossierRow, insertedColumns } from './tables.ts'

/** What a commune hands over. */
export interface HandedOver {
  readonly referenceUid: string
  readonly serviceCode: string
  readonly govAgencyCode: string
  readonly applicantName: string
  readonly applicantIdType: string
  readonly applicantIdNo: string
  readonly documents: readonly string[]
}

const FIND = 'SELECT * FROM dossier WHERE uid = ?'
const INSERT = `INSERT INTO dossier (${insertedColumns.join(', ')})
  VALUES (${insertedColumns.map(() => '?').join(', ')}) RETURNING dossier_id`
const UPDATE = `UPDATE dossier SET ${changingColumns.map((column) => `${column} = ?`).join(', ')} WHERE dossier_id = ?`
const NEXT = `INSERT INTO day_sequence (province, day, last) VALUES (?, ?, 1)
  ON CONFLICT (province, day) DO UPDATE SET last = day_sequence.last + 1 RETURNING last`

export function find(reader: Reader, uid: string): Maybe<DossierRow | undefined> {
  return reader.get<DossierRow>(FIND, uid)
}

/** Makes the row of a dossier that has not arrived at the department. */
export async function insert(tx: Tx, given: HandedOver, atMs: number): Promise<DossierRow> {
  const row: Omit<DossierRow, 'dossier_id'> = {
    uid: given.referenceUid,
    agency: given.govAgencyCode,
    service_code: given.serviceCode,
    applicant_name: given.applicantName,
    applicant_id_type: given.applicantIdType,
    applicant_id_no: given.applicantIdNo,
    documents: JSON.stringify(given.documents),
    missing: '[]',
    by_hand: 0,
    state: 1,
    sequence: 0,
    told_state: 1,
    told_sequence: 0,
    dossier_no: null,
    submit_at: atMs,
    receive_at: null,
    due_at: null,
    stopped_at: null,
    release_at: null,
    finish_at: null,
    decision: '',
    note: '',
  }
  const made = await tx.get<{ dossier_id: number }>(INSERT, ...insertedColumns.map((column) => row[column]))
  return { ...row, dossier_id: made?.dossier_id ?? 0 }
}

export async function save(tx: Tx, row: DossierRow): Promise<void> {
  await tx.run(UPDATE, ...changingColumns.map((column) => row[column]), row.dossier_id)
}

/** The department receives a dossier: number, date, limit. */
export async function receive(tx: Tx, row: DossierRow, centres: Centres, atMs: number): Promise<void> {
  row.state = 2
  row.dossier_no = await nextNumber(tx, provinceOf(row.agency), atMs)
  row.receive_at = atMs
  row.due_at = centres.dueAfterReception(row.service_code, atMs) ?? null
}

/** Organisation id of the province of a commune: 000.00.53.H48 belongs to 000.00.00.H48. */
export function provinceOf(agency: string): string {
  return `000.00.00.${agency.slice(agency.lastIndexOf('.') + 1)}`
}

async function nextNumber(tx: Tx, province: string, atMs: number): Promise<string> {
  const date = formatDate(atMs)
  const day = date.slice(2, 4) + date.slice(5, 7) + date.slice(8, 10)
  const row = await tx.get<{ last: number }>(NEXT, province, day)
  return `${province}-${day}-${String(row?.last ?? 0).padStart(4, '0')}`
}
