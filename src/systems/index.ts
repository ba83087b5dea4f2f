import type { Readable, Writable } from 'node:stream'
import { runChild as runProcess } from './core/child.ts'
import { standIns } from './stand-ins.ts'

export { Account } from './core/access.ts'
export type { Census, CensusCounts } from './core/census.ts'
export { citizenSecret } from './core/citizen-accounts.ts'
export { Capacity, CentreConfiguration, Configuration, DatabasePlace, World } from './core/configuration.ts'
export { Fault as PlantedFault } from './core/faults.ts'
export { type Served, serve } from './core/serve.ts'
export type { StandIn } from './core/stand-in.ts'
export { faultProblem } from './fault-problem.ts'
export {
  type LaunchOptions,
  launchSystems,
  type RunningSystem,
  type RunningSystems,
  type SystemCensus,
} from './launch.ts'
export { standIns } from './stand-ins.ts'

/** The life of a process of stand-ins: see core/child.ts. */
export function runChild(stdin: Readable, stdout: Writable): Promise<void> {
  return runProcess(standIns, stdin, stdout)
}
