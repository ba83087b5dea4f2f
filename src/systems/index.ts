export type { Census, CensusCounts } from './census.ts'
export { runChild } from './child.ts'
export { CentreConfiguration, Configuration, DoorFault } from './configuration.ts'
export {
  type LaunchOptions,
  launchSystems,
  type RunningSystem,
  type RunningSystems,
  type SystemCensus,
} from './launch.ts'
export { type Served, serve } from './serve.ts'
