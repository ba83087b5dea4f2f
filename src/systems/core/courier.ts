import type { StandInName } from '../../schema/index.ts'
import type { FaultPlan } from './fault-plan.ts'
import { INNER_PATH, MOST_MESSAGES, type Posting, wireReplies, wireText } from './inner-door.ts'
import type { Outgoing, Peer, Reply, Sender } from './messages.ts'
import type { OutboxRow, OutboxTable } from './outbox.ts'
import type { Store } from './store.ts'

/** Changes gather so long before the background reports them: fewer, larger requests leave the machine to the run. */
const GATHER_MS = 50
const SHORTEST_BACK_OFF_MS = 100
const LONGEST_BACK_OFF_MS = 2000
const DRAIN_POLL_MS = 10
const BATCH_CHARACTERS = 1_000_000
/** Subjects whose messages go out together when somebody waits for them, and requests of that sort at once. */
const SUBJECTS_TOGETHER = 64
const REQUESTS_AT_ONCE = 4
const MINUTE_MS = 60_000

export interface CourierParts {
  readonly from: StandInName
  readonly to: StandInName
  readonly store: Store
  readonly table: OutboxTable
  readonly peer: Peer
  readonly sender: Sender
  readonly faults: FaultPlan
}

/**
 * Takes the messages for one stand-in to it: those of a subject in order, one after the other. What somebody waits for
 * goes at once, together with what others wait for; the rest is the background's, which tries again until it is taken.
 */
export class Courier {
  readonly #parts: CourierParts
  /** Subjects whose messages are under way. */
  readonly #busy = new Set<string>()
  /** Who waits for which subject: told whether nothing is left. */
  readonly #wanted = new Map<string, ((isEmpty: boolean) => void)[]>()
  #isFlushPlanned = false
  #requests = 0
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> | undefined
  /** How long until the background tries again what was not taken. */
  #backOffMs = 0
  /** The last request got no answer. */
  #isAway = false
  #closed = false

  constructor(parts: CourierParts) {
    this.#parts = parts
  }

