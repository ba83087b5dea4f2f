/** The portal's own tables. Times are epoch ms; null where there is nothing yet. */
export const portalTables = `
  CREATE TABLE IF NOT EXISTS dossier (
    uid TEXT PRIMARY KEY,
    service_code TEXT NOT NULL,
    service_name TEXT NOT NULL,
    applicant_name TEXT NOT NULL,
    applicant_id_no TEXT NOT NULL,
    documents TEXT NOT NULL,
    channel INTEGER NOT NULL,
    run TEXT NOT NULL,
    state INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    dossier_no TEXT,
    submit_at INTEGER NOT NULL,
    receive_at INTEGER,
    due_at INTEGER,
    release_at INTEGER,
    finish_at INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS progress (
    uid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    note TEXT NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY (uid, sequence)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS outbox_dossier ON outbox (dossier);
`

/** A row of `dossier`. */
export interface DossierRow {
  uid: string
  service_code: string
  service_name: string
  applicant_name: string
  applicant_id_no: string
  /** JSON list of papers. */
  documents: string
  /** HinhThuc: 1 direct, 2 online, 3 public post. */
  channel: number
  run: string
  state: number
  /** Sequence number of the one-stop centre's change that this row shows; 0 before it has told any. */
  sequence: number
  /** Messages about this dossier that were written for the one-stop centre. */
  sent: number
  dossier_no: string | null
  submit_at: number
  receive_at: number | null
  due_at: number | null
  release_at: number | null
  finish_at: number | null
}

/** A row of `progress`. */
export interface ProgressRow {
  uid: string
  sequence: number
  by: string
  at: number
  note: string
  state: number
}

/** Columns in the order of the table: for inserts. */
export const dossierColumns = [
  'uid',
  'service_code',
  'service_name',
  'applicant_name',
  'applicant_id_no',
  'documents',
  'channel',
  'run',
  'state',
  'sequence',
  'sent',
  'dossier_no',
  'submit_at',
  'receive_at',
  'due_at',
  'release_at',
  'finish_at',
] as const satisfies readonly (keyof DossierRow)[]
