export { growthOf } from './growth.ts'
export { playInOrder } from './in-order.ts'
export { kubernetesManifest, type ManifestOptions } from './manifest.ts'
export { combined, type Outcome, type Piece } from './piece.ts'
export type { Listener, Players, Source, Subject } from './players.ts'
export { foresee, type PredictOptions, playersOf, predict } from './predict.ts'
export { replay } from './replay.ts'
export {
  checkShards,
  joinShards,
  type NamedShard,
  parseShard,
  parseShardFile,
  type Shard,
  type ShardFile,
  shardFileName,
  shardFileText,
  shareOf,
} from './shard.ts'
export {
  halfWidthOf,
  MOST_REPLICATIONS,
  type Precision,
  type Progress,
  predictionFrom,
  type Simulated,
  type SimulateOptions,
  simulate,
  threadsFor,
} from './simulate.ts'
export { type Sweep, type SweepRow, sweepCsv, targetNames } from './sweep.ts'
export { batchesOf, expectedDossiers, expectedOfUnits, type Task, tasksOf, workOf } from './tasks.ts'
export { nameOf, parseVariation, type Scalar, type Variant, type Variation, variantsOf } from './vary.ts'
