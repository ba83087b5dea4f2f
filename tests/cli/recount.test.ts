import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openRun } from '../../src/cli/saved-run.ts'
import { Fault } from '../../src/faults/index.ts'
import { type Recount, recount } from '../../src/verdict/index.ts'
import { dientap, resultIn, runFolder, start, temporary, tenthOfRachGia, until } from './command.ts'

const scenario = tenthOfRachGia()

function recounted(folder: string): Recount {
  const { plan, result, lines } = openRun(folder, undefined)
  return recount(plan, result, lines)
}

function faultOf(folder: string): Fault {
  try {
    recounted(folder)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('nothing was wrong')
}

describe('the figures of a saved run, worked out again from its event log', () => {
  const out = temporary()
  let folder: string

  beforeAll(async () => {
    const file = join(temporary(), 's.yaml')
    writeFileSync(file, scenario)
    const { status } = await dientap(['simulate', file, '--replications', '2', '--out', out, '--quiet'])
    expect(status).toBe(0)
    folder = runFolder(out)
  }, 60_000)

  /** A copy of the run's folder with one file of it written otherwise. */
  function with_(name: string, change: (text: string) => string): string {
    const copy = join(temporary(), 'run')
    mkdirSync(copy)
    for (const file of readdirSync(folder)) copyFileSync(join(folder, file), join(copy, file))
    writeFileSync(join(copy, name), change(readFileSync(join(folder, name), 'utf8')))
    return copy
  }

  it('agree, all of them', () => {
    const { compared, differences } = recounted(folder)
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(1000)
  })

  it('do not where a line of the log is missing: status 3, with the places that differ', async () => {
    const without = with_('events.ndjson', (text) => {
      const lines = text.split('\n')
      const ended = lines.findIndex((line) => line.includes('"event":"ended"') && line.includes('"state":9'))
      return lines.toSpliced(ended, 1).join('\n')
    })
    const { status, stdout } = await dientap(['recount', without])
    expect(status).toBe(3)
    expect(stdout).toMatch(/: \d+ of \d,\d\d\d figures differ\n/)
    expect(stdout).toMatch(/ {2}steps\.\d+\.ended: result\.json has 269, the log gives 268\n/)
  })

  it('do not where a figure of the result was changed', () => {
    const { differences } = recounted(
      with_('result.json', (text) => text.replace(/"onTimeRate": [\d.]+/, '"onTimeRate": 0.5')),
    )
    expect(differences).toEqual([
      { place: 'indicators.0.onTimeRate', saved: 0.5, recounted: resultIn(folder).indicators[0]?.onTimeRate },
    ])
  })

  it.each([
    [
      'the log is cut short',
      'events.ndjson',
      (text: string) => text.slice(0, -20),
      'file-unreadable',
      /^Line \d+ of .* is cut short/,
    ],
    [
      'the log is another’s',
      'events.ndjson',
      (text: string) => text.replaceAll('30742', '30760'),
      'file-unreadable',
      /^Line 1 of the event log/,
    ],
    [
      'the scenario is another',
      'scenario.yaml',
      (text: string) => `${text}\n`,
      'run-invalid',
      /was run with another scenario/,
    ],
    ['the scenario is none', 'scenario.yaml', () => 'x: 1', 'scenario-invalid', /can’t be used here/],
    [
      'the result is cut short',
      'result.json',
      (text: string) => text.slice(0, -20),
      'file-unreadable',
      /result\.json is cut short/,
    ],
    ['the result is none', 'result.json', () => '{}', 'file-unreadable', /result\.json is not a result/],
    [
      'there is no log',
      'result.json',
      (text: string) => text.replace('"events.ndjson"', '"x"'),
      'file-not-found',
      /has no event log/,
    ],
  ] as const)('are not worked out where %s', (_, name, change, code, says) => {
    expect(faultOf(with_(name, change))).toMatchObject({ code, message: expect.stringMatching(says) })
  })

  it('are not worked out where there is no run', () => {
    expect(faultOf(join(out, 'nowhere'))).toMatchObject({ code: 'file-not-found' })
  })
})

describe('a simulation that is interrupted', () => {
  it('ends with status 130, keeps what was done, and its log gives the figures of its result', async () => {
    const [cwd, out] = [temporary(), temporary()]
    writeFileSync(join(cwd, 's.yaml'), scenario)
    const running = start(['simulate', 's.yaml', '--replications', '100000', '--threads', '1', '--out', out], { cwd })
    const log = () => join(out, readdirSync(out)[0] ?? '', 'events.ndjson')
    expect(
      await until(() => readdirSync(out).length > 0 && (statSync(log(), { throwIfNoEntry: false })?.size ?? 0) > 0),
    ).toBe(true)
    running.kill('SIGINT')
    const { status, stdout, stderr } = await running.ended
    expect(status).toBe(130)
    expect(stderr).toMatch(
      /^dientap: interrupted after \d+ of 100000 replications\n {2}What was done until then is in /m,
    )
    expect(stdout).toContain('INVALID')
    expect(resultIn(runFolder(out)).run.stopped).toMatch(/^interrupted after/)
    expect(recounted(runFolder(out)).differences).toEqual([])
  })
})
