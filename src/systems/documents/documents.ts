import type { Outbox } from '../core/messages.ts'
import { refused, type Said } from '../core/operation.ts'
import type { Tx } from '../core/store.ts'
import type { Agencies } from './agencies.ts'
import { type Attachment, businessTypes, type Organ, writeEnvelope } from './edxml/envelope.ts'
import { type StatusCode, writeStatus } from './edxml/status.ts'
import { EDOC, EDOC_STATUS, type Edoc, type EdocStatus } from './messages.ts'
import { type Doing, records } from './records.ts'
import { type DocumentType, notations } from './shapes.ts'
import { type ActionName, type Transition, transitions } from './states.ts'
import type { Details, DocumentRow } from './tables.ts'
import { dateOf, detailsOf, timestampOf } from './views.ts'

const DELIVER = `INSERT INTO delivery (uid, organ, status, at, note) VALUES (?, ?, '', ?, '')
  ON CONFLICT (uid, organ) DO NOTHING`
const DELIVERED_TO = 'SELECT organ FROM delivery WHERE uid = ? ORDER BY organ'

export type Outcome = { readonly row: DocumentRow } | { readonly refusal: Said }

/** What somebody who makes a document says of it. */
export interface Made {
  readonly uid: string
  /** Unit that has it. */
  readonly organ: string
  readonly documentType: string
  readonly subject: string
  readonly content: string
  readonly from: Organ
  readonly to: readonly Organ[]
  readonly dueDate: string
  readonly priority: number
  readonly attachments: readonly Attachment[]
}

/** What an action changes beside the state. */
export interface Changes extends Partial<Details> {
  readonly note?: string
}

/** The documents of all units: each change within a transaction, with what others are told of it. */
export class Documents {
  readonly #outbox: Outbox
  readonly #agencies: Agencies

  constructor(outbox: Outbox, agencies: Agencies) {
    this.#outbox = outbox
    this.#agencies = agencies
  }

  /** An incoming document, by post, by hand or (with `exchange`) over the exchange axis. */
  async arrive(
    tx: Tx,
    made: Made,
    came: { readonly codeNotation: string; readonly promulgationDate: string; readonly exchangeId: string },
    doing: Doing,
  ): Promise<DocumentRow> {
    const row = { ...newRow(made, 'in', doing, came.promulgationDate), code_notation: came.codeNotation }
    const arrived = { ...row, exchange_id: came.exchangeId, copies: came.exchangeId === '' ? 0 : 1 }
    await records.insert(tx, arrived, 'arrive', doing)
    await this.#tell(tx, arrived, '01', '', doing)
    return arrived
  }

  /** Makes an outgoing document, or changes one that is still a draft. Refused: 409 when it is further on. */
  async draft(tx: Tx, made: Made, doing: Doing): Promise<Outcome> {
    const before = await records.find(tx, made.uid)
    if (!before) {
      const row = { ...newRow(made, 'out', doing, ''), exchange_id: `${made.organ},${made.uid}` }
      await records.insert(tx, row, 'draft', doing)
      return { row }
    }
    const objection = before.organ === made.organ ? objectionTo('draft', before) : refused(409, 'already-registered')
    if (objection) return { refusal: objection }
    const row = { ...newRow(made, 'out', doing, ''), exchange_id: before.exchange_id, created_at: before.created_at }
    await records.update(tx, row, 'draft', doing)
    return { row }
  }

  /** Carries out an action. Refused: 409 when the document's state does not allow it. */
  async act(tx: Tx, row: DocumentRow, action: ActionName, changes: Changes, doing: Doing): Promise<Outcome> {
    const objection = objectionTo(action, row)
    if (objection) return { refusal: objection }
    const { to = row.state, tells }: Transition = transitions[action]
    const { note = '', ...more } = changes
    const details: Details = { ...detailsOf(row), ...more }
    const next: DocumentRow = { ...row, state: to, details: JSON.stringify(details) }
    if (action === 'register') next.register_no = await records.nextNumber(tx, bookOf('in', row, doing))
    if (action === 'number') {
      const notation = notations[details.documentType as DocumentType] ?? 'UBND'
      next.register_no = await records.nextNumber(tx, `${bookOf('out', row, doing)}:${notation}`)
      next.code_notation = `${next.register_no}/${notation}`
    }
    await records.update(tx, next, action, doing, note)
    if (tells) await this.#tell(tx, next, tells, note, doing)
    return { row: next }
  }

