import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { bash, type Ended, resultIn, runFolder, temporary } from '../cli/command.ts'
import { describeWithK6 } from '../load/k6.ts'

const clone = fileURLToPath(new URL('../..', import.meta.url))
const installMs = 120_000

/** A Node older than the one that runs the tests, as many machines have it; undefined where there is none. */
function olderNode(): { file: string; version: string } | undefined {
  const file = '/usr/bin/node'
  if (!existsSync(file)) return undefined
  const version = execFileSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim()
  return Number.parseInt(version, 10) < 24 ? { file, version } : undefined
}

/**
 * What a user's own shell has otherwise: this Node first, and nothing of the npm that may have started the tests but
 * where it gets packages and how it reaches them.
 */
function shell(): Record<string, string | undefined> {
  const foreign = Object.keys(process.env).filter(
    (name) => /^npm_/i.test(name) && !/^npm_config_(registry|cache|userconfig|globalconfig|https?_?proxy)$/i.test(name),
  )
  return {
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  }
}

function run(cwd: string, line: string): Promise<Ended> {
  return bash(line, { cwd, env: shell() }).ended
}

async function succeeded(cwd: string, line: string): Promise<Ended> {
  const ended = await run(cwd, line)
  if (ended.status !== 0)
    throw new Error(`${line} ended with status ${ended.status}:\n${ended.stdout}\n${ended.stderr}`)
  return ended
}

describe('the packed package', () => {
  /** The clone without what git leaves out, so that packing builds nothing in it. */
  const source = join(temporary(), 'clone')
  const tarballs = temporary()
  const user = temporary()
  let files: string[]

  beforeAll(async () => {
    const left = ['.git', 'node_modules', 'dist', 'coverage', 'reports']
    mkdirSync(source)
    for (const name of readdirSync(clone).filter((name) => !left.includes(name)))
      cpSync(join(clone, name), join(source, name), { recursive: true })
    symlinkSync(join(clone, 'node_modules'), join(source, 'node_modules'))
    await succeeded(source, `npm pack --pack-destination ${tarballs}`)
    const [tarball, ...others] = readdirSync(tarballs)
    expect([tarball, others]).toEqual([expect.stringMatching(/^dientap-\d+\.\d+\.\d+\.tgz$/), []])
    const listing = await succeeded(tarballs, `tar -tzf ${tarball}`)
    files = listing.stdout
      .trim()
      .split('\n')
      .map((path) => path.replace(/^package\//, ''))
    await succeeded(user, `npm install --prefer-offline --no-audit --no-fund ${join(tarballs, tarball ?? '')}`)
  }, installMs)

  it('holds built JavaScript, the scenarios with their catalogue and target, and the schemas', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'README.md',
        'src/cli/dientap.cjs',
        'dist/cli/main.js',
        'scenarios/rach-gia-2025-07.yaml',
        'scenarios/targets/stand-ins.yaml',
        ...readdirSync(join(clone, 'scenarios/catalogue')).map((name) => `scenarios/catalogue/${name}`),
        ...readdirSync(join(clone, 'docs/schema')).map((name) => `docs/schema/${name}`),
      ]),
    )
  })

  it('holds no TypeScript, no tests, no reports, and nothing else of the clone', () => {
    expect(files.filter((path) => /\.[cm]?ts$|(^|\/)(tests?|reports|bench|node_modules)\//.test(path))).toEqual([])
    const tops = new Set(files.map((path) => path.split('/')[0]))
    const known = ['README.md', 'LICENSE', 'dist', 'docs', 'package.json', 'scenarios', 'src']
    expect([...tops].filter((name) => !known.includes(name ?? ''))).toEqual([])
    expect(files.filter((path) => path.startsWith('src/'))).toEqual(['src/cli/dientap.cjs'])
  })

  it('installed, gives "npx dientap simulate" with a shipped scenario', async () => {
    const { stdout } = await succeeded(
      user,
      'npx dientap simulate rach-gia-2025-07 --replications 5 --threads 2 --quiet --out simulated',
    )
    expect(stdout).toMatch(/^PASS simulated\/\S+\/result\.json\n$/)
  })

  it('installed, gives "npx dientap rehearse", here of a tenth of the shipped month', {
    timeout: installMs,
  }, async () => {
    const shipped = readFileSync(join(user, 'node_modules/dientap/scenarios/rach-gia-2025-07.yaml'), 'utf8')
    const tenth = shipped.replace('dossiers: 2720', 'dossiers: 272').replace('dossiers: 80 ', 'dossiers: 8 ')
    writeFileSync(join(user, 'tenth.yaml'), tenth)
    const { stdout } = await succeeded(user, 'npx dientap rehearse tenth.yaml --replications 0 --quiet --out rehearsed')
    expect(stdout).toMatch(/^PASS rehearsed\/\S+\/result\.json\n$/)
    const { conservation } = resultIn(runFolder(join(user, 'rehearsed')))
    expect(conservation).toMatchObject({ holds: true, harness: { received: 280 } })
  })

  describeWithK6('its load', () => {
    it('is made by a real k6 that runs the built script', { timeout: installMs }, async () => {
      const { stdout } = await succeeded(
        user,
        'npx dientap load --rate 2 --no-think --duration 5 --no-calibrate --quiet --out loaded',
      )
      expect(stdout).toMatch(/^PASS loaded\/\S+\/result\.json\n$/)
    })
  })

  const older = olderNode()
  it.skipIf(!older)('says in one line what it needs where Node is older [needs Node 20]', async () => {
    const ended = await run(user, `${older?.file} node_modules/dientap/src/cli/dientap.cjs rehearse`)
    expect(ended).toMatchObject({ status: 6, stdout: '' })
    expect(ended.stderr).toMatch(/^dientap needs Node 24 or newer; this is Node [^\n]+\n$/)
    expect(ended.stderr).toContain(older?.version)
  })
})
