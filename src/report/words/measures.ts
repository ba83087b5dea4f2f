import type { Language } from './language.ts'
import { fieldName, indicatorWords, named, roleName } from './names.ts'
import { operationName } from './operations.ts'
import { stepName } from './steps.ts'

/** Figures of a result that difficulties are measured by, under the last word of their path. English has the path itself. */
const figureName = named({
  ended: { vi: 'số lượt xong', en: 'ended' },
  failed: { vi: 'lượt gọi lỗi', en: 'failed' },
  interrupted: { vi: 'số lần bị gián đoạn', en: 'interrupted' },
  waitMeanMin: { vi: 'chờ trung bình', en: 'waitMeanMin' },
  waitP90Min: { vi: 'chờ p90', en: 'waitP90Min' },
  workMeanMin: { vi: 'xử lý trung bình', en: 'workMeanMin' },
  errors: { vi: 'lượt gọi lỗi', en: 'errors' },
  lost: { vi: 'bản tin bị mất', en: 'lost' },
  p95Ms: { vi: 'thời gian trả lời p95', en: 'p95Ms' },
  overtimeHours: { vi: 'giờ làm ngoài giờ', en: 'overtimeHours' },
  evidenceMissing: { vi: 'thiếu minh chứng', en: 'evidenceMissing' },
})

const wholeName = named({
  'paper.steps': { vi: 'Lượt xử lý làm trên giấy', en: 'paper.steps' },
  'visits.travelHours': { vi: 'Tổng thời gian đi lại', en: 'visits.travelHours' },
  'visits.turnedAway': { vi: 'Lượt phải quay về vì hết chỗ chờ', en: 'visits.turnedAway' },
})

/**
 * What a difficulty is measured by: in English the path in result.json, in Vietnamese words, the path where there are none.
 * @param titleOf of a step of a script
 */
export function measureText(path: string, language: Language, titleOf: (step: string) => string): string {
  if (language === 'en') return path
  const parts = path.split('.')
  const [topic = '', ...between] = parts.slice(0, -1)
  const last = parts.at(-1) ?? ''
  const name = between.join('.')
  if (topic === 'indicators' && Object.hasOwn(indicatorWords, last)) {
    const said = indicatorWords[last as keyof typeof indicatorWords][language]
    return name === 'all' ? said : `${said} (${fieldName(name, language)})`
  }
  const figure = figureName(last, language)
  if (figure === last) return wholeName(path, language)
  switch (topic) {
    case 'steps':
      return `${stepName(name, language)}: ${figure}`
    case 'operations':
      return `${operationName(name, language)}: ${figure}`
    case 'staff':
      return `${roleName(name, language)}: ${figure}`
    case 'conformance':
      return `${titleOf(name.replace(/^steps\./, ''))}: ${figure}`
    default:
      return path
  }
}
