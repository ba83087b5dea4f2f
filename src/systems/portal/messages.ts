/** What the one-stop centres report to the portal: the shapes of DongBoHoSoMC and CapNhatTienDoHoSoMC. */
import Type, { type Static } from 'typebox'
import { CompactTime, closed, text, Uid } from '../core/shapes.ts'

/** Papers that a dossier may gather over all its supplements: keeps every message below the doors' body limits. */
export const MOST_PAPERS = 500
const MAX_ITEMS = 1000

const time = (what: string) =>
  Type.String({ pattern: '^(\\d{14})?$', description: `${what}, yyyyMMddHHmmss; empty where there is none yet.` })
const state = Type.Integer({ minimum: 1, maximum: 10, description: 'TrangThaiHoSo.' })
const sequence = Type.Integer({ minimum: 1, maximum: 2 ** 31, description: 'Counts the dossier’s changes.' })

const said = (what: string, maxLength = 500) => Type.Optional(text(maxLength, 0, what))
const further = (what: string) =>
  Type.Optional(
    Type.Array(Type.Record(Type.String(), Type.Union([text(2000), Type.Number()])), {
      maxItems: 100,
      description: `${what}: taken in as it comes, and not kept.`,
    }),
  )

/** Fields that the convention has besides: other centres may send them. The portal shows citizens none of them. */
const furtherOfDossiers = {
  MaLinhVuc: said('Code of the field.'),
  TenLinhVuc: said('Name of the field.'),
  LoaiDoiTuong: said('Kind of applicant: citizen, enterprise, organisation.'),
  Email: said('E-mail of the applicant.'),
  SoDienThoai: said('Telephone of the applicant.'),
  TrichYeuHoSo: said('What it is about.', 2000),
  DanhSachLePhi: further('Fees'),
  DanhSachHoSoBoSung: further('Papers asked for'),
  DanhSachGiayToKetQua: further('Results'),
}
const furtherOfSteps = {
  ChucDanh: said('Office of who did it.'),
  PhongBanXuLy: said('Department.'),
  NgayBatDau: Type.Optional(time('Begun')),
  NgayKetThucTheoQuyDinh: Type.Optional(time('To be done by')),
}

/** Item of DongBoHoSoMC: a dossier as the one-stop centre has it. */
export const DossierItem = closed(
  {
    MaThamChieu: Uid,
    ThuTu: sequence,
    MaHoSo: text(500, 0, 'Number of the dossier.'),
    MaTTHC: text(100, 1, 'Code of the procedure.'),
    TenTTHC: text(2000, 0, 'Name of the procedure.'),
    ChuHoSo: text(500, 0, 'Applicant.'),
    MaDoiTuong: text(20, 0, 'Identity number of the applicant.'),
    HinhThuc: Type.Integer({ minimum: 1, maximum: 3, description: '1 direct, 2 online, 3 public post.' }),
    TaiLieuNop: Type.Array(text(300), { maxItems: MOST_PAPERS, description: 'Papers handed in.' }),
    NgayDangKy: CompactTime,
    NgayTiepNhan: time('Received'),
    NgayHenTra: time('Appointment'),
    NgayKetThucXuLy: time('End of processing'),
    NgayTra: time('End of its way'),
    TrangThaiHoSo: state,
    DonViXuLy: text(500, 0, 'Unit.'),
    NguoiXuLy: text(500, 0, 'Who did it.'),
    ThoiDiemXuLy: CompactTime,
    GhiChu: text(500, 0, 'Note.'),
    ...furtherOfDossiers,
  },
  'A dossier as the one-stop centre has it.',
)
export type DossierItem = Static<typeof DossierItem>

/** Item of CapNhatTienDoHoSoMC: a step forward that changes no date. */
export const ProgressItem = closed(
  {
    MaThamChieu: Uid,
    ThuTu: sequence,
    MaHoSo: text(500, 0, 'Number of the dossier.'),
    NguoiXuLy: text(500, 0, 'Who did it.'),
    ThoiDiemXuLy: CompactTime,
    NoiDungXuLy: text(500, 0, 'What was done.'),
    TrangThai: state,
    ...furtherOfSteps,
  },
  'A step forward.',
)
export type ProgressItem = Static<typeof ProgressItem>

/** Kinds of report, in the order in which a batch is sent. */
export const reportKinds = {
  new: { service: 'DongBoHoSoMC', isUpdating: 'False' },
  update: { service: 'DongBoHoSoMC', isUpdating: 'True' },
  progress: { service: 'CapNhatTienDoHoSoMC', isUpdating: 'True' },
} as const
export type ReportKind = keyof typeof reportKinds

const envelope = {
  session: text(100, 1, 'Session of the login.'),
  madonvi: text(100, 1, 'Organisation id of the unit.'),
  isUpdating: Type.Enum(['True', 'False'], { description: 'False: the dossiers are new.' }),
}

const services = [
  closed(
    {
      ...envelope,
      service: Type.Literal('DongBoHoSoMC', { description: 'Dossiers.' }),
      data: Type.Array(DossierItem, { maxItems: MAX_ITEMS, description: 'The dossiers.' }),
    },
    'Dossiers, new or changed.',
  ),
  closed(
    {
      ...envelope,
      service: Type.Literal('CapNhatTienDoHoSoMC', { description: 'Steps.' }),
      data: Type.Array(ProgressItem, { maxItems: MAX_ITEMS, description: 'The steps.' }),
    },
    'Steps of dossiers.',
  ),
] as const

/** A service that looks things up: what is named in `data`, or everything, a page at a time. */
const lookUp = <Name extends string>(service: Name, key: string, what: string) =>
  closed(
    {
      session: envelope.session,
      madonvi: envelope.madonvi,
      isUpdating: Type.Optional(envelope.isUpdating),
      service: Type.Literal(service, { description: what }),
      data: Type.Optional(
        Type.Array(closed({ [key]: text(500, 1, 'Which.') }, 'One that is asked for.'), {
          maxItems: MAX_ITEMS,
          description: 'Those that are asked for; all without, or when it is empty.',
        }),
      ),
      Sau: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e6, default: 0, description: 'How many to leave out.' })),
    },
    what,
  )

const lookUps = [
  lookUp('LayThuTuc', 'MaTTHC', 'Procedures that can be handed in for the unit.'),
  lookUp('TraCuuHoSo', 'MaHoSo', 'Dossiers of the unit, by number.'),
  lookUp('LayDanhMucCoQuan', 'MaCoQuan', 'Agencies.'),
] as const

/** What is asked of the door of the synchronisation services. */
export const LgspRequest = Type.Unsafe<Static<(typeof services)[number]> | Static<(typeof lookUps)[number]>>({
  type: 'object',
  discriminator: { propertyName: 'service' },
  required: ['service'],
  oneOf: [...services, ...lookUps],
  description: 'A synchronisation, or a look-up.',
})
/** A look-up. */
export type LgspLookUp = Static<(typeof lookUps)[number]>
/** A report of dossiers or steps. */
export type LgspReport = Static<(typeof services)[number]>
export type LgspRequest = Static<typeof LgspRequest>
