import type { Catalogue } from './language.ts'

/** The search for the highest rate that systems carry. */
export const kneeWords = {
  knee: { vi: 'Điểm gãy', en: 'The knee' },
  kneeReport: { vi: 'Báo cáo tìm điểm gãy', en: 'Report on the knee' },
  kneeCarries: {
    vi: 'hệ thống chịu được gấp {times} lần giờ cao điểm của kịch bản ({rate} hồ sơ mỗi giây, đạt {kept} trong {trials} lần thử), {interval}',
    en: 'the systems carry {times} times the scenario’s peak hour ({rate} dossiers a second, held in {kept} of {trials} trials), {interval}',
  },
  kneeBetween: {
    vi: 'giới hạn nằm giữa {times} và {failed} lần: tốc độ thấp nhất không đạt mục tiêu là {rate} hồ sơ mỗi giây ({missed} trong {trials} lần thử)',
    en: 'and the limit lies between {times} and {failed} times: the lowest rate that missed a target is {rate} dossiers a second (in {missed} of {trials} trials)',
  },
  kneeAtLeast: {
    vi: 'hoặc hơn nữa: không tốc độ nào đã thử mà không đạt mục tiêu',
    en: 'or more: no rate that was tried missed a target',
  },
  kneeOneTrial: {
    vi: '(tìm kiếm dừng sớm, nên tốc độ ấy có thể mới đạt một lần)',
    en: '(the search was stopped early, so that rate may have held only once)',
  },
  kneeGivesIn: { vi: 'không chịu nổi trước tiên là {operation}', en: 'and it is {operation} that gives in first' },
  kneeNothing: {
    vi: 'không tốc độ nào đạt mục tiêu; thấp nhất đã thử là {rate} hồ sơ mỗi giây',
    en: 'no rate held the targets; the lowest that was tried is {rate} dossiers a second',
  },
  kneeUnknown: {
    vi: 'không đo được tốc độ nào đáng tin',
    en: 'no rate could be measured well enough',
  },
  kneeWanted: { vi: 'yêu cầu ít nhất {wanted} lần', en: 'at least {wanted} times is asked for' },
  kneeLimitGenerator: {
    vi: 'Bộ tạo tải hết sức trước hệ thống: hệ thống có thể chịu được nhiều hơn.',
    en: 'The load generator gave out before the systems did: they may carry more.',
  },
  kneeLimitMost: {
    vi: 'Tốc độ cao nhất được phép thử vẫn đạt mục tiêu (--max-rate): hệ thống có thể chịu được nhiều hơn.',
    en: 'The highest rate that might be asked for held (--max-rate): the systems may carry more.',
  },
  kneeLimitStopped: {
    vi: 'Việc tìm kiếm dừng trước khi khoảng đủ hẹp: bị ngắt hoặc hết thời gian.',
    en: 'The search ended before the interval was narrow enough: interrupted, or out of time.',
  },
  kneeHeldAt: {
    vi: 'Ở tốc độ cao nhất đạt mục tiêu: {calls} lời gọi mỗi giây, trong đó {systems}. Thông lượng lớn nhất đã thấy: {most} lời gọi và {finished} hồ sơ xong mỗi giây.',
    en: 'At the highest rate that held: {calls} calls a second, of these {systems}. The maximum throughput seen: {most} calls and {finished} dossiers finished a second.',
  },
  kneeBounds: {
    vi: 'Đạt mục tiêu: p95 của từng thao tác không quá {p95} ms, lời gọi lỗi không quá {errors}, số hồ sơ đang xử lý tăng không quá {backlog} số hồ sơ mới. Mỗi mức kéo dài {seconds}, phần đầu {warmUp} không tính; hồ sơ đến đều đặn và đi hết quy trình mà không ai mất thời gian suy nghĩ hay xử lý; cứ mười lời gọi của cán bộ có một lần xem danh sách việc.',
    en: 'Held means: p95 of each operation at most {p95} ms, failed calls at most {errors}, growth of the dossiers under way at most {backlog} of those begun. A plateau takes {seconds}, of which the first {warmUp} are left out; dossiers come evenly and go through their whole way while nobody takes time to think or work; officials look at their work list once in ten calls.',
  },
  kneeUsl: {
    vi: 'Định luật khả năng mở rộng (USL) khớp với các mức (khoảng 95 %): λ = {alone} lời gọi mỗi giây, σ = {contention}, κ = {coherency}; thông lượng lớn nhất theo đường cong {most} lời gọi mỗi giây; R² = {r2}.',
    en: 'Universal Scalability Law fitted to the plateaus (95 % intervals): λ = {alone} calls a second, σ = {contention}, κ = {coherency}; the curve’s highest throughput is {most} calls a second; R² = {r2}.',
  },
  kneeNoUsl: {
    vi: 'Quá ít mức để khớp định luật khả năng mở rộng (USL).',
    en: 'Too few plateaus for a fit of the Universal Scalability Law.',
  },
  kneeShown: {
    vi: 'Các số liệu khác của báo cáo này là của một mức ở tốc độ cao nhất đạt mục tiêu.',
    en: 'The other figures of this report are those of one plateau at the highest rate that held.',
  },
  kneeRate: { vi: 'Hồ sơ/giây', en: 'Dossiers/s' },
  kneeVerdict: { vi: 'Kết quả', en: 'Came to' },
  kneeFinished: { vi: 'Xong/giây', en: 'Finished/s' },
  kneeCalls: { vi: 'Lời gọi/giây', en: 'Calls/s' },
  kneeUnderWay: { vi: 'Đang chờ', en: 'Under way' },
  kneeP95: { vi: 'p95 chậm nhất ms', en: 'Slowest p95 ms' },
  kneeBacklog: { vi: 'Tồn thêm', en: 'Backlog' },
  kneeHeld: { vi: 'đạt', en: 'held' },
  kneeFailedLatency: { vi: 'chậm: {operation}', en: 'slow: {operation}' },
  kneeFailedErrors: { vi: 'lỗi: {operation}', en: 'errors: {operation}' },
  kneeFailedBacklog: { vi: 'dồn ứ: {operation}', en: 'backlog: {operation}' },
  kneeInvalid: { vi: 'không tính: {reason}', en: 'does not count: {reason}' },
} as const satisfies Catalogue<string>
