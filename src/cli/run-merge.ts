import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import { checkScenario, formatProblem, type Plan, type Problem } from '../scenario/index.ts'
import type { RunResult } from '../schema/index.ts'
import {
  checkShards,
  joinShards,
  type NamedShard,
  parseShardFile,
  predictionFrom,
  type Source,
  variantsOf,
} from '../simulate/index.ts'
import { assemble } from '../verdict/index.ts'
import type { OutputArguments } from './commands/command.ts'
import { finishRun, reportFiles } from './finish-run.ts'
import { host } from './host.ts'
import { keepScenario } from './kept-scenario.ts'
import { lastSelftest } from './last-selftest.ts'
import { REPLICATIONS, RunFolder } from './run-folder.ts'
import { keepReplications } from './run-simulate.ts'
import { finishSweep, rowOf, sweepOf } from './run-sweep.ts'
import { version } from './version.ts'

export interface MergeArguments extends OutputArguments {
  readonly files: readonly string[]
  readonly scenario?: string
}

/** Puts the shards of one simulation together: what comes out is what one run would have given. */
export function runMerge(args: MergeArguments): void {
  const shards = checkShards(args.files.flatMap(shardFilesOf).map(readShard))
  const { file } = shards[0] as NamedShard
  const source = { file: args.scenario ?? file.source.file, text: file.source.text }
  const { plan, warnings } = opened(source)
  const folder = RunFolder.create(
    args.out,
    plan.scenario.name,
    file.variations.length === 0 ? 'simulate' : 'sweep',
    host.now(),
  )
  const run = runOf(folder, shards)
  if (file.variations.length === 0) {
    const { played, outcomes } = joinShards(plan, 0, shards)
    if (!played) throw new Error('shards were joined without the replication that is shown')
    const replicated = outcomes.length >= 2
    if (replicated) keepReplications(folder, plan, run.seed, { outcomes })
    const result = assemble({
      plan,
      run,
      tally: played,
      untilMs: plan.toMs,
      systems: undefined,
      lag: null,
      prediction: predictionFrom(plan, outcomes),
      selftest: lastSelftest(args.out),
      warnings: warnings.map(({ message }) => message),
      files: [...reportFiles(), ...keepScenario(folder, { plan, source }), ...(replicated ? [REPLICATIONS] : [])],
    })
    finishRun(result, folder, args)
    return
  }
  const rows = variantsOf(source, file.variations).map((variant, index) =>
    rowOf(variant, joinShards(variant.plan, index, shards), run),
  )
  finishSweep(sweepOf({ plan }, run, file.replications, rows), folder, args)
}

/** When the first shard began, and how long the longest took. */
function runOf(folder: RunFolder, shards: readonly NamedShard[]): RunResult['run'] {
  const files = shards.map(({ file }) => file)
  return {
    id: folder.id,
    clock: 'simulate',
    dientap: version(),
    startedAt: files.map(({ startedAt }) => startedAt).sort()[0] ?? '',
    tookMs: Math.max(...files.map(({ tookMs }) => tookMs)),
    seed: files[0]?.seed ?? 0,
    stopped: null,
  }
}

const SHARD_FILE = /^shard-\d+-of-\d+\.json$/

function shardFilesOf(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path]
    const found = readdirSync(path).filter((name) => SHARD_FILE.test(name))
    if (found.length > 0) return found.sort().map((name) => join(path, name))
  } catch (error) {
    throw unreadable(path, error)
  }
  throw new Fault('file-not-found', `there is no shard file in ${path}`, 'Shard files are named shard-1-of-4.json.')
}

function readShard(path: string): NamedShard {
  try {
    return parseShardFile(path, readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Fault) throw error
    throw unreadable(path, error)
  }
}

function unreadable(path: string, error: unknown): Fault {
  const { code = '', message } = error as NodeJS.ErrnoException
  const hint = 'Name the shard files, or the folder in which they lie.'
  return code === 'ENOENT'
    ? new Fault('file-not-found', `there is no file or folder ${path}`, hint, error)
    : new Fault('file-unreadable', `${path} cannot be read (${code || message})`, hint, error)
}

/** The scenario as it lies in the shards; the files that it refers to must lie here too. */
function opened({ file, text }: Source): { readonly plan: Plan; readonly warnings: readonly Problem[] } {
  const { plan, problems, warnings } = checkScenario(text, file)
  if (plan) return { plan, warnings }
  throw new Fault(
    'scenario-invalid',
    `the scenario of the shards can’t be used here\n\n${problems.map(formatProblem).join('\n\n')}`,
    'If it refers to files beside it, say with --scenario where they lie.',
  )
}
