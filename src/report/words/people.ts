import { named } from './names.ts'

/** Citizens and the agencies of the shipped workflows; any other is called as its scenario calls it. */
export const outsiderName = named({
  citizen: { vi: 'người dân', en: 'citizen' },
  'Another agency': { vi: 'Cơ quan khác', en: 'Another agency' },
  'Another office': { vi: 'Cơ quan khác', en: 'Another office' },
  'Commune police': { vi: 'Công an cấp xã', en: 'Commune police' },
  'Help desk of the Department of Justice': {
    vi: 'Bộ phận hỗ trợ của Sở Tư pháp',
    en: 'Help desk of the Department of Justice',
  },
  'Land Registration Office': { vi: 'Văn phòng Đăng ký đất đai', en: 'Land Registration Office' },
  'Provincial department': { vi: 'Sở, ngành của tỉnh', en: 'Provincial department' },
  'Provincial portal': { vi: 'Cổng dịch vụ công của tỉnh', en: 'Provincial portal' },
  'Social insurance': { vi: 'Bảo hiểm xã hội', en: 'Social insurance' },
  'Tax office': { vi: 'Cơ quan thuế', en: 'Tax office' },
})

/** Equipment of the shipped scenarios; any other is called as its scenario calls it. */
export const equipmentName = named({
  workplace: { vi: 'vị trí làm việc trọn bộ (máy tính, máy quét, máy in)', en: 'workplace' },
  'mobile-kit': { vi: 'bộ thiết bị lưu động', en: 'mobile-kit' },
})
