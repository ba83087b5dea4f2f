import { copyFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { OpenedScenario } from './open-scenario.ts'
import { type RunFolder, unwritable } from './run-folder.ts'

/** Name under which a run folder keeps the scenario that was run. */
export const KEPT_SCENARIO = 'scenario.yaml'

/**
 * Keeps the scenario in the folder of its run, with the files of arrivals beside it, so that the run can be counted
 * again, or played again on another machine. A file that lies elsewhere than beside the scenario is left where it is.
 * @returns names of the files written
 */
export function keepScenario(folder: RunFolder, { plan, source }: Pick<OpenedScenario, 'plan' | 'source'>): string[] {
  folder.write(KEPT_SCENARIO, source.text)
  const named = plan.streams.flatMap(({ given: { volume } }) => (volume.kind === 'file' ? [volume.file] : []))
  const beside = [...new Set(named)].filter((name) => name === basename(name) && name.endsWith('.csv'))
  for (const name of beside) {
    try {
      copyFileSync(join(dirname(source.file), name), join(folder.path, name))
    } catch (error) {
      throw unwritable(folder.path, error)
    }
  }
  return [KEPT_SCENARIO, ...beside]
}
