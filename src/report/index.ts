export { formats, type ReportFormat } from './formats.ts'
export type { Screen } from './terminal.ts'
export { fieldName, type Language, languages, operationName, roleName, stepName, systemName } from './words/index.ts'
