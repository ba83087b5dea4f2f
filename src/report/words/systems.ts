import type { Catalogue } from './language.ts'

/** Calls of systems. */
export const systemsWords = {
  operations: { vi: 'Theo thao tác của hệ thống', en: 'By system operation' },
  operationsModelled: { vi: 'Theo thao tác của hệ thống (mô hình)', en: 'By system operation (modelled)' },
  operation: { vi: 'Thao tác', en: 'Operation' },
  calls: { vi: 'Lượt gọi', en: 'Calls' },
  errors: { vi: 'Lỗi', en: 'Errors' },
  lost: { vi: 'Thất lạc', en: 'Lost' },
  duplicated: { vi: 'Đến hai lần', en: 'Twice' },
  lostLine: {
    vi: 'Lượt gọi thất lạc, không có phản hồi nào: {n} (đã tính trong số lỗi).',
    en: 'Calls lost, of which nothing came back: {n} (counted among the errors).',
  },
  duplicatedLine: { vi: 'Lượt gọi đến nơi hai lần: {n}.', en: 'Calls that arrived twice: {n}.' },
  noCalls: { vi: 'Không có lượt gọi nào.', en: 'No call was made.' },
  lagLine: {
    vi: '{rate} lượt gọi/giây, trung bình {inFlight} lượt cùng lúc; đồng hồ ảo phải đợi {waits} lần, tổng cộng {waited}.',
    en: '{rate} calls/s, {inFlight} under way at once on average; the virtual clock waited {waits} times, {waited} in all.',
  },
} as const satisfies Catalogue<string>
