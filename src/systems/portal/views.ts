import Type, { type Static } from 'typebox'
import { formatCompact } from '../../target/index.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import { MaTraCuuTT, vnd } from '../payment/messages.ts'
import type { FileRow } from './files.ts'
import type { PaymentRow } from './payments.ts'
import { FileHash } from './shapes.ts'
import type { DossierRow, ProgressRow } from './tables.ts'

const compact = (atMs: number | null): string => (atMs === null ? '' : formatCompact(atMs))
const time = (what: string) =>
  Type.String({ pattern: '^(\\d{14})?$', description: `${what}, yyyyMMddHHmmss; empty where there is none yet.` })
const state = Type.Integer({ minimum: 1, maximum: 10, description: 'TrangThaiHoSo.' })

/** What a citizen is answered after submitting, supplying or withdrawing. */
export const CitizenAnswer = closed(
  {
    MaThamChieu: Uid,
    MaHoSo: text(500, 0, 'Number of the dossier; empty before reception.'),
    TrangThaiHoSo: state,
    NgayHenTra: time('Appointment'),
  },
  'The dossier in short.',
)

export const PortalView = closed(
  {
    ...CitizenAnswer.properties,
    MaTTHC: text(100, 0, 'Code of the procedure.'),
    TenTTHC: text(2000, 0, 'Name of the procedure.'),
    ChuHoSo: text(500, 0, 'Applicant.'),
    SoDinhDanh: text(20, 0, 'Identity number of the applicant.'),
    TaiLieuNop: Type.Array(Type.String(), { description: 'Papers handed in.' }),
    HinhThuc: Type.Integer({ minimum: 1, maximum: 3, description: '1 direct, 2 online, 3 public post.' }),
    NgayDangKy: time('Handed in'),
    NgayTiepNhan: time('Received'),
    NgayKetThucXuLy: time('End of processing'),
    NgayTra: time('End of its way'),
    TienDo: Type.Array(
      closed(
        {
          NguoiXuLy: text(500, 0, 'Who did it.'),
          ThoiDiemXuLy: time('When'),
          NoiDungXuLy: text(500, 0, 'What was done.'),
          TrangThai: state,
        },
        'A step.',
      ),
      { description: 'The steps that it has taken.' },
    ),
    TepTin: Type.Array(
      closed(
        {
          TenGiayTo: text(300, 1, 'Name of the paper.'),
          MaTepTin: FileHash,
          KichThuoc: Type.Integer({ minimum: 1, description: 'Size, bytes.' }),
        },
        'A file.',
      ),
      { description: 'Files handed in on the portal, by name.' },
    ),
    ThanhToan: Type.Array(
      closed(
        {
          MaTraCuuTT,
          TongTien: vnd('Amount', 1),
          TrangThai: Type.Enum(['cho-thanh-toan', 'da-thanh-toan'], { description: 'Not paid yet, or paid.' }),
        },
        'A payment.',
      ),
      { description: 'Payments, as far as the portal has heard of them.' },
    ),
  },
  'A dossier.',
)

export function answerOf(row: DossierRow): Static<typeof CitizenAnswer> {
  return {
    MaThamChieu: row.uid,
    MaHoSo: row.dossier_no ?? '',
    TrangThaiHoSo: row.state,
    NgayHenTra: compact(row.due_at),
  }
}

/** The whole dossier, with the steps it has taken. */
export function viewOf(
  row: DossierRow,
  steps: readonly ProgressRow[],
  files: readonly FileRow[],
  paid: readonly PaymentRow[],
): Static<typeof PortalView> {
  return {
    ...answerOf(row),
    MaTTHC: row.service_code,
    TenTTHC: row.service_name,
    ChuHoSo: row.applicant_name,
    SoDinhDanh: row.applicant_id_no,
    TaiLieuNop: JSON.parse(row.documents) as string[],
    HinhThuc: row.channel,
    NgayDangKy: compact(row.submit_at),
    NgayTiepNhan: compact(row.receive_at),
    NgayKetThucXuLy: compact(row.release_at),
    NgayTra: compact(row.finish_at),
    TienDo: steps.map((step) => ({
      NguoiXuLy: step.done_by,
      ThoiDiemXuLy: compact(step.at),
      NoiDungXuLy: step.note,
      TrangThai: step.state,
    })),
    TepTin: files.map(({ name, hash, size }) => ({ TenGiayTo: name, MaTepTin: hash, KichThuoc: size })),
    ThanhToan: paid.map(({ code, amount_vnd, paid_at }) => ({
      MaTraCuuTT: code,
      TongTien: amount_vnd,
      TrangThai: paid_at === null ? 'cho-thanh-toan' : 'da-thanh-toan',
    })),
  }
}
