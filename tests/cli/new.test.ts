import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { answersOf } from '../../src/cli/ask-new.ts'
import { Asker } from '../../src/cli/asker.ts'
import { readFlags } from '../../src/cli/new-flags.ts'
import type { Language } from '../../src/draft/index.ts'
import { bash, dientap, program, resultIn, runFolder, stackLine, temporary } from './command.ts'

const enough = {
  '--unit': '31027',
  '--from': '2026-12-01',
  '--to': '2026-12-02',
  '--population': '30000',
  '--staff': 'clerk=2,specialist=3,leader=2',
}

/** A whole command line, with some options changed, added or, as undefined, left out. */
function line(changes: Readonly<Record<string, string | undefined>> = {}): string[] {
  const all = Object.entries({ ...enough, ...changes })
  return ['new', ...all.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))]
}

describe('dientap new with options', () => {
  it('writes a file that validates without a word, simulates and rehearses', { timeout: 120_000 }, async () => {
    const cwd = temporary()
    const { status, stdout, stderr } = await dientap(line({ '--script': 'bac-lieu-2025-06-20', '--lang': 'en' }), {
      cwd,
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const file = 'u-minh-thuong-2026-12-01.yaml'
    expect(readdirSync(cwd)).toEqual([file])
    const [told, , , ...next] = stdout.trimEnd().split('\n')
    expect(told).toBe(`Wrote ${file}: U Minh Thượng commune, An Giang province, 1 December 2026 to 2 December 2026.`)
    const commands = next.map((each) => each.replace(/^ *npx dientap /, '').replace(/ *#.*/, ''))
    expect(commands).toEqual(['validate', 'simulate', 'rehearse'].map((name) => `${name} ${file}`))
    expect(await dientap(commands[0]?.split(' ') ?? [], { cwd })).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('1 unit, 16 procedures, 3 targets.'),
    })
    for (const command of commands.slice(1)) {
      const out = `${command.split(' ')[0]}d`
      const ended = await dientap([...command.split(' '), '--replications', '2', '--out', out], { cwd })
      expect([0, 1]).toContain(ended.status)
      const { conservation, conformance } = resultIn(runFolder(join(cwd, out)))
      expect(conservation).toMatchObject({ holds: true })
      expect(conservation.harness.received).toBeGreaterThan(10)
      expect(conformance?.total.conformance).toBeGreaterThan(0.8)
    }
  })

  it('takes several units, with figures for all or for each', async () => {
    const cwd = temporary()
    const units = ['--unit', 'tân thành, cà mau', '--population', '41.000', '--per-month', '500', '--out', 'two.yaml']
    expect(await dientap([...line(), ...units], { cwd })).toMatchObject({ status: 0, stderr: '' })
    const text = readFileSync(join(cwd, 'two.yaml'), 'utf8')
    expect(text.match(/code: "\d+"|population: \d+/g)).toEqual([
      ...['code: "31027"', 'population: 30000', 'code: "32025"', 'population: 41000'],
    ])
  })

  it('writes the file all the same where there are too few officials, and tells the load at once', async () => {
    const cwd = temporary()
    const few = line({ '--per-month': '3000', '--staff': 'clerk=1,specialist=1,leader=1', '--out': 'few.yaml' })
    const { status, stderr } = await dientap(few, { cwd })
    expect(status).toBe(0)
    expect(stderr).toMatch(/few\.yaml:\d+:5: warning: specialists of unit 31027 are asked for \d\.\d\d times the time/)
    expect(existsSync(join(cwd, 'few.yaml'))).toBe(true)
  })

  it('without a terminal names the options that are missing', async () => {
    const bare = await dientap(['new'])
    expect(bare).toMatchObject({ status: 2, stdout: '' })
    expect(bare.stderr).toContain('--unit, --from, --to, --population, --staff are missing')
    const known = await dientap(line({ '--unit': 'rach gia', '--population': undefined, '--staff': undefined }))
    expect(known.stderr).toContain('and --staff is missing')
  })

  it('writes over a file only with --force', async () => {
    const cwd = temporary()
    writeFileSync(join(cwd, 'mine.yaml'), 'mine')
    const refused = await dientap(line({ '--out': 'mine.yaml' }), { cwd })
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('mine.yaml is there already') })
    expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toBe('mine')
    expect(await dientap([...line({ '--out': 'mine.yaml' }), '--force'], { cwd })).toMatchObject({ status: 0 })
    expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toContain('version: 1')
  })

  it.concurrent.for<[changes: Record<string, string>, status: number, says: string[]]>([
    [{ '--unit': '99999' }, 2, ['--unit: no unit is called "99999"', 'units.csv']],
    [{ '--unit': 'rach gja' }, 2, ['Did you mean 30742 Phường Rạch Giá, Tỉnh An Giang?']],
    [{ '--unit': 'hoi an' }, 2, ['2 units are called "hoi an"', '20410', '30673']],
    [{ '--to': '2026-11-30' }, 2, ['--to: It ends on 2026-11-30, before it begins on 2026-12-01']],
    [{ '--from': '2031-01-01' }, 2, ['--from: The catalogue knows the holidays of 2025 to 2026 only']],
    [{ '--population': '0' }, 2, ['--population: 0 is not between 1 and 1,000,000']],
    [{ '--population': '-3' }, 2, ['--population: -3 is not between 1 and 1,000,000']],
    [{ '--population': '1000000000' }, 2, ['--population: 1000000000 is not between']],
    [{ '--staff': 'mayor=1' }, 2, ['--staff: There is no role "mayor"', 'clerk, specialist, leader']],
    [{ '--staff': 'clerk=0,specialist=1,leader=1' }, 2, ['--staff: clerk: 0 is not between 1 and 1,000']],
    [{ '--script': 'bac-lieu' }, 2, ['no shipped scenario bac-lieu', 'Did you mean bac-lieu-2025-06-20?']],
    [{ '--channels': 'online=90' }, 2, ['--channels: The shares make 90, not 1 and not 100']],
    [{ '--on-time': '0.95' }, 2, ['--on-time: 0.95 is not between 1 and 100 %']],
    [{ '--out': 'nowhere/x.yaml' }, 6, ['There is no folder', 'nowhere']],
    [{ '--out': '.' }, 2, ['"." is no name for a file']],
    [{ '--wrong': '1' }, 2, ['Unknown argument: wrong']],
  ])('is refused with %o', async ([changes, status, says]) => {
    const cwd = temporary()
    const ended = await dientap(line(changes), { cwd })
    expect(ended).toMatchObject({ status, stdout: '' })
    for (const each of says) expect(ended.stderr).toContain(each)
    expect(ended.stderr).not.toMatch(stackLine)
    expect(readdirSync(cwd)).toEqual([])
  })

  it('needs as many figures as units', async () => {
    const ended = await dientap([...line(), '--population', '1', '--population', '2'])
    expect(ended.stderr).toContain('--population is given 3 times, for 1 unit')
  })

  it('is refused in a folder in which nothing may be written', async () => {
    const cwd = temporary()
    mkdirSync(join(cwd, 'shut'))
    chmodSync(join(cwd, 'shut'), 0o500)
    // Whoever is root may write in every folder but those that the kernel makes.
    const shut = process.getuid?.() === 0 ? '/sys' : 'shut'
    const ended = await dientap(line({ '--out': `${shut}/x.yaml` }), { cwd })
    expect(ended).toMatchObject({ status: 6, stderr: expect.stringMatching(/may not be written|permission denied/) })
  })
})

