import type { Attachment, Organ } from './edxml/envelope.ts'
import type { State } from './states.ts'

/** Tables of document management. Times are epoch ms; `details` is JSON, see Details. */
export const documentTables = `
  CREATE TABLE IF NOT EXISTS document (
    uid TEXT PRIMARY KEY,
    direction TEXT NOT NULL,
    organ TEXT NOT NULL,
    state TEXT NOT NULL,
    subject TEXT NOT NULL,
    searchable TEXT NOT NULL,
    exchange_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    code_notation TEXT NOT NULL,
    register_no BIGINT NOT NULL,
    copies BIGINT NOT NULL,
    details TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
  ) {keyed};
  CREATE INDEX IF NOT EXISTS document_exchange ON document (exchange_id, organ, direction);
  CREATE INDEX IF NOT EXISTS document_organ ON document (organ, uid);
  CREATE TABLE IF NOT EXISTS step (
    uid TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    action TEXT NOT NULL,
    done_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (uid, sequence)
  ) {keyed};
  CREATE TABLE IF NOT EXISTS delivery (
    uid TEXT NOT NULL,
    organ TEXT NOT NULL,
    status TEXT NOT NULL,
    at BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (uid, organ)
  ) {keyed};
  CREATE TABLE IF NOT EXISTS book (
    name TEXT PRIMARY KEY,
    last BIGINT NOT NULL
  ) {keyed};
  CREATE TABLE IF NOT EXISTS edoc (
    id {serial},
    kind TEXT NOT NULL,
    document_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    receiver TEXT NOT NULL,
    status TEXT NOT NULL,
    at BIGINT NOT NULL,
    envelope TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS edoc_receiver ON edoc (receiver, kind, id);
`

export interface DocumentRow {
  uid: string
  direction: 'in' | 'out'
  /** Organisation id of the unit that has it. */
  organ: string
  state: State
  subject: string
  /** What the archive looks through: lower case. */
  searchable: string
  /** DocumentId of the exchange axis; '' where it never went over it. */
  exchange_id: string
  /** Organisation id of the agency it is from. */
  sender: string
  /** Number and notation, as 12/QĐ-UBND; '' before it has any. */
  code_notation: string
  /** Its number in the register of incoming or outgoing documents; 0 before it has one. */
  register_no: number
  /** How often it came over the exchange axis. */
  copies: number
  details: string
  created_at: number
  changed_at: number
}

/** What of a document is only shown. */
export interface Details {
  readonly documentType: string
  readonly content: string
  readonly from: Organ
  readonly to: readonly Organ[]
  /** yyyy/MM/dd; '' before it is issued. */
  readonly promulgationDate: string
  readonly dueDate: string
  readonly priority: number
  readonly assignee: string
  readonly result: string
  readonly signer: string
  readonly recall: '' | 'asked' | 'agreed' | 'refused'
  readonly attachments: readonly Attachment[]
}

export interface StepRow {
  sequence: number
  action: string
  done_by: string
  at: number
  note: string
}

export interface DeliveryRow {
  organ: string
  /** StatusCode of edXML; '' before the receiver has told any. */
  status: string
  at: number
  note: string
}

/** What came over the exchange axis for an agency: a document, or the status of one. */
export interface EdocRow {
  id: number
  kind: 'edoc' | 'status'
  document_id: string
  sender: string
  receiver: string
  /** StatusCode that the receiver gave it last; of a status, the code that it tells. */
  status: string
  at: number
  envelope: string
}
