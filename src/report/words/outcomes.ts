import type { LoadOutcome } from '../../schema/index.ts'
import type { Text } from './language.ts'

/** What a call under load came to. */
export const loadOutcomeWords: Readonly<Record<LoadOutcome, Text>> = {
  ok: { vi: 'xong', en: 'done' },
  'taken-by-another': { vi: 'người khác đã nhận', en: 'taken by another' },
  'connection-refused': { vi: 'từ chối kết nối', en: 'connection refused' },
  'connection-cut': { vi: 'đứt kết nối', en: 'connection cut' },
  'timed-out': { vi: 'quá thời gian chờ', en: 'timed out' },
  unreachable: { vi: 'không tới được', en: 'unreachable' },
  'http-3xx': { vi: 'HTTP 3xx', en: 'HTTP 3xx' },
  'http-4xx': { vi: 'HTTP 4xx', en: 'HTTP 4xx' },
  'http-5xx': { vi: 'HTTP 5xx', en: 'HTTP 5xx' },
  unreadable: { vi: 'trả lời không đọc được', en: 'unreadable answer' },
  'error-body': { vi: 'trạng thái tốt nhưng nội dung báo lỗi', en: 'good status, error in the body' },
  'login-failed': { vi: 'đăng nhập không được', en: 'login failed' },
  'script-error': { vi: 'lỗi của kịch bản k6', en: 'mistake in the k6 script' },
}
