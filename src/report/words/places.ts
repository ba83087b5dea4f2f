import type { Catalogue } from './language.ts'

/** Provinces and units. */
export const placeWords = {
  units: { vi: 'Đơn vị cấp xã', en: 'Units' },
  unitLine: {
    vi: '{name}, {province} ({code}): {population} dân, {counters} quầy, {officials} cán bộ, công chức',
    en: '{name}, {province} ({code}): inhabitants {population}, counters {counters}, officials {officials}',
  },
  unitsLine: {
    vi: '{units} đơn vị cấp xã, {place}: {population} dân, {counters} quầy, {officials} cán bộ, công chức',
    en: '{units} units, {place}: inhabitants {population}, counters {counters}, officials {officials}',
  },
  provinceCount: { vi: '{n} tỉnh, thành phố', en: '{n} provinces' },
  unitCode: { vi: 'Mã', en: 'Code' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  province: { vi: 'Tỉnh, thành phố', en: 'Province' },
  unitCount: { vi: 'Số đơn vị', en: 'Units' },
  population: { vi: 'Dân số', en: 'Inhabitants' },
  counters: { vi: 'Quầy', en: 'Counters' },
  officials: { vi: 'Cán bộ, công chức', en: 'Officials' },
  allPlaces: { vi: 'Tất cả', en: 'All' },
  byProvince: { vi: 'Theo tỉnh, thành phố', en: 'By province' },
  byUnit: { vi: 'Theo đơn vị cấp xã', en: 'By unit' },
  oneStop: { vi: 'Phần mềm một cửa', en: 'One-stop software' },
  byOneStop: {
    vi: 'Theo phần mềm một cửa (lời gọi hệ thống thực hiện tại các đơn vị, kể cả lời gọi sang hệ thống khác):',
    en: 'By one-stop software (calls made at the units, those to other systems among them):',
  },
  failedCalls: { vi: 'Lời gọi lỗi', en: 'Failed calls' },
  failedShare: { vi: 'Tỷ lệ lỗi', en: 'Share failed' },
  late: { vi: 'Tỷ lệ trễ hạn', en: 'Late' },
  unitsMeeting: {
    vi: '{indicator} {bound}: {n} trên {of} đơn vị đạt',
    en: '{indicator} {bound}: met by {n} of {of} units',
  },
  worstUnits: {
    vi: 'Các đơn vị có tỷ lệ trễ hạn cao nhất ({shown} trên {of} đơn vị). Tỷ lệ trễ hạn = (đã giải quyết quá hạn + đang giải quyết quá hạn) ÷ tiếp nhận. Số liệu của mọi đơn vị có trong result.json.',
    en: 'The units with the largest share of late dossiers ({shown} of {of}). Late = (finished overdue + open and overdue) ÷ received. The figures of every unit are in result.json.',
  },
  noLateUnits: {
    vi: 'Không đơn vị nào có hồ sơ trễ hạn. Số liệu của cả {of} đơn vị có trong result.json.',
    en: 'No unit has a late dossier. The figures of all {of} units are in result.json.',
  },
} as const satisfies Catalogue<string>
