import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/schema/index.ts'
import { dientap, type Ended, resultIn, runFolder, stackLine, temporary, tenthOfRachGia } from './command.ts'

const cwd = temporary()
writeFileSync(join(cwd, 's.yaml'), tenthOfRachGia())

const run = (line: string): Promise<Ended> => dientap(line.split(' '), { cwd })
const simulate = 'simulate s.yaml --replications 3 --seed 7 --quiet'

/** All of a result but when and where it was made. */
function figures({ run: { seed, clock }, files: _, ...rest }: RunResult): unknown {
  return { seed, clock, ...rest }
}

describe('dientap merge', () => {
  let endings: Ended[]

  beforeAll(async () => {
    endings = await Promise.all([
      // What went wrong is looked for after a run, not by shards.
      run(`${simulate} --no-events --findings none --out one`),
      run(`${simulate} --shard 1/2 --threads 2 --out shards`),
      run(`${simulate} --shards 2 --shard-index 1 --threads 1 --out shards`),
    ])
  }, 60_000)

  it('gives what one run gives, to the last digit, from files in any order', async () => {
    expect(endings.map(({ status, stderr }) => [status, stderr])).toEqual(Array(3).fill([0, '']))
    const merged = await run('merge shards/shard-2-of-2.json shards/shard-1-of-2.json --out two --quiet')
    expect({ status: merged.status, stderr: merged.stderr }).toEqual({ status: 0, stderr: '' })
    const [one, two] = ['one', 'two'].map((out) => resultIn(runFolder(join(cwd, out))))
    if (!one || !two) throw new Error('there are two results')
    expect(JSON.stringify(figures(two))).toBe(JSON.stringify(figures(one)))
    expect(two.prediction?.replications).toBe(3)
  })

  it.concurrent.for([
    ['none', 'empty', 'there is no shard file in empty'],
    ['no folder', 'nowhere', 'there is no file or folder nowhere'],
    ['one is missing', 'shards/shard-2-of-2.json', 'shard 1 of 2 is missing'],
    ['one is there twice', 'shards shards/shard-1-of-2.json', 'shard 1 of 2 is there 2 times'],
    ['one is damaged', 'damaged.json shards/shard-2-of-2.json', 'damaged.json is damaged'],
    ['one is cut short', 'cut.json', 'cut.json is cut short'],
    ['one is no shard', 's.json', 's.json is not a shard file of this version'],
  ] as const)('ends with status 4 and says what is wrong: %s', async ([, files, says]) => {
    const text = readFileSync(join(cwd, 'shards', 'shard-1-of-2.json'), 'utf8')
    mkdirSync(join(cwd, 'empty'), { recursive: true })
    writeFileSync(join(cwd, 'damaged.json'), text.replace('"seed":7', '"seed":8'))
    writeFileSync(join(cwd, 'cut.json'), text.slice(0, -100))
    writeFileSync(join(cwd, 's.json'), '{}')
    const { status, stdout, stderr } = await run(`merge ${files} --out none`)
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' })
    expect(stderr).toMatch(/^dientap: /)
    expect(stderr).toContain(says)
    expect(stderr).not.toMatch(stackLine)
  })
})
