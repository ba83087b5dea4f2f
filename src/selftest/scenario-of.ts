import { fileURLToPath } from 'node:url'

/** Folder of the suite's scenario files. */
export const suiteFolder = fileURLToPath(new URL('../../scenarios/selftest/', import.meta.url))

/** Path of the scenario file of a case. */
export function scenarioFile(name: string): string {
  return `${suiteFolder}${name}.yaml`
}
