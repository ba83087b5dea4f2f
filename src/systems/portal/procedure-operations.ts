import Type, { type Static } from 'typebox'
import type { ProcedureConfiguration } from '../core/configuration.ts'
import { feeOf } from '../core/fees.ts'
import { type Operation, problem, reading, refused } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { unitFor } from './setting-up.ts'

const PAGE = 100
const HOURS_PER_DAY = 8

export const Procedure = closed(
  {
    MaTTHC: text(100, 1, 'Code.'),
    TenTTHC: text(2000, 0, 'Name.'),
    ThoiHanGiaiQuyet: text(100, 1, 'Statutory limit, in words.'),
    ThoiHanGio: Type.Number({ minimum: 0, description: 'The same in working hours; 0 for the same day.' }),
    MaLinhVuc: text(100, 0, 'Field that it belongs to; empty where it is not known.'),
    LePhi: Type.Integer({ minimum: 0, description: 'Fee, đồng; 0 for none.' }),
    LePhiThamKhao: Type.Boolean({ description: 'Whether the fee has no source: for reference, to be looked up.' }),
  },
  'A procedure.',
)

/** What can be handed in: the list that citizens search, and a procedure for one unit. */
export function procedureOperations(parts: Parts): Operation[] {
  const { centres } = parts
  return [
    reading({
      name: 'portal.procedures',
      method: 'GET',
      path: '/api/procedures',
      summary: 'Search procedures',
      description: `By words in name or code, case aside; ${PAGE} at a time.`,
      access: { kind: 'public' },
      query: closed(
        {
          TuKhoa: Type.Optional(text(200, 0, 'Words; every procedure without.')),
          Sau: Type.Optional(Type.String({ pattern: '^\\d{1,6}$', description: 'How many to leave out.' })),
        },
        'What is looked for.',
      ),
      answers: {
        200: {
          description: 'The procedures.',
          schema: closed(
            {
              TongSo: Type.Integer({ minimum: 0, description: 'How many were found.' }),
              ThuTuc: Type.Array(Procedure, { description: 'Those of this page.' }),
            },
            'Procedures.',
          ),
        },
      },
      handle({ query }) {
        const wanted = (query.TuKhoa ?? '').normalize('NFC').toLocaleLowerCase('vi')
        const found = centres.procedures.filter(({ code, name }) =>
          `${code} ${name}`.toLocaleLowerCase('vi').includes(wanted),
        )
        const from = Number(query.Sau ?? 0)
        const page = found.slice(from, from + PAGE).map(viewOf)
        return { status: 200, body: { TongSo: found.length, ThuTuc: page } }
      },
    }),

    reading({
      name: 'portal.procedure',
      method: 'GET',
      path: '/api/procedures/:code',
      summary: 'Look at a procedure',
      access: { kind: 'public' },
      params: closed({ code: text(100, 1, 'Code.') }, 'Which.'),
      query: closed({ MaDonVi: Type.Optional(text(100, 1, 'Unit at which it would be handed in.')) }, 'Where.'),
      answers: {
        200: { description: 'The procedure.', schema: Procedure },
        404: problem('unknown-procedure'),
        422: problem('unknown-agency; not-configured: it can’t be handed in at that unit.'),
      },
      handle(call) {
        const procedure = centres.procedure(call.params.code)
        if (!procedure) return refused(404, 'unknown-procedure', { MaTTHC: call.params.code })
        const { MaDonVi } = call.query
        const unit = MaDonVi === undefined ? undefined : unitFor(parts, call, MaDonVi)
        return unit && 'status' in unit ? unit : { status: 200, body: viewOf(procedure) }
      },
    }),
  ]
}

/** A procedure as it is shown. */
export function viewOf(procedure: ProcedureConfiguration): Static<typeof Procedure> {
  const { code, name, limit, field = '' } = procedure
  const { amountVnd, isAssumed } = feeOf(procedure)
  const hours = limit.kind === 'same-day' ? 0 : limit.workingHours
  const days = hours / HOURS_PER_DAY
  const words = Number.isInteger(days) ? `${days} ngày làm việc` : `${hours} giờ làm việc`
  return {
    MaTTHC: code,
    TenTTHC: name,
    ThoiHanGiaiQuyet: hours === 0 ? 'trong ngày làm việc' : words,
    ThoiHanGio: hours,
    MaLinhVuc: field,
    LePhi: amountVnd,
    LePhiThamKhao: isAssumed,
  }
}
