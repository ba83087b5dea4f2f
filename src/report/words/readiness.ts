import type { Catalogue } from './language.ts'

/** Whether units are ready. */
export const readinessWords = {
  readiness: { vi: 'Mức sẵn sàng', en: 'Readiness' },
  readinessDecision: { vi: 'Kết luận', en: 'Decision' },
  readinessTurns: { vi: 'Cần làm: {what}', en: 'What would turn it: {what}' },
  decisionGo: { vi: 'sẵn sàng', en: 'go' },
  decisionConditions: { vi: 'có điều kiện', en: 'conditions' },
  decisionNoGo: { vi: 'CHƯA sẵn sàng', en: 'NO GO' },
  decisionNotJudged: { vi: 'không xét được', en: 'not judged' },
  linePersonnel: { vi: 'Nhân sự', en: 'Personnel' },
  lineFacilities: { vi: 'Cơ sở vật chất', en: 'Facilities' },
  lineRegulations: { vi: 'Quy trình, quy định', en: 'Regulations' },
  lineSoftware: { vi: 'Phần mềm', en: 'Software' },
  lineAccounts: { vi: 'Tài khoản', en: 'Accounts' },
  lineEquipment: { vi: 'Thiết bị', en: 'Equipment' },
  lineConnection: { vi: 'Kết nối', en: 'Connection' },
  lineTraining: { vi: 'Tập huấn', en: 'Training' },
  evidenceOf: { vi: '{what}: {value}', en: '{what}: {value}' },
  evidenceNamed: { vi: '{what}: {value} ({names})', en: '{what}: {value} ({names})' },
  ruleBounds: {
    vi: 'có điều kiện khi trên {a}, chưa sẵn sàng khi trên {b}',
    en: 'conditions above {a}, no go above {b}',
  },
  unitsByDecision: {
    vi: 'Sẵn sàng: {go}; có điều kiện: {conditions}; chưa: {noGo} trên {n} đơn vị.',
    en: 'Go: {go}; go with conditions: {conditions}; no go: {noGo}, of {n} units.',
  },
  readinessNote: {
    vi: 'Quy tắc xấu nhất quyết định mỗi nội dung, nội dung xấu nhất quyết định đơn vị. Ngưỡng là giả định trong readiness.yaml.',
    en: 'The worst rule decides a line, the worst line the unit. The thresholds are assumptions in readiness.yaml.',
  },
} as const satisfies Catalogue<string>
