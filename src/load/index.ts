export {
  archiveOf,
  type ClusterRun,
  collect,
  type LoadManifest,
  type LoadManifestOptions,
  loadManifest,
  type Segment,
  segmentOptions,
  segmentsOf,
  type TestRun,
} from './cluster/index.ts'
export type { Calibration } from './judge/calibration.ts'
export { type Distortion, distortionOf } from './judge/distortion.ts'
export { doubtsOf, tooClose, UNMEASURED } from './judge/doubts.ts'
export { loadSection } from './judge/section.ts'
export {
  type Ended,
  findK6,
  GO_VERSION,
  howToGet,
  type K6,
  lookForK6,
  type OutputArguments,
  outputArguments,
  type PassedOn,
  type ProvisionOptions,
  provisionK6,
  RELEASE_VERSION,
  releases,
  type Surroundings,
  spawnK6,
  waysToGetK6,
} from './k6/index.ts'
export { findKnee, type Knee, type KneeRun, type MeasuredPlateau } from './knee/find.ts'
export { errorRateOf, type KneeBounds, kneeBounds } from './knee/held.ts'
export { givesInFirst, type KneeLimit } from './knee/search.ts'
export { carriesEnough, kneeSection, withCapacity } from './knee/section.ts'
export { callsPerSecond, type Loaded, type LoadOptions, load, report, workOf } from './load.ts'
export { type InstanceResult, mergeInstances } from './measure/instance.ts'
export { operationTimes } from './measure/times.ts'
export { UsageWatch } from './measure/usage.ts'
export { type InstanceOptions, LOAD_SCRIPT, planVariables, runInstance, writePlan } from './run-instance.ts'
export { type OwnOptions, runInstances, shareOfLimit } from './run-instances.ts'
export type { Drive, LoadWork } from './work/build.ts'
export { assertLoadable } from './work/unsupported.ts'
