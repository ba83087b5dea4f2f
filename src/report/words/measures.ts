import type { Catalogue } from './language.ts'
import { indicatorWords } from './names.ts'

/** Figures of a result by the name of their column; what is an indicator too is called as that is. */
const columns = {
  ...indicatorWords,
  begun: { vi: 'Số lượt bắt đầu', en: 'Taken up' },
  ended: { vi: 'Số lượt xong', en: 'Done' },
  failed: { vi: 'Lượt gọi lỗi', en: 'Failed calls' },
  interrupted: { vi: 'Lượt bị gián đoạn', en: 'Interruptions' },
  workMeanMin: { vi: 'Thời gian xử lý trung bình', en: 'Mean work' },
  calls: { vi: 'Lượt gọi', en: 'Calls' },
  errors: { vi: 'Lượt gọi lỗi', en: 'Failed calls' },
  lost: { vi: 'Lượt bị mất dữ liệu', en: 'Calls lost' },
  duplicated: { vi: 'Lượt đến hai lần', en: 'Calls that came twice' },
  p50Ms: { vi: 'Thời gian trả lời p50', en: 'Time to answer p50' },
  p95Ms: { vi: 'Thời gian trả lời p95', en: 'Time to answer p95' },
  p99Ms: { vi: 'Thời gian trả lời p99', en: 'Time to answer p99' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  withdrawn: { vi: 'Rút hồ sơ', en: 'Withdrawn' },
  beforeTime: { vi: 'Đã giải quyết, trước hạn', en: 'Finished before time' },
  onTime: { vi: 'Đã giải quyết, đúng hạn', en: 'Finished on time' },
  openOverdue: { vi: 'Đang giải quyết, quá hạn', en: 'Open and overdue' },
  openUnreceived: { vi: 'Đang chờ tiếp nhận', en: 'Open, not yet received' },
  overrunHours: { vi: 'Giờ quá hạn', en: 'Hours of overrun' },
  officials: { vi: 'Số người', en: 'Officials' },
  vacancies: { vi: 'Vị trí còn trống', en: 'Posts that nobody holds' },
  presentHours: { vi: 'Giờ có mặt', en: 'Hours present' },
  busyHours: { vi: 'Giờ xử lý hồ sơ', en: 'Hours busy' },
  utilisation: { vi: 'Tỷ lệ sử dụng thời gian', en: 'Utilisation' },
  overtimeHours: { vi: 'Giờ làm ngoài giờ', en: 'Hours overtime' },
  trips: { vi: 'Lượt đến quầy', en: 'Trips to a counter' },
  travelHours: { vi: 'Tổng thời gian đi lại', en: 'Time on the way' },
  shutOut: {
    vi: 'Người dân nộp lần đầu không được do hệ thống',
    en: 'Citizens whose first try to submit failed because a system did',
  },
  elsewhere: { vi: 'Hồ sơ nộp tại đơn vị khác', en: 'Handed in at another unit' },
} as const satisfies Catalogue<string>

/** The same column means something else in some tables. */
const ofTable: Readonly<Record<string, Catalogue<string>>> = {
  paper: {
    steps: { vi: 'Lượt xử lý làm trên giấy', en: 'Steps done on paper' },
    entered: { vi: 'Lượt làm trên giấy đã nhập lại', en: 'Steps done on paper and entered later' },
    toEnter: { vi: 'Lượt làm trên giấy chưa nhập lại', en: 'Steps done on paper and not entered' },
    lagP50Hours: { vi: 'Từ lúc làm trên giấy đến lúc nhập lại, p50', en: 'From the paper to the entry, p50' },
    lagP90Hours: { vi: 'Từ lúc làm trên giấy đến lúc nhập lại, p90', en: 'From the paper to the entry, p90' },
  },
  legs: {
    started: { vi: 'Hồ sơ thành phần đã mở', en: 'Sub-dossiers started' },
    finished: { vi: 'Hồ sơ thành phần đã xong', en: 'Sub-dossiers finished' },
    open: { vi: 'Hồ sơ thành phần đang giải quyết khi kết thúc', en: 'Sub-dossiers open at the end' },
  },
  conformance: {
    steps: { vi: 'Số bước của kịch bản', en: 'Steps of the scripts' },
    done: { vi: 'Xong đúng giờ', en: 'Done in time' },
    late: { vi: 'Xong muộn', en: 'Late' },
    skipped: { vi: 'Bỏ qua', en: 'Skipped' },
    failed: { vi: 'Không làm được', en: 'Failed' },
    notReached: { vi: 'Chưa đến lượt', en: 'Not reached' },
    outOfOrder: { vi: 'Sai trình tự', en: 'Out of order' },
    evidenceMissing: { vi: 'Thiếu minh chứng', en: 'Evidence missing' },
    extra: { vi: 'Ngoài kịch bản', en: 'Extra' },
    onPaper: { vi: 'Làm trên giấy', en: 'On paper' },
    entered: { vi: 'Đã nhập lại', en: 'Entered later' },
  },
}

/** What a column of a table of the result holds; undefined where there are no words for it. */
export function columnWord(table: string, column: string): { readonly vi: string; readonly en: string } | undefined {
  const own = ofTable[table]
  if (own && Object.hasOwn(own, column)) return own[column]
  const all: Catalogue<string> = columns
  return Object.hasOwn(all, column) ? all[column] : undefined
}
