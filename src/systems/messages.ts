import Type, { type Static } from 'typebox'

const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** Text of a person or an official; long enough for any, short enough to keep. */
export const Text = Type.String({ maxLength: 500 })
export const Papers = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 100 })
/** Papers that a dossier may gather over all its supplements: keeps every message below the doors' body limits. */
export const MOST_PAPERS = 500
export const Uid = Type.String({ pattern: '^[A-Za-z0-9._:-]{1,64}$' })
const CompactTime = Type.String({ pattern: '^\\d{14}$' })
const Code = Type.String({ minLength: 1, maxLength: 100 })

/** From the portal to the one-stop centre's door `syncs`: what a citizen did online. */
export const SyncMessage = closed({
  referenceUid: Uid,
  /** Number of the message within its dossier, from 1: the same again is the same message. */
  message: Type.Integer({ minimum: 1 }),
  action: Type.Enum(['register', 'supply', 'withdraw']),
  /** Scenario time at which it counts, ISO 8601. */
  at: Type.String(),
  by: Text,
  note: Text,
  /** On register all papers, on supply those supplied. */
  documents: Papers,
  run: Text,
  serviceCode: Code,
  govAgencyCode: Code,
  applicantName: Text,
  applicantIdType: Text,
  applicantIdNo: Type.String({ maxLength: 20 }),
})
export type SyncMessage = Static<typeof SyncMessage>

/** What the one-stop centre knows of a dossier, as its answers say it. */
export const Snapshot = closed({
  referenceUid: Type.String(),
  dossierNo: Type.String(),
  receiveDate: Type.String(),
  dueDate: Type.String(),
  releaseDate: Type.String(),
  finishDate: Type.String(),
  dossierStatus: Type.String(),
  state: Type.Integer(),
  /** Counts the dossier's changes; a later one outdates an earlier one. */
  sequence: Type.Integer(),
})
export type Snapshot = Static<typeof Snapshot>

/** Item of DongBoHoSoMC: a dossier as the one-stop centre has it. '' where there is nothing yet. */
export const DossierItem = closed({
  MaThamChieu: Uid,
  ThuTu: Type.Integer({ minimum: 1 }),
  MaHoSo: Text,
  MaTTHC: Code,
  TenTTHC: Type.String({ maxLength: 2000 }),
  ChuHoSo: Text,
  MaDoiTuong: Type.String({ maxLength: 20 }),
  HinhThuc: Type.Integer({ minimum: 1, maximum: 3 }),
  TaiLieuNop: Type.Array(Type.String(), { maxItems: MOST_PAPERS }),
  NgayDangKy: CompactTime,
  NgayTiepNhan: Type.String({ pattern: '^(\\d{14})?$' }),
  NgayHenTra: Type.String({ pattern: '^(\\d{14})?$' }),
  NgayKetThucXuLy: Type.String({ pattern: '^(\\d{14})?$' }),
  NgayTra: Type.String({ pattern: '^(\\d{14})?$' }),
  TrangThaiHoSo: Type.Integer({ minimum: 1, maximum: 10 }),
  DonViXuLy: Text,
  NguoiXuLy: Text,
  ThoiDiemXuLy: CompactTime,
  GhiChu: Text,
})
export type DossierItem = Static<typeof DossierItem>

/** Item of CapNhatTienDoHoSoMC: a step forward that changes no date. */
export const ProgressItem = closed({
  MaThamChieu: Uid,
  ThuTu: Type.Integer({ minimum: 1 }),
  MaHoSo: Text,
  NguoiXuLy: Text,
  ThoiDiemXuLy: CompactTime,
  NoiDungXuLy: Text,
  TrangThai: Type.Integer({ minimum: 1, maximum: 10 }),
})
export type ProgressItem = Static<typeof ProgressItem>

/** Kinds of message in the one-stop centre's outbox, in the order in which a batch is sent. */
export const reportKinds = {
  new: { service: 'DongBoHoSoMC', isUpdating: 'False' },
  update: { service: 'DongBoHoSoMC', isUpdating: 'True' },
  progress: { service: 'CapNhatTienDoHoSoMC', isUpdating: 'True' },
} as const
export type ReportKind = keyof typeof reportKinds

const envelope = { session: Text, madonvi: Text, isUpdating: Type.Enum(['True', 'False']) }
const MAX_ITEMS = 1000

export const LgspRequest = Type.Unsafe<
  | { session: string; madonvi: string; isUpdating: 'True' | 'False'; service: 'DongBoHoSoMC'; data: DossierItem[] }
  | {
      session: string
      madonvi: string
      isUpdating: 'True' | 'False'
      service: 'CapNhatTienDoHoSoMC'
      data: ProgressItem[]
    }
>({
  type: 'object',
  required: ['service'],
  properties: { service: Type.Enum(['DongBoHoSoMC', 'CapNhatTienDoHoSoMC']) },
  if: { properties: { service: { const: 'DongBoHoSoMC' } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: closed({
    ...envelope,
    service: Type.Literal('DongBoHoSoMC'),
    data: Type.Array(DossierItem, { maxItems: MAX_ITEMS }),
  }),
  else: closed({
    ...envelope,
    service: Type.Literal('CapNhatTienDoHoSoMC'),
    data: Type.Array(ProgressItem, { maxItems: MAX_ITEMS }),
  }),
})
