import { conforms } from '../../schema/index.ts'
import type { Database } from '../database.ts'
import { Snapshot } from '../messages.ts'
import type { Outbox, OutboxRow } from '../outbox.ts'
import type { Peer } from '../peer.ts'
import { refused } from '../stand-in.ts'
import type { Dossiers } from './dossiers.ts'

/** Messages that the background looks at in one go. */
const BATCH = 200

/** Hands what citizens did online over to the one-stop centre: each dossier's messages in order, one at a time. */
export class HandOver {
  readonly #database: Database
  readonly #outbox: Outbox
  readonly #peer: Peer
  readonly #dossiers: Dossiers
  /** The hand-over under way of each dossier. */
  readonly #underWay = new Map<string, Promise<boolean>>()
  /** The last attempt got no answer: citizens need not wait for the next one to fail too. */
  #away = false

  constructor(parts: { database: Database; outbox: Outbox; peer: Peer; dossiers: Dossiers }) {
    this.#database = parts.database
    this.#outbox = parts.outbox
    this.#peer = parts.peer
    this.#dossiers = parts.dossiers
  }

  /**
   * Hands over now, before the citizen is answered, unless the one-stop centre is known to be away: then the
   * background will. Never rejects.
   * @returns whether nothing of the dossier is left to hand over
   */
  async now(uid: string): Promise<boolean> {
    return !this.#away && (await this.#deliver(uid))
  }

  /** The background's turn: the oldest messages. @returns whether the one-stop centre took them */
  async sendOldest(): Promise<boolean> {
    const uids = [...new Set(this.#outbox.first(BATCH).map((row) => row.dossier))]
    let all = true
    for (const uid of uids) {
      if (await this.#deliver(uid)) continue
      all = false
      if (this.#away) break
    }
    return all
  }

  /** Asks the one-stop centre for its word on a dossier, and follows it; what can't be asked stays as it is. */
  async refresh(uid: string): Promise<void> {
    const snapshot = await this.#ask(uid).catch(() => undefined)
    if (snapshot) this.#database.transaction(() => this.#dossiers.follow(snapshot))
  }

  #deliver(uid: string): Promise<boolean> {
    const before = this.#underWay.get(uid)
    const mine = (before ? before.then(() => this.#deliverAll(uid)) : this.#deliverAll(uid)).finally(() => {
      if (this.#underWay.get(uid) === mine) this.#underWay.delete(uid)
    })
    this.#underWay.set(uid, mine)
    return mine
  }

  async #deliverAll(uid: string): Promise<boolean> {
    for (const row of this.#outbox.ofDossier(uid)) {
      try {
        if (!(await this.#deliverOne(row))) return false
        this.#away = false
      } catch {
        this.#away = true
        return false
      }
    }
    return true
  }

  /** Rejects when the one-stop centre did not answer; false when it can't take the message now. */
  async #deliverOne(row: OutboxRow): Promise<boolean> {
    const { status, body } = await this.#peer.post('/o/rest/v2/dossiers/syncs', row.body)
    if (status === 200 && conforms(Snapshot, body)) {
      this.#settle(row, body, false)
      return true
    }
    if (status !== 400 && status !== 409 && status !== 422) return false
    // The one-stop centre was further on than the portal knew: its word counts, and the citizen is told.
    const snapshot = await this.#ask(row.dossier)
    if (!snapshot) return false
    this.#settle(row, snapshot, true)
    return true
  }

  #settle(row: OutboxRow, snapshot: Snapshot, isRefused: boolean): void {
    this.#database.transaction(() => {
      this.#outbox.remove(row.id, row.id)
      this.#dossiers.follow(snapshot, isRefused)
      const kept = this.#database.answerTo(row.call)
      const dossier = this.#dossiers.find(row.dossier)
      if (!kept || !dossier) return
      const said = isRefused
        ? refused(409, 'action-not-allowed', { state: dossier.state, action: row.kind })
        : { status: kept.status, body: this.#dossiers.answerOf(dossier) }
      this.#database.keepAnswer(row.call, kept.asked, said.status, said.body)
    })
  }

  async #ask(uid: string): Promise<Snapshot | undefined> {
    const { status, body } = await this.#peer.get(`/o/rest/v2/dossiers/syncs/${encodeURIComponent(uid)}`)
    return status === 200 && conforms(Snapshot, body) ? body : undefined
  }
}
