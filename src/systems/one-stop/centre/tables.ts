import type { Dialect } from '../../core/configuration.ts'

/**
 * The one-stop centres' own tables. Times are epoch ms; null where there is nothing yet. The states of dossier_todo are
 * those of todoStates: a query is served by the index when it names them in the same words.
 */
export const centreTables = `
  CREATE TABLE IF NOT EXISTS dossier (
    dossier_id {serial},
    uid TEXT NOT NULL UNIQUE,
    dialect TEXT NOT NULL,
    agency TEXT NOT NULL,
    service_code TEXT NOT NULL,
    applicant_name TEXT NOT NULL,
    applicant_id_type TEXT NOT NULL,
    applicant_id_no TEXT NOT NULL,
    channel BIGINT NOT NULL,
    run TEXT NOT NULL,
    submit_at BIGINT NOT NULL,
    documents TEXT NOT NULL,
    missing TEXT NOT NULL,
    digitised TEXT NOT NULL,
    state BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    dossier_no TEXT,
    receive_at BIGINT,
    due_at BIGINT,
    first_due_at BIGINT,
    stopped_at BIGINT,
    release_at BIGINT,
    finish_at BIGINT,
    note TEXT NOT NULL,
    assignee TEXT,
    draft_result TEXT,
    amount_vnd BIGINT,
    paid_at BIGINT,
    payment_no TEXT,
    payment_calls BIGINT NOT NULL,
    province_no TEXT,
    province_state BIGINT,
    province_sequence BIGINT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS dossier_agency ON dossier (agency, dossier_id);
  CREATE INDEX IF NOT EXISTS dossier_todo ON dossier (agency, dossier_id) WHERE state IN (1, 2, 4, 9);
  CREATE INDEX IF NOT EXISTS dossier_number ON dossier (dossier_no) WHERE dossier_no IS NOT NULL;
  CREATE TABLE IF NOT EXISTS day_sequence (
    agency TEXT NOT NULL,
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (agency, day, name)
  ) {keyed};
  CREATE TABLE IF NOT EXISTS ticket (
    ticket_id {serial},
    agency TEXT NOT NULL,
    day TEXT NOT NULL,
    number BIGINT NOT NULL,
    service_code TEXT NOT NULL,
    holder TEXT NOT NULL,
    issue_at BIGINT NOT NULL
  );
`

/** A paper or result whose digitisation is known. kind: 0 paper handed in, 1 result; status: TrangThaiSoHoa. */
export interface Digitised {
  readonly document: string
  readonly kind: 0 | 1
  readonly status: 0 | 1 | 2 | 3
}

/** A row of `dossier`. */
export interface DossierRow {
  dossier_id: number
  /** referenceUid: the dossier's id in every system. */
  uid: string
  /** How its unit's centre is spoken to. */
  dialect: Dialect
  /** Organisation id of the unit. */
  agency: string
  service_code: string
  applicant_name: string
  applicant_id_type: string
  applicant_id_no: string
  /** KenhThucHien: 1 direct, 2 online, 3 public post. */
  channel: number
  run: string
  submit_at: number
  /** JSON list of papers. */
  documents: string
  missing: string
  /** JSON list of Digitised. */
  digitised: string
  state: number
  sequence: number
  dossier_no: string | null
  receive_at: number | null
  due_at: number | null
  /** The appointment that an apology replaced; null as long as there was none. */
  first_due_at: number | null
  /** When the clock was stopped; null while it runs. */
  stopped_at: number | null
  /** Processing ended. */
  release_at: number | null
  /** The dossier's way ended. */
  finish_at: number | null
  note: string
  assignee: string | null
  draft_result: string | null
  /** Demanded of the applicant, đồng. */
  amount_vnd: number | null
  paid_at: number | null
  payment_no: string | null
  /** How often payment was told of. */
  payment_calls: number
  /** What the province has told of the dossier: its number there, TrangThaiHoSo there, and which word was the last. */
  province_no: string | null
  province_state: number | null
  province_sequence: number
}

/** Columns that are given when a dossier is made and stay as they are. */
const lasting = [
  'uid',
  'dialect',
  'agency',
  'service_code',
  'applicant_name',
  'applicant_id_type',
  'applicant_id_no',
  'channel',
  'run',
  'submit_at',
] as const satisfies readonly (keyof DossierRow)[]

/** Columns that an action may change. */
export const changingColumns = [
  'documents',
  'missing',
  'digitised',
  'state',
  'sequence',
  'dossier_no',
  'receive_at',
  'due_at',
  'first_due_at',
  'stopped_at',
  'release_at',
  'finish_at',
  'note',
  'assignee',
  'draft_result',
  'amount_vnd',
  'paid_at',
  'payment_no',
  'payment_calls',
  'province_no',
  'province_state',
  'province_sequence',
] as const satisfies readonly (keyof DossierRow)[]

/** Columns of an insert. */
export const insertedColumns = [...lasting, ...changingColumns] as const

/** Papers of a column, in the order in which they came. */
export function papersOf(text: string): string[] {
  return JSON.parse(text) as string[]
}

/** What is known of the dossier's digitisation. */
export function digitisedOf({ digitised }: DossierRow): Digitised[] {
  return JSON.parse(digitised) as Digitised[]
}
