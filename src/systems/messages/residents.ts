import { formatInstant } from '../../calendar/index.ts'
import { type Message, type Receiver, type Reply, receiver, type Sender } from '../core/messages.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import { CITIZEN_ACT, type CitizenAct } from '../one-stop/messages.ts'
import { DELIVERY, Delivery } from './messages.ts'
import type { MessageRow, MessageState } from './tables.ts'

const FIND = 'SELECT * FROM message WHERE id = ?'
const OF_DOSSIER = 'SELECT * FROM message WHERE uid = ? ORDER BY id LIMIT 1'
const INSERT = `INSERT INTO message (id, group_id, organ, sender, sender_id_no, text, service_code, documents, uid, run, state,
  why, deliveries, written_at, delivered_at, answer, answered_by, answered_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'written', '', 0, ?, NULL, '', '', NULL)`
const UPDATE = `UPDATE message SET state = ?, why = ?, deliveries = ?, delivered_at = ?, answer = ?, answered_by = ?,
  answered_at = ? WHERE id = ?`

/** What somebody writes in a group. */
export interface Written {
  readonly id: string
  readonly groupId: string
  readonly organ: string
  readonly sender: string
  readonly senderIdNo: string
  readonly text: string
  /** '' for a question. */
  readonly serviceCode: string
  readonly documents: readonly string[]
  readonly uid: string
  readonly run: string
  readonly atMs: number
}

/** What residents write in the groups of their quarters, and what becomes of it at the centre. */
export class Residents {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  find(reader: Reader, id: string): Maybe<MessageRow | undefined> {
    return reader.get<MessageRow>(FIND, id)
  }

  async write(tx: Tx, written: Written): Promise<MessageRow> {
    const { id, groupId, organ, sender, senderIdNo, text, serviceCode, documents, uid, run, atMs } = written
    const papers = JSON.stringify(documents)
    await tx.run(INSERT, id, groupId, organ, sender, senderIdNo, text, serviceCode, papers, uid, run, atMs)
    return (await this.find(tx, id)) as MessageRow
  }

  /** It comes to the centre: the first time it becomes a dossier, or a question; again, it is only counted. */
  async deliver(tx: Tx, row: MessageRow, atMs: number): Promise<MessageRow> {
    const deliveries = row.deliveries + 1
    if (deliveries > 1) return this.#save(tx, { ...row, deliveries })
    const state: MessageState = row.uid === '' ? 'question' : 'registering'
    const next = await this.#save(tx, { ...row, deliveries, state, delivered_at: atMs })
    if (row.uid !== '') await this.#register(tx, row, atMs)
    return next
  }

  async answer(tx: Tx, row: MessageRow, text: string, by: string, atMs: number): Promise<MessageRow> {
    return this.#save(tx, { ...row, state: 'answered', answer: text, answered_by: by, answered_at: atMs })
  }

  /** Deliveries on their way. */
  get receivers(): Readonly<Record<string, Receiver>> {
    return {
      [DELIVERY]: receiver<typeof Delivery>({
        body: Delivery,
        key: ({ body }) => messageKey(body.messageId),
        handle: async ({ body, atMs }: Message<Delivery>, tx: Tx): Promise<Reply> => {
          const row = await this.find(tx, body.messageId)
          if (!row) return { status: 404, body: { error: 'unknown-message' } }
          const { deliveries } = await this.deliver(tx, row, atMs)
          return { status: 200, body: { deliveries } }
        },
      }),
    }
  }

  /** What the one-stop centre says of a message that was to become a dossier. */
  get toOneStop(): Sender {
    return {
      replied: async ({ subject }, { status, body }, tx) => {
        const row = await tx.get<MessageRow>(OF_DOSSIER, subject)
        if (row?.state !== 'registering') return
        const why = status < 400 ? '' : ((body as { error?: string } | null)?.error ?? `http-${status}`)
        await this.#save(tx, { ...row, state: why === '' ? 'registered' : 'refused', why })
      },
    }
  }

  async #register(tx: Tx, row: MessageRow, atMs: number): Promise<void> {
    const body: CitizenAct = {
      referenceUid: row.uid,
      action: 'register',
      by: row.sender.slice(0, 500),
      note: `Nhóm cư dân ${row.group_id}`,
      documents: JSON.parse(row.documents) as string[],
      run: row.run,
      serviceCode: row.service_code,
      govAgencyCode: row.organ,
      applicantName: row.sender,
      applicantIdType: 'CCCD',
      applicantIdNo: row.sender_id_no,
    }
    const unit = this.#parts.centres.ofOrganisation(row.organ)?.code ?? ''
    await this.#parts.outbox.add(tx, { to: 'one-stop', kind: CITIZEN_ACT, subject: row.uid, body, atMs, unit })
  }

  async #save(tx: Tx, row: MessageRow): Promise<MessageRow> {
    const { state, why, deliveries, delivered_at, answer, answered_by, answered_at } = row
    await tx.run(UPDATE, state, why, deliveries, delivered_at, answer, answered_by, answered_at, row.id)
    return row
  }
}

export function messageKey(id: string): string {
  return `message:${id}`
}

/** Whether it was answered on the day on which it was written. */
export function isSameDay({ written_at, answered_at }: MessageRow): boolean {
  return answered_at !== null && formatInstant(written_at).slice(0, 10) === formatInstant(answered_at).slice(0, 10)
}