describe('docs/scenarios.md', () => {
  const text = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8')
  const [, block = ''] = /```sh\n(.*?)```/s.exec(text) ?? []
  const commands = block
    .replaceAll(/\\\n/g, '')
    .split('\n')
    .flatMap((each) => each.trim() || [])

  it('has commands of dientap new', () => {
    expect(commands.length).toBeGreaterThan(1)
    for (const command of commands) expect(command).toMatch(/^npx dientap new /)
  })

  it.each(commands)('%s', async (command) => {
    const cwd = temporary()
    const { status, stderr } = await bash(command.replace(/^npx /, ''), { cwd }).ended
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const [file = ''] = readdirSync(cwd)
    expect(await dientap(['validate', file], { cwd })).toMatchObject({ status: 0, stderr: '' })
  })
})

const nothing = readFlags({ force: false, lang: 'en' })

/** What the questions come to when these lines are typed, and what the screen shows. */
async function asked(lines: readonly string[], language: Language = 'en', wanted = nothing) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  let shown = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text
  })
  const asker = new Asker(language, input, output)
  input.write(lines.map((each) => `${each}\r`).join(''))
  try {
    return { told: await answersOf(wanted, { language, askedOn: '2026-11-25' }, asker), shown: () => shown }
  } finally {
    asker.close()
  }
}

