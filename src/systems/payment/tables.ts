/** The payment gateway's own tables. Times are epoch ms; null where there is nothing yet. */
export const paymentTables = `
  CREATE TABLE IF NOT EXISTS payment (
    code TEXT PRIMARY KEY,
    uid TEXT NOT NULL,
    dossier_no TEXT NOT NULL,
    service_group TEXT NOT NULL,
    service_code TEXT NOT NULL,
    agency TEXT NOT NULL,
    payer TEXT NOT NULL,
    account TEXT NOT NULL,
    fees TEXT NOT NULL,
    amount_vnd BIGINT NOT NULL,
    requested_at BIGINT NOT NULL,
    paid_at BIGINT,
    paid_day TEXT,
    calls_back BIGINT NOT NULL
  ) {keyed};
  CREATE INDEX IF NOT EXISTS payment_by_dossier ON payment (uid, code);
  CREATE INDEX IF NOT EXISTS payment_by_day ON payment (paid_day, code);
  CREATE TABLE IF NOT EXISTS payment_number (
    day TEXT PRIMARY KEY,
    last BIGINT NOT NULL
  ) {keyed};
`

/** A row of `payment`. */
export interface PaymentRow {
  /** MaTraCuuTT. */
  code: string
  uid: string
  /** '' before the one-stop centre has given one. */
  dossier_no: string
  /** MaDVC; '' where none was given. */
  service_group: string
  service_code: string
  agency: string
  payer: string
  account: string
  /** JSON list of PhiLePhi items. */
  fees: string
  amount_vnd: number
  requested_at: number
  paid_at: number | null
  /** yyyyMMdd in Vietnam. */
  paid_day: string | null
  /** Call-backs that were written, without those that a fault lost. */
  calls_back: number
}

/** Columns in the order of the table: for inserts. */
export const paymentColumns = [
  'code',
  'uid',
  'dossier_no',
  'service_group',
  'service_code',
  'agency',
  'payer',
  'account',
  'fees',
  'amount_vnd',
  'requested_at',
  'paid_at',
  'paid_day',
  'calls_back',
] as const satisfies readonly (keyof PaymentRow)[]
