import { joined, Printer, plain, type Screen } from './printer.ts'
import type { Section } from './section.ts'

export { comparisonMarkdown, comparisonSections } from './comparison.ts'
export { doubtText } from './doubts.ts'
export { formats, type ReportFormat } from './formats.ts'
export { type LifeRun, lifeSections } from './life.ts'
export type { Screen } from './printer.ts'
export {
  equipmentName,
  fieldName,
  type Language,
  languages,
  operationName,
  roleName,
  stepName,
  systemName,
} from './words/index.ts'

/** Sections as tables and sentences for a terminal. */
export function printed(sections: readonly Section[], screen: Partial<Screen> = {}): string {
  const printer = new Printer({ ...plain, ...screen })
  return joined(sections.flatMap((section) => printer.section(section)))
}
