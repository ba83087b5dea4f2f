import type { Catalogue } from './language.ts'

/** Work of officials, ways of citizens, paper. */
export const workWords = {
  steps: { vi: 'Theo bước xử lý', en: 'By step' },
  step: { vi: 'Bước', en: 'Step' },
  begun: { vi: 'Số lượt bắt đầu', en: 'Taken up' },
  ended: { vi: 'Số lượt xong', en: 'Done' },
  stepFailed: { vi: 'Lượt gọi lỗi', en: 'Failed calls' },
  interrupted: { vi: 'Bị gián đoạn', en: 'Interrupted' },
  stepWaitMean: { vi: 'Chờ trung bình (phút)', en: 'Wait mean min' },
  stepWaitP90: { vi: 'Chờ p90 (phút)', en: 'Wait p90 min' },
  stepWorkMean: { vi: 'Xử lý trung bình (phút)', en: 'Work mean min' },
  mostWaiting: {
    vi: 'Bước làm hồ sơ chờ nhiều nhất (chờ trung bình × số lượt): {step}.',
    en: 'Most waiting (mean wait × times done): {step}.',
  },
  stepsNote: {
    vi: 'Chờ: phút làm việc cho đến khi có cán bộ bắt tay vào bước đó. Xử lý: phút làm việc của cán bộ cho một lượt, không kể nghỉ và gián đoạn.',
    en: 'Wait: working minutes until an official took the step up. Work: minutes of officials on one, without breaks and interruptions.',
  },

  staff: { vi: 'Theo vị trí công tác của cán bộ, công chức', en: 'By role of officials' },
  role: { vi: 'Vị trí', en: 'Role' },
  people: { vi: 'Số người', en: 'Officials' },
  presentHours: { vi: 'Giờ có mặt', en: 'Hours present' },
  busyHours: { vi: 'Giờ xử lý hồ sơ', en: 'Hours busy' },
  utilisation: { vi: 'Tỷ lệ sử dụng thời gian', en: 'Utilisation' },
  overtimeHours: { vi: 'Giờ làm ngoài giờ', en: 'Hours overtime' },
  staffNote: {
    vi: 'Tỷ lệ sử dụng thời gian = giờ xử lý hồ sơ ÷ giờ có mặt.',
    en: 'Utilisation = hours busy ÷ hours present.',
  },

  visits: { vi: 'Người dân đến Trung tâm', en: 'Citizens at the centre' },
  trips: { vi: 'Lượt đến quầy', en: 'Trips to a counter' },
  tripsPerDossier: { vi: 'Lượt đến quầy trên một hồ sơ', en: 'Trips per dossier' },
  travelHours: { vi: 'Tổng thời gian đi lại (giờ)', en: 'Hours on the way' },
  turnedAway: { vi: 'Lượt phải quay về vì hết chỗ chờ', en: 'Turned away: no place to wait' },
  handedInElsewhere: { vi: 'Hồ sơ nộp tại đơn vị khác (phi địa giới)', en: 'Handed in at another unit' },
  shutOut: { vi: 'Người dân nộp lần đầu không được do hệ thống', en: 'First try to submit failed: a system did' },
  gaveUp: { vi: 'Lượt bỏ về vì chờ quá lâu', en: 'Gave up: waited too long' },

  paper: { vi: 'Làm trên giấy khi hệ thống ngừng', en: 'Done on paper while a system was out' },
  paperLine: {
    vi: 'Lượt xử lý làm trên giấy trước: {steps}; đã nhập lại vào hệ thống: {entered}; còn chưa nhập khi kết thúc: {toEnter}.',
    en: 'Steps done on paper first: {steps}; entered later: {entered}; still to be entered at the end: {toEnter}.',
  },
  paperLag: {
    vi: 'Từ lúc làm trên giấy đến lúc nhập lại: trung vị {p50}, p90 {p90} (tính cả ngày đêm).',
    en: 'From the paper to the entry: median {p50}, p90 {p90} (day and night).',
  },
} as const satisfies Catalogue<string>
