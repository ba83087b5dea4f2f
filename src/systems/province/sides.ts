import { type Message, type Receiver, receiver } from '../core/messages.ts'
import { refused } from '../core/operation.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Tx } from '../core/store.ts'
import { PROVINCE_STEP, type ProvinceStep } from '../one-stop/messages.ts'
import { find, receive, save } from './dossiers.ts'
import { noteCome, noteSent, noteTaken } from './exchanges.ts'
import {
  ToCommune,
  type ToCommuneKind,
  ToProvince,
  type ToProvinceKind,
  toCommuneKinds,
  toProvinceKinds,
  WITHDRAWN,
  Withdrawn,
} from './messages.ts'
import type { Direction, DossierRow } from './tables.ts'

/** When something is sent, and the call that caused it. */
export interface Sending {
  readonly atMs: number
  readonly id: string
}

const subjectOf = (uid: string, direction: Direction): string => `${uid} ${direction}`
const TAKEN = { status: 200, body: {} } as const

/**
 * The two sides between which dossiers go, a commune's and the department's. What one tells the other goes as a message
 * from this stand-in to itself, so it can be lost, doubled, late or out of order as any message can.
 */
export class Sides {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** A commune's side tells the department. */
  async toProvince(tx: Tx, row: DossierRow, kind: ToProvinceKind, { atMs, id }: Sending): Promise<void> {
    const number = await noteSent(tx, { uid: row.uid, direction: 'to-province', kind, atMs })
    const body: ToProvince = { referenceUid: row.uid, number }
    await this.#send(tx, row, 'to-province', { kind, body, atMs, call: id })
  }

  /** The department tells the commune's side. Call before the row is saved. */
  async toCommune(tx: Tx, row: DossierRow, kind: ToCommuneKind, { atMs, id }: Sending): Promise<void> {
    const number = await noteSent(tx, { uid: row.uid, direction: 'to-commune', kind, atMs })
    row.sequence = number
    const body: ToCommune = { referenceUid: row.uid, number, state: row.state }
    await this.#send(tx, row, 'to-commune', { kind, body, atMs, call: id })
  }

  /** The one-stop centre hears how the dossier stands, as far as the commune's side knows. */
  async toOneStop(tx: Tx, row: DossierRow, { atMs, id }: Sending): Promise<void> {
    if (row.dossier_no === null) return
    const body: ProvinceStep = {
      referenceUid: row.uid,
      provinceNo: row.dossier_no,
      state: row.told_state,
      sequence: row.told_sequence,
    }
    const unit = this.#unitOf(row)
    await this.#parts.outbox.add(tx, {
      to: 'one-stop',
      kind: PROVINCE_STEP,
      subject: row.uid,
      body,
      atMs,
      unit,
      call: id,
    })
  }

  /** Waits until what was sent has arrived, unless a fault keeps it. */
  async settle(uid: string): Promise<void> {
    const { outbox } = this.#parts
    await outbox.deliver('province', subjectOf(uid, 'to-province'))
    await outbox.deliver('province', subjectOf(uid, 'to-commune'))
  }

  /** How each side takes in what comes, by kind of message. */
  get receivers(): Readonly<Record<string, Receiver>> {
    return {
      ...Object.fromEntries(toProvinceKinds.map((kind) => [kind, this.#department(kind)])),
      ...Object.fromEntries(toCommuneKinds.map((kind) => [kind, this.#commune()])),
      [WITHDRAWN]: this.#withdrawal(),
    }
  }

  #department(kind: ToProvinceKind): Receiver {
    const { centres } = this.#parts
    return receiver<typeof ToProvince>({
      body: ToProvince,
      key: ({ body }) => `dossier:${body.referenceUid}`,
      handle: async ({ body, atMs, call }: Message<ToProvince>, tx: Tx) => {
        const row = await find(tx, body.referenceUid)
        if (!row) return refused(404, 'unknown-dossier')
        await noteTaken(tx, { uid: row.uid, direction: 'to-province', number: body.number, atMs })
        const sending = { atMs, id: call }
        // A copy, or what was typed in or withdrawn meanwhile, finds the dossier in another state: it is noted, no more.
        if (kind === 'hand-over' && row.state === 1) {
          await receive(tx, row, centres, atMs)
          await this.toCommune(tx, row, 'received', sending)
        } else if (kind === 'supplied' && row.state === 5) {
          row.state = 2
          if (row.due_at !== null && row.stopped_at !== null) {
            row.due_at = centres.dueAfterStop(row.due_at, row.stopped_at, atMs)
          }
          row.stopped_at = null
          await this.toCommune(tx, row, 'received', sending)
        }
        await save(tx, row)
        return TAKEN
      },
    })
  }

  #commune(): Receiver {
    return receiver<typeof ToCommune>({
      body: ToCommune,
      key: ({ body }) => `dossier:${body.referenceUid}`,
      handle: async ({ body, atMs, call }: Message<ToCommune>, tx: Tx) => {
        const row = await find(tx, body.referenceUid)
        if (!row) return refused(404, 'unknown-dossier')
        await noteTaken(tx, { uid: row.uid, direction: 'to-commune', number: body.number, atMs })
        // What is older than what is known, and what comes after the end, changes nothing.
        if (body.number > row.told_sequence && row.told_state !== 7) {
          row.told_sequence = body.number
          row.told_state = body.state
          await this.toOneStop(tx, row, { atMs, id: call })
        }
        await save(tx, row)
        return TAKEN
      },
    })
  }

  #withdrawal(): Receiver {
    return receiver<typeof Withdrawn>({
      body: Withdrawn,
      key: ({ body }) => `dossier:${body.referenceUid}`,
      handle: async ({ body, atMs }: Message<Withdrawn>, tx: Tx) => {
        const row = await find(tx, body.referenceUid)
        if (!row) return refused(404, 'unknown-dossier')
        await noteCome(tx, { uid: row.uid, direction: 'to-province', kind: WITHDRAWN, atMs })
        // What has been decided stays decided.
        if (row.state < 7) {
          row.state = 7
          row.told_state = 7
          row.finish_at = atMs
          row.note = body.note
          await save(tx, row)
        }
        return TAKEN
      },
    })
  }

  async #send(
    tx: Tx,
    row: DossierRow,
    direction: Direction,
    draft: { readonly kind: string; readonly body: unknown; readonly atMs: number; readonly call: string },
  ): Promise<void> {
    const subject = subjectOf(row.uid, direction)
    await this.#parts.outbox.add(tx, { ...draft, to: 'province', subject, unit: this.#unitOf(row) })
  }

  #unitOf({ agency }: DossierRow): string {
    return this.#parts.centres.ofOrganisation(agency)?.code ?? ''
  }
}
