import { formatDate } from '../../calendar/index.ts'
import { type Receiver, receiver } from '../core/messages.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import type { LegAct } from './leg-act.ts'
import { LEG_REPORT, Leg, type LegReport, type LegState } from './messages.ts'
import type { LegRow } from './tables.ts'

const FIND = 'SELECT * FROM leg WHERE reference = ?'
const ADD = `INSERT INTO leg (reference, act, unit, full_name, state, linked, result_no, reason, sequence, received)
  VALUES (?, ?, ?, ?, 'received', ?, '', '', 1, ?) RETURNING *`
const LINK = 'UPDATE leg SET linked = 1 WHERE reference = ? RETURNING *'
const MOVE = `UPDATE leg SET state = ?, result_no = ?, reason = ?, sequence = sequence + 1
  WHERE reference = ? RETURNING *`
const NUMBER = `INSERT INTO result_number (act, year, last) VALUES (?, ?, 1)
  ON CONFLICT (act, year) DO UPDATE SET last = result_number.last + 1 RETURNING last`

/** A sub-dossier that is brought along, for who asks for an act before it was handed over, or without. */
export interface Brought {
  readonly reference: string
  readonly unit: string
  readonly fullName: string
}

/** The sub-dossiers of one leg of the linked procedures. */
export class SubDossiers {
  readonly #parts: Parts
  readonly #acts: readonly LegAct[]

  constructor(parts: Parts, acts: readonly LegAct[]) {
    this.#parts = parts
    this.#acts = acts
  }

  find(reader: Reader, reference: string): Maybe<LegRow | undefined> {
    return reader.get<LegRow>(FIND, reference)
  }

  async bring(tx: Tx, act: LegAct, { reference, unit, fullName }: Brought, atMs: number): Promise<LegRow> {
    return one(await tx.get<LegRow>(ADD, reference, act.act, unit, fullName, 0, atMs))
  }

  /** Brings a sub-dossier to a state, and tells the civil-status system if it came from there. */
  async move(
    tx: Tx,
    row: LegRow,
    to: LegState,
    more: { atMs: number; call: string; reason?: string },
  ): Promise<LegRow> {
    const { atMs, call, reason = '' } = more
    const resultNo = to === 'done' ? await this.#nextNumber(tx, row.act, atMs) : ''
    const now = one(await tx.get<LegRow>(MOVE, to, resultNo, reason, row.reference))
    if (now.linked === 1) {
      const { outbox } = this.#parts
      const message = { subject: now.reference, body: reportOf(now), atMs, unit: now.unit, call }
      await outbox.add(tx, { ...message, to: 'civil-status', kind: LEG_REPORT })
    }
    return now
  }

  /** Takes legs in; how they stand is the reply, in case an act came first. */
  readonly handedOver: Receiver = receiver({
    body: Leg,
    key: ({ body }) => `leg:${body.reference}`,
    handle: async ({ body, atMs }, tx) => {
      const { reference, event, unitCode, fullName } = body
      const act = this.#acts.find((each) => each.event === event)
      if (!act) return { status: 422, body: { error: 'unknown-event' } }
      const before = await this.find(tx, reference)
      const row = before
        ? one(await tx.get<LegRow>(LINK, reference))
        : one(await tx.get<LegRow>(ADD, reference, act.act, unitCode, fullName, 1, atMs))
      return { status: 200, body: reportOf(row) }
    },
  })

  async #nextNumber(tx: Tx, act: string, atMs: number): Promise<string> {
    const year = Number(formatDate(atMs).slice(0, 4))
    const number = await tx.get<{ last: number }>(NUMBER, act, year)
    const { resultPrefix = '' } = this.#acts.find((each) => each.act === act) ?? {}
    return `${resultPrefix}-${year}-${String(number?.last).padStart(6, '0')}`
  }
}

function reportOf({ reference, state, result_no: resultNo, reason, sequence }: LegRow): LegReport {
  return { reference, state, resultNo, reason, sequence }
}

/** The row that an INSERT or UPDATE of an existing one returns. */
function one(row: LegRow | undefined): LegRow {
  if (!row) throw new Error('the sub-dossier is gone')
  return row
}
