import { quietRunOptions, runVariables } from './differences.ts'
import type { K6, Surroundings } from './k6.ts'
import { type Ended, runProcess, type Spawning } from './process.ts'

/**
 * Runs a script with k6 to its end, without summary, progress bar, usage report or a port of its own; whoever calls
 * reads what it puts out. On `signal` it ends gracefully (see runProcess).
 * @param args what comes after `k6 run` and the options that every run has: the script, its options, its outputs
 * @throws Error where it can't be started
 */
export function spawnK6(
  k6: K6,
  args: readonly string[],
  surroundings: Surroundings,
  options: Spawning = {},
): Promise<Ended> {
  const env = { ...surroundings.env, ...options.env, ...runVariables }
  return runProcess(k6.path, ['run', '--quiet', '--no-color', ...quietRunOptions(k6.version), ...args], {
    ...options,
    env,
  })
}
