import { parseCompact } from '../../target/index.ts'
import { type Message, type Receiver, receiver } from '../core/messages.ts'
import type { Call } from '../core/operation.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import { PAID, type Paid } from '../one-stop/messages.ts'
import { CallBack, type PaymentView } from '../payment/messages.ts'
import { dossiers } from './dossiers.ts'
import { notifications } from './notifications.ts'

const FIND = 'SELECT * FROM payment WHERE code = ?'
const OF_DOSSIER = 'SELECT * FROM payment WHERE uid = ? ORDER BY code'
const DEMANDED = 'INSERT INTO payment (code, uid, amount_vnd, told) VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING'
const SETTLE = 'UPDATE payment SET paid_at = ?, heard_by = ?, told = told + 1 WHERE code = ?'
const TOLD_AGAIN = 'UPDATE payment SET told = told + 1 WHERE code = ?'

/** How the portal came to know of a payment. */
export type Heard = 'call-back' | 'reconciliation'

/** A row of `payment`. */
export interface PaymentRow {
  /** MaTraCuuTT. */
  code: string
  uid: string
  amount_vnd: number
  /** Null while the portal has not heard that it was made. */
  paid_at: number | null
  heard_by: Heard | null
  /** How often the portal was told of it. */
  told: number
}

/** Payments as the portal knows them. */
export const payments = {
  ofDossier: (reader: Reader, uid: string): Maybe<PaymentRow[]> => reader.all<PaymentRow>(OF_DOSSIER, uid),

  /** A payment that the gateway was asked for. */
  demanded: (tx: Tx, { MaTraCuuTT, MaThamChieu, TongTien }: PaymentView): Maybe<number> =>
    tx.run(DEMANDED, MaTraCuuTT, MaThamChieu, TongTien),

  /**
   * A payment has been made: the citizen and the one-stop centre are told, once however often the portal hears of it.
   * @returns whether it was news
   */
  async settle(tx: Tx, made: PaymentView, heard: Heard, outbox: Parts['outbox'], call: Settling): Promise<boolean> {
    const { MaTraCuuTT: code, MaThamChieu: uid, TongTien: amountVnd } = made
    const before = await tx.get<PaymentRow>(FIND, code)
    if (before?.paid_at != null) {
      if (heard === 'call-back') await tx.run(TOLD_AGAIN, code)
      return false
    }
    const paidMs = parseCompact(made.ThoiDiemThanhToan) ?? call.atMs
    await tx.run(DEMANDED, code, uid, amountVnd)
    await tx.run(SETTLE, paidMs, heard, code)
    const dossier = await dossiers.find(tx, uid)
    if (dossier) {
      const { applicant_id_no: citizen, state, dossier_no } = dossier
      await notifications.add(tx, {
        citizen,
        uid,
        at: call.atMs,
        kind: 'paid',
        state,
        dossier_no,
        amount_vnd: amountVnd,
      })
    }
    const body: Paid = { referenceUid: uid, paymentNo: code, amountVnd }
    await outbox.add(tx, { to: 'one-stop', kind: PAID, subject: uid, body, atMs: call.atMs, unit: call.unit ?? '' })
    return true
  },
}

type Settling = Pick<Call, 'atMs' | 'unit'>

/** Takes in that a payment was made; told again, nothing happens twice. */
export function callBacks({ centres, outbox }: Parts): Receiver {
  return receiver<typeof CallBack>({
    body: CallBack,
    key: ({ body }) => `dossier:${body.MaThamChieu}`,
    async handle({ body, atMs }: Message<PaymentView>, tx: Tx) {
      const unit = centres.ofOrganisation(body.MaDonVi)?.code
      const isNews = await payments.settle(tx, body, 'call-back', outbox, { atMs, unit })
      return { status: 200, body: { isNews } }
    },
    // The clerk who is told that it was paid may look at once.
    after: ({ body }) => outbox.deliver('one-stop', body.MaThamChieu),
  })
}
