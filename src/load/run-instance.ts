import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '../faults/index.ts'
import { exitMeans, type K6, type Surroundings, spawnK6 } from './k6/index.ts'
import { InstanceCounts, type InstanceResult } from './measure/instance.ts'
import { Lines, type Told } from './measure/lines.ts'
import { FileTail } from './measure/tail.ts'
import { type Usage, UsageWatch } from './measure/usage.ts'
import { lineOf } from './scripts/dossier-lines.ts'
import type { LoadWork } from './work/build.ts'
import { LOGINS_VARIABLE, PLAN_VARIABLE } from './work/load-plan.ts'

export interface InstanceOptions {
  /** Folder for the plan that k6 reads; it is taken away again, unless it is to be kept. */
  readonly folder: string
  readonly surroundings: Surroundings
  readonly signal?: AbortSignal
  /** Further options of `k6 run`: outputs, an execution segment. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Told now and then how many calls were made. */
  readonly onProgress?: (calls: number) => void
  /** Told everything that the script tells. */
  readonly onTold?: (told: Told) => void
}

/** The script as k6 runs it: built, it is JavaScript beside this file. */
export const LOAD_SCRIPT = fileURLToPath(
  new URL(`./scripts/main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
)
/** Beyond that Linux does not start a program with it in its environment. */
const MOST_LOGINS_BYTES = 120_000
const MOST_AT_ONCE = 256

/** Writes what k6 reads. No secret is in it. @throws Fault output-unwritable */
export function writePlan(work: LoadWork, folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(work.plan))
    writeFileSync(join(folder, 'dossiers.tsv'), work.dossiers.map(lineOf).join('\n'))
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new Fault(
      'output-unwritable',
      `Can’t write what k6 is to read to ${folder}: ${(error as Error).message}`,
      'Name a folder that you may write to, and that has room, with --out.',
      error,
    )
  }
}

/** What a k6 of the plan needs in its environment; it holds secrets. A path is to k6 one from the script on, if not from the root. @throws Fault load-unsupported for too many accounts */
export function planVariables(work: LoadWork, folder: string): Record<string, string> {
  const logins = JSON.stringify(work.logins)
  if (Buffer.byteLength(logins) > MOST_LOGINS_BYTES) {
    throw new Fault(
      'load-unsupported',
      `${work.logins.length} accounts are more than k6 can be told of.`,
      'Load fewer units at once, or share the load among several runs.',
    )
  }
  return { [PLAN_VARIABLE]: resolve(folder), [LOGINS_VARIABLE]: logins }
}

/**
 * Runs one k6 process on a plan, to its end or until interrupted: what was measured until then is kept either way.
 * @throws Fault k6-failed where k6 could not run the script at all
 */
export async function runInstance(k6: K6, work: LoadWork, options: InstanceOptions): Promise<InstanceResult> {
  const { folder, signal } = options
  writePlan(work, folder)
  const counts = new InstanceCounts(work.plan.operations.map(({ name }) => name))
  let calls = 0
  const lines = new Lines((told) => {
    counts.take(told)
    options.onTold?.(told)
    if (told.kind === 'call' && ++calls % MOST_AT_ONCE === 0) options.onProgress?.(calls)
  })
  const decoder = new TextDecoder()
  let watch: UsageWatch | undefined
  const startedMs = performance.now()
  const args = ['--no-thresholds', '--log-output=stdout', '--log-format=raw', ...(options.args ?? []), LOAD_SCRIPT]
  const told: string[] = []
  const stdoutFile = join(folder, 'told.txt')
  writeFileSync(stdoutFile, '')
  const tail = new FileTail(stdoutFile, (chunk) => lines.add(decoder.decode(chunk, { stream: true })))
  const ended = await spawnK6(k6, args, options.surroundings, {
    env: {
      ...planVariables(work, folder),
      // Samples that no output takes are not made.
      ...(options.args?.includes('--out') ? {} : { DIENTAP_LOAD_SAMPLES: 'none' }),
      ...options.env,
    },
    ...(signal ? { signal } : {}),
    stdoutFile,
    onStderr: (chunk) => told.push(chunk.toString('utf8')),
    onStarted: (pid) => {
      watch = new UsageWatch(pid)
    },
  }).finally(() => tail.end())
  lines.add('\n')
  const usage: Usage = watch?.stop() ?? { cpuShare: null, memoryFirstMb: null, memoryLastMb: null, memoryMostMb: null }
  rmSync(folder, { recursive: true, force: true })
  const state = counts.state()
  const how = String(ended.status ?? ended.signal)
  // One that could not write all of it has not told that it came to its end.
  const died = (exitMeans(ended.status) === 'failed' || !counts.ended) && !signal?.aborted ? how : null
  if (died !== null && calls === 0) {
    throw new Fault(
      'k6-failed',
      `k6 ended with status ${how} before it made a call: ${[...state.said, ...told].join(' ').trim().slice(0, 800)}`,
      'Look whether this k6 runs at all: `k6 version`; `dientap doctor` says which one is used.',
    )
  }
  return {
    version: 1,
    runId: work.plan.runId,
    ...state,
    generators: [{ version: k6.version, vus: work.plan.citizenVus, exhausted: counts.exhausted, ...usage, died }],
    tookMs: performance.now() - startedMs,
    interrupted: signal?.aborted ?? false,
  }
}
