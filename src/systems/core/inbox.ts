import type { StandInName } from '../../schema/index.ts'
import { conforms } from '../../schema/index.ts'
import type { WireMessage } from './inner-door.ts'
import type { Message, Receiver, Reply } from './messages.ts'
import type { Store, Tx } from './store.ts'

interface InboxRow {
  id: string
  sender: StandInName
  kind: string
  subject: string
  due: number
  ordered: number
  body: string
  status: number
  answer: string
  copies: number
}

const HELD = 0
const FAILED = 500
const FIND = 'SELECT * FROM inbox WHERE id = ?'
const COUNT_COPY = 'UPDATE inbox SET copies = copies + 1 WHERE id = ?'
const ADD =
  'INSERT INTO inbox (id, sender, kind, subject, due, ordered, body, status, answer, copies) ' +
  'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)'
const SETTLE = "UPDATE inbox SET status = ?, answer = ?, body = '' WHERE id = ?"
const HELD_BEFORE = 'SELECT max(due) AS due FROM inbox WHERE status = 0 AND ordered = 1 AND subject = ?'
const FIRST_DUE = 'SELECT min(due) AS due FROM inbox WHERE status = 0'
const ARE_DUE = 'SELECT * FROM inbox WHERE status = 0 AND due <= ? ORDER BY due, id LIMIT 100'
const COUNT_HELD = 'SELECT count(*) AS n FROM inbox WHERE status = 0'

const WAIT_YOUR_TURN: Reply = { status: 503, body: { error: 'not-yet' } }
const IS_HELD: Reply = { status: 202, body: null }

/** Takes messages in: each once, however often it comes; one that a fault delays when its scenario time has come. */
export class Inbox {
  readonly #store: Store
  readonly #receivers: Readonly<Record<string, Receiver>>
  /** Scenario time at which the next held message is due; Infinity when none is held. */
  #nextDueMs = Number.POSITIVE_INFINITY
  #catchingUp: Promise<void> | undefined

  constructor(store: Store, receivers: Readonly<Record<string, Receiver>>) {
    this.#store = store
    this.#receivers = receivers
  }

  /** Remembers what a former process held. */
  async open(): Promise<void> {
    const first = await this.#store.get<{ due: number | null }>(FIRST_DUE)
    this.#nextDueMs = first?.due ?? Number.POSITIVE_INFINITY
  }

  async held(): Promise<number> {
    return (await this.#store.get<{ n: number }>(COUNT_HELD))?.n ?? 0
  }

  /** Takes messages in: those about one subject in order, others at once. @returns a reply for each, in their order */
  async take(messages: readonly WireMessage[], nowMs: number): Promise<Reply[]> {
    const replies: Reply[] = new Array(messages.length).fill(WAIT_YOUR_TURN)
    const bySubject = new Map<string, number[]>()
    for (const [index, { subject }] of messages.entries()) {
      const places = bySubject.get(subject)
      if (places) places.push(index)
      else bySubject.set(subject, [index])
    }
    const inOrder = async (places: readonly number[]): Promise<void> => {
      for (const place of places) {
        const reply = await this.#takeOne(messages[place] as WireMessage, nowMs)
        replies[place] = reply
        if (reply.status >= 500) return
      }
    }
    await Promise.all([...bySubject.values()].map(inOrder))
    return replies
  }

  /** Takes in what is due by then; undefined when nothing is. */
  catchUp(atMs: number): Promise<void> | undefined {
    if (atMs < this.#nextDueMs) return undefined
    this.#catchingUp ??= this.#takeDue(atMs).finally(() => {
      this.#catchingUp = undefined
    })
    return this.#catchingUp
  }

  async #takeOne(wire: WireMessage, nowMs: number): Promise<Reply> {
    const receiver = this.#receivers[wire.kind]
    if (!receiver) return { status: 422, body: { error: 'unknown-kind', kind: wire.kind } }
    if (!conforms(receiver.body, wire.body)) return { status: 422, body: { error: 'invalid', kind: wire.kind } }
    const message: Message = wire
    try {
      const reply = await this.#store.write(receiver.key(message), async (tx) => {
        const before = await tx.get<InboxRow>(FIND, wire.id)
        if (before) {
          await tx.run(COUNT_COPY, wire.id)
          return before.status === HELD ? IS_HELD : { status: before.status, body: JSON.parse(before.answer) }
        }
        const untilMs = await this.#heldUntil(tx, wire, nowMs)
        if (untilMs !== undefined) {
          await this.#add(tx, wire, untilMs, JSON.stringify({ body: wire.body, call: wire.call }), IS_HELD, HELD)
          return { ...IS_HELD, untilMs }
        }
        const said = await receiver.handle(message, tx)
        await this.#add(tx, wire, wire.atMs, '', said, said.status)
        return said
      })
      if ('untilMs' in reply) this.#nextDueMs = Math.min(this.#nextDueMs, reply.untilMs)
      else await receiver.after?.(message)
      return { status: reply.status, body: reply.body }
    } catch (error) {
      return { status: 500, body: { error: 'internal', message: error instanceof Error ? error.message : '' } }
    }
  }

  /** Until when a message must be held: for its own delay, or for one before it that is held; undefined: not at all. */
  async #heldUntil(tx: Tx, { subject, atMs, dueMs }: WireMessage, nowMs: number): Promise<number | undefined> {
    const before =
      this.#nextDueMs === Number.POSITIVE_INFINITY
        ? undefined
        : (await tx.get<{ due: number | null }>(HELD_BEFORE, subject))?.due
    const untilMs = Math.max(dueMs, before ?? dueMs)
    return (dueMs > atMs && dueMs > nowMs) || (before ?? 0) > 0 ? untilMs : undefined
  }

  async #add(tx: Tx, wire: WireMessage, due: number, body: string, reply: Reply, status: number): Promise<void> {
    const { id, from, kind, subject, ordered } = wire
    const answer = JSON.stringify(reply.body ?? null)
    await tx.run(ADD, id, from, kind, subject, due, ordered ? 1 : 0, body, status, answer)
  }

  async #takeDue(atMs: number): Promise<void> {
    for (;;) {
      const rows = await this.#store.all<InboxRow>(ARE_DUE, atMs)
      // One after the other: they are in the order in which they count.
      for (const row of rows) await this.#settle(row)
      if (rows.length === 0) break
    }
    await this.open()
  }

  async #settle(row: InboxRow): Promise<void> {
    const receiver = this.#receivers[row.kind] as Receiver
    const { body, call } = JSON.parse(row.body) as { body: unknown; call: string }
    const { id, sender, kind, subject, due } = row
    const message: Message = { id, from: sender, kind, subject, body, atMs: due, call }
    const settled = this.#store.write(receiver.key(message), async (tx) => {
      const now = await tx.get<InboxRow>(FIND, id)
      if (now?.status !== HELD) return
      const said = await receiver.handle(message, tx)
      await tx.run(SETTLE, said.status, JSON.stringify(said.body ?? null), id)
    })
    // Its sender has struck it out: what can't be taken in is noted, so that it does not hold up what comes after it.
    await settled.catch((error: Error) =>
      this.#store.write(receiver.key(message), (tx) => tx.run(SETTLE, FAILED, JSON.stringify(error.message), id)),
    )
  }
}
