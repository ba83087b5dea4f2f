import type { SelfTest } from '../schema/index.ts'
import { readSelftest } from '../selftest/index.ts'
import { version } from './version.ts'

/**
 * The last self-test of this program, as a result tells it.
 * @param out folder of the runs
 */
export function lastSelftest(out: string): SelfTest {
  const { status, cases, at, dientap } = readSelftest(out, version())
  return { status, cases, at, dientap: status === 'not run' ? null : dientap }
}
