import type { Basis, Channel, IndicatorName, RunResult } from '../schema/index.ts'

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

/** The same words in every language of the reports: a missing translation does not type-check. */
export type Text = Readonly<Record<Language, string>>

type Catalogue<Key extends string> = Readonly<Record<Key, Text>>

/** Labels and sentences. `{name}` stands for a value that `fill` puts in. */
export const words = {
  rehearsalReport: { vi: 'Báo cáo diễn tập', en: 'Rehearsal report' },
  simulationReport: { vi: 'Báo cáo mô phỏng', en: 'Simulation report' },
  period: { vi: 'Kỳ', en: 'Period' },
  periodSpan: { vi: 'từ {from} đến {to}', en: '{from} to {to}' },
  units: { vi: 'Đơn vị cấp xã', en: 'Units' },
  unitLine: {
    vi: '{name}, {province} ({code}): {population} dân, {counters} quầy, {officials} cán bộ, công chức',
    en: '{name}, {province} ({code}): {population} inhabitants, {counters} counters, {officials} officials',
  },
  unitCode: { vi: 'Mã', en: 'Code' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  province: { vi: 'Tỉnh, thành phố', en: 'Province' },
  population: { vi: 'Dân số', en: 'Inhabitants' },
  counters: { vi: 'Quầy', en: 'Counters' },
  officials: { vi: 'Cán bộ, công chức', en: 'Officials' },
  rehearsalNote: {
    vi: 'Người dân và cán bộ ảo, hệ thống thật: mọi lời gọi đi qua HTTP. Dữ liệu đều là dữ liệu giả lập.',
    en: 'Virtual citizens and officials, real systems: every call went over HTTP. All data is synthetic.',
  },
  simulationNote: {
    vi: 'Mô phỏng: không hệ thống nào được gọi. Các bảng là của một kỳ mô phỏng; phần dự báo gồm nhiều kỳ. Dữ liệu đều là dữ liệu giả lập.',
    en: 'Simulation: no system was called. The tables show one simulated period, the prediction many. All data is synthetic.',
  },
  stopped: { vi: 'Dừng trước khi hết kỳ: {why}', en: 'Stopped before the end of the period: {why}' },
  limitReduction: {
    vi: 'Thời hạn cam kết: cắt giảm {share} so với thời hạn theo quy định.',
    en: 'Committed limits: {share} below the statutory limits.',
  },

  verdict: { vi: 'Kết luận', en: 'Verdict' },
  verdictAgainstTargets: { vi: 'Kết luận theo từng chỉ tiêu', en: 'Verdict against each target' },
  allMet: { vi: 'mọi chỉ tiêu đều đạt ({n}): {targets}', en: 'every target is met ({n}): {targets}' },
  someMissed: {
    vi: '{missed} trên {n} chỉ tiêu không đạt: {targets}',
    en: '{missed} of {n} targets missed: {targets}',
  },
  notTrusted: {
    vi: 'không thể tin vào số đo nên chưa đánh giá được chỉ tiêu: {reasons}',
    en: 'the measurement can’t be trusted, so no target is judged: {reasons}',
  },
  noReason: { vi: 'không ghi lý do', en: 'no reason was recorded' },
  targetOutcome: { vi: '{indicator} {value} (yêu cầu {bound})', en: '{indicator} {value} (required: {bound})' },
  target: { vi: 'Chỉ tiêu', en: 'Target' },
  required: { vi: 'Yêu cầu', en: 'Required' },
  value: { vi: 'Giá trị', en: 'Value' },
  met: { vi: 'đạt', en: 'met' },
  missed: { vi: 'không đạt', en: 'missed' },
  notJudged: { vi: 'chưa đánh giá', en: 'not judged' },

  keyFigures: { vi: 'Số liệu chính', en: 'Key figures' },
  figure: { vi: 'Số liệu', en: 'Figure' },
  received: { vi: 'Tiếp nhận', en: 'Received' },
  finished: { vi: 'Đã giải quyết', en: 'Finished' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  withdrawn: { vi: 'Rút hồ sơ', en: 'Withdrawn' },
  open: { vi: 'Đang giải quyết', en: 'Open' },
  openOverdue: { vi: 'Đang giải quyết, quá hạn', en: 'Open and overdue' },
  finishedOverdue: { vi: 'Đã giải quyết, quá hạn', en: 'Finished and overdue' },
  beforeTime: { vi: 'Trước hạn', en: 'Before time' },
  onTime: { vi: 'Đúng hạn', en: 'On time' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  turnaroundSpan: { vi: 'Thời gian giải quyết p50 / p90 (giờ làm việc)', en: 'Turnaround p50 / p90 (working hours)' },
  waitSpan: { vi: 'Thời gian chờ p50 / p90 (phút làm việc)', en: 'Wait p50 / p90 (working minutes)' },
  finishedADay: { vi: 'Giải quyết mỗi ngày làm việc', en: 'Finished a working day' },
  busiestDay: { vi: 'Ngày tiếp nhận nhiều nhất', en: 'Busiest day' },
  busiestDayValue: { vi: '{date} ({n} hồ sơ)', en: '{date} ({n} dossiers)' },

  byFieldAndChannel: { vi: 'Theo lĩnh vực và kênh tiếp nhận', en: 'By procedure field and channel' },
  fieldAndChannel: { vi: 'Lĩnh vực / kênh', en: 'Field / channel' },
  onTimeRateShort: { vi: 'Tỷ lệ đúng hạn', en: 'onTimeRate' },
  progressRateShort: { vi: 'Tỷ lệ tiến độ', en: 'progressRate' },
  turnaroundP50Short: { vi: 'Số giờ p50', en: 'Hours p50' },
  turnaroundP90Short: { vi: 'Số giờ p90', en: 'Hours p90' },
  waitP50Short: { vi: 'Chờ p50 phút', en: 'Wait p50 min' },
  waitP90Short: { vi: 'Chờ p90 phút', en: 'Wait p90 min' },
  byFieldNote: {
    vi: 'Số giờ: giờ làm việc từ khi nộp đến khi kết thúc xử lý. Chờ: phút làm việc đến khi bắt đầu tiếp nhận. p50: trung vị; p90: 90 % hồ sơ không vượt quá. –: không có số liệu.',
    en: 'Hours: working hours from submission to the end of processing. Wait: working minutes to the start of reception. p50: the median; p90: 90 % of dossiers do not exceed it. –: no figure.',
  },

  conservation: { vi: 'Bảo toàn hồ sơ', en: 'Conservation' },
  countedBy: { vi: 'Nơi đếm', en: 'Counted by' },
  harness: { vi: 'Bộ diễn tập', en: 'Harness' },
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

  operations: { vi: 'Theo thao tác của hệ thống', en: 'By system operation' },
  operationsModelled: { vi: 'Theo thao tác của hệ thống (mô hình)', en: 'By system operation (modelled)' },
  operation: { vi: 'Thao tác', en: 'Operation' },
  calls: { vi: 'Lượt gọi', en: 'Calls' },
  errors: { vi: 'Lỗi', en: 'Errors' },
  noCalls: { vi: 'Không có lượt gọi nào.', en: 'No call was made.' },
  lagLine: {
    vi: '{rate} lượt gọi/giây, trung bình {inFlight} lượt cùng lúc; đồng hồ ảo phải đợi {waits} lần, tổng cộng {waited}.',
    en: '{rate} calls/s, {inFlight} under way at once on average; the virtual clock waited {waits} times, {waited} in all.',
  },

  prediction: { vi: 'Dự báo so với số đo', en: 'Predicted against measured' },
  predictionOnly: { vi: 'Dự báo', en: 'Prediction' },
  predictionLine: {
    vi: 'Từ {n} lần mô phỏng cùng kỳ.',
    en: 'From {n} simulated periods.',
  },
  indicator: { vi: 'Chỉ số', en: 'Indicator' },
  mean: { vi: 'Trung bình', en: 'Mean' },
  ci95: { vi: 'Khoảng tin cậy 95\u00a0% của trung bình', en: '95\u00a0% interval of the mean' },
  pi95: { vi: 'Khoảng dự báo 95\u00a0% cho một kỳ', en: '95\u00a0% interval for one period' },
  measured: { vi: 'Số đo', en: 'Measured' },
  inside: { vi: 'Nằm trong khoảng?', en: 'Inside?' },
  yes: { vi: 'có', en: 'yes' },
  no: { vi: 'không', en: 'no' },
  chances: { vi: 'Xác suất một kỳ đạt chỉ tiêu', en: 'Chance that one period meets the target' },
  chance: { vi: 'Xác suất', en: 'Chance' },

  incidents: { vi: 'Sự cố trong kịch bản', en: 'Incidents of the scenario' },
  incident: { vi: 'Sự cố', en: 'Incident' },
  incidentName: { vi: 'Tên', en: 'Name' },
  from: { vi: 'Từ', en: 'From' },
  to: { vi: 'Đến', en: 'To' },

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
    vi: '**Tỷ lệ đúng hạn** (`onTimeRate`) = (trước hạn + đúng hạn) ÷ đã giải quyết.',
    en: '**onTimeRate** = (before time + on time) ÷ finished.',
  },
  readProgressRate: {
    vi: '**Tỷ lệ tiến độ** (`progressRate`) = (trước hạn + đúng hạn + đang giải quyết trong hạn) ÷ tiếp nhận.',
    en: '**progressRate** = (before time + on time + open and not overdue) ÷ received.',
  },
  readTurnaround: {
    vi: '**Thời gian giải quyết**: giờ làm việc từ khi nộp đến khi kết thúc xử lý. **Thời gian chờ**: phút làm việc từ khi nộp hoặc lấy số đến khi bắt đầu tiếp nhận.',
    en: '**Turnaround**: working hours from submission to the end of processing. **Wait**: working minutes from submission, or the ticket, to the start of reception.',
  },
  readPrediction: {
    vi: '**Khoảng dự báo 95 % cho một kỳ**: 95 % số kỳ đơn lẻ rơi vào khoảng này; khoảng tin cậy của trung bình thì hẹp hơn nhiều.',
    en: '**95 % interval for one period**: 95 % of single periods fall inside it; the interval of the mean is much narrower.',
  },
  readEmpty: {
    vi: '“–”: không có số liệu. Một số trống không phải là 0 cũng không phải là 100 %.',
    en: '“–”: no figure. An empty figure is neither 0 nor 100 %.',
  },

  files: { vi: 'Tệp kết quả', en: 'Files' },
  run: { vi: 'Lượt chạy', en: 'Run' },
  seed: { vi: 'hạt giống ngẫu nhiên', en: 'seed' },
  scenario: { vi: 'kịch bản', en: 'scenario' },
  version: { vi: 'Dientap {version}', en: 'Dientap {version}' },
  startedAndTook: { vi: 'bắt đầu {at}, chạy {took}', en: 'started {at}, took {took}' },
  seconds: { vi: '{n} giây', en: '{n} s' },
  hours: { vi: '{n} giờ', en: '{n} h' },
  minutes: { vi: '{n} phút', en: '{n} min' },
  milliseconds: { vi: '{n} ms', en: '{n} ms' },
  dossiersADay: { vi: '{n} hồ sơ/ngày', en: '{n} a day' },
  dossiers: { vi: '{n} hồ sơ', en: '{n}' },
  times: { vi: '{n} lượt', en: '{n}' },
  trips: { vi: '{n} lượt/hồ sơ', en: '{n} a dossier' },
  percent: { vi: '{n} %', en: '{n} %' },
  atLeast: { vi: 'ít nhất {bound}', en: 'at least {bound}' },
  atMost: { vi: 'nhiều nhất {bound}', en: 'at most {bound}' },
} as const satisfies Catalogue<string>

export const statusWords: Catalogue<RunResult['verdict']['status']> = {
  PASS: { vi: 'ĐẠT', en: 'PASS' },
  FAIL: { vi: 'KHÔNG ĐẠT', en: 'FAIL' },
  INVALID: { vi: 'KHÔNG HỢP LỆ', en: 'INVALID' },
}

export const channelWords: Catalogue<Channel | 'all'> = {
  all: { vi: 'Mọi kênh', en: 'All channels' },
  direct: { vi: 'Trực tiếp', en: 'Direct' },
  online: { vi: 'Trực tuyến', en: 'Online' },
  post: { vi: 'Bưu chính công ích', en: 'Public post' },
}

export const indicatorWords: Catalogue<IndicatorName> = {
  onTimeRate: { vi: 'Tỷ lệ đúng hạn', en: 'onTimeRate' },
  progressRate: { vi: 'Tỷ lệ tiến độ', en: 'progressRate' },
  sameDayRate: { vi: 'Tỷ lệ giải quyết trong ngày', en: 'sameDayRate' },
  received: { vi: 'Tiếp nhận', en: 'Received' },
  finished: { vi: 'Đã giải quyết', en: 'Finished' },
  open: { vi: 'Đang giải quyết', en: 'Open' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  turnaroundP50Hours: { vi: 'Thời gian giải quyết p50', en: 'Turnaround p50' },
  turnaroundP90Hours: { vi: 'Thời gian giải quyết p90', en: 'Turnaround p90' },
  turnaroundMeanHours: { vi: 'Thời gian giải quyết trung bình', en: 'Mean turnaround' },
  waitP50Min: { vi: 'Thời gian chờ p50', en: 'Wait p50' },
  waitP90Min: { vi: 'Thời gian chờ p90', en: 'Wait p90' },
  waitMeanMin: { vi: 'Thời gian chờ trung bình', en: 'Mean wait' },
  dossiersPerWorkingDay: { vi: 'Giải quyết mỗi ngày làm việc', en: 'Finished a working day' },
  operationErrorRate: { vi: 'Tỷ lệ lượt gọi lỗi', en: 'Share of failed calls' },
  operationP95Ms: { vi: 'Thời gian trả lời p95', en: 'Time to answer p95' },
  turnedAway: { vi: 'Lượt người dân không còn chỗ chờ', en: 'Citizens turned away' },
  gaveUp: { vi: 'Lượt người dân bỏ về vì chờ lâu', en: 'Citizens who gave up' },
  tripsPerDossier: { vi: 'Số lần đi lại', en: 'Trips' },
}

export const basisWords: Catalogue<Basis['kind']> = {
  reported: { vi: 'Số liệu báo cáo', en: 'Reported' },
  law: { vi: 'Quy định pháp luật', en: 'Law' },
  assumption: { vi: 'Giả định', en: 'Assumption' },
  fitted: { vi: 'Hiệu chỉnh theo số liệu báo cáo', en: 'Fitted to the reported figure' },
}

/** Kinds of incident. One that is not here is shown under its own name. */
const incidentWords: Catalogue<string> = {
  'connection-lost': { vi: 'Mất kết nối', en: 'Connection lost' },
  'officials-away': { vi: 'Cán bộ vắng mặt', en: 'Officials away' },
  'counters-closed': { vi: 'Đóng quầy', en: 'Counters closed' },
}

export function incidentWord(kind: string, language: Language): string {
  return (Object.hasOwn(incidentWords, kind) ? incidentWords[kind]?.[language] : undefined) ?? kind
}

/** The procedure fields of the catalogue. A field that is not here is shown under its own code. */
const fieldWords: Catalogue<string> = {
  all: { vi: 'Tất cả', en: 'All' },
  certification: { vi: 'Chứng thực', en: 'Certification' },
  civil_status: { vi: 'Hộ tịch', en: 'Civil status' },
  linked: { vi: 'Liên thông', en: 'Linked procedures' },
  residence: { vi: 'Cư trú', en: 'Residence' },
  business_household: { vi: 'Hộ kinh doanh', en: 'Business household' },
  social_protection: { vi: 'Bảo trợ xã hội', en: 'Social protection' },
  construction: { vi: 'Xây dựng', en: 'Construction' },
  land: { vi: 'Đất đai', en: 'Land' },
  complaints: { vi: 'Tiếp dân, khiếu nại', en: 'Complaints' },
  justice: { vi: 'Tư pháp', en: 'Justice' },
  labour: { vi: 'Lao động', en: 'Labour' },
  education: { vi: 'Giáo dục', en: 'Education' },
  military: { vi: 'Quân sự', en: 'Military service' },
  transport: { vi: 'Giao thông', en: 'Transport' },
}

const systemWords: Catalogue<string> = {
  portal: { vi: 'Cổng dịch vụ công', en: 'Portal' },
  'one-stop': { vi: 'Hệ thống một cửa', en: 'One-stop centre' },
}

/** Name of a procedure field; its own code where the catalogue has no name for it. */
export function fieldName(field: string, language: Language): string {
  return (Object.hasOwn(fieldWords, field) ? fieldWords[field]?.[language] : undefined) ?? field
}

/** Name of a system; its own code where there is none. */
export function systemName(system: string, language: Language): string {
  return (Object.hasOwn(systemWords, system) ? systemWords[system]?.[language] : undefined) ?? system
}

/** Puts values in the place of the `{names}` of a text. A name without a value is a mistake and stays visible. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot)
}
