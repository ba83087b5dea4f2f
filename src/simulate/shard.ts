import { createHash } from 'node:crypto'
import Type, { type Static } from 'typebox'
import { Fault } from '../faults/index.ts'
import type { Plan } from '../scenario/index.ts'
import { conforms } from '../schema/index.ts'
import { Assembly, type Piece } from './piece.ts'
import type { Simulated } from './simulate.ts'
import { batchesOf, type Task, tasksOf } from './tasks.ts'

/** One of several shares of a simulation, numbered from 1. */
export interface Shard {
  readonly number: number
  readonly of: number
}

const MOST_SHARDS = 100_000

/** @throws Fault usage when it is not `i/n` with 1 ≤ i ≤ n */
export function parseShard(text: string): Shard {
  const [, number, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number)
  if (number !== undefined && of !== undefined && number >= 1 && number <= of && of <= MOST_SHARDS)
    return { number, of }
  throw new Fault(
    'usage',
    `--shard is ${text}; it must be i/n, the shard's number from 1 to n and how many there are, at most ${MOST_SHARDS}.`,
    'For example --shard 1/4, and then --shard 2/4, 3/4 and 4/4.',
  )
}

const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
const count = Type.Integer({ minimum: 0 })

/** A shard's contents: what a share of the tasks gave, and all that is needed to put the shares together. */
const contents = {
  format: Type.Literal('dientap-shard'),
  version: Type.Literal(1),
  dientap: Type.String(),
  shard: closed({ number: Type.Integer({ minimum: 1 }), of: Type.Integer({ minimum: 1 }) }),
  seed: count,
  replications: count,
  steadyState: Type.Boolean(),
  startedAt: Type.String(),
  tookMs: Type.Number(),
  source: closed({ file: Type.String(), text: Type.String() }),
  variations: Type.Array(
    closed({
      path: Type.String(),
      values: Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
    }),
  ),
  variants: Type.Array(
    closed({
      sha256: Type.String(),
      // Written by this very program, in the same version: what is in them is not described a second time.
      pieces: Type.Array(
        Type.Unsafe<Piece>(
          Type.Object({
            kind: Type.Enum(['whole', 'part']),
            replication: count,
            batches: Type.Optional(Type.Array(count)),
          }),
        ),
      ),
    }),
    { minItems: 1 },
  ),
}
const Contents = closed(contents)
export type ShardFile = Static<typeof Contents>

/** A shard file: the contents with their SHA-256, so that what was damaged on the way is not taken for a result. */
const Sealed = closed({ ...contents, sha256: Type.String() })

/** The text of a shard file. */
export function shardFileText(file: ShardFile): string {
  return JSON.stringify({ ...file, sha256: sealOf(file) })
}

function sealOf(file: ShardFile): string {
  return createHash('sha256').update(JSON.stringify(file)).digest('hex')
}

export function shardFileName({ number, of }: Shard): string {
  return `shard-${number}-of-${of}.json`
}

/**
 * A shard's tasks of each variant: every n-th of the canonical list, which goes through the variants, their
 * replications from 0 and the batches of each.
 */
export function shareOf(plans: readonly Plan[], replications: number, { number, of }: Shard): Task[][] {
  let index = 0
  return plans.map((plan) => tasksOf(batchesOf(plan).length, 0, replications).filter(() => index++ % of === number - 1))
}

/** A shard file with the name under which it was found. */
export interface NamedShard {
  readonly name: string
  readonly file: ShardFile
}

/** @throws Fault shard-invalid */
export function parseShardFile(name: string, text: string): NamedShard {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw invalid(`${name} is cut short or is not a shard file: ${(error as Error).message}`, error)
  }
  if (!conforms(Sealed, value)) throw invalid(`${name} is not a shard file of this version of Dientap`)
  const { sha256, ...file } = value
  if (sealOf(file) === sha256) return { name, file }
  throw invalid(`${name} is damaged: it does not hold what was written`)
}

/** What has to be the same in every shard, with the words for it. */
const common: readonly (readonly [what: string, of: (file: ShardFile) => unknown])[] = [
  ['version of Dientap', (file) => file.dientap],
  ['number of shards', (file) => file.shard.of],
  ['seed', (file) => file.seed],
  ['number of replications', (file) => file.replications],
  ['--steady-state', (file) => file.steadyState],
  ['--vary', (file) => file.variations.map(({ path, values }) => `${path}=${values.join(',')}`).join(' ')],
  ['SHA-256 of the scenario', (file) => file.variants.map(({ sha256 }) => sha256).join(' ')],
]

/**
 * Checks that shards are those of one simulation, each once, none missing.
 * @returns them in order of their numbers
 * @throws Fault shard-invalid, naming what is missing, there twice, or of another simulation
 */
export function checkShards(shards: readonly NamedShard[]): NamedShard[] {
  const [first] = shards
  if (!first) throw invalid('there is no shard file')
  for (const other of shards) {
    const different = common.find(([, of]) => of(first.file) !== of(other.file))
    if (!different) continue
    const [what, of] = different
    throw invalid(
      `${first.name} and ${other.name} are not of one simulation: ${what} ${String(of(first.file))} and ${String(of(other.file))}`,
    )
  }
  const { of } = first.file.shard
  const wrong: string[] = []
  const ordered: NamedShard[] = []
  for (let number = 1; number <= of; number++) {
    const found = shards.filter(({ file }) => file.shard.number === number)
    if (found[0]) ordered.push(found[0])
    if (found.length === 0) wrong.push(`shard ${number} of ${of} is missing`)
    if (found.length > 1)
      wrong.push(`shard ${number} of ${of} is there ${found.length} times: ${found.map(({ name }) => name).join(', ')}`)
  }
  if (wrong.length > 0) throw invalid(shortened(wrong).join('\n  '))
  return ordered
}

const MOST_SAID = 20

function shortened(wrong: readonly string[]): string[] {
  return wrong.length <= MOST_SAID
    ? [...wrong]
    : [...wrong.slice(0, MOST_SAID), `and ${wrong.length - MOST_SAID} more of the kind`]
}

/**
 * Puts together what the shards gave for one variant.
 * @param shards as `checkShards` returns them
 * @throws Fault shard-invalid when a file lacks tasks that were its own
 */
export function joinShards(plan: Plan, variant: number, shards: readonly NamedShard[]): Simulated {
  const replications = (shards[0] as NamedShard).file.replications
  const assembly = new Assembly(plan, batchesOf(plan).length)
  for (const { name, file } of shards) {
    const given = file.variants[variant]
    if (given?.sha256 !== plan.sha256)
      throw invalid(`${name} was made with other catalogues, or other files beside the scenario, than are here`)
    try {
      for (const piece of given.pieces) assembly.add(piece)
    } catch (error) {
      throw invalid(`${name} is damaged: ${(error as Error).message}`, error)
    }
  }
  const { played } = assembly
  const outcomes = assembly.outcomes()
  if (played && outcomes.length === replications) return { played, outcomes, halfWidth: undefined }
  throw invalid(`the shards are damaged: ${outcomes.length} of ${replications} replications are complete`)
}

function invalid(message: string, cause?: unknown): Fault {
  return new Fault(
    'shard-invalid',
    message,
    'Give all the files of one "simulate --shard 1/n … n/n", or their folder.',
    cause,
  )
}
