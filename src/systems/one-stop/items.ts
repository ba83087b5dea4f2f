/** Dossiers as the portal is told of them. */
import { formatInstant } from '../../calendar/index.ts'
import { formatCompact } from '../../target/index.ts'
import type { Centres } from '../core/centres.ts'
import type { DossierItem, ProgressItem } from '../portal/messages.ts'
import { type DossierRow, papersOf } from './centre/tables.ts'
import { dossierStatus } from './dialects/opencps/words.ts'
import type { Snapshot } from './messages.ts'

const instant = (atMs: number | null): string => (atMs === null ? '' : formatInstant(atMs))
const compact = (atMs: number | null): string => (atMs === null ? '' : formatCompact(atMs))

/** The centre's word on a dossier, as the portal asks for it. */
export function snapshotOf(row: DossierRow): Snapshot {
  return {
    referenceUid: row.uid,
    dossierNo: row.dossier_no ?? '',
    receiveDate: instant(row.receive_at),
    dueDate: instant(row.due_at),
    releaseDate: instant(row.release_at),
    finishDate: instant(row.finish_at),
    dossierStatus: dossierStatus(row.state),
    state: row.state,
    sequence: row.sequence,
  }
}

/** Item of DongBoHoSoMC: the whole dossier. */
export function dossierItem(row: DossierRow, centres: Centres, by: string, atMs: number): DossierItem {
  return {
    MaThamChieu: row.uid,
    ThuTu: row.sequence,
    MaHoSo: row.dossier_no ?? '',
    MaTTHC: row.service_code,
    TenTTHC: centres.procedure(row.service_code)?.name ?? '',
    ChuHoSo: row.applicant_name,
    MaDoiTuong: row.applicant_id_no,
    HinhThuc: row.channel,
    TaiLieuNop: papersOf(row.documents),
    NgayDangKy: formatCompact(row.submit_at),
    NgayTiepNhan: compact(row.receive_at),
    NgayHenTra: compact(row.due_at),
    NgayKetThucXuLy: compact(row.release_at),
    NgayTra: compact(row.finish_at),
    TrangThaiHoSo: row.state,
    DonViXuLy: centres.ofOrganisation(row.agency)?.name ?? '',
    NguoiXuLy: by,
    ThoiDiemXuLy: formatCompact(atMs),
    GhiChu: row.note,
  }
}

/** Item of CapNhatTienDoHoSoMC: a step that changed no date. */
export function progressItem(row: DossierRow, action: string, by: string, atMs: number): ProgressItem {
  return {
    MaThamChieu: row.uid,
    ThuTu: row.sequence,
    MaHoSo: row.dossier_no ?? '',
    NguoiXuLy: by,
    ThoiDiemXuLy: formatCompact(atMs),
    NoiDungXuLy: row.note === '' ? action : row.note,
    TrangThai: row.state,
  }
}
