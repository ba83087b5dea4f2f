import type { Dialect } from '../../core/configuration.ts'
import type { Maybe, Reader } from '../../core/store.ts'
import type { DossierRow } from './tables.ts'

/** States in which something is to be done at the centre. */
export const todoStates: readonly number[] = [1, 2, 4, 9]

/** Which dossiers a list is of. */
export interface Wanted {
  readonly dialect: Dialect
  /** Organisation id of one unit; all that speak the dialect without. */
  readonly agency: string | undefined
  /** TrangThaiHoSo; all without. */
  readonly state: number | undefined
  /** Only those with which something is to be done. */
  readonly isTodo: boolean
  /** First place, from 0, and how many. */
  readonly start: number
  readonly length: number
}

export interface Page {
  readonly total: number
  readonly rows: readonly DossierRow[]
}

/** A part of a list, in the order in which the dossiers came. */
export async function listed(reader: Reader, wanted: Wanted): Promise<Page> {
  const conditions = [wanted.agency === undefined ? 'dialect = ?' : 'agency = ?']
  const values: (string | number)[] = [wanted.agency ?? wanted.dialect]
  // In the words of the index dossier_todo, or it is not used.
  if (wanted.isTodo) conditions.push('state IN (1, 2, 4, 9)')
  if (wanted.state !== undefined) {
    conditions.push('state = ?')
    values.push(wanted.state)
  }
  const where = `FROM dossier WHERE ${conditions.join(' AND ')}`
  const count = await reader.get<{ n: number }>(`SELECT count(*) AS n ${where}`, ...values)
  const rows = await reader.all<DossierRow>(
    `SELECT * ${where} ORDER BY dossier_id LIMIT ? OFFSET ?`,
    ...values,
    wanted.length,
    wanted.start,
  )
  return { total: count?.n ?? 0, rows }
}

/** Dossiers by uid or by number; a number that was given twice has several. */
export function withCode(reader: Reader, dialect: Dialect, code: string): Maybe<DossierRow[]> {
  return reader.all<DossierRow>(
    'SELECT * FROM dossier WHERE (uid = ? OR dossier_no = ?) AND dialect = ? ORDER BY dossier_id LIMIT 1000',
    code,
    code,
    dialect,
  )
}

/** Ids of the other dossiers that have the same number. */
export async function sameNumber(reader: Reader, { uid, dossier_no }: DossierRow): Promise<string[]> {
  if (dossier_no === null) return []
  const rows = await reader.all<{ uid: string }>(
    'SELECT uid FROM dossier WHERE dossier_no = ? AND uid <> ? ORDER BY dossier_id LIMIT 100',
    dossier_no,
    uid,
  )
  return rows.map((row) => row.uid)
}

/** A number that was given to more than one dossier. */
export interface Duplicate {
  readonly dossierNo: string
  readonly uids: readonly string[]
}

/** Every number of a unit that was given more than once. */
export async function duplicates(
  reader: Reader,
  agency: string,
  start: number,
  length: number,
): Promise<{ readonly total: number; readonly data: readonly Duplicate[] }> {
  const twice = `FROM dossier WHERE agency = ? AND dossier_no IS NOT NULL GROUP BY dossier_no HAVING count(*) > 1`
  const count = await reader.get<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT dossier_no ${twice}) AS twice`,
    agency,
  )
  const numbers = await reader.all<{ dossier_no: string }>(
    `SELECT dossier_no ${twice} ORDER BY dossier_no LIMIT ? OFFSET ?`,
    agency,
    length,
    start,
  )
  const data: Duplicate[] = []
  for (const { dossier_no } of numbers) {
    const rows = await reader.all<{ uid: string }>(
      'SELECT uid FROM dossier WHERE dossier_no = ? ORDER BY dossier_id LIMIT 100',
      dossier_no,
    )
    data.push({ dossierNo: dossier_no, uids: rows.map(({ uid }) => uid) })
  }
  return { total: count?.n ?? 0, data }
}
