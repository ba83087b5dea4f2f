import pg from 'pg'
import { keyOf } from '../../chance/index.ts'
import { inPostgres, numbered } from './dialect.ts'
import { type Key, type Maybe, type Store, StoreAway, type Tx, UnstorableText, type Value } from './store.ts'

const CONNECTIONS = 12
const CONNECT_TIMEOUT_MS = 5000
/** Deadlocks and serialisation failures end a transaction through no fault of its own. */
const ATTEMPTS = 8
const TO_BE_REPEATED = new Set(['40001', '40P01'])
const UNSTORABLE = new Set(['22021', '22P05'])
/** The server goes down, comes up, or has no connection left; class 08 is the connection itself. */
const AWAY = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT)$/

const INT8 = 20
const NUMERIC = 1700
const types = {
  // What is stored fits a double; PostgreSQL counts in int8 and sums in numeric.
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

interface Statement {
  readonly name: string
  readonly text: string
}

/** A schema of a PostgreSQL server: transactions over a pool, writes with a key in common in turn by advisory locks. */
export class PostgresStore implements Store {
  readonly kind = 'postgres'
  readonly #pool: pg.Pool
  readonly #schemaKey: number
  readonly #statements = new Map<string, Statement>()
  readonly #underWay = new Set<Promise<unknown>>()
  #closed = false

  readonly #onCommit: () => void

  private constructor(pool: pg.Pool, schema: string, onCommit: () => void) {
    this.#pool = pool
    this.#onCommit = onCommit
    this.#schemaKey = keyOf(schema) | 0
  }

  /**
   * Makes the schema and its tables where they are not there.
   * @param url as postgres://user:password@host:port/database
   * @param schema letters, digits and underscores only
   * @param onCommit called after each commit
   */
  static async open(
    url: string,
    schema: string,
    tables: string,
    onCommit: () => void = () => {},
  ): Promise<PostgresStore> {
    if (!/^[a-z][a-z0-9_]*$/.test(schema)) throw new RangeError(`"${schema}" is no name of a schema`)
    const pool = new pg.Pool({
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      options: `-c search_path=${schema} -c client_min_messages=warning`,
      types,
    })
    // A connection that dies while nobody uses it is replaced by the pool.
    pool.on('error', () => {})
    try {
      await pool.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
      await pool.query(inPostgres(tables))
    } catch (error) {
      await pool.end()
      throw error
    }
    return new PostgresStore(pool, schema, onCommit)
  }

  async get<R extends object>(sql: string, ...values: readonly Value[]): Promise<R | undefined> {
    return (await this.all<R>(sql, ...values))[0]
  }

  async all<R extends object>(sql: string, ...values: readonly Value[]): Promise<R[]> {
    try {
      return (await this.#pool.query({ ...this.#statement(sql), values: [...values] })).rows as R[]
    } catch (error) {
      throw translated(error)
    }
  }

  async write<T>(key: Key, work: (tx: Tx) => Maybe<T>): Promise<T> {
    if (this.#closed) throw new Error('the database is closed')
    const written = this.#write(key, work)
    this.#underWay.add(written)
    try {
      return await written
    } finally {
      this.#underWay.delete(written)
    }
  }

  async #write<T>(key: Key, work: (tx: Tx) => Maybe<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(this.#locks(key), work)
      } catch (error) {
        if (attempt < ATTEMPTS && TO_BE_REPEATED.has(codeOf(error))) continue
        throw translated(error)
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled(this.#underWay)
    await this.#pool.end()
  }

  async #attempt<T>(locks: string, work: (tx: Tx) => Maybe<T>): Promise<T> {
    const client = await this.#pool.connect()
    let broken: Error | undefined
    const onError = (error: Error): void => {
      broken = error
    }
    client.on('error', onError)
    try {
      await client.query(`BEGIN; ${locks}`)
      try {
        const result = await work(this.#tx(client))
        await client.query('COMMIT')
        this.#onCommit()
        return result
      } catch (error) {
        // A connection that can't even roll back is thrown away; the server rolls back by itself.
        await client.query('ROLLBACK').catch((failure: Error) => {
          broken = failure
        })
        throw error
      }
    } finally {
      client.off('error', onError)
      client.release(broken)
    }
  }

  #tx(client: pg.PoolClient): Tx {
    const ask = (sql: string, values: readonly Value[]) =>
      client.query({ ...this.#statement(sql), values: [...values] })
    return {
      get: async <R extends object>(sql: string, ...values: readonly Value[]) =>
        (await ask(sql, values)).rows[0] as R | undefined,
      all: async <R extends object>(sql: string, ...values: readonly Value[]) => (await ask(sql, values)).rows as R[],
      run: async (sql, ...values) => (await ask(sql, values)).rowCount ?? 0,
    }
  }

  /** Takes the locks in one order everywhere, so that two writes can't wait for each other. The numbers are hashes. */
  #locks(key: Key): string {
    const hashes = [...new Set((typeof key === 'string' ? [key] : key).map((each) => keyOf(each) | 0))]
    if (hashes.length === 0) return ''
    const locks = hashes.toSorted((a, b) => a - b).map((hash) => `pg_advisory_xact_lock(${this.#schemaKey}, ${hash})`)
    return `SELECT ${locks.join(', ')}`
  }

  #statement(sql: string): Statement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = { name: `s${this.#statements.size}`, text: numbered(sql) }
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function translated(error: unknown): unknown {
  const code = codeOf(error)
  if (UNSTORABLE.has(code)) return new UnstorableText('the database can’t hold this text', { cause: error })
  const isAway =
    AWAY.test(code) || (error instanceof Error && /Connection terminated|timeout exceeded/.test(error.message))
  return isAway ? new StoreAway('the database can’t be reached', { cause: error }) : error
}
