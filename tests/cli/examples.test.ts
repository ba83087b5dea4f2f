import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { version } from '../../src/cli/version.ts'
import { readSelftest } from '../../src/selftest/index.ts'
import type { Sweep } from '../../src/simulate/index.ts'
import {
  bash,
  dientap,
  type Ended,
  isAlive,
  resultIn,
  runFolder,
  start,
  temporary,
  tenthOfRachGia,
  until,
} from './command.ts'

const examples = commands.flatMap(({ command, examples }) =>
  examples.map(([line]) => ({ name: command.split(' ')[0] ?? '', line })),
)

/**
 * What is changed about a long example, and only here: where it does not say from how many periods it predicts, from
 * five; and a rehearsal finds a tenth of the month in place of the shipped scenario, by either of its names. The whole
 * month is replayed in rehearse.test.ts.
 */
const fewReplications = '--replications 5'
const tenth = { paths: ['scenarios/rach-gia-2025-07.yaml', 'rach-gia-2025-07'], dossiers: 280 }

/**
 * An example as it is run: what it writes under /tmp goes to the folder, the prediction is a short one, and findings,
 * which have tests of their own, are left out.
 */
function runnable(line: string, folder: string): string {
  const here = line.replaceAll('/tmp/', `${folder}/`)
  if (!/^(rehearse|simulate)\b/.test(line)) return here
  const findings = /--(findings|shard|shards|vary|manifest)\b/.test(line) ? '' : ' --findings none'
  const replications = line.includes('--replications') ? '' : ` ${fewReplications}`
  return here.replace(/^\w+/, `$&${replications}${findings}`)
}

/** What must be there before an example can be run, by command. */
const preparations: Record<string, (folder: string) => Promise<void>> = {
  async rehearse(folder) {
    mkdirSync(join(folder, 'scenarios'))
    for (const path of tenth.paths) writeFileSync(join(folder, path), tenthOfRachGia())
  },
  async merge(folder) {
    const shards = ['1/2', '2/2'].map((shard) =>
      dientap(['simulate', '--replications', '2', '--shard', shard, '--out', join(folder, 'shards')]),
    )
    for (const { status } of await Promise.all(shards)) expect(status).toBe(0)
  },
  async recount(folder) {
    const out = join(folder, 'reports')
    expect((await dientap(['simulate', '--replications', '0', '--findings', 'none', '--out', out])).status).toBe(0)
    renameSync(runFolder(out), join(out, 'my-run'))
  },
  async compare(folder) {
    const reports = join(folder, 'reports')
    writeFileSync(join(folder, 's.yaml'), tenthOfRachGia())
    const run = async (name: string, ...args: string[]) => {
      const out = temporary()
      expect(
        (await dientap([...args, '--findings', 'none', '--out', out, '--quiet'], { cwd: folder })).status,
      ).toBeLessThan(2)
      mkdirSync(reports, { recursive: true })
      renameSync(runFolder(out), join(reports, name))
    }
    const simulate = ['simulate', 's.yaml', '--replications', '5']
    for (const name of ['before', 'after', 'simulated']) await run(name, ...simulate)
    await run('other-seed', ...simulate, '--seed', '5')
    await run('fixed', ...simulate, '--without', 'line-down-on-10-july')
    await run('rehearsed', 'rehearse', 's.yaml', '--replications', '0')
  },
  async explain(folder) {
    await preparations.recount?.(folder)
  },
}

const wholeMonth = {
  run: { clock: 'simulate' },
  conservation: { holds: true, harness: { received: 2800 } },
}