  /** There may be something to send; the background looks after the gathering time, or the back-off. */
  wake(): void {
    if (this.#timer || this.#round || this.#closed || !this.#parts.peer.isKnown) return
    this.#timer = setTimeout(() => void this.#goRound(), Math.max(GATHER_MS, this.#backOffMs))
  }

  /** Never rejects; false at once when the receiver is known to be away: nobody need wait for the next failure. */
  deliver(subject: string): Promise<boolean> {
    if (this.#closed || this.#isAway || !this.#parts.peer.isKnown) return Promise.resolve(false)
    return new Promise((resolve) => {
      const waiting = this.#wanted.get(subject)
      if (waiting) waiting.push(resolve)
      else this.#wanted.set(subject, [resolve])
      this.#planFlush()
    })
  }

  /** Sends now what there is; resolves when nothing is left or the time is over. */
  async drain(limitMs: number): Promise<void> {
    const endMs = performance.now() + limitMs
    this.#backOffMs = 0
    while (!this.#closed && performance.now() < endMs && (await this.#isPending())) {
      if (this.#backOffMs === 0) await this.#goRound()
      // What was not taken has its turn by the timer; what somebody waits for is under way already.
      if (this.#backOffMs > 0 || this.#busy.size > 0) await pause(DRAIN_POLL_MS)
    }
  }

  /** Stops sending; what is left stays in the table. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#planFlush()
    await this.#round
    while (this.#requests > 0) await pause(DRAIN_POLL_MS)
  }

  async #isPending(): Promise<boolean> {
    return (await this.#parts.table.first(this.#parts.to, 1)).length > 0
  }

  #planFlush(): void {
    if (this.#isFlushPlanned) return
    this.#isFlushPlanned = true
    setImmediate(() => {
      this.#isFlushPlanned = false
      this.#flush()
    })
  }

  /** Sends what is waited for, as far as its subjects are not under way already. */
  #flush(): void {
    if (this.#closed || this.#isAway) {
      this.#giveUp()
      return
    }
    while (this.#requests < REQUESTS_AT_ONCE) {
      const subjects: string[] = []
      for (const subject of this.#wanted.keys()) {
        if (!this.#busy.has(subject)) subjects.push(subject)
        if (subjects.length === SUBJECTS_TOGETHER) break
      }
      if (subjects.length === 0) return
      void this.#flushSubjects(subjects)
    }
  }

  async #flushSubjects(subjects: readonly string[]): Promise<void> {
    const { table, to } = this.#parts
    const waiting = subjects.map((subject) => this.#wanted.get(subject) ?? [])
    for (const subject of subjects) {
      this.#wanted.delete(subject)
      this.#busy.add(subject)
    }
    this.#requests++
    const left = new Set<string>(subjects)
    try {
      const rows = await table.ofSubjects(to, subjects, MOST_MESSAGES)
      // What is more, of whichever subject, is the background's.
      if (rows.length < MOST_MESSAGES) left.clear()
      for (const subject of await this.#send(rows)) left.add(subject)
    } catch {
      // The database can't be read, or a reply can't be written: the background tries again.
      for (const subject of subjects) left.add(subject)
    }
    this.#requests--
    for (const subject of subjects) this.#busy.delete(subject)
    for (const [index, tell] of waiting.entries()) {
      for (const each of tell) each(!left.has(subjects[index] as string))
    }
    if (left.size > 0) this.wake()
    if (this.#wanted.size > 0) this.#planFlush()
  }

  #giveUp(): void {
    for (const tell of this.#wanted.values()) for (const each of tell) each(false)
    this.#wanted.clear()
    this.wake()
  }

  #goRound(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#round ??= this.#sendAll()
      .catch(() => true)
      .then((isLeft) => {
        this.#round = undefined
        const longerMs = Math.min(Math.max(SHORTEST_BACK_OFF_MS, this.#backOffMs * 2), LONGEST_BACK_OFF_MS)
        this.#backOffMs = isLeft ? longerMs : 0
        if (isLeft) this.wake()
      })
    return this.#round
  }

  /** The background's round through the whole table. @returns whether anything was not taken */
  async #sendAll(): Promise<boolean> {
    const { table, to } = this.#parts
    const stuck = new Set<string>()
    let rows = await table.first(to, MOST_MESSAGES)
    while (rows.length > 0 && !this.#closed) {
      const last = rows.at(-1)?.id ?? 0
      const mine = short(rows.filter(({ subject }) => !this.#busy.has(subject) && !stuck.has(subject)))
      const subjects = new Set(mine.map(({ subject }) => subject))
      for (const subject of subjects) this.#busy.add(subject)
      try {
        for (const subject of await this.#send(mine)) stuck.add(subject)
      } finally {
        for (const subject of subjects) this.#busy.delete(subject)
      }
      if (this.#wanted.size > 0) this.#planFlush()
      if (this.#isAway) return true
      rows = await table.after(to, mine.at(-1)?.id ?? last, MOST_MESSAGES)
    }
    return stuck.size > 0
  }

  /** Sends messages and strikes out what was taken. @returns subjects of which something is left */
  async #send(rows: readonly OutboxRow[]): Promise<Set<string>> {
    const left = new Set<string>()
    if (rows.length === 0) return left
    const replies = await this.#replies(rows).catch(() => undefined)
    this.#isAway = replies === undefined
    if (!replies) {
      for (const { subject } of rows) left.add(subject)
      return left
    }
    const taken: [OutboxRow, Reply | undefined][] = []
    for (const [index, row] of rows.entries()) {
      const reply = replies[index]
      if (left.has(row.subject)) continue
      if (reply === 'lost') taken.push([row, undefined])
      else if (reply && reply.status < 500) taken.push([row, reply])
      else left.add(row.subject)
    }
    await this.#strikeOut(taken)
    return left
  }

  async #strikeOut(taken: readonly (readonly [OutboxRow, Reply | undefined])[]): Promise<void> {
    const { store, table, sender, from } = this.#parts
    const { replied } = sender
    if (!replied) {
      await store.write([], async (tx) => {
        for (const [row] of taken) await table.strike(tx, row.id)
      })
      return
    }
    const strike = async (ofSubject: typeof taken): Promise<void> => {
      for (const [row, reply] of ofSubject) {
        await store.write(`dossier:${row.subject}`, async (tx) => {
          await table.strike(tx, row.id)
          if (reply) await replied(table.messageOf(from, row), reply, tx)
        })
      }
    }
    await Promise.all([...Map.groupBy(taken, ([row]) => row.subject).values()].map(strike))
  }

  /** The reply to each message; 'lost' where a fault dropped it. Rejects, or is undefined, when no answer came. */
  async #replies(rows: readonly OutboxRow[]): Promise<readonly (Reply | 'lost' | undefined)[] | undefined> {
    const postings = rows.map((row) => this.#postingsOf(row))
    const sent = postings.flat()
    const replies = sent.length === 0 ? [] : await this.#ask(sent)
    if (!replies) return undefined
    let at = 0
    return postings.map((copies) => {
      const reply = copies.length === 0 ? 'lost' : replies[at]
      at += copies.length
      return reply
    })
  }

  async #ask(postings: readonly Posting[]): Promise<readonly Reply[] | undefined> {
    const { peer, sender, faults } = this.#parts
    const { innerText } = sender
    if (innerText && faults.hasDelays) return this.#askInner(postings.map((each) => withText(each, innerText)))
    if (sender.send) {
      const messages = postings.map(({ message }) => message)
      return sender.send(messages, peer)
    }
    return this.#askInner(postings)
  }

  async #askInner(postings: readonly Posting[]): Promise<readonly Reply[] | undefined> {
    const { status, body } = await this.#parts.peer.ask('POST', INNER_PATH, wireText(postings))
    return wireReplies(status, body, postings.length)
  }

  /** What is sent for a message: nothing when a fault loses it, two when one doubles it. */
  #postingsOf(row: OutboxRow): Posting[] {
    const { table, faults, from, to } = this.#parts
    const message = table.messageOf(from, row)
    const { id, atMs } = message
    const plain: Posting = { message, id, dueMs: atMs, ordered: true }
    if (!faults.hasTransferFaults) return [plain]
    const unit = row.unit === '' ? undefined : row.unit
    const aim = { operation: row.kind, to: `to:${to}`, id, atMs, by: '', unit }
    if (faults.find('transfer-lost', aim)) return []
    const late = faults.find('transfer-delayed', aim)
    const astray = late ?? faults.find('transfer-out-of-order', aim)
    const posting = astray
      ? { ...plain, dueMs: atMs + Number(astray.more?.delayMin ?? 0) * MINUTE_MS, ordered: late !== undefined }
      : plain
    const twice = faults.find('transfer-duplicated', aim)
    if (!twice) return [posting]
    return [posting, twice.more?.as === 'another' ? { ...posting, id: `${id}.again` } : posting]
  }
}

function withText(posting: Posting, textOf: (message: Outgoing) => string): Posting {
  const { id, from, kind, subject, body, atMs, call, unit } = posting.message
  return { ...posting, message: { id, from, kind, subject, body, atMs, call, unit, text: textOf(posting.message) } }
}

/** The first messages that together are not too long; always at least one. */
function short(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  let characters = 0
  const end = rows.findIndex((row) => {
    characters += row.body.length
    return characters > BATCH_CHARACTERS
  })
  return end < 0 ? rows : rows.slice(0, Math.max(1, end))
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
