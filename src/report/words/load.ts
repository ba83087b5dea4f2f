import type { Catalogue } from './language.ts'

/** Systems under load. */
export const loadWords = {
  loadReport: { vi: 'Báo cáo thử tải', en: 'Load report' },
  loadNote: {
    vi: 'Người dân và cán bộ ảo làm việc đồng thời qua k6, hệ thống thật: mọi lời gọi đi qua HTTP. Dữ liệu đều là dữ liệu giả lập.',
    en: 'Virtual citizens and officials at work at the same time, by k6, real systems: every call went over HTTP. All data is synthetic.',
  },
  load: { vi: 'Tải', en: 'Load' },
  loadRate: {
    vi: 'Hồ sơ đến: {offered} trong {seconds}, {rate} hồ sơ mỗi giây; đã bắt đầu {begun}, bỏ lỡ {dropped}. Giải quyết xong {finished} hồ sơ mỗi giây; {calls} lời gọi mỗi giây, không kể lượt xem danh sách việc.',
    en: 'Dossiers that came: {offered} in {seconds}, {rate} a second; {begun} begun, {dropped} dropped. {finished} finished a second; {calls} calls a second, looks at work lists left out.',
  },
  loadPeak: {
    vi: 'Giờ cao điểm của kịch bản bắt đầu lúc {from} và có {peak} hồ sơ. Lần chạy bắt đầu từ giờ ấy, với tải gấp {times} lần.',
    en: 'The scenario’s busiest hour begins on {from} and has {peak} dossiers. The load begins with that hour; the systems were under {times} times its load.',
  },
  loadClock: {
    vi: 'Một giây chạy là {compression} giây của kịch bản; thời gian trả lời của hệ thống không bị rút ngắn.',
    en: 'One second of the run is {compression} seconds of the scenario; what systems take is never compressed.',
  },
  loadNoThink: {
    vi: 'Cán bộ và người dân không mất thời gian cho việc của mình, nên thời gian giải quyết không nói gì về trung tâm.',
    en: 'Officials and citizens took no time for their own work, so turnaround says nothing of the centre.',
  },
  loadDistorted: {
    vi: 'Rút ngắn thời gian làm sai lệch tỷ lệ đúng hạn: mô phỏng với độ trễ thật được {rate}, với độ trễ bị kéo dài theo được {compressed}. Giảm mức rút ngắn (--compression).',
    en: 'Compressing the clock distorts the on-time rate: {rate} simulated with the systems’ latency, {compressed} with that latency as long as it seems. Compress less (--compression).',
  },
  loadLag: {
    vi: 'Bắt đầu muộn so với dự định: p99 {p99} ms, nhiều nhất {most} ms. Thời gian trả lời tính từ lúc dự định.',
    en: 'Begun later than intended: p99 {p99} ms, at most {most} ms. Times to answer count from the intended start.',
  },
  loadGenerator: {
    vi: 'Bộ tạo tải: k6 {k6}, {processes} tiến trình, tối đa {vus} người dân chờ cùng lúc; CPU {cpu}, bộ nhớ {first} MB lúc đầu, {last} MB lúc cuối, nhiều nhất {most} MB.',
    en: 'Load generator: k6 {k6}, {processes} process(es), at most {vus} citizens waiting at once; CPU {cpu}, memory {first} MB at first, {last} MB in the end, at most {most} MB.',
  },
  loadCalibration: {
    vi: 'Hiệu chuẩn với máy chủ không làm gì: yêu cầu {asked} lời gọi mỗi giây, đạt {reached}.',
    en: 'Calibration against a server that does nothing: {asked} calls a second asked for, {reached} made.',
  },

  loadOutcomes: { vi: 'Lỗi theo loại', en: 'Errors by kind' },
  loadSaid: { vi: 'k6 báo', en: 'k6 said' },
  cpuUnknown: { vi: 'không rõ', en: 'not known' },
} as const satisfies Catalogue<string>
