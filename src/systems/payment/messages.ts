/** Shapes of a payment, for who asks for one, pays it, or is called back about it. */
import Type, { type Static } from 'typebox'
import { CompactTime, closed, text, Uid } from '../core/shapes.ts'

const HIGHEST_VND = 1_000_000_000_000
const MOST_ITEMS = 50

export const MaTraCuuTT = Type.String({
  pattern: '^TT[0-9]{6}-[0-9]{6,12}$',
  description: 'Look-up code of the payment, as TT250701-000001.',
})

export const vnd = (description: string, minimum = 0) =>
  Type.Integer({ minimum, maximum: HIGHEST_VND, description: `${description}, đồng.` })

/** Item of PhiLePhi. */
export const Fee = closed(
  {
    LoaiPhiLePhi: Type.Integer({ minimum: 1, maximum: 3, description: '1 phí, 2 lệ phí, 3 tax or other duty.' }),
    MaPhiLePhi: text(100, 1, 'Code of the fee.'),
    TenPhiLePhi: text(300, 1, 'Name of the fee.'),
    SoTien: vnd('Amount', 1),
  },
  'A fee.',
)
export type Fee = Static<typeof Fee>

export const Fees = Type.Array(Fee, { minItems: 1, maxItems: MOST_ITEMS, description: 'What is to be paid.' })

/** What a payment is for. */
export const payable = {
  MaThamChieu: Uid,
  MaHoSo: Type.Optional(text(100, 0, 'Number of the dossier, once it has one.')),
  MaDVC: Type.Optional(text(100, 0, 'Code of the public service that the procedure belongs to.')),
  MaTTHC: text(100, 1, 'Code of the procedure.'),
  MaDonVi: text(100, 1, 'Organisation id of the unit.'),
  TKThuHuong: Type.Optional(
    Type.String({ pattern: '^[0-9A-Z.-]{1,40}$', description: 'Account of the unit; as the gateway has it without.' }),
  ),
  HoTenNguoiNop: text(200, 1, 'Who pays.'),
}

/** A payment as the gateway has it. */
export const PaymentView = closed(
  {
    MaTraCuuTT,
    MaThamChieu: Uid,
    MaHoSo: text(100, 0, 'Number of the dossier; empty where none was given.'),
    MaDVC: text(100, 0, 'Code of the public service; empty where none was given.'),
    MaTTHC: text(100, 1, 'Code of the procedure.'),
    MaDonVi: text(100, 1, 'Organisation id of the unit.'),
    PhiLePhi: Fees,
    TongTien: vnd('All fees together', 1),
    TKThuHuong: text(40, 1, 'Account of the unit.'),
    HoTenNguoiNop: text(200, 1, 'Who pays.'),
    TrangThai: Type.Enum(['cho-thanh-toan', 'da-thanh-toan'], { description: 'Not paid yet, or paid.' }),
    ThoiDiemYeuCau: CompactTime,
    ThoiDiemThanhToan: Type.String({
      pattern: '^(\\d{14})?$',
      description: 'When it was paid, yyyyMMddHHmmss; empty before.',
    }),
  },
  'A payment.',
)
export type PaymentView = Static<typeof PaymentView>

/** Kind of the message with which the gateway calls the portal back: a payment has been made. */
export const CALL_BACK = 'payment-made'
export const CallBack = PaymentView
export type CallBack = PaymentView

/** A page of the reconciliation list: what was paid on a day. */
export const Reconciliation = closed(
  {
    Ngay: Type.String({ pattern: '^\\d{8}$', description: 'The day, yyyyMMdd.' }),
    TongSo: Type.Integer({ minimum: 0, description: 'Payments of the day, on all pages.' }),
    TongTien: Type.Integer({ minimum: 0, description: 'Their sum, đồng.' }),
    GiaoDich: Type.Array(PaymentView, { description: 'Payments of this page, by code.' }),
  },
  'What was paid on a day.',
)
export type Reconciliation = Static<typeof Reconciliation>
