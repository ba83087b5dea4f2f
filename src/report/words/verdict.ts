import type { Catalogue } from './language.ts'

/** Targets, and whether they are met. */
export const verdictWords = {
  verdict: { vi: 'Kết luận', en: 'Verdict' },
  verdictAgainstTargets: { vi: 'Kết luận theo từng chỉ tiêu', en: 'Verdict against each target' },
  allMet: { vi: 'mọi chỉ tiêu đều đạt ({n})', en: 'every target is met ({n})' },
  someMissed: { vi: '{missed} trên {n} chỉ tiêu không đạt', en: '{missed} of {n} targets missed' },
  verdictOf: { vi: '{outcome}: {targets}', en: '{outcome}: {targets}' },
  notTrusted: {
    vi: 'số đo không đủ tin cậy nên chưa đánh giá được chỉ tiêu',
    en: 'the measurement can’t be trusted, so no target is judged',
  },
  noReason: { vi: 'không ghi lý do', en: 'no reason was recorded' },
  percentileNote: {
    vi: 'p50 (trung vị), p90, p95, p99: 50 %, 90 %, 95 %, 99 % số lần không vượt quá giá trị này.',
    en: 'p50 (the median), p90, p95, p99: 50 %, 90 %, 95 %, 99 % of cases do not exceed it.',
  },
  chanceOfAll: {
    vi: 'Xác suất một kỳ đạt mọi chỉ tiêu: {chance}.',
    en: 'Chance that one period meets every target: {chance}.',
  },
  targetOutcome: { vi: '{indicator} {value} (yêu cầu {bound})', en: '{indicator} {value} (required: {bound})' },
  leftOpen: {
    vi: 'Khi kết thúc còn {open} hồ sơ đang giải quyết, trong đó {overdue} đã quá hạn; tỷ lệ đúng hạn chỉ tính hồ sơ đã giải quyết.',
    en: 'Still open at the end: {open}, of which overdue: {overdue}; onTimeRate counts finished dossiers only.',
  },
  noneOpen: { vi: 'Khi kết thúc không còn hồ sơ nào đang giải quyết.', en: 'No dossier was open at the end.' },
  rateWithOpen: { vi: '{rate} (đang giải quyết: {open})', en: '{rate} ({open} open)' },
  target: { vi: 'Chỉ tiêu', en: 'Target' },
  measurementTrusted: { vi: 'Phép đo đáng tin cậy', en: 'The measurement can be trusted' },
  required: { vi: 'Yêu cầu', en: 'Required' },
  value: { vi: 'Giá trị', en: 'Value' },
  met: { vi: 'đạt', en: 'met' },
  missed: { vi: 'không đạt', en: 'missed' },
  notJudged: { vi: 'chưa đánh giá', en: 'not judged' },
  notMeasuredHere: { vi: 'không đo trong lần chạy này', en: 'not measured by such a run' },
  chance: { vi: 'Xác suất một kỳ đạt', en: 'Chance in one period' },
  chanceNote: {
    vi: 'Xác suất một kỳ đạt: tỷ lệ số kỳ mô phỏng đạt chỉ tiêu, trong {n} kỳ; trong ngoặc là khoảng tin cậy 95 %.',
    en: 'Chance in one period: share of the {n} simulated periods that met the target, with its 95 % interval.',
  },
  atLeast: { vi: 'tối thiểu {bound}', en: 'at least {bound}' },
  atMost: { vi: 'không quá {bound}', en: 'at most {bound}' },
} as const satisfies Catalogue<string>
