import { Fault } from '../../faults/index.ts'
import type { Plan } from '../../scenario/index.ts'

/** Something that a rehearsal can do, and the scripts of load can't. */
export function unsupported(what: string, hint: string): Fault {
  return new Fault('load-unsupported', what, hint)
}

/** Each official is a virtual user of k6, and takes some of this machine's memory. */
const MOST_OFFICIALS = 2_000

/**
 * Looks whether load can play a scenario at all, before anything is started.
 * @throws Fault load-unsupported for more officials than k6 can play here
 */
export function assertLoadable({ units }: Plan): void {
  const officials = units.reduce((sum, unit) => sum + unit.officials.length, 0)
  if (officials <= MOST_OFFICIALS) return
  throw unsupported(
    `The ${units.length} units of the scenario have ${officials} officials; load plays at most ${MOST_OFFICIALS}, each by a virtual user.`,
    'Copy the scenario with fewer units; `dientap simulate` takes them all.',
  )
}
