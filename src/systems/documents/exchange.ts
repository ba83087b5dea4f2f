import { type Message, type Receiver, type Reply, receiver } from '../core/messages.ts'
import type { Tx } from '../core/store.ts'
import type { Agencies } from './agencies.ts'
import type { Documents } from './documents.ts'
import { businessTypes, type Envelope, readEnvelope } from './edxml/envelope.ts'
import { EDOC, EDOC_STATUS, Edoc, EdocStatus, RESOLUTION, Resolution } from './messages.ts'
import { type Doing, records } from './records.ts'
import type { Details, DocumentRow } from './tables.ts'
import { detailsOf } from './views.ts'

const KEEP = `INSERT INTO edoc (kind, document_id, sender, receiver, status, at, envelope) VALUES (?, ?, ?, ?, ?, ?, ?)
  RETURNING id`
// A status that comes late does not undo a later one: the codes are in the order in which they are given.
const SET_DELIVERY = `UPDATE delivery SET status = ?, at = ?, note = ? WHERE uid = ? AND organ = ? AND status < ?`
const NOT_GIVEN_BACK = "SELECT count(*) AS n FROM delivery WHERE uid = ? AND status <> '15'"
const SET_EDOC = `UPDATE edoc SET status = ?
  WHERE kind = 'edoc' AND receiver = ? AND document_id = ? AND sender = ? AND status < ?`

/** What comes over the exchange axis: kept for its receiver, and taken in where the receiver is one of our units. */
export class Exchange {
  readonly #documents: Documents
  readonly #agencies: Agencies

  constructor(documents: Documents, agencies: Agencies) {
    this.#documents = documents
    this.#agencies = agencies
  }

  get receivers(): Readonly<Record<string, Receiver>> {
    return {
      [EDOC]: receiver<typeof Edoc>({
        body: Edoc,
        key: ({ body }) => exchangeKey(body.documentId),
        handle: (message, tx) => this.#takeDocument(message, tx),
      }),
      [EDOC_STATUS]: receiver<typeof EdocStatus>({
        body: EdocStatus,
        key: ({ body }) => exchangeKey(body.documentId),
        handle: (message, tx) => this.#takeStatus(message, tx),
      }),
      [RESOLUTION]: receiver<typeof Resolution>({
        body: Resolution,
        key: ({ body }) => `document:${body.documentId}`,
        handle: (message, tx) => this.#takeResolution(message, tx),
      }),
    }
  }

  async #takeDocument({ id, body, atMs }: Message<Edoc>, tx: Tx): Promise<Reply> {
    const { documentId, from, to, envelope } = body
    const kept = await tx.get<{ id: number }>(KEEP, EDOC, documentId, from, to, '01', atMs, envelope)
    const read = readEnvelope(envelope)
    const doing: Doing = { operation: EDOC, id, atMs, by: from }
    if (read && this.#agencies.isOurs(to)) await this.#intoUnit(tx, read, to, `edoc-${kept?.id}`, doing)
    return { status: 200, body: { docId: kept?.id ?? 0 } }
  }

  async #intoUnit(tx: Tx, envelope: Envelope, organ: string, uid: string, doing: Doing): Promise<void> {
    const { documentId, business } = envelope
    const before = await records.findExchanged(tx, documentId, organ, 'in')
    if (!before) {
      if (business !== businessTypes.revoke) await this.#arrive(tx, envelope, organ, uid, doing)
      return
    }
    switch (business) {
      case businessTypes.new:
        // The same document again: one is enough for the register.
        await records.update(tx, { ...before, copies: before.copies + 1 }, 'arrive-again', doing)
        return
      case businessTypes.revoke:
        await askBack(tx, before, envelope.reason, doing)
        return
      default: {
        const { subject, content, dueDate } = envelope
        const details = JSON.stringify({ ...detailsOf(before), content, dueDate } satisfies Details)
        await records.update(tx, { ...before, subject, details }, 'update', doing, envelope.reason)
      }
    }
  }

  async #arrive(tx: Tx, envelope: Envelope, organ: string, uid: string, doing: Doing): Promise<void> {
    const { documentId, from, to, documentType, subject, content, dueDate, attachments } = envelope
    const priority = /^[0-4]$/.test(envelope.priority) ? Number(envelope.priority) : 0
    const made = { uid, organ, from, to, documentType, subject, content, dueDate, attachments, priority }
    const codeNotation = `${envelope.codeNumber}/${envelope.codeNotation}`
    const came = { codeNotation, promulgationDate: envelope.promulgationDate, exchangeId: documentId }
    await this.#documents.arrive(tx, made, came, doing)
  }

  async #takeStatus({ id, body, atMs }: Message<EdocStatus>, tx: Tx): Promise<Reply> {
    const { documentId, from, to, code, note, envelope } = body
    await tx.run(SET_EDOC, code, from, documentId, to, code)
    const kept = await tx.get<{ id: number }>(KEEP, 'status', documentId, from, to, code, atMs, envelope)
    const doing: Doing = { operation: EDOC_STATUS, id, atMs, by: from }
    if (code === '13') {
      const incoming = await records.findExchanged(tx, documentId, to, 'in')
      if (incoming?.sender === from) await askBack(tx, incoming, note, doing)
    } else {
      const outgoing = await records.findExchanged(tx, documentId, to, 'out')
      if (outgoing) await hear(tx, outgoing, body, doing)
    }
    return { status: 200, body: { docId: kept?.id ?? 0 } }
  }

  async #takeResolution({ id, body, atMs }: Message<Resolution>, tx: Tx): Promise<Reply> {
    const { documentId: uid, organId: organ, subject, content, meetingId, by } = body
    const from = this.#agencies.ofId(organ)
    if (!from) return { status: 422, body: { error: 'unknown-agency', organId: organ } }
    const doing: Doing = { operation: RESOLUTION, id, atMs, by }
    const made = { uid, organ, subject, content, from, to: [this.#agencies.superior(organ)] }
    const draft = { ...made, documentType: 'Nghị quyết', dueDate: '', priority: 0, attachments: [] }
    const outcome = await this.#documents.draft(tx, draft, doing)
    return 'row' in outcome
      ? { status: 200, body: { documentId: uid, meetingId } }
      : { status: outcome.refusal.status, body: outcome.refusal.body }
  }
}

/** Everything about a document between agencies is taken in one after the other. */
export function exchangeKey(documentId: string): string {
  return `exchange:${documentId}`
}

async function askBack(tx: Tx, row: DocumentRow, note: string, doing: Doing): Promise<void> {
  if (row.state === 'refused' || row.state === 'recalled') return
  const details = JSON.stringify({ ...detailsOf(row), recall: 'asked' } satisfies Details)
  await records.update(tx, { ...row, details }, 'ask-back', doing, note.slice(0, 500))
}

/** The sender hears of its document; given back by everybody, it is recalled. */
async function hear(tx: Tx, row: DocumentRow, { from, code, note }: EdocStatus, doing: Doing): Promise<void> {
  const changed = await tx.run(SET_DELIVERY, code, doing.atMs, note, row.uid, from, code)
  if (changed === 0 || (code !== '15' && code !== '16')) return
  const left = (await tx.get<{ n: number }>(NOT_GIVEN_BACK, row.uid))?.n ?? 0
  const recall = code === '16' ? 'refused' : left === 0 ? 'agreed' : 'asked'
  const details = JSON.stringify({ ...detailsOf(row), recall } satisfies Details)
  const state = left === 0 ? 'recalled' : row.state
  await records.update(tx, { ...row, state, details }, 'hear-of-recall', doing, note)
}