const enters = (count: number) => Array<string>(count).fill('')

describe('the questions', () => {
  it('can all but the first be answered with Enter, where the population is known', async () => {
    const { told } = await asked(['rach gia', ...enters(14)])
    expect(told).toMatchObject({ from: '2026-12-01', to: '2026-12-31', scripts: [], onTime: { value: 0.95 } })
    expect(told.units).toMatchObject([
      { code: '30742', population: { value: 250_000 }, perMonth: { value: 2800, origin: { kind: 'assumption' } } },
    ])
    expect(told.units[0]?.staff.origin.kind).toBe('assumption')
  })

  it('tell what was given from what was taken as offered', async () => {
    const figures = ['30.000', '', '3', '', '', '4']
    const { told } = await asked(['31027', '', '1/7/2026', '', '80', '', ...figures, '2, 10', '97', '20'], 'vi')
    expect(told).toMatchObject({
      ...{ from: '2026-07-01', to: '2026-07-31', language: 'vi' },
      channels: { value: { direct: 0.195, online: 0.8, post: 0.005 }, origin: { kind: 'given' } },
      units: [
        {
          population: { value: 30_000, origin: { kind: 'given' } },
          perMonth: { value: 336, origin: { kind: 'assumption' } },
          staff: {
            value: new Map([...Object.entries({ clerk: 3, specialist: 3, leader: 2 })]),
            origin: { kind: 'given' },
          },
          counters: { value: 4, origin: { kind: 'given' } },
        },
      ],
      scripts: ['bac-lieu-2025-06-20', 'rach-gia-2025-07'],
      onTime: { value: 0.97, origin: { kind: 'given' } },
      waitMin: { value: 20, origin: { kind: 'given' } },
    })
  })

  it('offer the units of one name by number, those of nearly that name too, and take each once', async () => {
    const units = ['hoi an', '9', '2', 'rach gja', '1', 'rach gia', 'kjhkj', '']
    const { told, shown } = await asked([...units, ...enters(4), '5000', ...enters(14)])
    expect(told.units.map(({ code }) => code)).toEqual(['30673', '30742'])
    expect(shown()).toContain('2 units are called so:')
    expect(shown()).toContain('  20410 Phường Hội An, Thành phố Đà Nẵng')
    expect(shown()).toContain('There is no number "9" in the list.')
    expect(shown()).toContain('No unit is called "rach gja"; perhaps:')
    expect(shown()).toContain('That unit is there already.')
    expect(shown()).toContain('No unit is called "kjhkj".')
  })

  it('are asked again with the reason when the answer can’t be', async () => {
    const wrong = ['', '31027', '', '31/6/2026', '2030-01-01', '2026-07-06', '2026-07-01', '', '101', '80', '30', '10']
    const figures = ['0', '-4', '1000000000', '30000', '', 'two', '2', '', '', '']
    const { told, shown } = await asked([...wrong, ...figures, '99', '0', '', ''])
    expect(told.channels.value).toEqual({ direct: 0.1, online: 0.8, post: 0.1 })
    for (const reason of [
      'This needs an answer.',
      '"31/6/2026" is not a day that exists',
      'The catalogue knows the holidays of 2025 to 2026 only.',
      'It ends on 2026-07-01, before it begins on 2026-07-06.',
      '101 is not between 0 and 100 %.',
      'Online and post make more than 100 %.',
      '0 is not between 1 and 1,000,000.',
      '-4 is not between 1 and 1,000,000.',
      '1000000000 is not between 1 and 1,000,000.',
      '"two" is not a whole number.',
      'There is no number "99" in the list.',
    ])
      expect(shown()).toContain(reason)
  })

  it('leave out what an option has said', async () => {
    const wanted = readFlags({
      force: false,
      lang: 'en',
      from: '2026-07-06',
      population: ['30000'],
      channels: 'online=100',
    })
    const { told, shown } = await asked(['31027', '', '2026-07-10', ...enters(7)], 'en', wanted)
    expect(told).toMatchObject({ from: '2026-07-06', to: '2026-07-10', channels: { value: { online: 1 } } })
    for (const left of ['First day', 'Inhabitants', 'Handed in', 'wait at the counter'])
      expect(shown()).not.toContain(left)
  })

  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('end with %s, and nothing is written', async (_, key) => {
    const [input, output] = [new PassThrough(), new PassThrough().resume()]
    const asker = new Asker('vi', input, output)
    const answering = answersOf(nothing, { language: 'vi', askedOn: '2026-11-25' }, asker)
    input.write(`rach gia\r\r${key}`)
    await expect(answering).rejects.toMatchObject({ code: 'interrupted', message: 'Đã dừng: không có gì được ghi.' })
  })
})

