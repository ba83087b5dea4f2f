import { Fault } from '../../faults/index.ts'

/** Something that a rehearsal can do, and the scripts of load can't. */
export function unsupported(what: string, hint: string): Fault {
  return new Fault('load-unsupported', what, hint)
}
