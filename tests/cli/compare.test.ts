import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Comparisons } from '../../src/compare/index.ts'
import { bash, dientap, runFolder, temporary, tenthOfRachGia } from './command.ts'

const page = readFileSync(new URL('../../docs/compare.md', import.meta.url), 'utf8')
const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) => block.trimEnd().split('\n'))

describe('dientap compare', () => {
  const cwd = temporary()
  const reports = join(cwd, 'reports')

  /** Runs the scenario and keeps its folder under a name. */
  async function run(name: string, ...args: string[]): Promise<void> {
    const out = temporary()
    const { status, stderr } = await dientap([...args, '--out', out, '--quiet'], { cwd })
    expect(status, stderr).toBeLessThan(2)
    renameSync(runFolder(out), join(reports, name))
  }

  beforeAll(async () => {
    mkdirSync(reports)
    writeFileSync(join(cwd, 's.yaml'), tenthOfRachGia())
    const simulate = ['simulate', 's.yaml', '--replications', '10']
    await run('before', ...simulate)
    await run('after', ...simulate)
    await run('other-seed', ...simulate, '--seed', '5')
    await run('fixed', ...simulate, '--without', 'line-down-on-10-july')
    await run('none', 'simulate', 's.yaml', '--replications', '0')
    await run('rehearsed', 'rehearse', 's.yaml', '--replications', '5')
    await bash('cp -r before simulated', { cwd: reports }).ended
  }, 180_000)

  it.each(commands)('%s', async (line) => {
    const { status, stderr } = await bash(line.replace('npx ', ''), { cwd }).ended
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('says "worse" by its status: the fix taken away again', async () => {
    const { status, stdout } = await dientap(['compare', 'fixed', 'before', '--allow-scenario'], { cwd: reports })
    expect(status).toBe(7)
    expect(stdout).toMatch(/^WORSE: \d+ figures got worse\.$/m)
    expect(stdout).toContain('- incidents.line-down-on-10-july: nothing → {"kind":"connection-lost"')
    expect(stdout).toMatch(/^- Share of failed calls: 0\.00 % → \d\.\d\d % \(\+\d/m)
  })

  it('holds several runs against the first, and corrects for all of them together', async () => {
    const { stdout } = await dientap(['compare', 'before', 'after', 'fixed', '--allow-scenario', '--json'], {
      cwd: reports,
    })
    const { verdict, looked, comparisons } = JSON.parse(stdout) as Comparisons
    expect(verdict).toBe('better')
    expect(comparisons.map(({ after }) => after.folder)).toEqual(['after', 'fixed'])
    expect(looked).toBe(comparisons.reduce((sum, { indicators }) => sum + indicators.length, 0))
    expect(comparisons[0]?.indicators.every(({ difference }) => difference === 0)).toBe(true)
  })

  it('judges two rehearsals by operation, and says which have too few calls', async () => {
    const { status, stdout } = await dientap(['compare', 'rehearsed', 'rehearsed'], { cwd: reports })
    expect(status).toBe(0)
    expect(stdout).toContain('one-stop.sign, p10')
    expect(stdout).toMatch(/Not judged, for too few calls: .*one-stop\.refuse/)
  })

  it('is a comment for a pull request in Markdown: verdict first, tables folded away, no word without its value', async () => {
    for (const lang of ['vi', 'en']) {
      const args = ['compare', 'fixed', 'before', '--allow-scenario', '--markdown', '--lang', lang]
      const { stdout } = await dientap(args, { cwd: reports })
      expect(stdout.split('\n')[2]).toMatch(lang === 'vi' ? /^\*\*KÉM HƠN: / : /^\*\*WORSE: /)
      expect(stdout.match(/<details>/g)).toHaveLength(1)
      expect(stdout.replace(/^.*connection-lost.*$/m, '')).not.toMatch(/[{}]|undefined|NaN/)
      expect(stdout).toBe(stdout.normalize('NFC'))
    }
  })

  it.each([
    ['other seeds', ['before', 'other-seed'], /has the seed .*\n.*--unpaired/],
    ['another scenario', ['before', 'fixed'], /scenarios differ, in incidents\.line-down.*\n.*--allow-scenario/],
    ['another clock', ['before', 'rehearsed'], /by the clock "simulate".*\n.*--prediction/],
    ['no replications', ['none', 'none'], /nothing to judge differences/],
    ['a folder that is none', ['before', 'nowhere'], /there is no file nowhere\/result\.json/],
  ] as const)('refuses %s: status 4, why, and what to do', async (_, runs, says) => {
    const { status, stdout, stderr } = await dientap(['compare', ...runs], { cwd: reports })
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' })
    expect(stderr).toMatch(says)
  })

  it('needs two runs, and one way to answer', async () => {
    expect((await dientap(['compare', 'before'], { cwd: reports })).status).toBe(2)
    expect((await dientap(['compare', 'before', 'after', '--json', '--markdown'], { cwd: reports })).status).toBe(2)
  })
})
