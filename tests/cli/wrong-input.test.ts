import { existsSync, mkdirSync, openSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bash, dientap, type Ended, scenarioWith, stackLine, temporary } from './command.ts'

const LARGE_BYTES = 50_000_000

/** Nine anchors, each nine times the one before: 387 million values once written out. */
const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi']
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`)
  .join('\n')}\n`

interface Case {
  readonly what: string
  /** Text of the file; or what makes it. */
  readonly file: string | ((path: string) => void)
  /** What the error must say, hint included. */
  readonly says: readonly (string | RegExp)[]
}

const cases: readonly Case[] = [
  {
    what: 'an unknown key',
    file: scenarioWith('sameDayCutOff:', 'sameDayCutoff:'),
    says: [/s\.yaml:\d+:\d+: .*sameDayCutoff/, /\d+ \| +sameDayCutoff: "15:00"\n.*\^/, 'did you mean "sameDayCutOff"'],
  },
  {
    what: 'a number in another unit',
    file: scenarioWith('retryMin: 15', 'retryHours: 0.25'),
    says: [/s\.yaml:\d+:\d+: .*retryHours/, /retryMin/],
  },
  {
    what: 'a word for a number',
    file: scenarioWith('population: 250000', 'population: many'),
    says: [/s\.yaml:\d+:\d+: /, /population/],
  },
  {
    what: 'a unit code that does not exist',
    file: scenarioWith('code: "30742"', 'code: "99999"'),
    says: [/s\.yaml:\d+:\d+: /, '99999'],
  },
  {
    what: 'a negative duration',
    file: scenarioWith('retryMin: 15', 'retryMin: -15'),
    says: [/s\.yaml:\d+:\d+: /, 'retryMin'],
  },
  {
    what: 'broken YAML',
    file: scenarioWith('period: {', 'period: {{'),
    says: [/s\.yaml:\d+:\d+: not readable as YAML/],
  },
  { what: 'an alias bomb', file: bomb, says: [/s\.yaml:\d+:\d+: /, 'aliases'] },
  {
    what: 'a 50 MB file',
    file(path) {
      writeFileSync(path, 'version: 1\n')
      truncateSync(path, LARGE_BYTES)
    },
    says: ['s.yaml has 50.0 MB; a scenario has at most 5 MB'],
  },
  { what: 'a directory', file: (path) => mkdirSync(path), says: ['s.yaml is a folder', 'name a .yaml file in it'] },
  { what: 'no file', file() {}, says: ['there is no file s.yaml', 'rach-gia-2025-07'] },
  { what: 'an empty file', file: '', says: ['s.yaml is empty'] },
  {
    what: 'a file that is not text',
    file: (path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])),
    says: ['s.yaml is not text in UTF-8'],
  },
]

function folderWith({ file }: Pick<Case, 'file'>): string {
  const folder = temporary()
  const path = join(folder, 's.yaml')
  if (typeof file === 'string') writeFileSync(path, file)
  else file(path)
  return folder
}

function expectRefusal(ended: Ended, status: number, says: readonly (string | RegExp)[]): void {
  expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' })
  for (const said of says) {
    if (typeof said === 'string') expect(ended.stderr).toContain(said)
    else expect(ended.stderr).toMatch(said)
  }
  expect(ended.stderr).toMatch(/^dientap: /)
  expect(ended.stderr).not.toContain('a mistake in Dientap')
  expect(ended.stderr).not.toMatch(stackLine)
  expect(ended.stderr).not.toContain('    at ')
}

