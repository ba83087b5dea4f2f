import Type from 'typebox'
import { feeItem } from '../core/fees.ts'
import { type Call, changing, type Operation, problem, reading, refused, type Said } from '../core/operation.ts'
import { closed } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Tx } from '../core/store.ts'
import { CALL_BACK, Fees, MaTraCuuTT, PaymentView, payable, Reconciliation } from './messages.ts'
import { type Demand, dayOf, payments, viewOf } from './payments.ts'
import type { PaymentRow } from './tables.ts'

const PAGE = 100
const access = { kind: 'permission' } as const

const DemandBody = closed({ ...payable, PhiLePhi: Fees }, 'What is to be paid.')
const PayBody = closed(
  { ...payable, PhiLePhi: Type.Optional(Fees), MaTraCuuTT: Type.Optional(MaTraCuuTT) },
  'Who pays what: the demand named, else the one that waits for the dossier, else the fees given here, else the procedure’s.',
)
const CodeParams = closed({ code: MaTraCuuTT }, 'Which payment.')
const theView = { description: 'The payment.', schema: PaymentView }
const unknownPayment = problem('unknown-payment')

/** The gateway's operations: demand, pay, look at, list for reconciliation, call back again. */
export function operations({ centres, faults, outbox }: Parts): Operation[] {
  const unknownIn = ({ MaTTHC, MaDonVi }: Demand): Said | undefined => {
    if (!centres.procedure(MaTTHC)) return refused(422, 'unknown-procedure', { MaTTHC })
    return centres.ofOrganisation(MaDonVi) ? undefined : refused(422, 'unknown-agency', { MaDonVi })
  }

  const callBack = async (tx: Tx, row: PaymentRow, call: Call, times: number): Promise<void> => {
    const unit = centres.ofOrganisation(row.agency)?.code ?? ''
    const draft = { to: 'portal', kind: CALL_BACK, subject: row.uid, body: viewOf(row), atMs: call.atMs, unit } as const
    for (let time = 0; time < times; time++) await outbox.add(tx, draft)
    await payments.calledBack(tx, row.code, times)
  }

  /** How often the portal is told, which the planted faults say. */
  const timesTold = (call: Call): number => {
    if (faults.find('callback-lost', call)) return 0
    return faults.find('callback-twice', call) ? 2 : 1
  }

  return [
    changing({
      name: 'payment.demand',
      method: 'POST',
      path: '/api/payments',
      summary: 'Demand a payment',
      description: 'A dossier has at most one demand that waits: asked again, the one that waits is told.',
      access,
      body: DemandBody,
      answers: { 201: theView, 422: problem('unknown-procedure, unknown-agency') },
      key: ({ body }) => `dossier:${body.MaThamChieu}`,
      async handle({ body, atMs }, tx) {
        const objection = unknownIn(body)
        if (objection) return objection
        const row = (await payments.waiting(tx, body.MaThamChieu)) ?? (await payments.demand(tx, body, atMs))
        return { status: 201, body: viewOf(row) }
      },
    }),

    changing({
      name: 'payment.pay',
      method: 'POST',
      path: '/api/transactions',
      summary: 'Pay',
      description: 'The portal is called back afterwards.',
      access,
      body: PayBody,
      answers: {
        201: theView,
        404: unknownPayment,
        409: problem('already-paid, nothing-demanded'),
        422: problem('unknown-procedure, unknown-agency'),
      },
      key: ({ body }) => `dossier:${body.MaThamChieu}`,
      async handle(call, tx) {
        const { body, atMs } = call
        const { MaTraCuuTT: code, PhiLePhi, ...what } = body
        const objection = unknownIn({ ...what, PhiLePhi: [] })
        if (objection) return objection
        const named = code === undefined ? undefined : await payments.find(tx, code)
        if (code !== undefined && named?.uid !== body.MaThamChieu) return refused(404, 'unknown-payment')
        if (named && named.paid_at !== null) return refused(409, 'already-paid', { MaTraCuuTT: named.code })
        const waiting = named ?? (await payments.waiting(tx, body.MaThamChieu))
        const procedure = centres.procedure(what.MaTTHC)
        if (!waiting && !PhiLePhi && (await payments.isPaid(tx, what.MaThamChieu)))
          return refused(409, 'nothing-demanded', { MaThamChieu: what.MaThamChieu })
        const fees = PhiLePhi ?? (procedure ? [feeItem(procedure)] : [])
        const row = waiting ?? (await payments.demand(tx, { ...what, PhiLePhi: fees }, atMs))
        const paid = await payments.pay(tx, row, atMs)
        const times = timesTold(call)
        if (times > 0) await callBack(tx, paid, call, times)
        return { status: 201, body: viewOf(paid) }
      },
      async after({ body }) {
        await outbox.deliver('portal', body.MaThamChieu)
        return undefined
      },
    }),

    reading({
      name: 'payment.payment',
      method: 'GET',
      path: '/api/payments/:code',
      summary: 'Look at a payment',
      access,
      params: CodeParams,
      answers: { 200: theView, 404: unknownPayment },
      async handle({ params }, reader) {
        const row = await payments.find(reader, params.code)
        return row ? { status: 200, body: viewOf(row) } : refused(404, 'unknown-payment')
      },
    }),

    changing({
      name: 'payment.call-back',
      method: 'POST',
      path: '/api/payments/:code/call-back',
      summary: 'Call the portal back once more',
      access,
      params: CodeParams,
      answers: { 201: theView, 404: unknownPayment, 409: problem('not-paid') },
      key: async ({ params }) => `payment:${params.code}`,
      async handle(call, tx) {
        const row = await payments.find(tx, call.params.code)
        if (!row) return refused(404, 'unknown-payment')
        if (row.paid_at === null) return refused(409, 'not-paid')
        await callBack(tx, row, call, 1)
        return { status: 201, body: viewOf(row) }
      },
    }),

    reading({
      name: 'payment.reconciliation',
      method: 'GET',
      path: '/api/reconciliation',
      summary: 'What was paid on a day',
      description: `In pages of ${PAGE}, by code. With it the portal finds payments of which no call-back came.`,
      access,
      query: closed(
        {
          Ngay: Type.Optional(Type.String({ pattern: '^\\d{8}$', description: 'yyyyMMdd; today without.' })),
          Sau: Type.Optional(MaTraCuuTT),
        },
        'Which day, and after which payment.',
      ),
      answers: { 200: { description: 'A page of the list.', schema: Reconciliation } },
      async handle({ query, atMs }, reader) {
        const day = query.Ngay ?? dayOf(atMs)
        const { count, vnd } = await payments.dayTotal(reader, day)
        const rows = await payments.dayPage(reader, day, query.Sau ?? '', PAGE)
        return { status: 200, body: { Ngay: day, TongSo: count, TongTien: vnd, GiaoDich: rows.map(viewOf) } }
      },
    }),
  ]
}
