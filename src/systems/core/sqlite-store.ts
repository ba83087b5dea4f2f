import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { inSqlite } from './dialect.ts'
import type { Key, Maybe, Store, Tx, Value } from './store.ts'

/** Writes that share one commit; more of them would keep callers waiting for each other. */
const LARGEST_GROUP = 256
/** A write-ahead log of some 16 MiB before it is copied into the file. */
const CHECKPOINT_PAGES = 4000
const BUSY_TIMEOUT_MS = 5000

interface Write {
  readonly work: (tx: Tx) => unknown
  readonly resolve: (result: never) => void
  readonly reject: (error: unknown) => void
}

/**
 * SQLite in this process: write-ahead log, one connection that writes and one that reads what is committed. Writes that
 * wait in one turn of the loop share one transaction; their callers hear of it after its commit. A crash of the machine may lose the last commits, a crash of the process none.
 */
export class SqliteStore implements Store {
  readonly kind = 'sqlite'
  readonly #writer: Connection
  readonly #reader: Connection
  #waiting: Write[] = []
  #flushing: Promise<void> | undefined
  #closed = false

  readonly #onCommit: () => void

  /**
   * @param tables SQL that makes the tables where they are not there
   * @param onCommit called after each commit
   */
  constructor(path: string, tables: string, onCommit: () => void = () => {}) {
    this.#onCommit = onCommit
    this.#writer = new Connection(path)
    try {
      this.#writer.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
        PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA temp_store = MEMORY`)
      this.#writer.exec(inSqlite(tables))
      this.#reader = new Connection(path)
    } catch (error) {
      this.#writer.close()
      throw error
    }
  }

  get<R extends object>(sql: string, ...values: readonly Value[]): R | undefined {
    return this.#reader.get(sql, ...values)
  }

  all<R extends object>(sql: string, ...values: readonly Value[]): R[] {
    return this.#reader.all(sql, ...values)
  }

  write<T>(_key: Key, work: (tx: Tx) => Maybe<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the database is closed'))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Write['resolve'], reject })
      this.#flushing ??= new Promise((done) => setImmediate(() => void this.#flush().then(done)))
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#flushing
    this.#reader.close()
    this.#writer.close()
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, LARGEST_GROUP)
      await this.#commit(group)
      // Calls that have come meanwhile are read before the next group, so that they can join it.
      if (this.#waiting.length > 0) await new Promise((resolve) => setImmediate(resolve))
    }
    this.#flushing = undefined
  }

  async #commit(group: readonly Write[]): Promise<void> {
    const results: unknown[] = []
    try {
      this.#writer.run('BEGIN IMMEDIATE')
      for (const { work } of group) {
        const given = work(this.#writer)
        results.push(given instanceof Promise ? await given : given)
      }
      this.#writer.run('COMMIT')
    } catch (error) {
      // A full disk has ended the transaction already.
      if (this.#writer.isInTransaction) this.#writer.run('ROLLBACK')
      const [only, ...others] = group
      // One of them fails, so each is done again in a transaction of its own: that costs time only where one does.
      if (others.length > 0) for (const write of group) await this.#commit([write])
      else only?.reject(error)
      return
    }
    this.#onCommit()
    for (const [index, { resolve }] of group.entries()) resolve(results[index] as never)
  }
}

/** A connection with its prepared statements, one for each SQL text. */
class Connection implements Tx {
  readonly #sqlite: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(path: string) {
    this.#sqlite = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
  }

  get isInTransaction(): boolean {
    return this.#sqlite.isTransaction
  }

  exec(sql: string): void {
    this.#sqlite.exec(sql)
  }

  get<R extends object>(sql: string, ...values: readonly Value[]): R | undefined {
    return this.#prepared(sql).get(...values) as R | undefined
  }

  all<R extends object>(sql: string, ...values: readonly Value[]): R[] {
    return this.#prepared(sql).all(...values) as R[]
  }

  run(sql: string, ...values: readonly Value[]): number {
    return Number(this.#prepared(sql).run(...values).changes)
  }

  close(): void {
    this.#sqlite.close()
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#sqlite.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}
