/** What went wrong, who mends it, what that buys. */
export const findingWords = {
  findings: {
    vi: 'Phát hiện: vướng mắc, ai khắc phục, lợi ích',
    en: 'Findings: what broke, who mends it, what that buys',
  },
  findingLine: {
    vi: '{n}. {severity}. {title}. Việc cần làm: {remedy}. Cơ quan thực hiện: {owner}. Hạn: {due}. {gain}{evidence}',
    en: '{n}. {severity}: {title}. Remedy: {remedy}. Owner: {owner}. Due: {due}. {gain}{evidence}',
  },
  itBuys: { vi: 'Lợi ích: {gains}.', en: 'It buys: {gains}.' },
  itBuysBeyond: {
    vi: 'Lợi ích thêm, khi những gì hỏng đã được sửa: {gains}.',
    en: 'Beyond mending what is broken, it buys: {gains}.',
  },
  gainLate: { vi: 'bớt {late} hồ sơ quá hạn', en: '{late} fewer overdue dossiers' },
  gainSentAway: { vi: 'bớt {times} lượt dân phải quay về', en: '{times} fewer citizens sent away' },
  gainHours: { vi: 'bớt {hours} giờ quá hạn', en: '{hours} fewer hours of overrun' },
  gainTurnaround: {
    vi: 'bớt {hours} giờ giải quyết, chưa thấy bớt quá hạn',
    en: '{hours} fewer working hours of turnaround, no gain in overdue dossiers is shown',
  },
  costsLate: { vi: 'nhưng thêm {late} hồ sơ quá hạn', en: 'but {late} more overdue dossiers' },
  costsSentAway: { vi: 'nhưng thêm {times} lượt dân phải quay về', en: 'but {times} more citizens sent away' },
  noGainShown: {
    vi: 'Chưa thấy bớt hồ sơ quá hạn hay giờ giải quyết.',
    en: 'No gain in overdue dossiers or turnaround is shown.',
  },
  gainInterval: {
    vi: '{mean} ({low} – {high}; một kỳ: {lowOne} – {highOne})',
    en: '{mean} ({low} – {high}; one period: {lowOne} – {highOne})',
  },
  noGain: { vi: 'Chưa tính được lợi ích.', en: 'What it buys was not worked out.' },
  notTold: { vi: ' Chưa phân biệt được với lợi ích của phát hiện sau.', en: ' Can’t be told from the next.' },
  findingEvidence: {
    vi: ' Dẫn chứng: {cases} trường hợp, {hours} giờ làm việc, {late} hồ sơ quá hạn; xem {dossiers}.',
    en: ' Evidence: {cases} cases, {hours} working hours, {late} dossiers overdue; see {dossiers}.',
  },
  findingsNote: {
    vi: 'Lợi ích tính từ các cặp kỳ mô phỏng có khắc phục và không khắc phục, cùng diễn biến ngẫu nhiên: trung bình (khoảng tin cậy 95 %; khoảng 95 % cho một kỳ). Mỗi con số là của riêng một việc, không cộng được với nhau.',
    en: 'Gains are from pairs of simulations with and without the remedy and with the same chances: mean (95 % interval of the mean; 95 % interval for one period). Each is of one remedy alone; they do not add up.',
  },
  lateness: { vi: 'Giờ quá hạn do đâu', en: 'Where the overrun comes from' },
  latenessCause: { vi: 'Nguyên nhân', en: 'Cause' },
  hoursAlone: { vi: 'Giờ, nếu chỉ khắc phục riêng', en: 'Hours, removed alone' },
  hoursShare: { vi: 'Giờ, kể cả một nửa tương tác', en: 'Hours, with half of interactions' },
  interaction: { vi: 'Tương tác {a} × {b}', en: 'Interaction {a} × {b}' },
  together: { vi: 'Ba nguyên nhân trở lên cùng lúc', en: 'Three or more together' },
  overrunRest: { vi: 'Còn lại', en: 'What is left' },
  overrunWhole: { vi: 'Cộng', en: 'Whole' },
  latenessNote: {
    vi: 'Giờ làm việc quá hạn của mọi hồ sơ trong một kỳ, trung bình {n} kỳ mô phỏng; tách nhân tố (Stein và Alpert, 1993). Số thứ tự là của các phát hiện.',
    en: 'Working hours past the appointment of all dossiers of one period, mean of {n} simulated ones; factor separation (Stein & Alpert, 1993). Numbers are those of the findings.',
  },
} as const
