import type { Language } from './language.ts'

/** What the operations of docs/operations.md do. English has none: their names are English. */
const operationWords: Readonly<Record<string, string>> = {
  'portal.submit': 'nộp hồ sơ trực tuyến',
  'portal.supply': 'bổ sung giấy tờ qua cổng',
  'portal.withdraw': 'rút hồ sơ trực tuyến',
  'portal.reconcile': 'đối soát thanh toán',
  'one-stop.register': 'đăng ký, lấy số tại trung tâm',
  'one-stop.receive': 'tiếp nhận hồ sơ',
  'one-stop.intake': 'tiếp nhận hồ sơ trực tuyến',
  'one-stop.ask-supplement': 'yêu cầu bổ sung',
  'one-stop.supply': 'bổ sung giấy tờ tại trung tâm',
  'one-stop.refuse': 'từ chối tiếp nhận',
  'one-stop.hand-over': 'chuyển xử lý',
  'one-stop.demand-payment': 'yêu cầu nghĩa vụ tài chính',
  'one-stop.confirm-payment': 'xác nhận đã nộp tiền',
  'one-stop.process': 'nhập dự thảo kết quả',
  'one-stop.sign': 'ký kết quả',
  'one-stop.return': 'trả kết quả',
  'one-stop.withdraw': 'rút hồ sơ tại trung tâm',
  'one-stop.stop': 'dừng xử lý',
  'civil-status.transfer': 'chuyển dữ liệu sang hộ tịch',
  'civil-status.enter': 'nhập dữ liệu hộ tịch',
  'civil-status.correct': 'sửa dữ liệu hộ tịch',
  'civil-status.approve': 'duyệt dữ liệu hộ tịch',
  'civil-status.sign': 'ký số hộ tịch',
  'civil-status.search': 'tra cứu sổ hộ tịch',
  'civil-status.discard': 'loại bản ghi trùng',
  'civil-status.record': 'xem bản ghi hộ tịch',
  'civil-status.list': 'tìm trong sổ hộ tịch',
  'civil-status.extract': 'cấp bản sao trích lục',
  'population.check': 'tra cứu dữ liệu dân cư',
  'residence.register': 'đăng ký thường trú',
  'residence.delete': 'xóa đăng ký thường trú',
  'residence.sub-dossier': 'xem hồ sơ cư trú liên thông',
  'health-insurance.issue': 'cấp thẻ bảo hiểm y tế',
  'health-insurance.allow': 'giải quyết mai táng phí',
  'health-insurance.sub-dossier': 'xem hồ sơ bảo hiểm liên thông',
  'land.look-up': 'tra cứu thửa đất',
  'land.find': 'tìm số biên nhận đất đai',
  'land.record': 'xem hồ sơ đất đai',
  'land.enter': 'nhập hồ sơ đất đai',
  'land.verify': 'thẩm tra đất đai',
  'land.settle': 'xác nhận nghĩa vụ tài chính đất đai',
  'payment.pay': 'nộp tiền trực tuyến',
  'province.hand-over': 'chuyển hồ sơ lên tỉnh',
  'province.enter': 'nhập hồ sơ vào hệ thống của tỉnh',
  'province.decide': 'tỉnh quyết định',
  'province.collect': 'nhận kết quả từ tỉnh',
  'messages.receive': 'nhận tin nhắn',
  'messages.answer': 'trả lời tin nhắn',
  'assistant.ask': 'hỏi trợ lý ảo',
  'documents.receive': 'nhận văn bản đến',
  'documents.register': 'vào sổ văn bản đến',
  'documents.present': 'trình văn bản',
  'documents.assign': 'phân công xử lý văn bản',
  'documents.process': 'xử lý văn bản',
  'documents.close': 'kết thúc văn bản',
  'documents.draft': 'soạn thảo văn bản',
  'documents.review': 'soát xét văn bản',
  'documents.sign': 'ký văn bản',
  'documents.number': 'lấy số văn bản',
  'documents.issue': 'ban hành văn bản',
  'documents.send': 'gửi văn bản',
  'documents.search': 'tìm văn bản lưu trữ',
  'meetings.convene': 'triệu tập cuộc họp',
  'meetings.quorum': 'kiểm tra số người dự họp',
  'meetings.agenda': 'thông qua chương trình họp',
  'meetings.decide': 'biểu quyết',
  'meetings.minutes': 'lập biên bản',
  'meetings.close': 'bế mạc cuộc họp',
}

/** The name by which systems know an operation, with words beside it where the language has some. */
export function operationName(name: string, language: Language): string {
  const words = operationWord(name, language)
  return words === name ? name : `${name} (${words})`
}

/** What an operation does, where there is room for one of both only; its name where the language has no words. */
export function operationWord(name: string, language: Language): string {
  return (language === 'vi' && Object.hasOwn(operationWords, name) ? operationWords[name] : undefined) ?? name
}
