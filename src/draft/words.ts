import type { Text } from './text.ts'

/** What the comments of a new file say, a text for each place. */
export const comments = {
  head: {
    vi: '{title}. Tệp này do lệnh "dientap new" viết ngày {today}, theo số liệu Ban Chỉ đạo cung cấp. Đây là tệp văn bản thường: mở bằng trình soạn thảo nào cũng được và sửa mọi giá trị. Sửa xong thì chạy "npx dientap validate" với tệp này: lệnh ấy chỉ ra mọi chỗ sai, kèm dòng và cách sửa. Những gì sau dấu # là lời giải thích, chương trình không đọc.',
    en: '{title}. Written by "dientap new" on {today} from what the committee gave. It is an ordinary text file: open it in any editor and change any value, then run "npx dientap validate" with this file, which tells everything that is wrong, with its line and how to mend it. What stands after a # is an explanation that the program does not read.',
  },
  seed: {
    vi: 'Số gieo ngẫu nhiên: giữ nguyên thì lần chạy nào cũng ra đúng những hồ sơ ấy.',
    en: 'The same seed gives the same dossiers in every run.',
  },
  period: { vi: 'Ngày đầu và ngày cuối.', en: 'First and last day.' },
  calendar: {
    vi: 'Giờ làm việc theo từng thứ; thứ nào không ghi là nghỉ. "holidays: vietnam" lấy ngày nghỉ lễ và ngày làm bù từ danh mục. Thủ tục giải quyết trong ngày mà tiếp nhận sau giờ "sameDayCutOff" thì hẹn ngày làm việc sau.',
    en: 'Office hours by weekday; a day that is not named is closed. "holidays: vietnam" takes public holidays and compensating Saturdays from the catalogue. A same-day procedure that is received after "sameDayCutOff" is due the next working day.',
  },
  units: {
    vi: 'Các đơn vị tham gia. Mỗi đơn vị có mã, dân số, số quầy và cán bộ. "role" là việc họ làm; "count" là số người; "skills" là những lĩnh vực họ giải quyết được; "sicknessPerDay" là khả năng vắng mặt trong một ngày làm việc. Nếu mỗi chuyên viên chỉ làm một số lĩnh vực thì tách dòng của họ thành nhiều dòng, mỗi dòng với số người và lĩnh vực riêng.',
    en: 'The units that take part: code, population, counters and officials of each. "role" is what they do, "count" how many they are, "skills" the fields that they can handle, "sicknessPerDay" the chance to be absent on a working day. If each specialist handles some of the fields only, make several lines of theirs, each with its own count and skills.',
  },
  clerk: { vi: 'tiếp nhận và trả kết quả', en: 'receive dossiers and hand results back' },
  specialist: { vi: 'chuyên viên giải quyết hồ sơ', en: 'work on dossiers' },
  leader: { vi: 'lãnh đạo ký', en: 'sign' },
  secretary: { vi: 'văn thư', en: 'register documents, write minutes' },
  archivist: { vi: 'lưu trữ viên', en: 'keep the archive' },
  'bank-officer': { vi: 'cán bộ tín dụng', en: 'of the policy bank' },
  cashier: { vi: 'thủ quỹ', en: 'of the policy bank' },
  added: { vi: 'thêm vào vì kịch bản cần', en: 'added: the script asks for one' },
  demand: {
    vi: 'Hồ sơ: bao nhiêu, bằng cách nào, vào lúc nào, về việc gì. "volume" là số hồ sơ trung bình của mỗi đơn vị trong cả kỳ {period}: con số thật dao động quanh đó.',
    en: 'Dossiers: how many, how they are handed in, when, and about what. "volume" is the mean for each unit in the whole period, {period}; the real number varies around it.',
  },
  factor: {
    vi: '"dossiers: 1" được nhân với "demandFactor" của từng đơn vị ở trên, tức là số hồ sơ của đơn vị ấy trong kỳ.',
    en: '"dossiers: 1" is multiplied by the "demandFactor" of each unit above, which is its number of dossiers in the period.',
  },
  demandFactor: { vi: 'hồ sơ trong kỳ, tức {perMonth} một tháng', en: 'dossiers in the period: {perMonth} a month' },
  channels: {
    vi: 'Tỷ lệ nộp trực tiếp, trực tuyến, qua bưu chính; cộng lại bằng 1.',
    en: 'Shares handed in at the counter, online and by public post; together 1.',
  },
  incomplete: { vi: 'Tỷ lệ hồ sơ thiếu giấy tờ.', en: 'Share of dossiers that lack a paper.' },
  profiles: {
    vi: 'Người dân nộp vào thứ nào, giờ nào: trọng số so sánh với nhau.',
    en: 'On which weekdays and at which hours they are handed in: weights, compared with each other.',
  },
  procedures: {
    vi: 'Thủ tục, theo tỷ trọng. "workflow" là quy trình trong danh mục mà hồ sơ đi theo.',
    en: 'Procedures by relative volume. "workflow" is the way through the office that the catalogue has.',
  },
  ownProcedures: {
    vi: 'Thủ tục mà danh mục không có, dùng trong kịch bản ở dưới.',
    en: 'Procedures that the catalogue does not have, for the script below.',
  },
  policies: {
    vi: 'Quy tắc của trung tâm. "limitReduction: 0.3" nghĩa là cam kết rút ngắn 30 % thời hạn; "retryMin" là bao lâu thử lại khi hệ thống lỗi; "reEntryMin" là thời gian nhập lại, phút.',
    en: 'Rules of the centre. "limitReduction: 0.3" commits to limits that are 30 % shorter; after a failed call it is tried again every "retryMin" minutes, and entering the step again takes "reEntryMin".',
  },
  systems: {
    vi: 'Độ trễ của các hệ thống khi mô phỏng ("simulate"); khi diễn tập ("rehearse") thì độ trễ được đo thật.',
    en: 'How fast systems answer in "simulate"; in "rehearse" it is measured.',
  },
  incidents: {
    vi: 'Sự cố: bỏ dấu # ở đầu hai dòng sau và sửa ngày giờ để xem điều gì xảy ra khi mất kết nối.',
    en: 'Incidents: take the # away from the next two lines and change the times to see what a lost connection does.',
  },
  scripts: {
    vi: 'Kịch bản vận hành thử, từng bước một; chép từ {from}. Mọi đơn vị cùng thực hiện, vào ngày làm việc đầu tiên của kỳ. Hãy sửa tên, giờ và người chịu trách nhiệm cho đúng kế hoạch của mình (docs/scripts.md).',
    en: 'The script of the trial run, step by step, copied from {from}. Every unit plays it, on the first working day of the period. Change titles, times and owners to those of your own plan (docs/scripts.md).',
  },
  noScripts: {
    vi: 'Chưa có kịch bản vận hành thử; cách viết có ở docs/scripts.md.',
    en: 'There is no script of a trial run yet; docs/scripts.md tells how to write one.',
  },
  targets: {
    vi: 'Điều phải đạt: đạt hết là PASS, không thì FAIL. "onTimeRate" là tỷ lệ hồ sơ xong đúng hẹn trên số đã xong; "waitP90Min" là số phút chờ mà chín phần mười người dân tại quầy không phải vượt quá; "conformance" là tỷ lệ bước kịch bản làm đúng.',
    en: 'What must be reached: PASS if all is, else FAIL. "onTimeRate" is the share of finished dossiers that were on time; "waitP90Min" the wait in minutes that nine of ten citizens at a counter do not exceed; "conformance" the share of script steps done as written.',
  },
  basis: {
    vi: 'Mỗi con số lấy từ đâu: "reported" là được cung cấp hoặc có báo cáo, "law" là quy định, "assumption" là giả định. Con số nào chưa có dòng ở đây thì "validate" báo lỗi; sửa số thì sửa cả dòng của nó.',
    en: 'Where each number comes from: "reported" (given or published), "law", "assumption". A number without a line here is an error; whoever changes a number changes its line.',
  },
} as const satisfies Record<string, Text>

