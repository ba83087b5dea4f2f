export { runChild } from './child.ts'
export { CentreConfiguration, Configuration, DoorFault } from './configuration.ts'
export type { Census, CensusCounts } from './core/census.ts'
export {
  type LaunchOptions,
  launchSystems,
  type RunningSystem,
  type RunningSystems,
  type SystemCensus,
} from './launch.ts'
export { type Served, serve } from './serve.ts'
export { type ServedName, servedNames } from './served.ts'
