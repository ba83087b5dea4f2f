/** States of a record. */
export const recordStates = ['transferred', 'entered', 'approved', 'signed', 'discarded'] as const
export type RecordState = (typeof recordStates)[number]

export interface RecordRow {
  id: number
  request_no: string
  kind: string
  unit: string
  /** JSON of a Declaration. */
  declaration: string
  applicant_id_no: string
  full_name: string
  state: RecordState
  /** transfer, desk or help-desk. */
  origin: string
  /** Scenario time from which it can be seen. */
  arrived: number
  entered_by: string
  approved_by: string
  signed_by: string
  signed_at: number | null
  registration_no: string
  /** Given by the population database. */
  personal_no: string
}

export interface LegRow {
  reference: string
  system: string
  state: string
  result_no: string
  reason: string
  sequence: number
}

/** Registers, their numbers, extracts, and how the legs of linked procedures stand. */
export const civilStatusTables = `
  CREATE TABLE IF NOT EXISTS record (
    id {serial},
    request_no TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    declaration TEXT NOT NULL,
    applicant_id_no TEXT NOT NULL,
    full_name TEXT NOT NULL,
    state TEXT NOT NULL,
    origin TEXT NOT NULL,
    arrived BIGINT NOT NULL,
    entered_by TEXT NOT NULL DEFAULT '',
    approved_by TEXT NOT NULL DEFAULT '',
    signed_by TEXT NOT NULL DEFAULT '',
    signed_at BIGINT,
    registration_no TEXT NOT NULL DEFAULT '',
    personal_no TEXT NOT NULL DEFAULT ''
  );
  CREATE INDEX IF NOT EXISTS record_request ON record (request_no);
  CREATE INDEX IF NOT EXISTS record_kind ON record (kind, id);
  CREATE INDEX IF NOT EXISTS record_applicant ON record (applicant_id_no);
  CREATE TABLE IF NOT EXISTS register_number (
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (unit, kind, year)
  ){keyed};
  CREATE TABLE IF NOT EXISTS extract (
    id {serial},
    request_no TEXT NOT NULL,
    search_key TEXT NOT NULL,
    copies BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    issued_by TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS leg (
    reference TEXT NOT NULL,
    system TEXT NOT NULL,
    state TEXT NOT NULL,
    result_no TEXT NOT NULL,
    reason TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    PRIMARY KEY (reference, system)
  ){keyed};
`
