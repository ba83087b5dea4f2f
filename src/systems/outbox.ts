import type { StatementSync } from 'node:sqlite'
import type { Database } from './database.ts'

/** A message for the other system, oldest first by id. */
export interface OutboxRow {
  readonly id: number
  readonly kind: string
  readonly dossier: string
  /** Call that caused it; '' when none did. */
  readonly call: string
  readonly body: string
}

/** The table of messages that the other system has not taken yet. */
export class Outbox {
  readonly #add: StatementSync
  readonly #first: StatementSync
  readonly #ofDossier: StatementSync
  readonly #remove: StatementSync
  readonly #count: StatementSync

  constructor(database: Database) {
    const columns = 'id, kind, dossier, call, body'
    this.#add = database.prepare('INSERT INTO outbox (kind, dossier, call, body) VALUES (?, ?, ?, ?)')
    this.#first = database.prepare(`SELECT ${columns} FROM outbox ORDER BY id LIMIT ?`)
    this.#ofDossier = database.prepare(`SELECT ${columns} FROM outbox WHERE dossier = ? ORDER BY id`)
    this.#remove = database.prepare('DELETE FROM outbox WHERE id BETWEEN ? AND ?')
    this.#count = database.prepare('SELECT count(*) AS n FROM outbox')
  }

  /** To be called within the transaction of the change. */
  add(kind: string, dossier: string, call: string, body: string): void {
    this.#add.run(kind, dossier, call, body)
  }

  first(limit: number): OutboxRow[] {
    return this.#first.all(limit) as unknown as OutboxRow[]
  }

  ofDossier(uid: string): OutboxRow[] {
    return this.#ofDossier.all(uid) as unknown as OutboxRow[]
  }

  /** Removes messages by id, both ends included. */
  remove(fromId: number, toId: number): void {
    this.#remove.run(fromId, toId)
  }

  get isEmpty(): boolean {
    return this.first(1).length === 0
  }

  get pending(): number {
    return (this.#count.get() as { n: number }).n
  }
}

const SHORTEST_BACK_OFF_MS = 100
const LONGEST_BACK_OFF_MS = 2000
const DRAIN_POLL_MS = 10

export interface PumpOptions {
  /** Takes the oldest messages to the other system. Resolves to false, or rejects, when it did not take them. */
  readonly send: () => Promise<boolean>
  readonly outbox: Outbox
  /** How long new messages may gather before they are sent together, ms. */
  readonly gatherMs: number
}

/** Sends what is in the outbox in the background, in order, and tries again until it is taken. */
export class Pump {
  readonly #options: PumpOptions
  #timer: NodeJS.Timeout | undefined
  #sending: Promise<void> | undefined
  #backOffMs = 0
  #closed = false

  constructor(options: PumpOptions) {
    this.#options = options
  }

  /** There is something to send; it goes out after the gathering time, or after the back-off if the last try failed. */
  wake(): void {
    if (this.#timer || this.#sending || this.#closed) return
    this.#timer = setTimeout(() => void this.#run(), Math.max(this.#options.gatherMs, this.#backOffMs))
  }

  /** Sends now what there is; resolves when the outbox is empty or the time is over. */
  async drain(limitMs: number): Promise<void> {
    const endMs = performance.now() + limitMs
    this.#backOffMs = 0
    while (!this.#options.outbox.isEmpty && performance.now() < endMs && !this.#closed) {
      if (this.#backOffMs === 0) await this.#run()
      // The other system is away: its turn comes by the timer.
      else await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS))
    }
  }

  /** Stops sending; what is left stays in the table. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#sending
  }

  #run(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#sending ??= this.#sendOnce().finally(() => {
      this.#sending = undefined
      if (!this.#closed && !this.#options.outbox.isEmpty) this.wake()
    })
    return this.#sending
  }

  async #sendOnce(): Promise<void> {
    const taken = await this.#options.send().catch(() => false)
    this.#backOffMs = taken ? 0 : Math.min(Math.max(SHORTEST_BACK_OFF_MS, this.#backOffMs * 2), LONGEST_BACK_OFF_MS)
  }
}
