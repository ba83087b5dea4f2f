export { formats, type ReportFormat } from './formats.ts'
export type { Screen } from './terminal.ts'
export { type Language, languages } from './words/index.ts'
