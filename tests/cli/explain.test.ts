import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Life } from '../../src/explain/index.ts'
import { bash, dientap, eventsIn, runFolder, temporary, tenthOfRachGia } from './command.ts'

const page = readFileSync(new URL('../../docs/explain.md', import.meta.url), 'utf8')
const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) => block.trimEnd().split('\n'))

describe('dientap explain', () => {
  const cwd = temporary()
  const folder = join(cwd, 'reports', 'my-run')
  const id = '30742-000123'

  beforeAll(async () => {
    writeFileSync(join(cwd, 's.yaml'), tenthOfRachGia())
    expect((await dientap(['simulate', 's.yaml', '--replications', '0', '--quiet'], { cwd })).status).toBeLessThan(2)
    renameSync(runFolder(join(cwd, 'reports')), folder)
  }, 60_000)

  /** A copy of the run's folder without a file, or with one written otherwise. */
  function changed(name: string, change: (text: string) => string | undefined): string {
    const copy = join(temporary(), 'run')
    mkdirSync(copy)
    for (const file of readdirSync(folder)) copyFileSync(join(folder, file), join(copy, file))
    const text = change(readFileSync(join(folder, name), 'utf8'))
    if (text === undefined) rmSync(join(copy, name))
    else writeFileSync(join(copy, name), text)
    return copy
  }

  it.each(commands)('%s', async (line) => {
    const { status, stderr } = await bash(line.replace('npx ', ''), { cwd }).ended
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('tells every line of the log that is about the dossier', async () => {
    const { stdout } = await dientap(['explain', folder, id, '--json'])
    const { moments } = JSON.parse(stdout) as Life
    const lines = eventsIn(folder).filter(({ dossier }) => dossier === id)
    const count = (kind: string) => moments.filter((moment) => moment.kind === kind).length
    const of = (...events: string[]) => lines.filter(({ event }) => events.includes(event)).length
    expect(count('call')).toBe(of('called', 'failed'))
    expect(count('work')).toBe(of('begun', 'resumed'))
    expect(count('due')).toBe(lines.filter(({ due }) => due !== undefined).length)
    expect(moments[0]?.kind).toBe('arrived')
    expect(moments.at(-1)?.kind).toBe('over')
  })

  it('says the same in Vietnamese and English, with every word in its place', async () => {
    for (const lang of ['vi', 'en']) {
      const { stdout } = await dientap(['explain', folder, id, '--lang', lang])
      expect(stdout).not.toMatch(/[{}]|undefined|NaN/)
      expect(stdout).toBe(stdout.normalize('NFC'))
      expect(stdout.split('\n')[0]).toBe(lang === 'vi' ? `Hồ sơ ${id}` : `Dossier ${id}`)
      expect(stdout).toContain('one-stop.receive')
    }
  })

  it('knows a dossier by the id of one of its legs too', async () => {
    const { stdout } = await dientap(['explain', folder, `${id}/1`, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ dossier: id })
  })

  it('names the ids most like one that the log has not', async () => {
    const { status, stderr } = await dientap(['explain', folder, '30742-00123'])
    expect(status).toBe(4)
    expect(stderr).toMatch(/tells of no dossier "30742-00123"\n {2}Did you mean 30742-000123\?/)
  })

  it.each([
    ['there is no such folder', () => join(cwd, 'nowhere'), /there is no file .*result\.json/],
    ['the run was killed', () => changed('result.json', () => undefined), /there is no file .*result\.json/],
    [
      'the log is cut short',
      () => changed('events.ndjson', (text) => text.slice(0, -20)),
      /Line \d+ of .* is cut short/,
    ],
    [
      'a line of the log is of another run',
      () => changed('events.ndjson', (text) => text.replace('"step":"declare"', '"step":"dream"')),
      /Line \d+ of the event log: the plan has no step "dream"/,
    ],
    ['the scenario is another', () => changed('scenario.yaml', (text) => `${text}\n`), /another scenario/],
    [
      'it has no log',
      () => changed('result.json', (text) => text.replace('"events.ndjson"', '"x"')),
      /has no event log/,
    ],
  ] as const)('is a clear fault where %s', async (_, run, says) => {
    const { status, stderr, stdout } = await dientap(['explain', run(), id])
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' })
    expect(stderr).toMatch(says)
  })

  it('tells the life so far of a run that was stopped', async () => {
    const stop = (text: string) =>
      text.replace('"stopped": null', '"stopped": "interrupted", "until": "2025-07-10T12:00:00.000+07:00"')
    const stopped = changed('result.json', stop)
    const log = join(stopped, 'events.ndjson')
    const lines = readFileSync(log, 'utf8').split('\n')
    const before = lines.filter((line) => line !== '' && line.slice(7, 20) < '2025-07-10T12')
    writeFileSync(log, `${before.join('\n')}\n`)
    const open = eventsIn(stopped).findLast(({ event, over }) => event === 'queued' && !over)?.dossier ?? ''
    const { stdout } = await dientap(['explain', stopped, open])
    expect(stdout).toContain('The run was stopped: interrupted')
    expect(stdout).toContain('until 2025-07-10 12:00:00')
    expect(stdout).toContain('(goes on)')
  })
})
