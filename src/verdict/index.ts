export { assemble, type Measured } from './assemble.ts'
export {
  type EvidenceKind,
  type EvidenceRow,
  type EvidenceWhere,
  evidenceKinds,
  type WaitReason,
  type Worst,
  waitReasons,
} from './evidence/row.ts'
export { type Figures, figureOf, figuresIn, figuresOf, meets } from './figures.ts'
export { Histogram, type HistogramState } from './histogram.ts'
export { LogReader } from './log-reader.ts'
export { measureOf } from './measure.ts'
export { holdAgainst, predictionOf } from './prediction.ts'
export { type Difference, type Recount, recount } from './recount.ts'
export { tallyOfLog } from './replay-log.ts'
export { replicationsOf } from './replications.ts'
export { LEAST_PERIODS, predictedSpread, type Spread } from './spread.ts'
export type { TallyDetail, TallyState } from './state.ts'
export { batchMeansInterval, enough, intervals, mser5, proportion } from './statistics.ts'
export { CallTimes, type OperationTimes, profileOf } from './systems-profile.ts'
export { Tally } from './tally.ts'
