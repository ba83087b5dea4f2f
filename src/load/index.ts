export { type Distortion, distortionOf } from './judge/distortion.ts'
export { invalidReasons } from './judge/invalid.ts'
export { loadSection } from './judge/section.ts'
export {
  findK6,
  howToGet,
  type K6,
  lookForK6,
  type ProvisionOptions,
  provisionK6,
  RELEASE_VERSION,
  releases,
  type Surroundings,
  spawnK6,
  waysOf,
} from './k6/index.ts'
export { callsPerSecond, type Loaded, type LoadOptions, load, report, workOf } from './load.ts'
export { type InstanceResult, mergeInstances } from './measure/instance.ts'
export { type Profile, profileOf } from './profile.ts'
export { type InstanceOptions, planVariables, runInstance, writePlan } from './run-instance.ts'
export type { Drive, LoadWork } from './work/build.ts'
