export { callsOf } from './calls-of-log.ts'
export { type Allowed, changeText, type Objection, objectionsTo } from './comparable.ts'
export { type ComparedRun, compare } from './compare.ts'
export type {
  Change,
  Comparison,
  Comparisons,
  Finding,
  IndicatorComparison,
  Note,
  OperationComparison,
  RunBrief,
  Unjudged,
} from './comparison.ts'
export { LEAST_RATIO } from './latency.ts'
export { changesBetween } from './scenario-changes.ts'
