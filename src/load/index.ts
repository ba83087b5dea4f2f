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