describe('a scenario file with a mistake ends with status 4 and says where, without a stack trace', () => {
  it.concurrent.for(cases)('$what', async (wrong) => {
    const cwd = folderWith(wrong)
    expectRefusal(await dientap(['validate', 's.yaml'], { cwd }), 4, wrong.says)
  })

  it.concurrent.for(['rehearse', 'systems'])('under %s, which then writes nothing', async (command) => {
    const cwd = folderWith({ file: scenarioWith('retryMin: 15', 'retryMin: -15') })
    expectRefusal(await dientap([command, 's.yaml'], { cwd }), 4, [/s\.yaml:\d+:\d+: /, 'retryMin'])
    expect(readdirSync(cwd)).toEqual(['s.yaml'])
  })

  it.concurrent('that has several tells them all at once, in reading order', async () => {
    const file = scenarioWith('retryMin: 15', 'retryMin: -15')
      .replace('population: 250000', 'population: many')
      .replace('sameDayCutOff:', 'sameDayCutoff:')
    const ended = await dientap(['validate', 's.yaml'], { cwd: folderWith({ file }) })
    expectRefusal(ended, 4, ['sameDayCutoff', 'population', 'retryMin'])
    const places = [...ended.stderr.matchAll(/^s\.yaml:(\d+):/gm)].map(([, line]) => Number(line))
    expect(places.length).toBeGreaterThanOrEqual(3)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it.concurrent('that --json asks about as data is told as data', async () => {
    const cwd = folderWith({ file: scenarioWith('retryMin: 15', 'retryMin: -15') })
    const { status, stdout, stderr } = await dientap(['validate', 's.yaml', '--json'], { cwd })
    expect({ status, stderr }).toEqual({ status: 4, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      problems: [{ file: 's.yaml', line: expect.any(Number), column: expect.any(Number), severity: 'error' }],
    })
  })

  it.concurrent('shows where in the program it was found only with --debug', async () => {
    const ended = await dientap(['validate', 'nowhere.yaml', '--debug'])
    expect(ended.status).toBe(4)
    expect(ended.stderr).toContain('dientap: there is no file nowhere.yaml')
    expect(ended.stderr).toMatch(stackLine)
  })
})

describe('a wrong command line ends with status 2', () => {
  it.concurrent.for<[string, string | RegExp]>([
    ['', 'Which command?'],
    ['simulte', 'Did you mean simulate?'],
    ['frobnicate', 'frobnicate'],
    ['simulate --sed 4', 'Unknown argument: sed'],
    ['simulate one.yaml two.yaml', 'Unknown argument: two.yaml'],
    ['simulate --lang fr', 'Choices: "vi", "en"'],
    ['generate --what ghosts', 'Choices: "citizens", "dossiers"'],
    ['generate --count -1', '--count is -1'],
    ['systems --port 65535', '--port is 65535; it must be a whole number from 0 to 655'],
    ['rehearse --out', 'Not enough arguments following: out'],
  ])('dientap %s', async ([line = '', said = '']) => {
    expectRefusal(await dientap(line === '' ? [] : line.split(' ')), 2, [said])
  })
})

describe('a place that can’t be written to ends with status 6', () => {
  it.concurrent.for([
    ['simulate --replications 2 --out file/runs', '--out'],
    ['simulate --shard 1/2 --out file/shards', '--out'],
    ['simulate --vary units.0.counters=1,2 --out file/runs', '--out'],
    ['selftest --out file/runs', '--out'],
    ['rehearse --replications 0 --out file/runs', '--out'],
    ['generate --out file/citizens.csv', '--out'],
    ['generate --format csv --out nowhere/citizens.csv', '--out'],
    ['systems --folder file/databases', '--folder'],
  ])('dientap %s', async ([line = '', option = '']) => {
    const cwd = temporary()
    writeFileSync(join(cwd, 'file'), '')
    expectRefusal(await dientap(line.split(' '), { cwd }), 6, ['Can’t', option])
    expect(readdirSync(cwd)).toEqual(['file'])
  })

  it.skipIf(!existsSync('/dev/full'))('when it is the standard output, on a full disk [needs /dev/full]', async () => {
    for (const line of ['doctor', 'generate --count 5']) {
      const ended = await dientap(line.split(' '), { stdout: openSync('/dev/full', 'w') })
      expectRefusal(ended, 6, ['Can’t write to standard output', 'ENOSPC'])
    }
  })
})

describe('a reader that leaves early', () => {
  it.concurrent('of the answer and the messages is no error', async () => {
    const ended = await bash('set -o pipefail; dientap simulate --replications 2 2>&1 | head -1; echo $?').ended
    expect(ended.stdout).toMatch(/^Rạch Giá ward, .*\n0\n$/)
    expect(ended.stderr).toBe('')
  })
})
