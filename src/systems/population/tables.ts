export interface PersonRow {
  identity_number: string
  full_name: string
  state: 'living' | 'deceased'
  /** Request that made or changed it. */
  request_no: string
}

/** Whom the civil-status system told of; everybody else is there too, and taken at their word. */
export const populationTables = `
  CREATE TABLE IF NOT EXISTS person (
    identity_number TEXT PRIMARY KEY,
    full_name TEXT NOT NULL,
    state TEXT NOT NULL,
    request_no TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS person_request ON person (request_no);
  CREATE TABLE IF NOT EXISTS person_number (
    prefix TEXT PRIMARY KEY,
    last BIGINT NOT NULL
  ){keyed};
`
