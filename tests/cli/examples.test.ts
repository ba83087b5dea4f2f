import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import {
  bash,
  dientap,
  type Ended,
  isAlive,
  resultIn,
  runFolder,
  scenarioWith,
  start,
  temporary,
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

/** An example as it is run: what it writes under /tmp goes to the folder, and the prediction is a short one. */
function runnable(line: string, folder: string): string {
  const here = line.replaceAll('/tmp/', `${folder}/`)
  if (!/^(rehearse|simulate)\b/.test(line) || line.includes('--replications')) return here
  return here.replace(/^\w+/, `$& ${fewReplications}`)
}

/** What an example leaves behind, by command: beyond its exit status, 0. */
const outcomes: Record<string, (ended: Ended, folder: string, line: string) => void> = {
  rehearse(_, folder, line) {
    const { run, conservation } = resultIn(runFolder(join(folder, line.includes('/tmp/runs') ? 'runs' : 'reports')))
    expect(run).toMatchObject({ clock: 'rehearse', stopped: null })
    expect(conservation).toMatchObject({ holds: true, harness: { received: tenth.dossiers } })
    if (line.includes('> result.json')) expect(readdirSync(folder)).toContain('result.json')
  },
  simulate(_, folder) {
    expect(resultIn(runFolder(join(folder, 'reports')))).toMatchObject({
      run: { clock: 'simulate' },
      conservation: { holds: true, harness: { received: 2800 } },
    })
  },
  validate({ stdout }, _, line) {
    if (line.includes('--json')) expect(JSON.parse(stdout)).toMatchObject({ valid: true, problems: [] })
    else expect(stdout).toContain('rach-gia-2025-07.yaml is valid: 2025-07-01 to 2025-07-31, 1 unit')
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
  it.concurrent.for(examples.filter(({ name }) => name !== 'systems'))(
    'dientap $line',
    { timeout: 120_000 },
    async ({ name, line }) => {
      const folder = temporary()
      if (name === 'rehearse') {
        mkdirSync(join(folder, 'scenarios'))
        for (const path of tenth.paths)
          writeFileSync(join(folder, path), scenarioWith('dossiers: 2800', `dossiers: ${tenth.dossiers}`))
      }
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
      const kept = line.includes('--folder') ? ['one-stop.sqlite', 'portal.sqlite'] : []
      expect(line.includes('--folder') ? readdirSync(join(folder, 'stand-ins')).sort() : readdirSync(folder)).toEqual(
        kept,
      )
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
    for (const name of ['rehearse', 'simulate', 'validate', 'generate', 'systems', 'doctor', 'completion'])
      expect(stdout).toContain(`dientap ${name}`)
    expect(stdout).not.toContain('dientap serve')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '0 passed, 1 targets missed, 2 usage, 3 invalid run, 4 bad input, 5 system failed, 6 environment, 130 interrupted',
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
