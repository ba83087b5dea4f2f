import type {
  Basis,
  Channel,
  Incident,
  IndicatorName,
  LimitKind,
  RunResult,
  Severity,
  StepOutcome,
  SystemName,
} from '../../schema/index.ts'
import { type Catalogue, fill, type Language, type Text } from './language.ts'

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
  open: { vi: 'Đang giải quyết khi kết thúc', en: 'Open at the end' },
  overdue: { vi: 'Đã giải quyết, quá hạn', en: 'Finished and overdue' },
  turnaroundP50Hours: { vi: 'Thời gian giải quyết p50', en: 'Turnaround p50' },
  turnaroundP90Hours: { vi: 'Thời gian giải quyết p90', en: 'Turnaround p90' },
  turnaroundMeanHours: { vi: 'Thời gian giải quyết trung bình', en: 'Mean turnaround' },
  waitP50Min: { vi: 'Thời gian chờ p50', en: 'Wait p50' },
  waitP90Min: { vi: 'Thời gian chờ p90', en: 'Wait p90' },
  waitMeanMin: { vi: 'Thời gian chờ trung bình', en: 'Mean wait' },
  dossiersPerWorkingDay: { vi: 'Giải quyết mỗi ngày làm việc', en: 'Finished a working day' },
  operationErrorRate: { vi: 'Tỷ lệ lượt gọi hệ thống bị lỗi', en: 'Share of failed calls' },
  operationP95Ms: { vi: 'Thời gian trả lời p95', en: 'Time to answer p95' },
  turnedAway: { vi: 'Lượt phải quay về vì hết chỗ chờ', en: 'Citizens turned away' },
  gaveUp: { vi: 'Lượt bỏ về vì chờ quá lâu', en: 'Citizens who gave up' },
  tripsPerDossier: { vi: 'Lượt đến quầy trên một hồ sơ', en: 'Trips per dossier' },
  conformance: { vi: 'Mức tuân thủ kịch bản', en: 'Conformance with the scripts' },
}

export const basisWords: Catalogue<Basis['kind']> = {
  reported: { vi: 'Số liệu báo cáo', en: 'Reported' },
  law: { vi: 'Quy định pháp luật', en: 'Law' },
  assumption: { vi: 'Giả định', en: 'Assumption' },
  fitted: { vi: 'Hiệu chỉnh theo số liệu báo cáo', en: 'Fitted to the reported figure' },
}

/** The words for a name that comes from data; the name itself where there are none. */
export const named = (catalogue: Catalogue<string>) => (name: string, language: Language) =>
  (Object.hasOwn(catalogue, name) ? catalogue[name]?.[language] : undefined) ?? name

const incidentWords: Catalogue<Incident['kind']> = {
  'connection-lost': { vi: 'Mất kết nối', en: 'Connection lost' },
  'officials-away': { vi: 'Cán bộ vắng mặt', en: 'Officials away' },
  'counters-closed': { vi: 'Đóng quầy', en: 'Counters closed' },
  training: { vi: 'Tập huấn', en: 'Training' },
  'equipment-moved': { vi: 'Điều chuyển thiết bị', en: 'Equipment moved' },
  'system-fault': { vi: 'Lỗi hệ thống', en: 'System fault' },
}
/** Kind of an incident. */
export const incidentWord = named(incidentWords)

/** Field of a procedure. */
export const fieldName = named({
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
  documents: { vi: 'Văn bản', en: 'Documents' },
  policy_bank: { vi: 'Tín dụng chính sách', en: 'Policy bank' },
})

const systemWords: Catalogue<SystemName> = {
  portal: { vi: 'Cổng dịch vụ công', en: 'Portal' },
  'one-stop': { vi: 'Hệ thống một cửa', en: 'One-stop centre' },
  'civil-status': { vi: 'Hệ thống hộ tịch', en: 'Civil status' },
  land: { vi: 'Hệ thống đất đai', en: 'Land' },
  documents: { vi: 'Hệ thống quản lý văn bản', en: 'Documents' },
  residence: { vi: 'Hệ thống cư trú', en: 'Residence' },
  'health-insurance': { vi: 'Hệ thống bảo hiểm y tế', en: 'Health insurance' },
  population: { vi: 'Cơ sở dữ liệu dân cư', en: 'Population' },
  payment: { vi: 'Hệ thống thanh toán', en: 'Payment' },
  messages: { vi: 'Kênh tin nhắn của người dân', en: 'Residents’ messages' },
  province: { vi: 'Hệ thống liên thông cấp tỉnh', en: 'Province' },
  assistant: { vi: 'Trợ lý tra cứu', en: 'Assistant' },
  meetings: { vi: 'Hệ thống phiên họp', en: 'Meetings' },
  identity: { vi: 'Định danh điện tử', en: 'Electronic identity' },
}
/** Name of a system. */
export const systemName = named(systemWords)

