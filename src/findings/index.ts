export { remedies } from './catalogue.ts'
export { type Effort, efforts, type Found, type Search, search } from './search.ts'
export { findingKinds } from './suspect.ts'
export type { NameKind, Naming } from './wording.ts'
