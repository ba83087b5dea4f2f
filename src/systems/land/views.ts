import Type, { type TObject } from 'typebox'
import { formatInstant } from '../../calendar/index.ts'
import { type Answer, type ErrorForm, refused, type Said } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import { type LandRow, landStates } from './tables.ts'

/** Number of a receipt: BN-30742-250701-0001. */
export const ReceiptNo = Type.String({
  pattern: '^BN-\\d{5}-\\d{6}-\\d{4,6}$',
  description: 'Number of the receipt, by which the land dossier is known.',
})

/** What this system refuses, in its own words. */
const words: Readonly<Record<string, string>> = {
  'not-covered': 'Thửa đất chưa có trong cơ sở dữ liệu',
  'not-connected': 'Đơn vị chưa kết nối với hệ thống thông tin đất đai',
  'unknown-receipt': 'Không tìm thấy số biên nhận',
  'already-entered': 'Hồ sơ đã được tiếp nhận',
  'wrong-state': 'Trạng thái hồ sơ không cho phép',
  'unknown-agency': 'Không tìm thấy đơn vị',
  'wrong-amount': 'Số tiền không khớp với nghĩa vụ tài chính',
}

const Refused = closed(
  {
    Result: Type.Literal(false, { description: 'It was not done.' }),
    Message: Type.String({ description: 'Why, in Vietnamese.' }),
    MaLoi: Type.String({ description: 'Why, in a stable word.' }),
  },
  'A refusal.',
)

/** Every refusal of this system, those of its doors too, has this form. */
export const errors: ErrorForm = {
  schema: Refused,
  notSetUp: refused(200, 'not-connected'),
  write: (_status, error) => ({ Result: false, Message: words[error] ?? error, MaLoi: error }),
}

/** An answer {Result, Message, Data}: 200 in any case, Result says whether it was done. */
export function answerWith(data: TObject, description: string): Answer {
  const given = closed(
    {
      Result: Type.Literal(true, { description: 'It was done.' }),
      Message: text(500, 0, 'Empty.'),
      Data: data,
    },
    'It was done.',
  )
  return { description, schema: Type.Unsafe({ type: 'object', oneOf: [given, Refused], description }) }
}

export function done(data: object): Said {
  return { status: 200, body: { Result: true, Message: '', Data: data } }
}

/** A refusal as this system gives it: 200, with Result false. Not kept: the call may be sent again. */
export function notDone(error: string): Said {
  return refused(200, error)
}

export const PlotView = closed(
  {
    SoTo: Type.Integer({ minimum: 1, description: 'Map sheet.' }),
    SoThua: Type.Integer({ minimum: 1, description: 'Parcel.' }),
    DienTich: Type.Number({ description: 'Area, m².' }),
    MucDichSuDung: Type.String({ description: 'Purpose: ONT, ODT, CLN, LUC.' }),
  },
  'A plot.',
)

export const LandView = closed(
  {
    SoBienNhan: ReceiptNo,
    MaHoSo: Uid,
    TrangThai: Type.Enum([...landStates], {
      description: 'DANG_XU_LY: being checked; CHO_NVTC: the financial obligation is to be met; DA_GIAI_QUYET: done.',
    }),
    SoTo: Type.Integer({ description: 'Map sheet.' }),
    SoThua: Type.Integer({ description: 'Parcel.' }),
    SoTien: Type.Integer({ minimum: 0, description: 'Financial obligation, đồng; 0 where there is none (yet).' }),
    NgayTiepNhan: Type.String({ description: 'Received, ISO 8601.' }),
    HanTra: Type.String({ description: 'Due, ISO 8601; empty for a procedure that is not known.' }),
  },
  'A land dossier.',
)

export function landView(row: LandRow) {
  return {
    SoBienNhan: row.receipt_no,
    MaHoSo: row.dossier_id,
    TrangThai: row.state,
    SoTo: row.sheet,
    SoThua: row.parcel,
    SoTien: row.amount_vnd,
    NgayTiepNhan: formatInstant(row.received),
    HanTra: row.due === null ? '' : formatInstant(row.due),
  }
}
