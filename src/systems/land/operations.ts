import Type from 'typebox'
import { formatDate } from '../../calendar/index.ts'
import { type Call, changing, type Operation, reading, type Said } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import { obligationOf, plotOf } from './plots.ts'
import type { LandRow, LandState } from './tables.ts'
import { answerWith, done, errors, LandView, landView, notDone, PlotView, ReceiptNo } from './views.ts'

const BY_RECEIPT = 'SELECT * FROM land_dossier WHERE receipt_no = ?'
const BY_DOSSIER = 'SELECT * FROM land_dossier WHERE dossier_id = ?'
const NUMBER = `INSERT INTO receipt_number (unit, day, last) VALUES (?, ?, 1)
  ON CONFLICT (unit, day) DO UPDATE SET last = receipt_number.last + 1 RETURNING last`
const ADD = `INSERT INTO land_dossier
  (receipt_no, dossier_id, unit, applicant, state, sheet, parcel, amount_vnd, received, due)
  VALUES (?, ?, ?, ?, 'DANG_XU_LY', ?, ?, 0, ?, ?) RETURNING *`
const MOVE = 'UPDATE land_dossier SET state = ?, amount_vnd = ? WHERE receipt_no = ? RETURNING *'

const Receipt = closed({ SoBienNhan: ReceiptNo }, 'Which dossier.')
const Amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: 'Đồng.' })
const dossier = answerWith(LandView, 'The land dossier.')
type OfReceipt = Call<{ SoBienNhan: string }>

