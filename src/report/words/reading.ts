import type { Catalogue } from './language.ts'

/** What the numbers rest on, and how to read them. The emphasis in the sentences is Markdown. */
export const readingWords = {
  basis: { vi: 'Căn cứ của các con số', en: 'Where the numbers come from' },
  fittedWarning: {
    vi: 'Các giả định này được chọn để số liệu báo cáo xuất hiện, nên việc số liệu đó xuất hiện không phải là bằng chứng độc lập.',
    en: 'These assumptions were chosen so that a reported figure comes out: that it does is no independent evidence.',
  },
  toVerify: { vi: 'Thời hạn tham khảo, cần đối chiếu', en: 'Limits to verify' },
  toVerifyNote: {
    vi: 'Chưa có nguồn cho thời hạn của các thủ tục dưới đây: chỉ để tham khảo, cần đối chiếu trước khi dùng.',
    en: 'The limits of these procedures have no source: reference only, verify before use.',
  },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  limit: { vi: 'thời hạn', en: 'limit' },
  referenceVerify: { vi: 'Tham khảo, cần đối chiếu', en: 'Reference, verify' },

  howToRead: { vi: 'Cách đọc', en: 'How to read this' },
  readTimeliness: {
    vi: 'So ngày kết thúc xử lý với ngày hẹn trả: sớm hơn là trước hạn, cùng ngày là đúng hạn, muộn hơn là quá hạn.',
    en: 'The date processing ended against the appointment date: earlier is before time, equal is on time, later is overdue.',
  },
  readOnTimeRate: {
    vi: '**Tỷ lệ đúng hạn** (`onTimeRate`) = (trước hạn + đúng hạn) ÷ đã giải quyết. Hồ sơ đang giải quyết không nằm trong tỷ lệ này, nên luôn được ghi bên cạnh.',
    en: '**onTimeRate** = (before time + on time) ÷ finished. Open dossiers are not in it; they are always shown beside it.',
  },
  readProgressRate: {
    vi: '**Tỷ lệ tiến độ** (`progressRate`) = (trước hạn + đúng hạn + đang giải quyết trong hạn) ÷ tiếp nhận. Hồ sơ còn chờ tiếp nhận chưa có ngày hẹn trả: tính là quá hạn khi đã qua thời hạn kể từ ngày nộp.',
    en: '**progressRate** = (before time + on time + open and not overdue) ÷ received. What is not yet received has no appointment: it counts as overdue once its limit, run from submission, has passed.',
  },
  readSameDayRate: {
    vi: '**Tỷ lệ giải quyết trong ngày** (`sameDayRate`) = số hồ sơ kết thúc xử lý ngay trong ngày nộp ÷ đã giải quyết.',
    en: '**sameDayRate** = finished on the date of submission ÷ finished.',
  },
  readTurnaround: {
    vi: '**Thời gian giải quyết**: giờ làm việc từ khi nộp đến khi kết thúc xử lý. **Thời gian chờ**: phút làm việc từ khi nộp hoặc lấy số đến khi bắt đầu tiếp nhận. **p50** (trung vị): một nửa số hồ sơ không vượt quá; **p90**: 90 % số hồ sơ không vượt quá.',
    en: '**Turnaround**: working hours from submission to the end of processing. **Wait**: working minutes from submission, or the ticket, to the start of reception. **p50** (the median): half of the dossiers do not exceed it; **p90**: 90 % do not.',
  },
  readPrediction: {
    vi: '**Khoảng dự báo 95 % cho một kỳ**: 95 % số kỳ đơn lẻ rơi vào khoảng này; khoảng tin cậy của trung bình thì hẹp hơn nhiều. Trong 20 số đo có thể có một số nằm ngoài do ngẫu nhiên.',
    en: '**95 % interval for one period**: 95 % of single periods fall inside it; the interval of the mean is much narrower. One measured figure in twenty may lie outside by chance.',
  },
  readChance: {
    vi: '**Xác suất một kỳ đạt**: tỷ lệ số kỳ mô phỏng đạt chỉ tiêu, kèm khoảng tin cậy 95 % (Clopper–Pearson). Trung bình đạt chỉ tiêu chưa có nghĩa là kỳ nào cũng đạt.',
    en: '**Chance in one period**: share of the simulated periods that met the target, with its 95 % interval (Clopper and Pearson). A mean that meets a target does not mean that every period does.',
  },
  readEmpty: {
    vi: '“–”: không có số liệu. Một số trống không phải là 0 cũng không phải là 100 %.',
    en: '“–”: no figure. An empty figure is neither 0 nor 100 %.',
  },
} as const satisfies Catalogue<string>
