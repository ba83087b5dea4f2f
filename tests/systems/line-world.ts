/** Two wards with the procedures of the line systems. */
import type { World } from '../../src/systems/index.ts'
import { world as twoWards } from './centre.ts'

const limit = { kind: 'working-time', workingHours: 40 } as const

export const BIRTH = '1.001193'
export const DEATH = '1.000656'
export const MARRIAGE = '1.000894'
export const LINKED_BIRTH = '2.000986'
export const LINKED_DEATH = '2.002622'
export const LAND = '1.012783'

export const world: World = {
  ...twoWards,
  procedures: [
    { code: BIRTH, name: 'Thủ tục đăng ký khai sinh', limit: { kind: 'same-day' } },
    { code: DEATH, name: 'Thủ tục đăng ký khai tử', limit: { kind: 'same-day' } },
    { code: MARRIAGE, name: 'Thủ tục đăng ký kết hôn', limit: { kind: 'same-day' } },
    {
      code: LINKED_BIRTH,
      name: 'Liên thông: Đăng ký khai sinh, đăng ký thường trú, cấp thẻ BHYT cho trẻ em dưới 6 tuổi',
      limit,
    },
    {
      code: LINKED_DEATH,
      name: 'Liên thông: Đăng ký khai tử, xóa đăng ký thường trú, giải quyết mai táng phí / tử tuất',
      limit,
    },
    { code: LAND, name: 'Đăng ký biến động đất đai', limit },
  ],
}

let made = 0
/** An id that no dossier has yet. */
export const freshUid = (): string => `30742-${String(++made).padStart(6, '0')}`

export const declaration = (more: object = {}) => ({
  requestNo: freshUid(),
  serviceCode: BIRTH,
  govAgencyCode: '000.00.53.H48',
  applicantName: 'Nguyễn Thị Ánh Tuyết',
  applicantIdNo: '091912345678',
  fullName: 'Nguyễn Bảo Khang',
  dateOfBirth: '2025-06-28',
  sex: 'male',
  ...more,
})
