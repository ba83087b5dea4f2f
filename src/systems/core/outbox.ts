import type { StandInName } from '../../schema/index.ts'
import type { Draft, Outgoing } from './messages.ts'
import type { Maybe, Store, Tx } from './store.ts'

/** A row of the outbox, oldest first by id. */
export interface OutboxRow {
  id: number
  receiver: StandInName
  kind: string
  subject: string
  /** JSON text. */
  body: string
  at: number
  unit: string
  call: string
}

const ADD = 'INSERT INTO outbox (receiver, kind, subject, body, at, unit, call) VALUES (?, ?, ?, ?, ?, ?, ?)'
const FIRST = 'SELECT * FROM outbox WHERE receiver = ? ORDER BY id LIMIT ?'
const NEXT = 'SELECT * FROM outbox WHERE receiver = ? AND id > ? ORDER BY id LIMIT ?'
/** By the number of subjects asked for, a power of two: so few statements that each is prepared once. */
const ofSubjects = (n: number) =>
  `SELECT * FROM outbox WHERE receiver = ? AND subject IN (${'?, '.repeat(n - 1)}?) ORDER BY id LIMIT ?`
const STRIKE = 'DELETE FROM outbox WHERE id = ?'
const PENDING = 'SELECT count(*) AS n FROM outbox'
const RECEIVERS = 'SELECT DISTINCT receiver FROM outbox ORDER BY receiver'

/** The table of messages that other stand-ins have not taken yet. */
export class OutboxTable {
  readonly #store: Store
  /** Names the database: message numbers of another one, however alike, are other messages. */
  readonly #name: string

  constructor(store: Store, name: string) {
    this.#store = store
    this.#name = name
  }

  /** Within the transaction of the change that it tells of. */
  add(tx: Tx, { to, kind, subject, body, atMs, unit = '', call = '' }: Draft): Maybe<number> {
    return tx.run(ADD, to, kind, subject, JSON.stringify(body), atMs, unit, call)
  }

  first(receiver: StandInName, limit: number): Maybe<OutboxRow[]> {
    return this.#store.all(FIRST, receiver, limit)
  }

  after(receiver: StandInName, id: number, limit: number): Maybe<OutboxRow[]> {
    return this.#store.all(NEXT, receiver, id, limit)
  }

  /** Messages about any of some subjects, oldest first. */
  ofSubjects(receiver: StandInName, subjects: readonly string[], limit: number): Maybe<OutboxRow[]> {
    const n = 2 ** Math.ceil(Math.log2(subjects.length))
    const last = subjects.at(-1) as string
    const asked = [...subjects, ...new Array<string>(n - subjects.length).fill(last)]
    return this.#store.all(ofSubjects(n), receiver, ...asked, limit)
  }

  strike(tx: Tx, id: number): Maybe<number> {
    return tx.run(STRIKE, id)
  }

  async pending(): Promise<number> {
    return (await this.#store.get<{ n: number }>(PENDING))?.n ?? 0
  }

  /** Who has not taken something yet. */
  async receivers(): Promise<StandInName[]> {
    return (await this.#store.all<{ receiver: StandInName }>(RECEIVERS)).map(({ receiver }) => receiver)
  }

  messageOf(from: StandInName, row: OutboxRow): Outgoing {
    return new RowMessage(`${this.#name}.${row.id}`, from, row)
  }
}

/** A message whose body is read only when somebody asks for it. */
class RowMessage implements Outgoing {
  readonly id: string
  readonly from: StandInName
  readonly #row: OutboxRow

  constructor(id: string, from: StandInName, row: OutboxRow) {
    this.id = id
    this.from = from
    this.#row = row
  }

  get kind(): string {
    return this.#row.kind
  }
  get subject(): string {
    return this.#row.subject
  }
  get unit(): string {
    return this.#row.unit
  }
  get text(): string {
    return this.#row.body
  }
  get body(): unknown {
    return JSON.parse(this.#row.body)
  }
  get atMs(): number {
    return this.#row.at
  }
  get call(): string {
    return this.#row.call
  }
}
