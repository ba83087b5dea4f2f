import type { doubtKinds } from '../../schema/index.ts'
import type { Catalogue } from './language.ts'

/** Why a measurement can't be trusted, by its kind. */
export const doubtWords = {
  stopped: { vi: 'lần chạy dừng giữa chừng: {why}', en: 'the run was stopped: {why}' },
  'not-counted': {
    vi: 'không hỏi được các hệ thống đang lưu những hồ sơ nào',
    en: 'the systems could not be asked what they hold',
  },
  unbalanced: {
    vi: '{whose}: tiếp nhận {received} hồ sơ nhưng chỉ xác định được trạng thái của {sum} hồ sơ',
    en: '{whose} received {received} dossiers but accounts for {sum}',
  },
  'counts-differ': {
    vi: '{count}: bộ diễn tập đếm {harness}, cơ sở dữ liệu của {system} đếm {theirs}',
    en: '{count}: the harness counts {harness}, the database of {system} {theirs}',
  },
  'nothing-offered': {
    vi: 'không có hồ sơ nào đến: tốc độ quá thấp so với thời gian chạy',
    en: 'no dossier came: the rate is too low for so short a run',
  },
  dropped: {
    vi: '{dropped} trên {offered} hồ sơ bị bỏ lỡ: không còn người dân ảo nào rảnh để nộp',
    en: '{dropped} of {offered} dossiers were dropped: nobody was free to hand them in',
  },
  exhausted: {
    vi: 'cả {vus} người dân ảo đều đang chờ phản hồi cùng lúc, nên hồ sơ sau đến muộn hoặc không đến',
    en: 'all {vus} citizens were waiting for an answer at once, so later ones came late or not at all',
  },
  'generator-died': {
    vi: 'một tiến trình k6 dừng trước khi hết lần chạy ({how})',
    en: 'a k6 process ended before the run was over ({how})',
  },
  'generator-busy': {
    vi: 'bộ tạo tải chiếm {share} năng lực bộ xử lý của máy này (tối đa {most})',
    en: 'the load generator took {share} of this machine’s processors (at most {most})',
  },
  late: {
    vi: 'hồ sơ bắt đầu muộn hơn dự định: p99 {p99} ms (tối đa {most} ms)',
    en: 'dossiers began later than intended: p99 {p99} ms (at most {most} ms)',
  },
  'close-to-limit': {
    vi: 'bộ tạo tải quá gần giới hạn của chính nó: gọi một máy chủ không làm gì, nó chỉ đạt {reached} trên {asked} lượt gọi mỗi giây',
    en: 'the load generator is too close to its limit: of {asked} calls a second against a server that does nothing it made {reached}',
  },
  'not-measured': { vi: 'không đo được gì cho chỉ tiêu {target}', en: 'nothing was measured for the target {target}' },
  'no-target': {
    vi: 'kịch bản không có chỉ tiêu nào mà lần chạy này đo được',
    en: 'the scenario has no target that such a run measures',
  },
  'generator-gave-out': {
    vi: 'bộ tạo tải hết khả năng trước các hệ thống',
    en: 'the load generator gave out before the systems did',
  },
  'nothing-measured': { vi: 'không đo được gì', en: 'nothing was measured' },
  'search-unfinished': {
    vi: 'cuộc tìm kiếm kết thúc trước khi biết các hệ thống có chịu được mức tải cần thiết hay không',
    en: 'the search ended before it knew whether the systems carry what is asked for',
  },
} as const satisfies Catalogue<(typeof doubtKinds)[number]>
