/** The province's own tables. Times are epoch ms; null where there is nothing yet. */
export const provinceTables = `
  CREATE TABLE IF NOT EXISTS dossier (
    dossier_id {serial},
    uid TEXT NOT NULL UNIQUE,
    agency TEXT NOT NULL,
    service_code TEXT NOT NULL,
    applicant_name TEXT NOT NULL,
    applicant_id_type TEXT NOT NULL,
    applicant_id_no TEXT NOT NULL,
    documents TEXT NOT NULL,
    missing TEXT NOT NULL,
    by_hand BIGINT NOT NULL,
    state BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    told_state BIGINT NOT NULL,
    told_sequence BIGINT NOT NULL,
    dossier_no TEXT,
    submit_at BIGINT NOT NULL,
    receive_at BIGINT,
    due_at BIGINT,
    stopped_at BIGINT,
    release_at BIGINT,
    finish_at BIGINT,
    decision TEXT NOT NULL,
    note TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS dossier_agency ON dossier (agency, dossier_id);
  CREATE INDEX IF NOT EXISTS dossier_to_decide ON dossier (dossier_id) WHERE state = 2;
  CREATE INDEX IF NOT EXISTS dossier_to_fetch ON dossier (agency, dossier_id) WHERE told_state IN (5, 9);
  CREATE TABLE IF NOT EXISTS exchange (
    exchange_id {serial},
    uid TEXT NOT NULL,
    direction TEXT NOT NULL,
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    taken_at BIGINT,
    copies BIGINT NOT NULL,
    is_late BIGINT NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS exchange_number ON exchange (uid, direction, number);
  CREATE TABLE IF NOT EXISTS day_sequence (
    province TEXT NOT NULL,
    day TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (province, day)
  ) {keyed};
`

/** A row of `dossier`. What the department knows and what the commune has been told are apart. */
export interface DossierRow {
  dossier_id: number
  uid: string
  /** Organisation id of the commune. */
  agency: string
  service_code: string
  applicant_name: string
  applicant_id_type: string
  applicant_id_no: string
  /** JSON lists of papers. */
  documents: string
  missing: string
  /** 1: an official typed it in at the province. */
  by_hand: number
  /** TrangThaiHoSo at the department; 1 as long as it has not arrived. */
  state: number
  /** How much the department has told the commune of it. */
  sequence: number
  /** TrangThaiHoSo as the commune has been told, and by which word of the department. */
  told_state: number
  told_sequence: number
  /** Its number at the province. */
  dossier_no: string | null
  submit_at: number
  receive_at: number | null
  due_at: number | null
  stopped_at: number | null
  release_at: number | null
  finish_at: number | null
  decision: Decision | ''
  note: string
}

export type Decision = 'approve' | 'refuse'

/** Which way something goes. */
export type Direction = 'to-province' | 'to-commune'

/** A row of `exchange`: something that was sent from one side to the other. */
export interface ExchangeRow {
  exchange_id: number
  uid: string
  direction: Direction
  kind: string
  /** Counts what was sent of a dossier that way. */
  number: number
  sent_at: number
  /** null: it has not arrived, and may never. */
  taken_at: number | null
  copies: number
  /** 1: something that was sent after it arrived before it. */
  is_late: number
}

const lasting = [
  'uid',
  'agency',
  'service_code',
  'applicant_name',
  'applicant_id_type',
  'applicant_id_no',
  'submit_at',
] as const satisfies readonly (keyof DossierRow)[]

/** Columns that change. */
export const changingColumns = [
  'documents',
  'missing',
  'by_hand',
  'state',
  'sequence',
  'told_state',
  'told_sequence',
  'dossier_no',
  'receive_at',
  'due_at',
  'stopped_at',
  'release_at',
  'finish_at',
  'decision',
  'note',
] as const satisfies readonly (keyof DossierRow)[]

export const insertedColumns = [...lasting, ...changingColumns] as const
