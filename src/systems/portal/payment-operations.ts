import Type, { type Static } from 'typebox'
import { DAY_MS, formatInstant } from '../../calendar/index.ts'
import { conforms } from '../../schema/index.ts'
import { formatCompact } from '../../target/index.ts'
import { feeItem } from '../core/fees.ts'
import { type Call, changing, free, type Operation, problem, refused, type Said } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { Fees, MaTraCuuTT, PaymentView, Reconciliation } from '../payment/messages.ts'
import { dossiers } from './dossiers.ts'
import { payments } from './payments.ts'
import { UidParams } from './shapes.ts'
import type { DossierRow } from './tables.ts'
import { mayTouch } from './who.ts'

const DAY_DIGITS = 8
const access = { kind: 'permission' } as const
const away = (): Said => refused(503, 'payment-away', { message: 'The payment gateway does not answer.' })
const unknownDossier = (uid: string): Said => refused(404, 'unknown-dossier', { MaThamChieu: uid })

const PayBody = closed(
  {
    PhiLePhi: Type.Optional(Fees),
    HoTenNguoiNop: Type.Optional(text(200, 1, 'Who pays; the applicant without.')),
  },
  'What the citizen wants to pay; the procedure’s fee where none is stated.',
)

type PayBody = Static<typeof PayBody>

/** Paying through the gateway, and holding the portal's books against the gateway's. */
export function paymentOperations(parts: Parts): Operation[] {
  const { store, outbox, centres } = parts
  /** What the gateway said to a call, until its transaction has run. */
  const demanded = new WeakMap<object, PaymentView>()

  const demand = async (call: Call<{ uid: string }, unknown, PayBody>) => {
    const row = await dossiers.find(store, call.params.uid)
    if (!row || !mayTouch(call, row.applicant_id_no)) return unknownDossier(call.params.uid)
    const said = await askGateway(parts, 'POST', '/api/payments', call, bodyFor(parts, row, call.body))
    if (said?.status === 422) return refused(409, 'not-payable', { MaThamChieu: row.uid })
    if (said?.status !== 201 || !conforms(PaymentView, said.body)) return away()
    demanded.set(call, said.body)
    return undefined
  }

  /** What the gateway's list of a day holds; undefined when it does not answer. */
  const paymentsOf = async (day: string, call: Call): Promise<PaymentView[] | undefined> => {
    const all: PaymentView[] = []
    for (let after: string | undefined; ; ) {
      const path = `/api/reconciliation?Ngay=${day}${after === undefined ? '' : `&Sau=${after}`}`
      const said = await askGateway(parts, 'GET', path, call)
      if (said?.status !== 200 || !conforms(Reconciliation, said.body)) return undefined
      all.push(...said.body.GiaoDich)
      after = said.body.GiaoDich.at(-1)?.MaTraCuuTT
      if (after === undefined || all.length >= said.body.TongSo) return all
    }
  }

  return [
    changing({
      name: 'portal.pay',
      method: 'POST',
      path: '/api/dossiers/:uid/pay',
      summary: 'Begin to pay',
      description: 'Has the gateway demand the payment, which is then made there (payment.pay).',
      access,
      params: UidParams,
      body: PayBody,
      answers: {
        201: { description: 'The payment as the gateway demands it.', schema: PaymentView },
        404: problem('unknown-dossier'),
        409: problem('not-payable: the gateway does not know the unit or the procedure.'),
      },
      key: ({ params }) => `dossier:${params.uid}`,
      before: demand,
      async handle(call, tx) {
        const view = demanded.get(call)
        if (!view) return away()
        await payments.demanded(tx, view)
        return { status: 201, body: view }
      },
    }),

    free({
      name: 'portal.reconcile',
      method: 'POST',
      path: '/api/reconciliation',
      summary: 'Hold the books against the gateway’s',
      description: 'Finds the payments of a day of which no call-back came, and makes up for them.',
      access,
      body: closed(
        {
          Ngay: Type.Optional(Type.String({ pattern: '^\\d{8}$', description: 'yyyyMMdd; today without.' })),
          SoNgay: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 31,
              default: 1,
              description: 'Days up to today, where no day is named.',
            }),
          ),
        },
        'Which day, or which last days.',
      ),
      answers: {
        200: {
          description: 'What was found.',
          schema: closed(
            {
              Ngay: Type.String({ description: 'The (last) day, yyyyMMdd.' }),
              TongSo: Type.Integer({ minimum: 0, description: 'Payments in the gateway’s list.' }),
              DaBiet: Type.Integer({ minimum: 0, description: 'Of these, known before.' }),
              BoSung: Type.Array(MaTraCuuTT, { description: 'Of these, found now.' }),
            },
            'The outcome.',
          ),
        },
      },
      async handle(call) {
        const { Ngay: named, SoNgay: days = 1 } = call.body
        const asked = named === undefined ? lastDays(call.atMs, days) : [named]
        const found: PaymentView[] = []
        let count = 0
        for (const day of asked) {
          const made = await paymentsOf(day, call)
          if (!made) return away()
          count += made.length
          for (const view of made) {
            const unit = centres.ofOrganisation(view.MaDonVi)?.code
            const isNews = await store.write(`dossier:${view.MaThamChieu}`, (tx) =>
              payments.settle(tx, view, 'reconciliation', outbox, { atMs: call.atMs, unit }),
            )
            if (isNews) found.push(view)
          }
        }
        await Promise.all(found.map(({ MaThamChieu }) => outbox.deliver('one-stop', MaThamChieu)))
        const codes = found.map(({ MaTraCuuTT: code }) => code)
        const body = { Ngay: asked.at(-1) ?? '', TongSo: count, DaBiet: count - codes.length, BoSung: codes }
        return { status: 200, body }
      },
    }),
  ]
}

/** The days up to a moment, yyyyMMdd, earliest first. */
function lastDays(atMs: number, days: number): string[] {
  return Array.from({ length: days }, (_, back) => formatCompact(atMs - back * DAY_MS).slice(0, DAY_DIGITS)).reverse()
}

function bodyFor({ centres }: Parts, row: DossierRow, asked: PayBody): unknown {
  const procedure = centres.procedure(row.service_code)
  return {
    MaThamChieu: row.uid,
    MaHoSo: row.dossier_no ?? '',
    MaTTHC: row.service_code,
    MaDonVi: row.agency,
    HoTenNguoiNop: asked.HoTenNguoiNop ?? row.applicant_name,
    PhiLePhi: asked.PhiLePhi ?? (procedure ? [feeItem(procedure)] : []),
  }
}

/** Asks the gateway, as the call at hand; undefined when it does not answer. */
async function askGateway(
  { peer }: Parts,
  method: 'GET' | 'POST',
  path: string,
  { id, atMs }: Call<never, never, never> | Call,
  body?: unknown,
): Promise<{ status: number; body: unknown } | undefined> {
  const headers = { 'x-dientap-call': id, 'x-dientap-at': formatInstant(atMs) }
  try {
    return await peer('payment').ask(method, path, body, headers)
  } catch {
    return undefined
  }
}
