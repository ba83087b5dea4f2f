import { type Call, refused, type Said } from '../core/operation.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import { RESOLUTION, type Resolution } from '../documents/messages.ts'
import type { DecisionRow, MeetingRow, MeetingState } from './tables.ts'

const FIND = 'SELECT * FROM meeting WHERE id = ?'
const INSERT = `INSERT INTO meeting (id, organ, subject, state, members, present, agenda, attendance, minutes, convened_by,
  starts_at, closed_at) VALUES (?, ?, ?, 'convened', ?, 0, ?, '[]', '', ?, ?, NULL)`
const UPDATE = `UPDATE meeting SET state = ?, members = ?, present = ?, agenda = ?, attendance = ?, minutes = ?, closed_at = ?
  WHERE id = ?`
const COUNT_DECISIONS = 'SELECT coalesce(max(number), 0) AS n FROM decision WHERE meeting = ?'
const DECIDE = `INSERT INTO decision (meeting, number, subject, content, in_favour, against, resolution, at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
const RESOLUTIONS = "SELECT * FROM decision WHERE meeting = ? AND resolution <> '' ORDER BY number"

export const NO_QUORUM = 'no-quorum'
export const NO_MINUTES = 'no-minutes'

/** Two thirds of the members must be there, as at a session of the People's Council. */
const QUORUM = 2 / 3

type Doing = Pick<Call, 'id' | 'operation' | 'atMs' | 'by' | 'unit'>
export type Outcome = { readonly row: MeetingRow } | { readonly refusal: Said }

/** The meetings of all units. */
export class Meetings {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  find(reader: Reader, id: string): Maybe<MeetingRow | undefined> {
    return reader.get<MeetingRow>(FIND, id)
  }

  async convene(
    tx: Tx,
    asked: {
      id: string
      organ: string
      subject: string
      members: number
      agenda: readonly string[]
      startsAtMs: number
    },
    { by }: Doing,
  ): Promise<void> {
    const { id, organ, subject, members, agenda, startsAtMs } = asked
    await tx.run(INSERT, id, organ, subject, members, JSON.stringify(agenda), by, startsAtMs)
  }

  /** Establishes who is there. Refused: 409 no-quorum below two thirds of the members, or where a fault says so. */
  async quorum(
    tx: Tx,
    row: MeetingRow,
    there: { members: number; present: number; attendance: readonly string[] },
    doing: Doing,
  ): Promise<Outcome> {
    const { members, present, attendance } = there
    const isFault = this.#parts.faults.find(NO_QUORUM, doing) !== undefined
    if (isFault || present < members * QUORUM) return no(409, NO_QUORUM, { members, present })
    return this.#change(tx, row, ['convened', 'quorate'], {
      ...{ state: 'quorate', members, present, attendance: JSON.stringify(attendance) },
    })
  }

  /** Adopts the agenda: that of the call, or the one that it was convened with. */
  agenda(tx: Tx, row: MeetingRow, items: readonly string[] | undefined): Promise<Outcome> {
    const agenda = items ? JSON.stringify(items) : row.agenda
    return this.#change(tx, row, ['quorate'], { state: 'in-session', agenda })
  }

  /** Records a decision. Refused: 409 out of session, or without more than half of the members for it. */
  async decide(
    tx: Tx,
    row: MeetingRow,
    asked: { subject: string; content: string; inFavour: number; against: number; isResolution: boolean },
    { atMs }: Doing,
  ): Promise<Outcome> {
    const { subject, content, inFavour, against, isResolution } = asked
    if (row.state !== 'in-session') return notNow(row)
    if (inFavour + against > row.present) return no(422, 'too-many-votes', { present: row.present })
    // Of a body whose members nobody counted, whoever is there agrees.
    if (row.members > 0 && inFavour * 2 <= row.members)
      return no(409, 'not-adopted', { members: row.members, inFavour })
    const number = ((await tx.get<{ n: number }>(COUNT_DECISIONS, row.id))?.n ?? 0) + 1
    const resolution = isResolution ? `${row.id}:NQ${number}` : ''
    await tx.run(DECIDE, row.id, number, subject, content, inFavour, against, resolution, atMs)
    return { row }
  }

  /** Records the minutes. Refused: 409 no-minutes where a fault says that they can't be kept. */
  async minutes(tx: Tx, row: MeetingRow, minutes: string, doing: Doing): Promise<Outcome> {
    if (this.#parts.faults.find(NO_MINUTES, doing)) return no(409, NO_MINUTES, {})
    return this.#change(tx, row, ['in-session'], { minutes })
  }

  /** Closes it, and hands its resolutions over to document management. Refused: 409 no-minutes without minutes. */
  async close(tx: Tx, row: MeetingRow, { atMs, by, id, unit }: Doing): Promise<Outcome> {
    if (row.state === 'in-session' && row.minutes === '') return no(409, NO_MINUTES, {})
    const outcome = await this.#change(tx, row, ['in-session'], { state: 'closed', closed_at: atMs })
    if ('refusal' in outcome) return outcome
    const where = { atMs, call: id, ...(unit === undefined ? {} : { unit }) }
    for (const { resolution, subject, content } of await tx.all<DecisionRow>(RESOLUTIONS, row.id)) {
      const body: Resolution = { documentId: resolution, organId: row.organ, subject, content, meetingId: row.id, by }
      await this.#parts.outbox.add(tx, { to: 'documents', kind: RESOLUTION, subject: row.id, body, ...where })
    }
    return outcome
  }

  /** Calls it off. */
  cancel(tx: Tx, row: MeetingRow): Promise<Outcome> {
    return this.#change(tx, row, ['convened', 'quorate'], { state: 'cancelled' })
  }

  async #change(
    tx: Tx,
    row: MeetingRow,
    from: readonly MeetingState[],
    changes: Partial<MeetingRow>,
  ): Promise<Outcome> {
    if (!from.includes(row.state)) return notNow(row)
    const next = { ...row, ...changes }
    const { state, members, present, agenda, attendance, minutes, closed_at } = next
    await tx.run(UPDATE, state, members, present, agenda, attendance, minutes, closed_at, row.id)
    return { row: next }
  }
}

function notNow({ state }: MeetingRow): Outcome {
  return no(409, 'action-not-allowed', { state })
}

function no(status: number, error: string, more: Readonly<Record<string, unknown>>): Outcome {
  return { refusal: refused(status, error, more) }
}
