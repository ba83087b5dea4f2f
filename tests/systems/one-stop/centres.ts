/** Four wards: two that speak the OpenCPS-like dialect, one the iGate-like, one the new-portal-like. */
import type { World } from '../../../src/systems/index.ts'
import { world as twoWards } from '../centre.ts'

export const OPENCPS = '000.00.53.H48'
export const SECOND_OPENCPS = '000.00.54.H48'
export const IGATE = '000.00.55.H48'
export const NEW_PORTAL = '000.00.56.H48'

const [first, second] = twoWards.centres as [World['centres'][number], World['centres'][number]]

export const world: World = {
  ...twoWards,
  centres: [
    first,
    second,
    { ...first, code: '30766', name: 'Xã Tân Hiệp', organisationId: IGATE, oneStop: 'igate' },
    { ...first, code: '30769', name: 'Xã Châu Thành', organisationId: NEW_PORTAL, oneStop: 'new-portal' },
  ],
}

let made = 0
/** An id that no dossier has yet. */
export const freshUid = (): string => `d-${++made}`

export const registration = (more: object = {}) => ({
  referenceUid: freshUid(),
  serviceCode: '1.001193',
  govAgencyCode: OPENCPS,
  applicantName: 'Trần Văn An',
  applicantIdType: 'CCCD',
  applicantIdNo: '091812345678',
  viaPostal: 0,
  documents: ['Tờ khai đăng ký khai sinh'],
  ...more,
})

export const igateRegistration = (more: object = {}) => ({
  nationCode: freshUid(),
  procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
  agency: { code: IGATE },
  applicant: { fullname: 'Lê Thị Hồng', identityType: 'CCCD', identityNumber: '091912345678' },
  receivingKind: 3,
  fileList: ['Tờ khai đăng ký khai sinh'],
  ...more,
})

export const portalRegistration = (more: object = {}) => ({
  maThamChieu: freshUid(),
  maThuTuc: '1.001193',
  tenThuTuc: 'Đăng ký khai sinh',
  maCoQuan: NEW_PORTAL,
  tenChuHoSo: 'Phạm Quốc Bảo',
  soDinhDanh: '091887654321',
  kenhThucHien: 1,
  taiLieuNop: ['Tờ khai đăng ký khai sinh'],
  ...more,
})
