import Type, { type Static } from 'typebox'
import type { Centres } from '../../../core/centres.ts'
import { closed } from '../../../core/shapes.ts'
import { type DossierRow, digitisedOf, papersOf } from '../../centre/tables.ts'
import * as shapes from '../shapes.ts'
import { vietnameseTime } from './times.ts'
import { statusWord, statusWords } from './words.ts'

const { orNull, texts } = shapes
const time = (atMs: number | null): string | null => (atMs === null ? null : vietnameseTime(atMs))

export const StatusWord = Type.Enum([...statusWords], { description: 'State.' })

/** Data D of docs/dialects.md. */
export const Dossier = closed(
  {
    idHoSo: shapes.dossierNumber,
    maThamChieu: Type.String({ description: 'Id of the dossier in every system.' }),
    maHoSo: orNull('Number of the dossier'),
    maCoQuan: shapes.agencyCode,
    trangThai: StatusWord,
    ngayTiepNhan: orNull('Received, dd/MM/yyyy HH:mm:ss'),
    ngayHenTra: orNull('Appointment, dd/MM/yyyy HH:mm:ss'),
    ngayKetThucXuLy: orNull('End of processing, dd/MM/yyyy HH:mm:ss'),
    ngayTraKetQua: orNull('End of its way, dd/MM/yyyy HH:mm:ss'),
    thuTu: shapes.sequence,
  },
  'A dossier in short.',
)

export function dossierOf(row: DossierRow): Static<typeof Dossier> {
  return {
    idHoSo: row.dossier_id,
    maThamChieu: row.uid,
    maHoSo: row.dossier_no,
    maCoQuan: row.agency,
    trangThai: statusWord(row.state) as Static<typeof StatusWord>,
    ngayTiepNhan: time(row.receive_at),
    ngayHenTra: time(row.due_at),
    ngayKetThucXuLy: time(row.release_at),
    ngayTraKetQua: time(row.finish_at),
    thuTu: row.sequence,
  }
}

export const DossierView = closed(
  {
    ...Dossier.properties,
    maThuTuc: shapes.serviceCode,
    tenThuTuc: shapes.serviceName,
    tenChuHoSo: Type.String({ description: 'Applicant.' }),
    loaiGiayTo: Type.String({ description: 'Kind of identity paper.' }),
    soDinhDanh: Type.String({ description: 'Its number.' }),
    kenhThucHien: shapes.channel,
    ngayDangKy: Type.String({ description: 'Handed in, dd/MM/yyyy HH:mm:ss.' }),
    ngayHenTraBanDau: orNull('Appointment before the apology, dd/MM/yyyy HH:mm:ss'),
    taiLieuNop: texts('Papers handed in.'),
    taiLieuThieu: texts('Papers asked for.'),
    ghiChu: Type.String({ description: 'Note of the last action.' }),
    nguoiXuLy: orNull('Who processes it'),
    duThaoKetQua: orNull('Draft of the result'),
    soHoa: Type.Array(
      closed(
        {
          taiLieu: Type.String({ description: 'Paper or result.' }),
          loai: shapes.digitalKind,
          trangThaiSoHoa: shapes.digitalStatus,
        },
        'A paper or result.',
      ),
      { description: 'What is known of its digitisation.' },
    ),
    soTien: Type.Union([shapes.amount, Type.Null()], { description: 'Demanded, đồng; null where nothing is.' }),
    maThanhToan: orNull('Number of the payment'),
    ngayThanhToan: orNull('Paid, dd/MM/yyyy HH:mm:ss'),
    soLanBaoThanhToan: shapes.times,
    maHoSoTinh: orNull('Its number at the province'),
    trangThaiTaiTinh: Type.Union([StatusWord, Type.Null()], {
      description: 'State at the province; null where it is not.',
    }),
    trungSoHoSo: shapes.sameNumber,
  },
  'A dossier.',
)

/** The whole dossier. @param sameNumber ids of others with its number */
export function dossierView(row: DossierRow, centres: Centres, sameNumber: string[]): Static<typeof DossierView> {
  return {
    ...dossierOf(row),
    maThuTuc: row.service_code,
    tenThuTuc: centres.procedure(row.service_code)?.name ?? '',
    tenChuHoSo: row.applicant_name,
    loaiGiayTo: row.applicant_id_type,
    soDinhDanh: row.applicant_id_no,
    kenhThucHien: row.channel as 1 | 2 | 3,
    ngayDangKy: vietnameseTime(row.submit_at),
    ngayHenTraBanDau: time(row.first_due_at),
    taiLieuNop: papersOf(row.documents),
    taiLieuThieu: papersOf(row.missing),
    ghiChu: row.note,
    nguoiXuLy: row.assignee,
    duThaoKetQua: row.draft_result,
    soHoa: digitisedOf(row).map(({ document: taiLieu, kind: loai, status: trangThaiSoHoa }) => ({
      taiLieu,
      loai,
      trangThaiSoHoa,
    })),
    soTien: row.amount_vnd,
    maThanhToan: row.payment_no,
    ngayThanhToan: time(row.paid_at),
    soLanBaoThanhToan: row.payment_calls,
    maHoSoTinh: row.province_no,
    trangThaiTaiTinh:
      row.province_state === null ? null : (statusWord(row.province_state) as Static<typeof StatusWord>),
    trungSoHoSo: sameNumber,
  }
}
