/** What can be stored: text without NUL, a number (integers up to 2^53), bytes, or nothing. */
export type Value = string | number | null | Uint8Array

/** SQLite answers at once, PostgreSQL later: await it in either case. */
export type Maybe<T> = T | Promise<T>

/** Reads committed rows. Columns come as they are named in the SQL; R says which, and is not checked. */
export interface Reader {
  get<R extends object>(sql: string, ...values: readonly Value[]): Maybe<R | undefined>
  all<R extends object>(sql: string, ...values: readonly Value[]): Maybe<R[]>
}

/** Inside one transaction: reads also see what it has written itself. */
export interface Tx extends Reader {
  /** @returns how many rows were changed */
  run(sql: string, ...values: readonly Value[]): Maybe<number>
}

/**
 * What a transaction changes, as `dossier:30742-000123`. Writes with a key in common run one after the other; others
 * may run at once. Several keys where it changes several things.
 */
export type Key = string | readonly string[]

/**
 * A stand-in's own database: SQLite embedded, or a schema of PostgreSQL. One SQL text serves both:
 *
 * - placeholders are `?`; no value is ever written into the SQL text
 * - types TEXT, BIGINT, DOUBLE PRECISION; booleans are 0 and 1, JSON is TEXT, times are epoch ms
 * - `ON CONFLICT … DO UPDATE/NOTHING` and `RETURNING` as both have them; no `INSERT OR …`, no `rowid`, no date functions
 * - in table definitions: `{serial}` is the type of a key column that counts up and never comes again, `{bytes}` the type
 *   of bytes, `{keyed}` after the closing parenthesis says that rows live in the order of their primary key
 * - the tables `call`, `outbox`, `inbox` and `meta` are the core's
 */
export interface Store extends Reader {
  readonly kind: 'sqlite' | 'postgres'
  /**
   * Runs the work as one transaction and resolves once it is committed; when the work throws, nothing of it is written
   * and the error is passed on. The work awaits nothing but `tx`, and may be run again: it must change nothing outside.
   */
  write<T>(key: Key, work: (tx: Tx) => Maybe<T>): Promise<T>
  /** Resolves when every write begun is over. Further ones are refused. */
  close(): Promise<void>
}

/** A text that the database can't hold, such as one with a NUL: the caller's mistake, answered 400. */
export class UnstorableText extends Error {}

/** The database can't be reached; answered 503. */
export class StoreAway extends Error {}