/** What an example leaves behind, by command: beyond its exit status, 0. */
const outcomes: Record<string, (ended: Ended, folder: string, line: string) => void> = {
  rehearse(_, folder, line) {
    const { run, conservation } = resultIn(runFolder(join(folder, line.includes('/tmp/runs') ? 'runs' : 'reports')))
    expect(run).toMatchObject({ clock: 'rehearse', stopped: null })
    expect(conservation).toMatchObject({ holds: true, harness: { received: tenth.dossiers } })
    if (line.includes('> result.json')) expect(readdirSync(folder)).toContain('result.json')
  },
  simulate({ stdout }, folder, line) {
    if (line.includes('--manifest')) {
      expect(readFileSync(join(folder, 'job.yaml'), 'utf8')).toMatch(/^kind: Job$[\s\S]*^ {2}completions: 8$/m)
    } else if (line.includes('--shard')) {
      expect(readdirSync(join(folder, 'shards'))).toEqual(['shard-1-of-2.json'])
    } else if (line.includes('--vary')) {
      const sweep = JSON.parse(readFileSync(join(runFolder(join(folder, 'reports')), 'sweep.json'), 'utf8')) as Sweep
      expect(sweep.variants.map(({ changes }) => changes[0]?.value)).toEqual([3, 4, 5])
      expect(stdout).toContain('units.0.staff.1.count = 5')
    } else {
      expect(resultIn(runFolder(join(folder, 'reports')))).toMatchObject(wholeMonth)
    }
  },
  merge(_, folder) {
    const result = resultIn(runFolder(join(folder, 'reports')))
    expect(result).toMatchObject({ ...wholeMonth, prediction: { replications: 2 } })
  },
  recount({ stdout }) {
    expect(stdout).toMatch(/^rach-gia-2025-07-simulate-\S+: every figure agrees, \d,\d\d\d from \d\d,\d\d\d lines/)
  },
  compare({ stdout }, folder, line) {
    const text = line.includes('--markdown') ? readFileSync(join(folder, 'comment.md'), 'utf8') : stdout
    expect(text).toContain('Comparison of runs')
    if (line.includes('--allow-scenario')) expect(text).toContain('incidents.line-down-on-10-july')
  },
  explain({ stdout }, folder, line) {
    if (line.includes('--json')) {
      const life = JSON.parse(readFileSync(join(folder, 'life.json'), 'utf8'))
      expect(life).toMatchObject({ dossier: '30742-000123', state: 10, appointment: { verdict: 'on-time' } })
    } else expect(stdout).toContain(line.includes('vi') ? 'Chờ gì, bao lâu' : 'What it waited for')
  },
  selftest({ stdout }, folder, line) {
    const [, passed, cases] =
      /^(\d+) of (\d+) cases within bounds$/.exec(stdout.trimEnd().split('\n').at(-1) ?? '') ?? []
    expect(passed).toBe(cases)
    expect(stdout.split('\n')[1]).toMatch(/Case .* Exact .* Simulated .* 95 % interval .* z /)
    if (!line.includes('--quick')) return
    // The whole suite: what later reports say of it.
    expect(stdout).toContain('max difference 0 ms')
    expect(readSelftest(join(folder, 'reports'), version())).toMatchObject({ status: 'passed', passed: Number(cases) })
  },
  validate({ stdout }, _, line) {
    if (line.includes('--json')) expect(JSON.parse(stdout)).toMatchObject({ valid: true, problems: [] })
    else expect(stdout).toContain('rach-gia-2025-07.yaml is valid: 2025-07-01 to 2025-07-31, 1 unit')
  },
  new({ stdout }, folder) {
    expect(readdirSync(folder)).toEqual(['rach-gia-2026-07-01.yaml'])
    expect(stdout).toContain('npx dientap rehearse rach-gia-2026-07-01.yaml')
  },
  generate({ stdout }, folder, line) {
    if (line.includes('--out')) expect(readdirSync(folder)).toEqual(['citizens.csv'])
    else expect(stdout.trimEnd().split('\n')).toHaveLength(3)
  },
  doctor({ stdout }) {
    expect(stdout).toContain('Node')
  },
}

