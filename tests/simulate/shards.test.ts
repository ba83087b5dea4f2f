import { beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '../../src/faults/index.ts'
import {
  batchesOf,
  checkShards,
  combined,
  joinShards,
  type NamedShard,
  type Piece,
  parseShard,
  parseShardFile,
  playersOf,
  predictionFrom,
  type ShardFile,
  type Simulated,
  type Subject,
  shardFileName,
  shardFileText,
  shareOf,
  variantsOf,
} from '../../src/simulate/index.ts'
import { contents, simulated, subjectOf, weekIn } from './plans.ts'

const never = new AbortController().signal

interface Work {
  /** Variants of a sweep; one where nothing is varied. */
  readonly subjects: readonly Subject[]
  readonly replications: number
  readonly variations?: ShardFile['variations']
}

/** Plays shard `number` of `of` on so many threads; its file, as it is read again. */
async function shardOf({ subjects, replications, variations = [] }: Work, number: number, of: number, threads = 1) {
  const [first] = subjects as [Subject]
  const shard = { number, of }
  const shares = shareOf(
    subjects.map(({ plan }) => plan),
    replications,
    shard,
  )
  const players = playersOf(threads)
  const variants: { sha256: string; pieces: Piece[] }[] = []
  for (const [index, subject] of subjects.entries()) {
    const pieces: Piece[] = []
    const listener = { piece: (piece: Piece) => void pieces.push(piece), played() {} }
    await players.play(subject, shares[index] ?? [], listener, never)
    variants.push({ sha256: subject.plan.sha256, pieces: combined(subject.plan, pieces) })
  }
  await players.close()
  const file: ShardFile = {
    format: 'dientap-shard',
    version: 1,
    dientap: '0.0.0',
    shard,
    seed: first.seed,
    replications,
    steadyState: first.steadyState,
    startedAt: '2026-11-25T00:00:00.000Z',
    tookMs: 1,
    source: { file: first.source?.file ?? '', text: first.source?.text ?? '' },
    variations,
    variants,
  }
  return parseShardFile(shardFileName(shard), shardFileText(file))
}

async function shardsOf(work: Work, of: number): Promise<NamedShard[]> {
  const shards: NamedShard[] = []
  for (let number = 1; number <= of; number++) shards.push(await shardOf(work, number, of))
  return shards
}

/** What a simulation gives, to the last bit of every number. */
function bits(result: Simulated, { plan }: Subject): string {
  return JSON.stringify([contents(result), predictionFrom(plan, result.outcomes)])
}

describe('the shards of a simulation, put together', () => {
  const many = subjectOf(weekIn(230, 3), { steadyState: true })
  const one = subjectOf(weekIn(1, 200))

  let ofMany: string

  beforeAll(async () => {
    ofMany = bits(await simulated(many, 1, 2), many)
  })

  it.each([2, 7])('are one run bit for bit: of many units, whose batches they share, in %i shards', async (of) => {
    expect(batchesOf(many.plan).length).toBeGreaterThan(2)
    const shards = await shardsOf({ subjects: [many], replications: 2 }, of)
    expect(bits(joinShards(many.plan, 0, checkShards(shards)), many)).toBe(ofMany)
  })

  it('are one run bit for bit: of one unit, whose replications they share, in any order, on any threads', async () => {
    const work = { subjects: [one], replications: 9 }
    const whole = await simulated(one, 1, 9)
    const shards = [await shardOf(work, 3, 3), await shardOf(work, 1, 3), await shardOf(work, 2, 3, 2)]
    expect(bits(joinShards(one.plan, 0, checkShards(shards)), one)).toBe(bits(whole, one))
  })

  it('are one run bit for bit where there are more shards than work', async () => {
    const whole = await simulated(one, 1, 2)
    const shards = await shardsOf({ subjects: [one], replications: 2 }, 12)
    expect(shards.filter(({ file }) => file.variants[0]?.pieces.length === 0)).toHaveLength(9)
    expect(bits(joinShards(one.plan, 0, checkShards(shards)), one)).toBe(bits(whole, one))
  })

  it('are one sweep bit for bit, each of its variants', async () => {
    const variations = [{ path: 'demand.volume.dossiers', values: [100, 200, 300] }]
    const variants = variantsOf(one.source as NonNullable<Subject['source']>, variations)
    const subjects = variants.map(({ plan, source }) => ({ ...one, plan, source }))
    const shards = checkShards(await shardsOf({ subjects, replications: 3, variations }, 5))
    for (const [index, subject] of subjects.entries()) {
      const whole = await simulated(subject, 1, 3)
      expect(bits(joinShards(subject.plan, index, shards), subject)).toBe(bits(whole, subject))
    }
    const received = subjects.map(({ plan }, index) => joinShards(plan, index, shards).played?.counts().received)
    expect(received).toEqual(received.toSorted((a = 0, b = 0) => a - b))
    expect(new Set(received).size).toBe(3)
  })
})

describe('shards that are not those of one simulation', () => {
  const subject = subjectOf(weekIn(1, 50))
  const work = { subjects: [subject], replications: 4 }
  let first: NamedShard
  let second: NamedShard

  beforeAll(async () => {
    ;[first, second] = (await shardsOf(work, 2)) as [NamedShard, NamedShard]
  })

  const faultOf = (check: () => unknown): Fault => {
    try {
      check()
    } catch (error) {
      if (error instanceof Fault) return error
      throw error
    }
    throw new Error('nothing was wrong')
  }

  it('are told by what is missing and what is there twice', () => {
    expect(faultOf(() => checkShards([second]))).toMatchObject({
      code: 'shard-invalid',
      message: 'shard 1 of 2 is missing',
    })
    const again = { ...second, name: 'copy.json' }
    expect(faultOf(() => checkShards([first, second, again])).message).toBe(
      'shard 2 of 2 is there 2 times: shard-2-of-2.json, copy.json',
    )
    expect(faultOf(() => checkShards([])).message).toBe('there is no shard file')
  })

  it.each([
    ['seed', { seed: 8 }],
    ['number of replications', { replications: 5 }],
    ['--steady-state', { steadyState: true }],
    ['version of Dientap', { dientap: '9.9.9' }],
    ['SHA-256 of the scenario', { variants: [{ sha256: 'another', pieces: [] }] }],
    ['--vary', { variations: [{ path: 'seed', values: [1] }] }],
  ])('are told by the first thing in which they differ: the %s', (what, change) => {
    const other = { ...second, file: { ...second.file, ...change } as ShardFile }
    expect(faultOf(() => checkShards([first, other])).message).toContain(`not of one simulation: ${what} `)
  })

  it('are told where the catalogues are not those that they were made with', () => {
    const here = { ...subject.plan, sha256: 'another' }
    expect(faultOf(() => joinShards(here, 0, [first, second])).message).toMatch(/made with other catalogues/)
  })

  it('are told where a file lacks work that was its own, or has some twice', () => {
    const with_ = (pieces: readonly Piece[]): NamedShard => ({
      ...second,
      file: { ...second.file, variants: [{ sha256: subject.plan.sha256, pieces: [...pieces] }] },
    })
    const own = second.file.variants[0]?.pieces ?? []
    expect(own.length).toBe(2)
    expect(faultOf(() => joinShards(subject.plan, 0, [first, with_(own.slice(1))])).message).toMatch(
      /damaged: \d of 4 replications are complete/,
    )
    expect(faultOf(() => joinShards(subject.plan, 0, [first, with_([...own, ...own])])).message).toMatch(
      /^shard-2-of-2\.json is damaged: replication \d came twice/,
    )
  })

  it.each([
    ['cut short', '{"format":"dientap-shard",', /is cut short or is not a shard file/],
    ['of something else', '{"name":"x"}', /is not a shard file of this version/],
    ['empty', '', /is cut short or is not a shard file/],
  ])('are told: a file that is %s', (_, text, says) => {
    expect(faultOf(() => parseShardFile('x.json', text))).toMatchObject({
      code: 'shard-invalid',
      message: expect.stringMatching(says),
    })
  })
})

describe('a shard file that was changed after it was written', () => {
  it('is told, however small the change', async () => {
    const { file } = await shardOf({ subjects: [subjectOf(weekIn(1, 50))], replications: 4 }, 1, 2)
    const text = shardFileText(file)
    expect(parseShardFile('x.json', text).file).toEqual(file)
    const changed = text.replace(/"received":(\d)/, '"received":9$1')
    expect(changed).not.toBe(text)
    expect(() => parseShardFile('x.json', changed)).toThrow('x.json is damaged: it does not hold what was written')
  })
})

describe('--shard', () => {
  it.each(['3/2', '0/2', '1/0', '-1/2', '1', '1/2/3', 'a/b', '1.5/2', '1/1000000', ''])('is refused as %j', (text) => {
    expect(() => parseShard(text)).toThrow(Fault)
  })

  it('is i/n', () => {
    expect(parseShard('2/4')).toEqual({ number: 2, of: 4 })
  })
})
