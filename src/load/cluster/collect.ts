import { createReadStream, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Fault } from '../../faults/index.ts'
import { InstanceCounts, type InstanceResult, mergeInstances } from '../measure/instance.ts'
import { Lines } from '../measure/lines.ts'
import type { LoadWork } from '../work/build.ts'

/** What is known of a run whose pods are elsewhere. */
export interface ClusterRun {
  readonly work: Pick<LoadWork, 'plan'>
  readonly instances: number
  /** Name of the TestRun: its pods are called after it. */
  readonly name: string
  /** Version of the k6 in the pods. */
  readonly k6: string
}

/**
 * Puts together what the pods of a TestRun left: the files <pod>.log in a folder, or in folders of it.
 * @throws Fault run-invalid where the file of a pod is missing, or one is of another run
 */
export async function collect(folder: string, run: ClusterRun): Promise<InstanceResult> {
  const parts: InstanceResult[] = []
  for (const [index, path] of logsOf(folder, run).entries()) parts.push(await partOf(path, index + 1, run))
  return mergeInstances(parts, run.work.plan.compression)
}

/** The operator calls pod number i, from 1, NAME-i-xxxxx. */
function logsOf(folder: string, { name, instances }: ClusterRun): string[] {
  const found = new Map<number, string>()
  const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.log'))
  for (const log of logs.toSorted()) {
    const pod = basename(log, '.log')
    const number = pod.startsWith(`${name}-`) ? /^(\d+)-[a-z0-9]+$/.exec(pod.slice(name.length + 1))?.[1] : undefined
    if (number === undefined) throw invalid(`${join(folder, log)} was left by no pod of ${name}`)
    if (found.has(Number(number))) throw invalid(`two files in ${folder} are of pod ${number} of ${name}`)
    found.set(Number(number), join(folder, log))
  }
  const numbers = Array.from({ length: instances }, (_, index) => index + 1)
  const missing = numbers.filter((number) => !found.has(number))
  if (missing.length > 0) throw invalid(`${folder} lacks what pod ${missing.join(', ')} of ${instances} left`)
  return numbers.map((number) => found.get(number) as string)
}

async function partOf(
  path: string,
  pod: number,
  { work: { plan }, instances, k6 }: ClusterRun,
): Promise<InstanceResult> {
  const counts = new InstanceCounts(plan.operations.map(({ name }) => name))
  const lines = new Lines((told) => counts.take(told))
  for await (const text of createReadStream(path, 'utf8')) lines.add(text)
  lines.add('\n')
  return {
    version: 1,
    runId: plan.runId,
    ...counts.state(),
    generators: [
      {
        version: k6,
        vus: Math.ceil(plan.citizenVus / instances),
        exhausted: counts.exhausted,
        ...{ cpuShare: null, memoryFirstMb: null, memoryLastMb: null, memoryMostMb: null },
        died: counts.ended ? null : `pod ${pod}`,
      },
    ],
    tookMs: plan.durationMs,
    interrupted: false,
  }
}

function invalid(what: string): Fault {
  return new Fault(
    'run-invalid',
    `${what}.`,
    'Copy the folder /results of the volume, whole and alone, once the TestRun is finished.',
  )
}
