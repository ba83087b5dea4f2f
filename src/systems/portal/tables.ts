/** The portal's own tables. Times are epoch ms; null where there is nothing yet. */
export const portalTables = `
  CREATE TABLE IF NOT EXISTS dossier (
    uid TEXT PRIMARY KEY,
    service_code TEXT NOT NULL,
    service_name TEXT NOT NULL,
    agency TEXT NOT NULL,
    applicant_name TEXT NOT NULL,
    applicant_id_no TEXT NOT NULL,
    documents TEXT NOT NULL,
    channel BIGINT NOT NULL,
    run TEXT NOT NULL,
    state BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    refused_call TEXT NOT NULL,
    dossier_no TEXT,
    submit_at BIGINT NOT NULL,
    receive_at BIGINT,
    due_at BIGINT,
    release_at BIGINT,
    finish_at BIGINT
  ) {keyed};
  CREATE TABLE IF NOT EXISTS progress (
    uid TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    done_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    note TEXT NOT NULL,
    state BIGINT NOT NULL,
    PRIMARY KEY (uid, sequence)
  ) {keyed};
  CREATE INDEX IF NOT EXISTS dossier_by_no ON dossier (dossier_no);
  CREATE TABLE IF NOT EXISTS declaration (
    uid TEXT PRIMARY KEY,
    service_code TEXT NOT NULL,
    agency TEXT NOT NULL,
    applicant_name TEXT NOT NULL,
    applicant_id_no TEXT NOT NULL,
    form TEXT NOT NULL,
    declared_at BIGINT NOT NULL
  ) {keyed};
  CREATE TABLE IF NOT EXISTS attachment (
    hash TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    content {bytes} NOT NULL
  );
  CREATE TABLE IF NOT EXISTS attached (
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (uid, name)
  ) {keyed};
  CREATE TABLE IF NOT EXISTS notification (
    id {serial},
    citizen TEXT NOT NULL,
    uid TEXT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state BIGINT NOT NULL,
    dossier_no TEXT,
    due_at BIGINT,
    amount_vnd BIGINT,
    read_at BIGINT
  );
  CREATE INDEX IF NOT EXISTS notification_by_citizen ON notification (citizen, id);
  CREATE TABLE IF NOT EXISTS payment (
    code TEXT PRIMARY KEY,
    uid TEXT NOT NULL,
    amount_vnd BIGINT NOT NULL,
    paid_at BIGINT,
    heard_by TEXT,
    told BIGINT NOT NULL
  ) {keyed};
  CREATE INDEX IF NOT EXISTS payment_by_dossier ON payment (uid, code);
  CREATE TABLE IF NOT EXISTS login (
    state TEXT PRIMARY KEY,
    verifier TEXT NOT NULL,
    nonce TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    begun_at BIGINT NOT NULL
  ) {keyed};
`

/** A row of `dossier`. */
export interface DossierRow {
  uid: string
  service_code: string
  service_name: string
  /** Organisation id of the unit; '' when only its one-stop centre knows. */
  agency: string
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
  /** The last call of the citizen that the one-stop centre refused; '' when it refused none. */
  refused_call: string
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
  done_by: string
  at: number
  note: string
  state: number
}

/** Columns in the order of the table: for inserts. */
export const dossierColumns = [
  'uid',
  'service_code',
  'service_name',
  'agency',
  'applicant_name',
  'applicant_id_no',
  'documents',
  'channel',
  'run',
  'state',
  'sequence',
  'refused_call',
  'dossier_no',
  'submit_at',
  'receive_at',
  'due_at',
  'release_at',
  'finish_at',
] as const satisfies readonly (keyof DossierRow)[]
