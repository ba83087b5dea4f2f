import { formatCompact } from '../../target/index.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import type { Fee, PaymentView } from './messages.ts'
import { type PaymentRow, paymentColumns } from './tables.ts'

const DAY_DIGITS = 8
const NUMBER_DIGITS = 6

const FIND = 'SELECT * FROM payment WHERE code = ?'
const OF_DOSSIER = 'SELECT * FROM payment WHERE uid = ? ORDER BY code'
const INSERT = `INSERT INTO payment (${paymentColumns.join(', ')}) VALUES (${paymentColumns.map(() => '?').join(', ')})`
const PAY = 'UPDATE payment SET paid_at = ?, paid_day = ? WHERE code = ?'
const CALLED_BACK = 'UPDATE payment SET calls_back = calls_back + ? WHERE code = ?'
const NEXT_NUMBER =
  'INSERT INTO payment_number (day, last) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET last = payment_number.last + 1 ' +
  'RETURNING last'
const DAY_TOTAL = 'SELECT count(*) AS n, coalesce(sum(amount_vnd), 0) AS vnd FROM payment WHERE paid_day = ?'
const DAY_PAGE = 'SELECT * FROM payment WHERE paid_day = ? AND code > ? ORDER BY code LIMIT ?'

/** What is asked for. */
export interface Demand {
  readonly MaThamChieu: string
  readonly MaHoSo?: string
  readonly MaDVC?: string
  readonly MaTTHC: string
  readonly MaDonVi: string
  readonly TKThuHuong?: string
  readonly HoTenNguoiNop: string
  readonly PhiLePhi: readonly Fee[]
}

/** yyyyMMdd in Vietnam. */
export const dayOf = (atMs: number): string => formatCompact(atMs).slice(0, DAY_DIGITS)

/** The payments that were asked for, and those that were made. */
export const payments = {
  find: (reader: Reader, code: string): Maybe<PaymentRow | undefined> => reader.get<PaymentRow>(FIND, code),

  ofDossier: (reader: Reader, uid: string): Maybe<PaymentRow[]> => reader.all<PaymentRow>(OF_DOSSIER, uid),

  /** The payment of a dossier that waits; undefined when none does. A dossier has at most one. */
  async waiting(reader: Reader, uid: string): Promise<PaymentRow | undefined> {
    const rows = await payments.ofDossier(reader, uid)
    return rows.find(({ paid_at }) => paid_at === null)
  },

  /** Whether anything was paid for the dossier. */
  async isPaid(reader: Reader, uid: string): Promise<boolean> {
    const rows = await payments.ofDossier(reader, uid)
    return rows.some(({ paid_at }) => paid_at !== null)
  },

  /** Writes a demand down, under the next code of its day. */
  async demand(tx: Tx, demand: Demand, atMs: number): Promise<PaymentRow> {
    const row: PaymentRow = {
      code: await nextCode(tx, atMs),
      uid: demand.MaThamChieu,
      dossier_no: demand.MaHoSo ?? '',
      service_group: demand.MaDVC ?? '',
      service_code: demand.MaTTHC,
      agency: demand.MaDonVi,
      payer: demand.HoTenNguoiNop,
      account: demand.TKThuHuong ?? `TK-${demand.MaDonVi}`.slice(0, 40),
      fees: JSON.stringify(demand.PhiLePhi),
      amount_vnd: demand.PhiLePhi.reduce((sum, { SoTien }) => sum + SoTien, 0),
      requested_at: atMs,
      paid_at: null,
      paid_day: null,
      calls_back: 0,
    }
    await tx.run(INSERT, ...paymentColumns.map((column) => row[column]))
    return row
  },

  /** The money has come. @returns the payment afterwards */
  async pay(tx: Tx, row: PaymentRow, atMs: number): Promise<PaymentRow> {
    await tx.run(PAY, atMs, dayOf(atMs), row.code)
    return { ...row, paid_at: atMs, paid_day: dayOf(atMs) }
  },

  calledBack: (tx: Tx, code: string, times: number): Maybe<number> => tx.run(CALLED_BACK, times, code),

  /** How much was paid on a day. */
  async dayTotal(reader: Reader, day: string): Promise<{ count: number; vnd: number }> {
    const row = await reader.get<{ n: number; vnd: number | string }>(DAY_TOTAL, day)
    // PostgreSQL sums whole numbers up to a numeric, which comes as text.
    return { count: row?.n ?? 0, vnd: Number(row?.vnd ?? 0) }
  },

  /** What was paid on a day, by code, after one. */
  dayPage: (reader: Reader, day: string, after: string, limit: number): Maybe<PaymentRow[]> =>
    reader.all<PaymentRow>(DAY_PAGE, day, after, limit),
}

async function nextCode(tx: Tx, atMs: number): Promise<string> {
  const day = dayOf(atMs).slice(2)
  const row = await tx.get<{ last: number }>(NEXT_NUMBER, day)
  return `TT${day}-${String(row?.last ?? 1).padStart(NUMBER_DIGITS, '0')}`
}

/** A payment as it is shown, and as the portal is called back with it. */
export function viewOf(row: PaymentRow): PaymentView {
  return {
    MaTraCuuTT: row.code,
    MaThamChieu: row.uid,
    MaHoSo: row.dossier_no,
    MaDVC: row.service_group,
    MaTTHC: row.service_code,
    MaDonVi: row.agency,
    PhiLePhi: JSON.parse(row.fees) as Fee[],
    TongTien: row.amount_vnd,
    TKThuHuong: row.account,
    HoTenNguoiNop: row.payer,
    TrangThai: row.paid_at === null ? 'cho-thanh-toan' : 'da-thanh-toan',
    ThoiDiemYeuCau: formatCompact(row.requested_at),
    ThoiDiemThanhToan: row.paid_at === null ? '' : formatCompact(row.paid_at),
  }
}
