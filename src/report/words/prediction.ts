import type { Catalogue } from './language.ts'

/** What the simulator says of many periods. */
export const predictionWords = {
  prediction: { vi: 'Dự báo so với số đo', en: 'Predicted against measured' },
  predictionOnly: { vi: 'Dự báo', en: 'Prediction' },
  predictionLine: { vi: 'Từ {n} lần mô phỏng cùng kỳ.', en: 'From {n} simulated periods.' },
  insideLine: {
    vi: '{n} trên {of} số đo nằm trong khoảng dự báo của một kỳ.',
    en: '{n} of {of} measured figures lie inside the interval for one period.',
  },
  outsideLine: {
    vi: '{n} trên {of} số đo nằm trong khoảng dự báo của một kỳ; nằm ngoài: {names}.',
    en: '{n} of {of} measured figures lie inside the interval for one period; outside: {names}.',
  },
  indicator: { vi: 'Chỉ số', en: 'Indicator' },
  mean: { vi: 'Trung bình', en: 'Mean' },
  ci95: { vi: 'Khoảng tin cậy 95\u00a0% của trung bình', en: '95\u00a0% interval of the mean' },
  pi95: { vi: 'Khoảng dự báo 95\u00a0% cho một kỳ', en: '95\u00a0% interval for one period' },
  measured: { vi: 'Số đo', en: 'Measured' },
  inside: { vi: 'Nằm trong khoảng?', en: 'Inside?' },
  yes: { vi: 'có', en: 'yes' },
  no: { vi: 'không', en: 'no' },

  steadyState: { vi: 'Trạng thái ổn định', en: 'Steady state' },
  steadyStateNote: {
    vi: 'Trung bình lâu dài của một hoạt động không thay đổi, bỏ giai đoạn khởi đầu (MSER-5).',
    en: 'Long-run means of an operation that does not change, its beginning left out (MSER-5).',
  },
  overloaded: {
    vi: 'Không có trung bình lâu dài: có nơi được giao nhiều việc hơn thời gian có được nên hàng chờ chỉ dài thêm (xem các cảnh báo).',
    en: 'There is no long-run mean: more is asked somewhere than there is time for, so the queue only grows (see the warnings).',
  },
  notSettled: {
    vi: 'Không nêu trung bình lâu dài: đến giữa kỳ hoạt động vẫn chưa ổn định; hãy mô phỏng kỳ dài hơn.',
    en: 'No long-run mean is given: half-way through the period it had not settled; simulate a longer one.',
  },
  measure: { vi: 'Đại lượng', en: 'Measure' },
  truncated: { vi: 'Phần đầu bỏ đi', en: 'Left out at the beginning' },
} as const satisfies Catalogue<string>