/** Role of officials. */
export const roleName = named({
  clerk: { vi: 'Cán bộ tiếp nhận', en: 'Clerk' },
  specialist: { vi: 'Chuyên viên', en: 'Specialist' },
  leader: { vi: 'Lãnh đạo', en: 'Leader' },
  secretary: { vi: 'Văn thư', en: 'Secretary' },
  archivist: { vi: 'Lưu trữ viên', en: 'Archivist' },
  'bank-officer': { vi: 'Cán bộ tín dụng', en: 'Bank officer' },
  cashier: { vi: 'Thủ quỹ', en: 'Cashier' },
})

/** How urgent a finding is. */
export const severityWords: Catalogue<Severity> = {
  stop: { vi: 'PHẢI KHẮC PHỤC TRƯỚC KHI VẬN HÀNH', en: 'STOP' },
  act: { vi: 'CẦN LÀM', en: 'ACT' },
  watch: { vi: 'theo dõi', en: 'watch' },
}

/** How a step of a script ended. */
export const outcomeWords: Catalogue<StepOutcome> = {
  done: { vi: 'xong', en: 'done' },
  late: { vi: 'xong muộn', en: 'late' },
  skipped: { vi: 'bỏ qua', en: 'skipped' },
  failed: { vi: 'không làm được', en: 'failed' },
  'not-reached': { vi: 'chưa đến lượt', en: 'not reached' },
}

/** What happened to a step of a script. */
export const scriptEventName = named({
  'script-ready': { vi: 'có thể bắt đầu', en: 'ready' },
  'script-begun': { vi: 'bắt đầu', en: 'begun' },
  'script-called': { vi: 'đã gọi hệ thống', en: 'called' },
  'script-failed': { vi: 'gọi hệ thống bị lỗi', en: 'failed' },
  'script-wrong': { vi: 'có vướng mắc', en: 'wrong' },
  'script-extra': { vi: 'ngoài kịch bản', en: 'extra' },
  'script-remedy': { vi: 'tìm cách xử lý', en: 'remedy' },
  'script-done': { vi: 'xong', en: 'done' },
  'script-skipped': { vi: 'bỏ qua', en: 'skipped' },
  'script-given-up': { vi: 'không làm được', en: 'given up' },
  'script-entered': { vi: 'đã nhập lại vào hệ thống', en: 'entered' },
})

const ownReason = named({
  'not-in-time': { vi: 'chưa có khi hết thời gian', en: 'not there in time' },
  'period-over': { vi: 'chưa xong khi hết kỳ', en: 'not done by the end' },
  'no-quorum': { vi: 'không đủ số người dự họp', en: 'no quorum' },
  'turned-away': { vi: 'người dân phải quay về vì hết chỗ chờ', en: 'citizen turned away' },
  'gave-up': { vi: 'người dân bỏ về', en: 'citizen gave up' },
  'connection-lost': { vi: 'mất kết nối', en: 'connection-lost' },
  'connection-cut': { vi: 'hệ thống cắt kết nối, không trả lời', en: 'connection-cut' },
  'timed-out': { vi: 'hệ thống không trả lời kịp', en: 'timed-out' },
  unreachable: { vi: 'không kết nối được', en: 'unreachable' },
  'internal-error': { vi: 'hệ thống báo lỗi nội bộ', en: 'internal-error' },
  'unreadable-answer': { vi: 'câu trả lời không đọc được', en: 'unreadable-answer' },
  'action-not-allowed': { vi: 'hệ thống không cho thao tác lúc này', en: 'action-not-allowed' },
  refused: { vi: 'hệ thống từ chối', en: 'refused' },
  failed: { vi: 'hệ thống báo lỗi', en: 'failed' },
  lost: { vi: 'dữ liệu bị mất', en: 'lost' },
  duplicated: { vi: 'đến hai lần', en: 'came twice' },
})
const inState: Text = { vi: 'hồ sơ ở trạng thái {state}', en: 'in state {state}' }

/** What was wrong with a step of a script; an answer's own word where it is none of ours. */
export function reasonName(reason: string, language: Language): string {
  const [, state] = /^state-(\d+)$/.exec(reason) ?? []
  if (state === undefined) return ownReason(reason, language)
  return fill(inState[language], { state: stateName(state, language) })
}