/** The land system's operations: everything is keyed by SoBienNhan and answered {Result, Message, Data}. */
export function operations({ centres, faults }: Parts): Operation[] {
  const notConnected = (call: Call): Said | undefined =>
    faults.find('not-connected', call) ? notDone('not-connected') : undefined
  const onReceipt = async (call: OfReceipt, reader: Reader, give: (row: LandRow) => Maybe<Said>): Promise<Said> => {
    const unconnected = notConnected(call)
    if (unconnected) return unconnected
    const row = await reader.get<LandRow>(BY_RECEIPT, call.params.SoBienNhan)
    return row ? give(row) : notDone('unknown-receipt')
  }
  const moved = async (tx: Tx, row: LandRow, to: LandState, amountVnd: number): Promise<Said> => {
    const now = await tx.get<LandRow>(MOVE, to, amountVnd, row.receipt_no)
    return done(landView(now ?? row))
  }
  const shared = { access: { kind: 'permission' }, errors } as const

  return [
    reading({
      ...shared,
      name: 'land.look-up',
      method: 'POST',
      path: '/api/TraCuuThuaDat',
      summary: 'Look the plot of a dossier up',
      body: closed({ MaHoSo: Uid }, 'Whose plot.'),
      answers: { 200: answerWith(PlotView, 'The plot, or that it is not covered.') },
      handle(call) {
        const { MaHoSo: id } = call.body
        const unconnected = notConnected(call)
        if (unconnected) return unconnected
        // Drawn by the dossier: a plot that is not in the records today is not there tomorrow either.
        if (faults.find('partial-coverage', { ...call, id })) return notDone('not-covered')
        const { sheet, parcel, areaM2, purpose } = plotOf(id, centres.seed)
        return done({ SoTo: sheet, SoThua: parcel, DienTich: areaM2, MucDichSuDung: purpose })
      },
    }),

    changing({
      ...shared,
      name: 'land.enter',
      method: 'POST',
      path: '/api/TiepNhanHoSo',
      summary: 'Enter an application; it gets the number of its receipt',
      body: closed(
        {
          MaHoSo: Uid,
          MaDonVi: text(40, 1, 'Organisation id of the unit.'),
          MaTTHC: text(100, 1, 'Code of the procedure.'),
          ChuHoSo: text(200, 1, 'Applicant.'),
          SoDinhDanh: text(20, 0, 'Identity number of the applicant.'),
        },
        'An application.',
      ),
      answers: { 200: dossier },
      key: ({ body }) => `dossier:${body.MaHoSo}`,
      async handle(call, tx) {
        const { body, atMs } = call
        const unconnected = notConnected(call)
        if (unconnected) return unconnected
        const centre = centres.ofOrganisation(body.MaDonVi)
        if (!centre) return notDone('unknown-agency')
        if (await tx.get(BY_DOSSIER, body.MaHoSo)) return notDone('already-entered')
        const day = formatDate(atMs).replaceAll('-', '').slice(2)
        const number = await tx.get<{ last: number }>(NUMBER, centre.code, day)
        const receiptNo = `BN-${centre.code}-${day}-${String(number?.last).padStart(4, '0')}`
        const { sheet, parcel } = plotOf(body.MaHoSo, centres.seed)
        const due = centres.dueAfterReception(body.MaTTHC, atMs) ?? null
        const given = [receiptNo, body.MaHoSo, centre.code, body.ChuHoSo, sheet, parcel, atMs, due]
        const row = await tx.get<LandRow>(ADD, ...given)
        return row ? done(landView(row)) : notDone('already-entered')
      },
    }),

    reading({
      ...shared,
      name: 'land.find',
      method: 'POST',
      path: '/api/TimBienNhan',
      summary: 'Find the receipt of a dossier',
      body: closed({ MaHoSo: Uid }, 'Which dossier.'),
      answers: { 200: dossier },
      async handle(call, reader) {
        const unconnected = notConnected(call)
        if (unconnected) return unconnected
        const row = await reader.get<LandRow>(BY_DOSSIER, call.body.MaHoSo)
        return row ? done(landView(row)) : notDone('unknown-receipt')
      },
    }),

    reading({
      ...shared,
      name: 'land.record',
      method: 'GET',
      path: '/api/HoSo/:SoBienNhan',
      summary: 'A land dossier, with its financial obligation',
      params: Receipt,
      answers: { 200: dossier },
      handle: (call, reader) => onReceipt(call, reader, (row) => done(landView(row))),
    }),

    changing({
      ...shared,
      name: 'land.verify',
      method: 'POST',
      path: '/api/HoSo/:SoBienNhan/ThamTra',
      summary: 'The Land Registration Office has checked the plot: the financial obligation is set',
      params: Receipt,
      body: closed(
        { SoTien: Type.Optional({ ...Amount, description: 'Financial obligation, đồng; 0: none. Made up without.' }) },
        'What was found.',
      ),
      answers: { 200: dossier },
      key: ({ params }) => `receipt:${params.SoBienNhan}`,
      handle: (call, tx) =>
        onReceipt(call, tx, (row) => {
          if (row.state !== 'DANG_XU_LY') return notDone('wrong-state')
          const amountVnd = call.body.SoTien ?? obligationOf(row.dossier_id, centres.seed)
          return moved(tx, row, amountVnd === 0 ? 'DA_GIAI_QUYET' : 'CHO_NVTC', amountVnd)
        }),
    }),

    changing({
      ...shared,
      name: 'land.settle',
      method: 'POST',
      path: '/api/HoSo/:SoBienNhan/XacNhanNghiaVu',
      summary: 'The financial obligation has been met',
      params: Receipt,
      body: closed(
        { SoTien: Type.Optional({ ...Amount, description: 'Paid, đồng; all of it without.' }) },
        'What came.',
      ),
      answers: { 200: dossier },
      key: ({ params }) => `receipt:${params.SoBienNhan}`,
      handle: (call, tx) =>
        onReceipt(call, tx, (row) => {
          if (row.state !== 'CHO_NVTC') return notDone('wrong-state')
          if ((call.body.SoTien ?? row.amount_vnd) !== row.amount_vnd) return notDone('wrong-amount')
          return moved(tx, row, 'DA_GIAI_QUYET', row.amount_vnd)
        }),
    }),
  ]
}