/** What the lines of "basis" say. */
export const sources = {
  given: { vi: 'Ban Chỉ đạo cung cấp ngày {today}.', en: 'Given by the committee on {today}.' },
  sickness: {
    vi: '2 % ngày làm việc, như ở kịch bản {base} (ở đó được chọn để ra số liệu báo cáo).',
    en: '2 % of working days, as in {base}, where it was fitted to a reported figure.',
  },
  added: {
    vi: 'Một người, vì kịch bản có bước của vai trò này mà chưa ai được nêu tên.',
    en: 'One, since the script has steps of this role and nobody was named.',
  },
  volume: {
    vi: '{each}: {perMonth} một tháng, nhân với {months}: số tháng của kỳ, tính theo ngày làm việc.',
    en: '{each}: {perMonth} a month, times {months}: how many months the period is, counted in working days.',
  },
  likeBase: { vi: 'Như kịch bản {base}: {text}', en: 'As in {base}: {text}' },
  statutory: {
    vi: 'Thời hạn theo quy định, không rút ngắn; nếu tỉnh có quyết định rút ngắn thì sửa.',
    en: 'Statutory limits, none shortened; to be changed if the province has decided otherwise.',
  },
  scripts: {
    vi: 'Chép từ {from}; thời gian cho phép ở đó là giả định.',
    en: 'Copied from {from}; the times allowed are assumed there.',
  },
  conformance: {
    vi: 'Mức sàn: chín phần mười bước của kịch bản làm đúng.',
    en: 'A floor: nine of ten steps of the script done as written.',
  },
} as const satisfies Record<string, Text>

