/**
 * Tables that every stand-in has. `call`: answers given, so that a repeated call has no second effect. `outbox`:
 * messages for other stand-ins, written in the transaction of the change that they tell of and struck out when taken.
 * `inbox`: messages taken in, with the reply; status 0 is held until its scenario time has come.
 */
export const coreTables = `
  CREATE TABLE IF NOT EXISTS call (
    id TEXT PRIMARY KEY,
    asked TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    more TEXT NOT NULL
  ) {keyed};
  CREATE TABLE IF NOT EXISTS outbox (
    id {serial},
    receiver TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    unit TEXT NOT NULL,
    call TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS outbox_subject ON outbox (receiver, subject, id);
  CREATE INDEX IF NOT EXISTS outbox_receiver ON outbox (receiver, id);
  CREATE TABLE IF NOT EXISTS inbox (
    id TEXT PRIMARY KEY,
    sender TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due BIGINT NOT NULL,
    ordered BIGINT NOT NULL,
    body TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    copies BIGINT NOT NULL
  ) {keyed};
  CREATE INDEX IF NOT EXISTS inbox_held ON inbox (due, id) WHERE status = 0;
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) {keyed};
`
