import Type, { type Static } from 'typebox'
import { formatCompact } from '../../target/index.ts'
import { closed, text, Uid } from '../core/shapes.ts'
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
export function viewOf(row: DossierRow, steps: readonly ProgressRow[]): Static<typeof PortalView> {
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
  }
}
