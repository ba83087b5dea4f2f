/** The one-stop centre's own tables. Times are epoch ms; null where there is nothing yet. */
export const oneStopTables = `
  CREATE TABLE IF NOT EXISTS dossier (
    uid TEXT PRIMARY KEY,
    service_code TEXT NOT NULL,
    agency TEXT NOT NULL,
    applicant_name TEXT NOT NULL,
    applicant_id_type TEXT NOT NULL,
    applicant_id_no TEXT NOT NULL,
    documents TEXT NOT NULL,
    missing TEXT NOT NULL,
    via_postal BIGINT NOT NULL,
    online BIGINT NOT NULL,
    run TEXT NOT NULL,
    state BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    dossier_no TEXT,
    submit_at BIGINT NOT NULL,
    receive_at BIGINT,
    due_at BIGINT,
    stopped_at BIGINT,
    release_at BIGINT,
    finish_at BIGINT,
    note TEXT NOT NULL,
    draft_result TEXT
  ) {keyed};
  CREATE TABLE IF NOT EXISTS day_sequence (
    agency TEXT NOT NULL,
    day TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (agency, day)
  ) {keyed};
`

/** A row of `dossier`. */
export interface DossierRow {
  uid: string
  service_code: string
  /** Organisation id of the unit. */
  agency: string
  applicant_name: string
  applicant_id_type: string
  applicant_id_no: string
  /** JSON list of papers. */
  documents: string
  missing: string
  via_postal: number
  online: number
  run: string
  state: number
  sequence: number
  dossier_no: string | null
  submit_at: number
  receive_at: number | null
  due_at: number | null
  /** When the clock was stopped; null while it runs. */
  stopped_at: number | null
  /** Processing ended. */
  release_at: number | null
  /** The dossier's way ended. */
  finish_at: number | null
  note: string
  draft_result: string | null
}

/** Columns in the order of the table: for inserts. */
export const dossierColumns = [
  'uid',
  'service_code',
  'agency',
  'applicant_name',
  'applicant_id_type',
  'applicant_id_no',
  'documents',
  'missing',
  'via_postal',
  'online',
  'run',
  'state',
  'sequence',
  'dossier_no',
  'submit_at',
  'receive_at',
  'due_at',
  'stopped_at',
  'release_at',
  'finish_at',
  'note',
  'draft_result',
] as const satisfies readonly (keyof DossierRow)[]

/** Columns that an action may change. */
export const changingColumns = [
  'documents',
  'missing',
  'state',
  'sequence',
  'dossier_no',
  'receive_at',
  'due_at',
  'stopped_at',
  'release_at',
  'finish_at',
  'note',
  'draft_result',
] as const satisfies readonly (keyof DossierRow)[]
