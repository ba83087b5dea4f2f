import { availableParallelism } from 'node:os'
import { Fault } from '../faults/index.ts'
import type { Plan } from '../scenario/index.ts'
import { type IndicatorName, indicatorNames } from '../schema/index.ts'
import {
  type Precision,
  parseShard,
  parseVariation,
  type Shard,
  threadsFor,
  type Variation,
} from '../simulate/index.ts'
import type { RunArguments } from './commands/command.ts'
import { wholeNumber } from './seed.ts'

/** Options of `simulate` as yargs hands them over. */
export interface SimulateArguments extends RunArguments {
  readonly replications?: number
  readonly precision?: number
  readonly indicator?: string
  readonly steadyState: boolean
  readonly vary?: readonly string[]
  readonly systemsFrom?: string
  readonly threads?: number
  readonly events?: boolean
  readonly shard?: string
  readonly shards?: number
  readonly shardIndex?: number
  readonly manifest?: 'kubernetes'
  readonly image?: string
}

/** What they come to, checked. */
export interface SimulateOptions {
  readonly precision: Precision | undefined
  readonly variations: readonly Variation[]
  readonly shard: Shard | undefined
  /** Of how many a manifest is to speak. */
  readonly shards: number | undefined
}

const MOST_SHARDS = 100_000

/** @throws Fault usage for what can't be, or can't be together */
export function readOptions(args: SimulateArguments): SimulateOptions {
  const precision = precisionOf(args)
  const variations = (args.vary ?? []).map(parseVariation)
  const shards = args.shards === undefined ? undefined : wholeNumber('--shards', args.shards, 1, MOST_SHARDS)
  const shard = shardOf(args, shards)
  if (args.manifest === undefined) {
    if (shards !== undefined && shard === undefined)
      throw usage('--shards says how many; which one?', 'Add --shard-index, or --manifest kubernetes.')
    if (args.image !== undefined) throw usage('--image is for --manifest.', 'Add --manifest kubernetes.')
  } else if (shards === undefined || shard !== undefined)
    throw usage('--manifest speaks of all shards.', 'For example --shards 8 --manifest kubernetes.')
  const inShards = shard !== undefined || args.manifest !== undefined
  if (inShards && precision)
    throw usage('--precision can’t be had in shards: none knows the others’ figures.', 'Use --replications.')
  if (args.events === true && inShards)
    throw usage('A shard has no event log: it plays some of the units.', 'Leave --events out.')
  if (args.events === true && variations.length > 0)
    throw usage('A sweep has no event log.', 'Leave --events out, or simulate one variant without --vary.')
  return { precision, variations, shard, shards }
}

function precisionOf({ precision, indicator }: SimulateArguments): Precision | undefined {
  if (precision === undefined) {
    if (indicator === undefined) return undefined
    throw usage('--indicator says of what --precision speaks.', 'For example --precision 0.005 --indicator onTimeRate.')
  }
  if (!(precision > 0 && Number.isFinite(precision)))
    throw usage(`--precision is ${precision}; it must be a number above 0.`, 'For example --precision 0.005.')
  const name = indicator ?? 'onTimeRate'
  const known = indicatorNames.find((each) => each === name) as IndicatorName | undefined
  if (known) return { indicator: known, halfWidth: precision }
  throw usage(`--indicator is ${name}; there is none of that name.`, `One of: ${indicatorNames.join(', ')}.`)
}

function shardOf({ shard, shardIndex }: SimulateArguments, shards: number | undefined): Shard | undefined {
  if (shard !== undefined) {
    if (shards !== undefined || shardIndex !== undefined)
      throw usage('--shard i/n says it all.', 'Leave --shards and --shard-index out.')
    return parseShard(shard)
  }
  if (shardIndex === undefined) return undefined
  if (shards === undefined) throw usage('--shard-index needs --shards.', 'For example --shards 8 --shard-index 0.')
  return { number: wholeNumber('--shard-index', shardIndex, 0, shards - 1) + 1, of: shards }
}

/** Replications of the prediction: the option's, else the scenario's, else 200. */
export function replicationsOf(option: number | undefined, plan: Plan, fallback = 200): number {
  if (option === 0) return 0
  if (option !== undefined) return wholeNumber('--replications', option, 2, 1_000_000)
  const scenarios = plan.scenario.replications ?? fallback
  // One alone has no interval.
  return scenarios === 1 ? 2 : scenarios
}

const MOST_THREADS = 1024

/** Threads: the option's, else as many as are worth it here. */
export function threadsOf(option: number | undefined, plan: Plan, replications: number): number {
  return option === undefined
    ? threadsFor(plan, replications, availableParallelism())
    : wholeNumber('--threads', option, 1, MOST_THREADS)
}

function usage(message: string, hint: string): Fault {
  return new Fault('usage', message, hint)
}