  /** Sends an issued document. Refused: 409 by its state; 422 for a receiver that the list of agencies does not have. */
  async send(tx: Tx, row: DocumentRow, doing: Doing): Promise<Outcome> {
    const objection = objectionTo('send', row)
    if (objection) return { refusal: objection }
    const details = detailsOf(row)
    const unknown = details.to.find(({ organId }) => !this.#agencies.find(organId, doing))
    if (unknown) return { refusal: refused(422, 'unknown-agency', { organId: unknown.organId }) }
    const sent: DocumentRow = { ...row, state: 'sent' }
    await records.update(tx, sent, 'send', doing)
    const envelope = envelopeOf(sent, details, doing)
    for (const { organId } of details.to) {
      await tx.run(DELIVER, row.uid, organId, doing.atMs)
      const body: Edoc = { documentId: row.exchange_id, from: row.organ, to: organId, envelope }
      await this.#post(tx, EDOC, body, doing)
    }
    return { row: sent }
  }

  /** Asks the receivers to give a document back (status 13); they agree (15) or not (16). */
  async recall(tx: Tx, row: DocumentRow, note: string, doing: Doing): Promise<Outcome> {
    const outcome = await this.act(tx, row, 'recall', { recall: 'asked', note }, doing)
    if ('refusal' in outcome) return outcome
    for (const { organ } of await tx.all<{ organ: string }>(DELIVERED_TO, row.uid)) {
      await this.#status(tx, row, organ, '13', note, doing)
    }
    return outcome
  }

  /** Answers a sender who wants a document back. Refused: 409 where nobody asked. */
  async answerRecall(tx: Tx, row: DocumentRow, agrees: boolean, note: string, doing: Doing): Promise<Outcome> {
    if (detailsOf(row).recall !== 'asked') return { refusal: refused(409, 'no-recall-asked') }
    const outcome = await this.act(tx, row, 'answer-recall', { recall: agrees ? 'agreed' : 'refused', note }, doing)
    if ('refusal' in outcome) return outcome
    const next: DocumentRow = agrees ? { ...outcome.row, state: 'recalled' } : outcome.row
    if (agrees) await records.update(tx, next, 'give-back', doing)
    await this.#tell(tx, next, agrees ? '15' : '16', note, doing)
    return { row: next }
  }

  /** Tells the sender of an incoming document what became of it, where it came over the exchange axis. */
  async #tell(tx: Tx, row: DocumentRow, code: StatusCode, note: string, doing: Doing): Promise<void> {
    if (row.exchange_id !== '') await this.#status(tx, row, row.sender, code, note, doing)
  }

  async #status(tx: Tx, row: DocumentRow, to: string, code: StatusCode, note: string, doing: Doing): Promise<void> {
    const from = this.#agencies.ofId(row.organ) ?? { organId: row.organ, organName: '' }
    const at = timestampOf(doing.atMs)
    const envelope = writeStatus({ documentId: row.exchange_id, to, from, code, note, staff: doing.by, at })
    const body: EdocStatus = { documentId: row.exchange_id, from: row.organ, to, code, note, envelope }
    await this.#post(tx, EDOC_STATUS, body, doing)
  }

  /** Puts something on the exchange axis, for which all units here have one server. */
  async #post(tx: Tx, kind: string, body: Edoc | EdocStatus, { atMs, id }: Doing): Promise<void> {
    const unit = this.#agencies.codeOf(body.to)
    const subject = subjectOf(body)
    await this.#outbox.add(tx, { to: 'documents', kind, subject, body, atMs, unit, call: id })
  }
}

/** What must stay in order on the exchange axis: all about one document between two agencies. */
export function subjectOf({ documentId, from, to }: { documentId: string; from: string; to: string }): string {
  return `${documentId} ${[from, to].sort().join(' ')}`.slice(0, 200)
}

/** Why the state of a document does not allow an action; undefined when it does. */
export function objectionTo(action: ActionName, { direction, state }: DocumentRow): Said | undefined {
  const { direction: only, from }: Transition = transitions[action]
  if (direction === only && from.includes(state)) return undefined
  return refused(409, 'action-not-allowed', { action, state })
}

function newRow(made: Made, direction: DocumentRow['direction'], { atMs }: Doing, promulgated: string): DocumentRow {
  const { uid, organ, subject, from, to, documentType, content, dueDate, priority, attachments } = made
  const details: Details = {
    ...{ documentType, content, from, to, promulgationDate: promulgated, dueDate, priority },
    ...{ assignee: '', result: '', signer: '', recall: '', attachments },
  }
  return {
    ...{ uid, direction, organ, state: direction === 'in' ? 'arrived' : 'drafted', subject },
    ...{ searchable: '', exchange_id: '', sender: from.organId, code_notation: '', register_no: 0, copies: 0 },
    details: JSON.stringify(details),
    created_at: atMs,
    changed_at: atMs,
  }
}

function bookOf(direction: 'in' | 'out', { organ }: DocumentRow, { atMs }: Doing): string {
  return `${direction}:${organ}:${dateOf(atMs).slice(0, 4)}`
}

function envelopeOf(row: DocumentRow, details: Details, { atMs }: Doing): string {
  const { from, to, documentType, content, signer, dueDate, priority, promulgationDate, attachments } = details
  const [codeNumber = '', codeNotation = ''] = row.code_notation.split('/')
  return writeEnvelope({
    ...{ documentId: row.exchange_id, business: businessTypes.new, reason: '', from, to, codeNumber, codeNotation },
    ...{ promulgationDate, documentType, subject: row.subject, content, signer, dueDate },
    priority: String(priority),
    sentAt: timestampOf(atMs),
    attachments,
  })
}