/** Why a figure that the committee did not give is what it is. */
export const assumptions = {
  perMonth: {
    vi: 'Tính từ dân số: {perThousand} hồ sơ một tháng cho 1.000 dân, như phường Rạch Giá tháng 7/2025 ({dossiers} hồ sơ, {population} dân).',
    en: 'Derived from the population: {perThousand} dossiers a month for 1,000 people, as in Rạch Giá ward in July 2025 ({dossiers} dossiers, {population} people).',
  },
  staff: {
    vi: 'Do Dientap tính: ít nhất 2 người tiếp nhận, 3 chuyên viên, 2 lãnh đạo ký, và đủ để không ai bận quá {busy} % giờ làm việc.',
    en: 'Suggested by Dientap: 2 clerks, 3 specialists and 2 who sign at least, and enough that nobody is busy for more than {busy} % of the working time.',
  },
  counters: {
    vi: 'Mỗi cán bộ tiếp nhận một quầy, ít nhất ba (parameters.csv: 3–6–12 quầy mỗi trung tâm).',
    en: 'One for each clerk, three at least (parameters.csv: 3–6–12 counters a centre).',
  },
  channels: {
    vi: '74,7 % trực tuyến từ 01/7 đến 19/8/2025, cả nước (parameters.csv); bưu chính 0,5 % là giả định, còn lại là trực tiếp.',
    en: '74.7 % online from 1 July to 19 August 2025, nationwide (parameters.csv); post 0.5 % is assumed, the rest is direct.',
  },
  onTime: { vi: 'Mức thường đặt cho một đơn vị.', en: 'What is usually asked of a unit.' },
  waitMin: {
    vi: 'Đang áp dụng các mức chờ 15, 20 và 30 phút (parameters.csv); lấy mức cao nhất.',
    en: 'Waiting limits of 15, 20 and 30 minutes are in use (parameters.csv); the highest.',
  },
} as const satisfies Record<string, Text>
