import Type, { type Static } from 'typebox'
import { formatInstant } from '../../calendar/index.ts'
import { formatCompact } from '../../target/index.ts'
import type { Centres } from '../core/centres.ts'
import { closed, text } from '../core/shapes.ts'
import type { DossierItem, ProgressItem } from '../portal/messages.ts'
import { Snapshot } from './messages.ts'
import { dossierStatus } from './states.ts'
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

export const DossierView = closed(
  {
    ...Snapshot.properties,
    serviceCode: text(100, 1, 'Code of the procedure.'),
    govAgencyCode: text(100, 1, 'Organisation id of the unit.'),
    applicantName: text(500, 0, 'Applicant.'),
    applicantIdType: text(500, 0, 'Kind of identity paper.'),
    applicantIdNo: text(20, 0, 'Its number.'),
    submitDate: Type.String({ description: 'Handed in, ISO 8601.' }),
    viaPostal: Type.Enum([0, 1], { description: '1: the papers came by public post.' }),
    online: Type.Boolean({ description: 'Whether it came through the portal.' }),
    durationUnit: Type.Enum([0, 1], { description: '0 working days of 8 hours, 1 working hours.' }),
    durationCount: Type.Number({ minimum: 0, description: 'Statutory limit in these units.' }),
    documents: Type.Array(Type.String(), { description: 'Papers handed in.' }),
    missing: Type.Array(Type.String(), { description: 'Papers asked for.' }),
    dossierNote: text(500, 0, 'Note of the last action.'),
    draftResult: text(500, 0, 'Draft of the result.'),
  },
  'A dossier.',
)

/** The whole dossier with OpenCPS field names. */
export function dossierView(row: DossierRow, centres: Centres): Static<typeof DossierView> {
  const limit = centres.procedure(row.service_code)?.limit
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
    viaPostal: row.via_postal === 1 ? 1 : 0,
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
export function dossierItem(row: DossierRow, centres: Centres, by: string, atMs: number): DossierItem {
  return {
    MaThamChieu: row.uid,
    ThuTu: row.sequence,
    MaHoSo: row.dossier_no ?? '',
    MaTTHC: row.service_code,
    TenTTHC: centres.procedure(row.service_code)?.name ?? '',
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
    DonViXuLy: centres.ofOrganisation(row.agency)?.name ?? '',
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
