/** What the provider's library keeps, and the key with which it signs. Times are epoch s of the wall clock. */
export const identityTables = `
  CREATE TABLE IF NOT EXISTS record (
    model TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    uid TEXT,
    grant_id TEXT,
    expires_at BIGINT,
    PRIMARY KEY (model, id)
  ) {keyed};
  CREATE INDEX IF NOT EXISTS record_by_uid ON record (model, uid);
  CREATE INDEX IF NOT EXISTS record_by_grant ON record (grant_id);
  CREATE INDEX IF NOT EXISTS record_by_expiry ON record (expires_at);
  CREATE TABLE IF NOT EXISTS signing_key (
    id TEXT PRIMARY KEY,
    jwk TEXT NOT NULL
  ) {keyed};
  CREATE TABLE IF NOT EXISTS login (
    outcome TEXT PRIMARY KEY,
    times BIGINT NOT NULL
  ) {keyed};
`
