import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type Census, censusOf } from './core/census.ts'

/**
 * Tables that both stand-ins have. `outbox`: messages for the other system, written in the transaction of the change
 * that they tell of and removed when taken. `call`: answers already given, so that a repeated call has no second effect.
 */
const COMMON = `
  CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    dossier TEXT NOT NULL,
    call TEXT NOT NULL,
    body TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS call (
    id TEXT PRIMARY KEY,
    asked TEXT NOT NULL,
    status INTEGER NOT NULL,
    answer TEXT NOT NULL
  ) WITHOUT ROWID;
`

/** An answer already given to a call. */
export interface KeptAnswer {
  /** What was asked: the same call id with something else is a mistake of the caller. */
  readonly asked: string
  readonly status: number
  readonly answer: string
}

/** A stand-in's SQLite file: write-ahead log, one writer, every call one transaction. */
export class Database {
  readonly #sqlite: DatabaseSync
  readonly #begin: StatementSync
  readonly #commit: StatementSync
  readonly #rollback: StatementSync
  readonly #findAnswer: StatementSync
  readonly #keepAnswer: StatementSync
  readonly #page: StatementSync
  readonly #count: StatementSync

  /** @param tables SQL that makes the stand-in's own tables; one must be `dossier` with columns uid and state */
  constructor(path: string, tables: string) {
    this.#sqlite = new DatabaseSync(path, { timeout: 5000 })
    // NORMAL: a crash of the machine may lose the last commits, a crash of the process none.
    this.#sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000')
    this.#sqlite.exec(COMMON + tables)
    this.#begin = this.prepare('BEGIN IMMEDIATE')
    this.#commit = this.prepare('COMMIT')
    this.#rollback = this.prepare('ROLLBACK')
    this.#findAnswer = this.prepare('SELECT asked, status, answer FROM call WHERE id = ?')
    this.#keepAnswer = this.prepare(
      'INSERT INTO call (id, asked, status, answer) VALUES (?, ?, ?, ?) ' +
        'ON CONFLICT (id) DO UPDATE SET status = excluded.status, answer = excluded.answer',
    )
    this.#page = this.prepare('SELECT uid, state FROM dossier WHERE uid > ? ORDER BY uid LIMIT ?')
    this.#count = this.prepare('SELECT state, count(*) AS n FROM dossier GROUP BY state ORDER BY state')
  }

  prepare(sql: string): StatementSync {
    return this.#sqlite.prepare(sql)
  }

  /** Runs the work as one transaction: all of it is written, or, when it throws, none. */
  transaction<T>(work: () => T): T {
    this.#begin.run()
    try {
      const result = work()
      this.#commit.run()
      return result
    } catch (error) {
      this.#rollback.run()
      throw error
    }
  }

  answerTo(callId: string): KeptAnswer | undefined {
    // The statement selects exactly these columns.
    return this.#findAnswer.get(callId) as KeptAnswer | undefined
  }

  keepAnswer(callId: string, asked: string, status: number, answer: string): void {
    this.#keepAnswer.run(callId, asked, status, answer)
  }

  census(outboxPending: number): Census {
    const rows = this.#count.all() as unknown as { state: number; n: number }[]
    return { ...censusOf(Object.fromEntries(rows.map(({ state, n }) => [String(state), n]))), outboxPending }
  }

  /** Every dossier as a line `["uid",state]`, in pages, so that calls are served in between. */
  *dossierLines(): Generator<string> {
    const size = 1000
    let after = ''
    for (;;) {
      const rows = this.#page.all(after, size) as unknown as { uid: string; state: number }[]
      if (rows.length > 0) yield rows.map(({ uid, state }) => `${JSON.stringify([uid, state])}\n`).join('')
      const last = rows.at(-1)
      if (!last || rows.length < size) return
      after = last.uid
    }
  }

  close(): void {
    this.#sqlite.close()
  }
}
