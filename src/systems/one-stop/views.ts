import { formatInstant } from '../../calendar/index.ts'
import { formatCompact } from '../../target/index.ts'
import type { Centre } from '../centre.ts'
import type { DossierItem, ProgressItem, Snapshot } from '../messages.ts'
import { dossierStatus } from '../states.ts'
import type { DossierRow } from './tables.ts'

const instant = (atMs: number | null): string => (atMs === null ? '' : formatInstant(atMs))
const compact = (atMs: number | null): string => (atMs === null ? '' : formatCompact(atMs))

/** What every changing call answers. */
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

/** The whole dossier with OpenCPS field names. durationUnit 0: working days of 8 hours, 1: working hours. */
export function dossierView(row: DossierRow, centre: Centre): Record<string, unknown> {
  const limit = centre.procedure(row.service_code)?.limit
  const hours = limit?.kind === 'working-time' ? limit.workingHours : 8
  const inDays = hours % 8 === 0
  return {
    ...snapshotOf(row),
    serviceCode: row.service_code,
    govAgencyCode: row.agency,
    applicantName: row.applicant_name,
    applicantIdType: row.applicant_id_type,
    applicantIdNo: row.applicant_id_no,
    submitDate: formatInstant(row.submit_at),
    viaPostal: row.via_postal,
    online: row.online === 1,
    durationUnit: inDays ? 0 : 1,
    durationCount: inDays ? hours / 8 : hours,
    documents: JSON.parse(row.documents),
    missing: JSON.parse(row.missing),
    dossierNote: row.note,
    draftResult: row.draft_result ?? '',
  }
}

/** A dossier as the portal is told of it. */
export function dossierItem(row: DossierRow, centre: Centre, by: string, atMs: number): DossierItem {
  return {
    MaThamChieu: row.uid,
    ThuTu: row.sequence,
    MaHoSo: row.dossier_no ?? '',
    MaTTHC: row.service_code,
    TenTTHC: centre.procedure(row.service_code)?.name ?? '',
    ChuHoSo: row.applicant_name,
    MaDoiTuong: row.applicant_id_no,
    HinhThuc: row.online ? 2 : row.via_postal ? 3 : 1,
    TaiLieuNop: JSON.parse(row.documents) as string[],
    NgayDangKy: formatCompact(row.submit_at),
    NgayTiepNhan: compact(row.receive_at),
    NgayHenTra: compact(row.due_at),
    NgayKetThucXuLy: compact(row.release_at),
    NgayTra: compact(row.finish_at),
    TrangThaiHoSo: row.state,
    DonViXuLy: centre.unit.name,
    NguoiXuLy: by,
    ThoiDiemXuLy: formatCompact(atMs),
    GhiChu: row.note,
  }
}

/** A step that changed no date. */
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
