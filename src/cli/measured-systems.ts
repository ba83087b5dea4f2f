import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import { checkScenario, formatProblem, withMeasuredSystems } from '../scenario/index.ts'
import { conforms, type RunResult, SystemsProfile } from '../schema/index.ts'
import { host } from './host.ts'
import type { OpenedScenario } from './open-scenario.ts'
import type { RunFolder } from './run-folder.ts'
import { resultIn } from './saved-run.ts'

/** Name of the file in a run folder that says how the systems answered. */
export const PROFILE = 'profile.json'

export function writeProfile(folder: RunFolder, profile: SystemsProfile): void {
  folder.write(PROFILE, `${JSON.stringify(profile)}\n`)
}

/** A scenario whose systems are as a run measured them. */
export interface MeasuredSystems {
  readonly opened: OpenedScenario
  /** That run, where it rehearsed this very scenario: what it measured stands beside the prediction. */
  readonly against: RunResult | undefined
}

/**
 * The scenario with its systems as the run in a folder measured them.
 * @throws Fault file-not-found, file-unreadable; scenario-invalid where it can't be simulated with them
 */
export function measuredSystems({ plan, source }: OpenedScenario, folder: string): MeasuredSystems {
  const profile = profileIn(folder)
  const result = resultIn(folder)
  const changed = withMeasuredSystems(source, profile)
  const { plan: measured, problems, warnings } = checkScenario(changed.text, changed.file)
  if (!measured) {
    throw new Fault(
      'scenario-invalid',
      `with the systems of ${folder} it is not a valid scenario\n\n${problems.map(formatProblem).join('\n\n')}`,
      'The lines are those of the scenario with the changes made, written as JSON.',
    )
  }
  const isSame = profile.clock === 'rehearse' && result.scenario.sha256 === plan.sha256
  if (profile.clock === 'rehearse' && !isSame)
    host.tell(
      `The rehearsal in ${folder} was of another scenario: nothing that it measured is held against the prediction.`,
    )
  return {
    opened: { plan: measured, source: changed, warnings: warnings.map(({ message }) => message) },
    against: isSame ? result : undefined,
  }
}

function profileIn(folder: string): SystemsProfile {
  const path = join(folder, PROFILE)
  const hint = 'Name the folder of a rehearsal or of a load run, as it was written: reports/<run>.'
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw isMissing
      ? new Fault('file-not-found', `there is no file ${path}`, hint, error)
      : new Fault('file-unreadable', `${path} can’t be read: ${(error as Error).message}`, hint, error)
  }
  if (conforms(SystemsProfile, value)) return value
  throw new Fault('file-unreadable', `${path} is no profile of this version of Dientap`, hint)
}
