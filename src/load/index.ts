export { type Instance, runInstances, type Segment, segmentOptions, segmentsOf } from './cluster/index.ts'
export {
  type Ended,
  findK6,
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