/** The program that gives a command a terminal takes these options on Linux; elsewhere it has others, or is not there. */
const hasTerminal = (await bash('script -qec true /dev/null < /dev/null').ended).status === 0

/** Types the keys of each turn once the screen shows what they answer. */
function onTerminal(cwd: string, args: string, turns: readonly (readonly [shown: string, keys: string])[]) {
  const command = `"${process.execPath}" "${program}" new ${args}`
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd, env: { ...process.env, SHELL: '/bin/sh' } })
  let screen = ''
  const left = [...turns]
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    while (left[0] && screen.includes(left[0][0])) child.stdin.write(left.shift()?.[1])
  })
  return new Promise<{ status: number | null; screen: string }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, screen }))
  })
}

describe.skipIf(!hasTerminal)('on a terminal', () => {
  it('it asks, in Vietnamese, and writes the file that it says', { timeout: 30_000 }, async () => {
    const cwd = temporary()
    const { status, screen } = await onTerminal(cwd, '', [
      ['Đơn vị (mã hoặc tên', 'rach gia\r'],
      ['Thêm đơn vị nữa', '\r'.repeat(14)],
      ['Ghi vào tệp', 'Phường tôi.yaml\r'],
    ])
    expect(status).toBe(0)
    expect(readdirSync(cwd)).toEqual(['Phường tôi.yaml'])
    expect(screen).toContain("npx dientap simulate 'Phường tôi.yaml'")
    expect(readFileSync(join(cwd, 'Phường tôi.yaml'), 'utf8')).toContain('name: phuong-toi')
    expect(await dientap(['validate', 'Phường tôi.yaml'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  })

  it('Ctrl-C leaves with status 130 and writes nothing', { timeout: 30_000 }, async () => {
    const cwd = temporary()
    const { status, screen } = await onTerminal(cwd, '--lang en', [
      ['Unit (code or name', 'rach gia\r'],
      ['Another unit', '\x03'],
    ])
    expect(status).toBe(130)
    expect(screen).toContain('Interrupted: nothing was written.')
    expect(readdirSync(cwd)).toEqual([])
  })
})
