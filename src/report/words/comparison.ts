import type { Catalogue } from './language.ts'

/** Runs held against each other. */
export const comparisonWords = {
  comparison: { vi: 'So sánh các lần chạy: {title}', en: 'Comparison of runs: {title}' },
  comparedWorse: { vi: 'KÉM HƠN: {n} số liệu kém đi.', en: 'WORSE: {n} figures got worse.' },
  comparedBetter: {
    vi: 'TỐT HƠN: {n} số liệu tốt lên, không số liệu nào kém đi.',
    en: 'BETTER: {n} figures got better, none worse.',
  },
  comparedChanged: {
    vi: 'KHÁC: {n} số liệu thay đổi, không tốt cũng không xấu.',
    en: 'CHANGED: {n} figures differ, neither for better nor for worse.',
  },
  comparedNothing: { vi: 'KHÔNG CÓ BẰNG CHỨNG về khác biệt nào.', en: 'NO EVIDENCE of any difference.' },
  comparedLooked: {
    vi: 'Đã xét {n} số liệu; xác suất khẳng định sai dù chỉ một khác biệt không quá 5 % (hiệu chỉnh Holm).',
    en: '{n} figures were looked at; the chance of claiming even one difference that is none is at most 5 % (Holm’s correction).',
  },
  comparedRuns: { vi: '{after} so với {before}', en: '{after} against {before}' },
  comparedOf: { vi: '{after} so với {before} ({clock})', en: '{after} against {before} ({clock})' },
  ofSimulations: {
    vi: 'Hai lần mô phỏng, {n} kỳ mỗi lần: trung bình của một kỳ.',
    en: 'Two simulations of {n} periods each: the mean of a period.',
  },
  ofRehearsals: {
    vi: 'Hai lần diễn tập, mỗi lần một kỳ: khoảng của hiệu lấy từ mức các kỳ dự báo khác nhau; thời gian trả lời lấy từ các lượt gọi.',
    en: 'Two rehearsals of one period each: by how much such periods are predicted to differ; times to answer by the calls themselves.',
  },
  ofPrediction: {
    vi: 'Một kỳ diễn tập so với dự báo từ {n} kỳ mô phỏng.',
    en: 'One rehearsed period against the prediction from {n} simulated ones.',
  },
  scenarioChanges: { vi: 'Kịch bản khác nhau ở:', en: 'Their scenarios differ in:' },
  scenarioChangedElsewhere: {
    vi: 'Kịch bản giống nhau, danh mục hoặc tệp kèm theo khác nhau.',
    en: 'Their scenarios are alike; the catalogues or files that they refer to differ.',
  },
  noteNotPaired: {
    vi: 'Hạt giống khác nhau ({a}, {b}): các hồ sơ không cùng nhau, nên khoảng rộng hơn.',
    en: 'Other seeds ({a}, {b}): other dossiers, so the intervals are wider.',
  },
  noteReplications: {
    vi: 'Số kỳ mô phỏng khác nhau ({a}, {b}).',
    en: 'Other numbers of replications ({a}, {b}); pairs are made of those that both have.',
  },
  noteNoReplications: {
    vi: 'Thiếu replications.json: so theo trung bình và khoảng của từng lần, như thể các kỳ không cùng ngẫu nhiên.',
    en: 'replications.json is missing: compared by means and intervals, as if the chances had not been the same.',
  },
  noteVersion: { vi: 'Phiên bản Dientap khác nhau: {a}, {b}.', en: 'Other versions of Dientap: {a}, {b}.' },
  noteDrift: {
    vi: 'Máy chạy: mọi thao tác cùng chậm đi {ratio} lần; chỉ nêu thao tác vượt mức ấy.',
    en: 'The machine itself: all operations together took {ratio} times as long; one is named only for what goes beyond.',
  },
  noteDriftUnknown: {
    vi: 'Quá ít thao tác để tách phần máy chạy chậm đi khỏi thay đổi của một thao tác.',
    en: 'Too few operations to tell a slower machine from a slower operation.',
  },
  before: { vi: 'Trước', en: 'Before' },
  after: { vi: 'Sau', en: 'After' },
  difference: { vi: 'Hiệu', en: 'Difference' },
  differenceInterval: { vi: 'Khoảng 95 %', en: '95 % interval' },
  adjustedP: { vi: 'p (Holm)', en: 'p (Holm)' },
  finding: { vi: 'Nhận định', en: 'Finding' },
  findingBetter: { vi: 'tốt hơn', en: 'better' },
  findingWorse: { vi: 'kém hơn', en: 'worse' },
  findingChanged: { vi: 'khác', en: 'changed' },
  findingNothing: { vi: 'không có bằng chứng', en: 'no evidence' },
  points: { vi: 'điểm %', en: 'points' },
  timesSlower: { vi: 'Sau ÷ trước', en: 'After ÷ before' },
  operationFigure: { vi: 'Thao tác, số liệu', en: 'Operation, figure' },
  errorShare: { vi: 'tỷ lệ lỗi', en: 'share failed' },
  comparedIndicators: { vi: 'Chỉ số', en: 'Indicators' },
  comparedOperations: { vi: 'Thao tác của hệ thống', en: 'System operations' },
  unjudgedNoSpread: {
    vi: 'Không xét vì cả hai lần không có dự báo, nên không biết các kỳ khác nhau bao nhiêu: {names}.',
    en: 'Not judged, for neither run has a prediction to say by how much periods differ: {names}.',
  },
  unjudgedFewCalls: { vi: 'Không xét vì quá ít lượt gọi: {names}.', en: 'Not judged, for too few calls: {names}.' },
  unjudgedNoLog: {
    vi: 'Thời gian trả lời không xét được: một lần chạy không có nhật ký sự kiện.',
    en: 'Times to answer are not judged: a run has no event log.',
  },
  unjudgedOneSide: { vi: 'Chỉ một lần chạy có: {names}.', en: 'In one of the runs only: {names}.' },
  whatChanged: {
    vi: '{name}: {before} → {after} ({difference}), {finding}',
    en: '{name}: {before} → {after} ({difference}), {finding}',
  },
  allFigures: { vi: 'Mọi số liệu', en: 'All figures' },
} as const satisfies Catalogue<string>
