import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../faults/index.ts'
import { type K6, runProcess, type Surroundings } from '../k6/index.ts'

/**
 * Packs a script, what it imports and what it opens into one file that any k6 runs, as the pods of a cluster have none of
 * it. The environment is left out of it, as it holds logins.
 * @param env what the script needs to be read
 * @param folder an empty one in which to write
 * @throws Fault internal where k6 can't read the script
 */
export async function archiveOf(
  k6: K6,
  script: string,
  env: Readonly<Record<string, string>>,
  folder: string,
  surroundings: Surroundings,
): Promise<Buffer> {
  const path = join(folder, 'load.tar')
  const told: Buffer[] = []
  const args = ['archive', '--include-system-env-vars', '--exclude-env-vars', '--archive-out', path, script]
  const { status } = await runProcess(k6.path, args, {
    env: { ...surroundings.env, ...env, K6_AUTO_EXTENSION_RESOLUTION: 'false', K6_NO_USAGE_REPORT: 'true' },
    onStdout: () => {},
    onStderr: (chunk) => told.push(chunk),
  })
  if (status !== 0) {
    const why = Buffer.concat(told).toString('utf8').trim().slice(-500)
    throw new Fault('internal', `k6 can’t pack the script: ${why}`, 'Please report it with the command line.')
  }
  return readFileSync(path)
}
