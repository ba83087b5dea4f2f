import type { Catalogue } from './language.ts'

/** What was run, when and where. */
export const runWords = {
  rehearsalReport: { vi: 'Báo cáo diễn tập', en: 'Rehearsal report' },
  simulationReport: { vi: 'Báo cáo mô phỏng', en: 'Simulation report' },
  period: { vi: 'Kỳ', en: 'Period' },
  periodSpan: { vi: 'từ {from} đến {to}', en: '{from} to {to}' },
  rehearsalNote: {
    vi: 'Người dân và cán bộ ảo, hệ thống thật: mọi lời gọi đi qua HTTP. Dữ liệu đều là dữ liệu giả lập.',
    en: 'Virtual citizens and officials, real systems: every call went over HTTP. All data is synthetic.',
  },
  simulationNote: {
    vi: 'Mô phỏng: không hệ thống nào được gọi. Kết luận và các bảng số liệu là của một kỳ mô phỏng; xác suất và dự báo rút ra từ {n} kỳ. Dữ liệu đều là dữ liệu giả lập.',
    en: 'Simulation: no system was called. The verdict and the tables are of one simulated period, the chances and the prediction of {n}. All data is synthetic.',
  },
  singleSimulationNote: {
    vi: 'Mô phỏng: không hệ thống nào được gọi. Mọi số liệu là của một kỳ mô phỏng duy nhất, chưa cho biết các kỳ có thể khác nhau đến đâu. Dữ liệu đều là dữ liệu giả lập.',
    en: 'Simulation: no system was called. All figures are of one simulated period; how much periods differ is not known. All data is synthetic.',
  },
  stopped: { vi: 'Dừng trước khi hết kỳ: {why}', en: 'Stopped before the end of the period: {why}' },
  without: { vi: 'Giả định không có: {what}.', en: 'As if there were none of: {what}.' },
  difficulties: { vi: 'Khó khăn của kịch bản', en: 'Difficulties of the scenario' },
  difficulty: { vi: 'Khó khăn', en: 'Difficulty' },
  difficultyFigure: { vi: 'Số đo', en: 'Figure' },
  takenAway: { vi: '{title} (đã bỏ)', en: '{title} (taken away)' },
  limitReduction: {
    vi: 'Thời hạn cam kết: cắt giảm {share} so với thời hạn theo quy định.',
    en: 'Committed limits: {share} below the statutory limits.',
  },
  warnings: { vi: 'Cảnh báo về kịch bản', en: 'Warnings about the scenario' },
  warningsNote: {
    vi: 'Kịch bản chạy được, nhưng các điểm dưới đây cần xem lại trước khi dùng kết quả.',
    en: 'The scenario can be run, but these points need a look before its results are used.',
  },

  selftestPassed: {
    vi: 'Tự kiểm tra bộ mô phỏng: đạt cả {n} trường hợp có lời giải chính xác, chạy lúc {at}, Dientap {version}.',
    en: 'The simulator’s self-test: {n} cases with an exact answer passed on {at}, Dientap {version}.',
  },
  selftestFailed: {
    vi: 'Tự kiểm tra bộ mô phỏng: KHÔNG ĐẠT ({n} trường hợp, chạy lúc {at}, Dientap {version}). Chưa được căn cứ vào số liệu mô phỏng.',
    en: 'The simulator’s self-test FAILED ({n} cases, {at}, Dientap {version}): what is simulated can’t be relied on.',
  },
  selftestNotRun: {
    vi: 'Tự kiểm tra bộ mô phỏng: chưa chạy. Cách chạy: npx dientap selftest',
    en: 'The simulator’s self-test has not been run. To run it: npx dientap selftest',
  },

  incidents: { vi: 'Sự cố trong kịch bản', en: 'Incidents of the scenario' },
  incident: { vi: 'Sự cố', en: 'Incident' },
  incidentName: { vi: 'Tên', en: 'Name' },
  from: { vi: 'Từ', en: 'From' },
  to: { vi: 'Đến', en: 'To' },

  files: { vi: 'Tệp kết quả', en: 'Files' },
  run: { vi: 'Lượt chạy', en: 'Run' },
  seed: { vi: 'hạt giống ngẫu nhiên', en: 'seed' },
  scenario: { vi: 'kịch bản', en: 'scenario' },
  version: { vi: 'Dientap {version}', en: 'Dientap {version}' },
  startedAndTook: { vi: 'bắt đầu {at}, chạy {took}', en: 'started {at}, took {took}' },
} as const satisfies Catalogue<string>
