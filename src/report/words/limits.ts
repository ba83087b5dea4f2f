import type { Catalogue } from './language.ts'

/** What limits the units, and what gives first. */
export const limitsWords = {
  bottlenecks: { vi: 'Điểm nghẽn theo thời gian', en: 'Bottleneck over time' },
  limitedBy: { vi: 'Hồ sơ chờ', en: 'Dossiers waited for' },
  hoursFirst: { vi: 'Số giờ đứng đầu', en: 'Hours it was first' },
  waitingHours: { vi: 'Giờ hồ sơ chờ', en: 'Dossier-hours' },
  ofOpenHours: { vi: '{n} trên {of}', en: '{n} of {of}' },
  bottlenecksNote: {
    vi: 'Cứ {min} phút làm việc xem một lần: bao nhiêu hồ sơ đang chờ cán bộ, và chờ gì. Đứng đầu: giờ mà điều này giữ nhiều hồ sơ nhất.',
    en: 'Looked at every {min} minutes of office hours: how many wait for an official, and each for what. First: the hour in which it kept most waiting.',
  },
  byHourOfDay: { vi: 'Điểm nghẽn theo giờ trong ngày', en: 'Bottleneck by hour of the day' },
  hourOfDay: { vi: 'Giờ', en: 'Hour' },
  queueMean: { vi: 'Hồ sơ chờ trung bình', en: 'Mean queue' },
  mostOften: { vi: 'Thường chờ nhất', en: 'Most often first' },
  onDays: { vi: 'Số ngày', en: 'Days' },
  utilisationThen: { vi: 'Tỷ lệ bận khi đó', en: 'Busy then' },
  utilisationAgainstQueue: { vi: 'Tỷ lệ bận và hàng chờ', en: 'Utilisation against queue' },
  utilisationFrom: { vi: 'Tỷ lệ bận từ', en: 'Busy from' },
  hoursOfUnits: { vi: 'Số giờ', en: 'Hours' },
  growthHeading: { vi: 'Khi nhu cầu tăng, điều gì thiếu trước', en: 'What gives first when demand grows' },
  growthOf: { vi: 'Nhu cầu', en: 'Demand' },
  today: { vi: 'hiện nay', en: 'today’s' },
  givesFirst: { vi: 'Thiếu trước', en: 'Gives first' },
  moreHours: { vi: 'Giờ hồ sơ chờ thêm (khoảng 95 %)', en: 'More dossier-hours (95 % interval)' },
  rateChange: { vi: 'Thay đổi (khoảng 95 %, điểm %)', en: 'Change (95 % interval, points)' },
  nothingGives: { vi: 'chưa có gì', en: 'nothing yet' },
  growthNote: {
    vi: '{n} kỳ mô phỏng ở mỗi mức, cùng ngẫu nhiên. Thiếu trước: điều làm hồ sơ chờ thêm nhiều nhất, với khoảng 95 % nằm trên 0.',
    en: '{n} simulated periods at each, with the same chances. Gives first: what adds most waiting, where the 95 % interval lies above 0.',
  },
} as const satisfies Catalogue<string>