describe('every example of --help', () => {
  // Those of load are run in tests/load/examples.test.ts, when nothing else runs.
  it.concurrent.for(examples.filter(({ name }) => name !== 'systems' && name !== 'load'))(
    'dientap $line',
    { timeout: 120_000 },
    async ({ name, line }) => {
      const folder = temporary()
      await preparations[name]?.(folder)
      const ended = await bash(`dientap ${runnable(line, folder)}`, { cwd: folder }).ended
      expect({ status: ended.status, stderr: ended.stderr.includes('dientap:') }).toEqual({ status: 0, stderr: false })
      const outcome = outcomes[name]
      if (!outcome) throw new Error(`nothing is known of what "dientap ${name}" leaves behind`)
      outcome(ended, folder, line)
    },
  )

  it.concurrent.for(examples.filter(({ name }) => name === 'systems'))(
    'dientap $line serves until interrupted, which is its normal end',
    async ({ line }) => {
      const folder = temporary()
      const running = start(runnable(line, folder).split(' '), { cwd: folder })
      const pids = Object.values(await running.standIns())
      await running.said(/Ctrl-C ends/)
      for (const [, url] of running.stdout.matchAll(/(http:\/\/\S+)/g)) {
        const answer = await fetch(`${url}/control/census`)
        expect(answer.status).toBe(401)
      }
      running.kill('SIGINT')
      expect(await running.ended).toMatchObject({
        status: 0,
        signal: null,
        stderr: expect.not.stringContaining('dientap:'),
      })
      expect(await until(() => !pids.some(isAlive))).toBe(true)
      const kept = line.includes('--folder') ? readdirSync(join(folder, 'stand-ins')).sort() : []
      // The accounts lie beside the databases.
      const databases = kept.filter((name) => name !== 'accounts.json')
      const told = [...running.stdout.matchAll(/^ *([a-z-]+) +http/gm)].map(([, name]) => name)
      const standIns = line.includes('--folder') ? told : []
      expect(databases).toEqual(standIns.map((name) => `${name}.sqlite`).sort())
      // The file of accounts was asked for; nothing else is left where it ran.
      const asked = ['stand-ins', 'accounts.json']
      expect(readdirSync(folder).filter((name) => !asked.includes(name))).toEqual([])
    },
  )

  it.concurrent.for(commands.filter(({ describe }) => describe))(
    'stands in the help of $command',
    async ({ command, examples }) => {
      const { status, stdout, stderr } = await dientap([command.split(' ')[0] ?? '', '--help'])
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(examples.length).toBeGreaterThan(0)
      const lines = stdout.split('\n').map((line) => line.trim())
      for (const [line, what] of examples) {
        const at = lines.lastIndexOf(`dientap ${line}`)
        expect(at, `${line} on a line of its own`).toBeGreaterThanOrEqual(0)
        expect(lines[at + 1]).toBe(what)
      }
    },
  )
})

describe('the help', () => {
  it('lists every command and every exit status, and not the stand-ins’ own', async () => {
    const { status, stdout } = await dientap(['--help'])
    expect(status).toBe(0)
    const shown = commands.filter(({ describe }) => describe).map(({ command }) => command)
    for (const command of [...shown, 'completion']) expect(stdout).toContain(`dientap ${command}`)
    expect(stdout).not.toContain('dientap serve')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '0 passed, 1 targets missed, 2 usage, 3 invalid run, 4 bad input, 5 system failed, 6 environment, 7 worse, 130 interrupted',
    )
  })

  it('has the version of package.json', async () => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } })
    expect((await dientap(['--version'])).stdout).toBe(`${manifest.version}\n`)
  })
})

describe('shell completion', () => {
  it('offers commands and options', async () => {
    const offered = async (...words: string[]) =>
      (await dientap(['--get-yargs-completions', ...words])).stdout.trim().split('\n')
    expect(await offered('reh')).toContain('rehearse')
    expect(await offered('reh')).not.toContain('serve')
    expect(await offered('dientap', 'rehearse', '--')).toEqual(expect.arrayContaining(['--seed', '--out', '--quiet']))
  })

  it('works in bash with the script that "dientap completion" prints', async () => {
    const line = [
      'dientap completion > script && bash -n script && source ./script',
      'COMP_WORDS=(dientap reh) COMP_CWORD=1',
      '_dientap_yargs_completions',
      'declare -p COMPREPLY',
    ].join('\n')
    const ended = await bash(line).ended
    expect(ended).toMatchObject({ status: 0, stdout: 'declare -a COMPREPLY=([0]="rehearse")\n' })
  })
})
