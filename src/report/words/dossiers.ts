import type { Catalogue } from './language.ts'

/** Dossiers: how many, how far, how long. */
export const dossierWords = {
  keyFigures: { vi: 'Số liệu chính', en: 'Key figures' },
  figure: { vi: 'Số liệu', en: 'Figure' },
  received: { vi: 'Tiếp nhận', en: 'Received' },
  finished: { vi: 'Đã giải quyết', en: 'Finished' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  withdrawn: { vi: 'Rút hồ sơ', en: 'Withdrawn' },
  open: { vi: 'Đang giải quyết', en: 'Open' },
  openOverdue: { vi: 'Đang giải quyết, quá hạn', en: 'Open and overdue' },
  openUnreceived: { vi: 'Đang chờ tiếp nhận (chưa có ngày hẹn trả)', en: 'Open, not yet received' },
  finishedOverdue: { vi: 'Đã giải quyết, quá hạn', en: 'Finished and overdue' },
  beforeTime: { vi: 'Trước hạn', en: 'Before time' },
  onTime: { vi: 'Đúng hạn', en: 'On time' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  turnaroundSpan: {
    vi: 'Thời gian giải quyết: trung bình / p50 / p90 (giờ làm việc)',
    en: 'Turnaround: mean / p50 / p90 (working hours)',
  },
  waitSpan: {
    vi: 'Thời gian chờ: trung bình / p50 / p90 (phút làm việc)',
    en: 'Wait: mean / p50 / p90 (working minutes)',
  },
  finishedADay: { vi: 'Giải quyết mỗi ngày làm việc', en: 'Finished a working day' },
  busiestDay: { vi: 'Ngày tiếp nhận nhiều nhất', en: 'Busiest day' },
  busiestDayValue: { vi: '{date} ({n} hồ sơ)', en: '{date} ({n} dossiers)' },
  fullestDay: { vi: 'Ngày tồn đọng nhiều nhất', en: 'Most open at the end of a day' },
  fullestDayValue: { vi: '{date} ({n} hồ sơ cuối ngày)', en: '{date} ({n} dossiers)' },

  byFieldAndChannel: { vi: 'Theo lĩnh vực và kênh tiếp nhận', en: 'By procedure field and channel' },
  timesByFieldAndChannel: {
    vi: 'Thời gian theo lĩnh vực và kênh tiếp nhận',
    en: 'Times by procedure field and channel',
  },
  fieldAndChannel: { vi: 'Lĩnh vực / kênh', en: 'Field / channel' },
  byStream: { vi: 'Theo luồng hồ sơ', en: 'By stream of demand' },
  stream: { vi: 'Luồng', en: 'Stream' },
  ordinaryDemand: { vi: 'Hồ sơ thường', en: 'Ordinary demand' },
  onTimeRateShort: { vi: 'Tỷ lệ đúng hạn', en: 'onTimeRate' },
  progressRateShort: { vi: 'Tỷ lệ tiến độ', en: 'progressRate' },
  sameDayRateShort: { vi: 'Tỷ lệ giải quyết trong ngày', en: 'sameDayRate' },
  turnaroundMeanShort: { vi: 'Giải quyết trung bình (giờ)', en: 'Hours mean' },
  turnaroundP50Short: { vi: 'Giải quyết p50 (giờ)', en: 'Hours p50' },
  turnaroundP90Short: { vi: 'Giải quyết p90 (giờ)', en: 'Hours p90' },
  waitMeanShort: { vi: 'Chờ trung bình (phút)', en: 'Wait mean min' },
  waitP50Short: { vi: 'Chờ p50 (phút)', en: 'Wait p50 min' },
  waitP90Short: { vi: 'Chờ p90 (phút)', en: 'Wait p90 min' },
  timesNote: {
    vi: 'Giải quyết: số giờ làm việc từ khi nộp đến khi kết thúc xử lý. Chờ: số phút làm việc đến khi bắt đầu tiếp nhận. p50: trung vị; p90: 90 % hồ sơ không vượt quá. –: không có số liệu.',
    en: 'Hours: working hours from submission to the end of processing. Wait: working minutes to the start of reception. p50: the median; p90: 90 % of dossiers do not exceed it. –: no figure.',
  },

  conservation: { vi: 'Bảo toàn hồ sơ', en: 'Conservation' },
  countedBy: { vi: 'Nơi đếm', en: 'Counted by' },
  harness: { vi: 'Bộ diễn tập', en: 'Harness' },
  keptInSystems: { vi: 'Trong đó có trên hệ thống', en: 'Of which kept in the systems' },
  simulator: { vi: 'Bộ mô phỏng', en: 'Simulator' },
  addsUp: { vi: 'Khớp?', en: 'Adds up?' },
  conserved: {
    vi: 'Bảo toàn: tiếp nhận = đã giải quyết + từ chối + rút hồ sơ + đang giải quyết, mọi nơi đếm đều khớp.',
    en: 'Conservation holds: received = finished + refused + withdrawn + open, and all counts agree.',
  },
  notConserved: { vi: 'KHÔNG bảo toàn: số đếm không khớp.', en: 'Conservation is BROKEN: the counts do not agree.' },

  throughput: { vi: 'Năng lực giải quyết', en: 'Throughput' },
  throughputLine: {
    vi: '{rate} hồ sơ giải quyết xong mỗi ngày làm việc, trong {days} ngày làm việc.',
    en: '{rate} dossiers finished a working day, over {days} working days.',
  },
  day: { vi: 'Ngày', en: 'Day' },
  week: { vi: 'Tuần từ thứ Hai', en: 'Week from Monday' },
  month: { vi: 'Tháng', en: 'Month' },
  dayEnd: { vi: 'Đang giải quyết khi hết ngày', en: 'Open at its end' },
  weekEnd: { vi: 'Đang giải quyết khi hết tuần', en: 'Open at its end' },
  monthEnd: { vi: 'Đang giải quyết khi hết tháng', en: 'Open at its end' },

  legs: { vi: 'Hồ sơ thành phần của thủ tục liên thông', en: 'Sub-dossiers of linked procedures' },
  legsLine: {
    vi: 'Hồ sơ thành phần đã mở: {started}; đã xong: {finished}; đang giải quyết khi kết thúc: {open}. Các bảng khác không tính hồ sơ thành phần.',
    en: 'Sub-dossiers started: {started}; finished: {finished}; open at the end: {open}. They count as dossiers in no other table.',
  },
} as const satisfies Catalogue<string>