/** Streams of demand of the shipped scenarios; any other is called as its scenario calls it. */
export const streamName = named({
  script: { vi: 'Hồ sơ của kịch bản', en: 'script' },
  'incoming-documents': { vi: 'Văn bản đến', en: 'incoming-documents' },
  'outgoing-documents': { vi: 'Văn bản đi', en: 'outgoing-documents' },
  'online-with-province': { vi: 'Trực tuyến liên thông với tỉnh', en: 'online-with-province' },
  births: { vi: 'Khai sinh liên thông', en: 'births' },
  archive: { vi: 'Sao tài liệu lưu trữ', en: 'archive' },
  'home-service': { vi: 'Phục vụ tại nhà', en: 'home-service' },
  'residents-groups': { vi: 'Nhóm tổ dân phố', en: 'residents-groups' },
  'policy-bank': { vi: 'Ngân hàng Chính sách xã hội', en: 'policy-bank' },
})

/** What is done about a failure. */
export const remedyName = named({
  retry: { vi: 'làm lại', en: 'tried again' },
  consult: { vi: 'xin ý kiến', en: 'consulted' },
  paper: { vi: 'làm trên giấy', en: 'done on paper' },
  escalate: { vi: 'chuyển lên', en: 'escalated to' },
  skip: { vi: 'bỏ qua', en: 'skipped' },
})

/** Measure of a steady state. */
export const measureName = named({
  waitMin: { vi: 'Thời gian chờ (phút làm việc)', en: 'Wait (working minutes)' },
  turnaroundHours: { vi: 'Thời gian giải quyết (giờ làm việc)', en: 'Turnaround (working hours)' },
})

/** State of a dossier (TrangThaiHoSo); 0 while no system has taken it in. */
export const stateName = named({
  '0': { vi: '0 Chưa nộp được', en: '0 Not yet taken in' },
  '1': { vi: '1 Mới đăng ký', en: '1 Newly registered' },
  '2': { vi: '2 Được tiếp nhận', en: '2 Accepted' },
  '3': { vi: '3 Không được tiếp nhận', en: '3 Not accepted' },
  '4': { vi: '4 Đang xử lý', en: '4 Processing' },
  '5': { vi: '5 Yêu cầu bổ sung giấy tờ', en: '5 Supplement requested' },
  '6': { vi: '6 Yêu cầu thực hiện nghĩa vụ tài chính', en: '6 Payment requested' },
  '7': { vi: '7 Công dân yêu cầu rút hồ sơ', en: '7 Withdrawn by the citizen' },
  '8': { vi: '8 Dừng xử lý', en: '8 Processing stopped' },
  '9': { vi: '9 Đã xử lý xong', en: '9 Processed' },
  '10': { vi: '10 Đã trả kết quả', en: '10 Result returned' },
})

/** What something waits for; {name} is a role, an account, a system … */
export const limitWords: Catalogue<LimitKind> = {
  busy: { vi: '{name} đang bận việc khác', en: '{name} busy with others' },
  absent: { vi: '{name} không có mặt', en: '{name} not there' },
  account: { vi: 'chưa ai được cấp tài khoản {name}', en: 'nobody holds the account {name} yet' },
  skill: { vi: 'chưa ai được đào tạo lĩnh vực {name}', en: 'nobody is trained in {name}' },
  post: { vi: 'chưa bố trí {name}', en: 'nobody holds a post of {name}' },
  counter: { vi: 'hết quầy trống', en: 'every counter taken' },
  equipment: { vi: 'thiết bị đang được dùng: {name}', en: 'equipment in use: {name}' },
  system: { vi: '{name} không dùng được', en: '{name} out of use' },
  round: { vi: 'chờ đến lượt trình ký ({name})', en: 'the next round of {name}' },
  paper: { vi: '{name} đang nhập hồ sơ làm trên giấy', en: '{name} entering papers' },
  workplace: { vi: 'chỗ làm việc hỏng ({name})', en: 'workplace of {name} out of order' },
  citizen: { vi: 'người dân', en: 'the citizen' },
  agency: { vi: 'cơ quan khác: {name}', en: 'agency: {name}' },
  way: { vi: 'đang trên đường chuyển', en: 'on its way to another unit or site' },
  legs: { vi: 'chờ hồ sơ thành phần', en: 'its sub-dossiers' },
  urgent: {
    vi: 'gác lại vì việc gấp hơn hoặc chỗ làm việc hỏng',
    en: 'laid aside: more urgent work, or a broken workplace',
  },
  other: { vi: 'nhật ký không cho biết', en: 'the log does not tell' },
}
