import type { Maybe, Reader, Tx } from '../core/store.ts'

const FIND = 'SELECT * FROM declaration WHERE uid = ?'
const KEEP =
  'INSERT INTO declaration (uid, service_code, agency, applicant_name, applicant_id_no, form, declared_at) ' +
  'VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uid) DO UPDATE SET service_code = excluded.service_code, ' +
  'agency = excluded.agency, applicant_name = excluded.applicant_name, applicant_id_no = excluded.applicant_id_no, ' +
  'form = excluded.form, declared_at = excluded.declared_at'

/** A row of `declaration`: an electronic form, filled in and perhaps not handed in yet. */
export interface DeclarationRow {
  uid: string
  service_code: string
  agency: string
  applicant_name: string
  applicant_id_no: string
  /** JSON: what was filled in, by the name of the field. */
  form: string
  declared_at: number
}

export const declarations = {
  find: (reader: Reader, uid: string): Maybe<DeclarationRow | undefined> => reader.get<DeclarationRow>(FIND, uid),

  /** Keeps a declaration; an earlier one of the same id is replaced. */
  keep: (tx: Tx, row: DeclarationRow): Maybe<number> =>
    tx.run(
      KEEP,
      row.uid,
      row.service_code,
      row.agency,
      row.applicant_name,
      row.applicant_id_no,
      row.form,
      row.declared_at,
    ),
}
