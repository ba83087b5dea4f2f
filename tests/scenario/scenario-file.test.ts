import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Fault } from '../../src/faults/index.ts'
import {
  checkScenario,
  formatProblem,
  loadScenario,
  loadScenarioWithWarnings,
  readScenarioFile,
  shippedScenarios,
} from '../../src/scenario/index.ts'
import { minimal, minimalWith } from './minimal.ts'

const folder = mkdtempSync(join(tmpdir(), 'dientap-scenario-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function faultOf(path: string): Fault {
  try {
    loadScenario(path)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error(`${path} was loaded`)
}

describe('a scenario file', () => {
  it('is loaded into a plan', () => {
    expect(loadScenario(fileWith('good.yaml', minimal)).units[0]?.name).toBe('Phường Rạch Giá')
  })

  it('is loaded with what is doubtful in it', () => {
    const quiet = loadScenarioWithWarnings(fileWith('good.yaml', minimal))
    expect(quiet).toMatchObject({ plan: { traits: [] }, warnings: [] })
    const overloaded = minimalWith(['dossiers: 50', 'dossiers: 5000'])
    const { warnings } = loadScenarioWithWarnings(fileWith('doubtful.yaml', overloaded))
    expect(warnings.map(({ message }) => message)).toContainEqual(expect.stringMatching(/the queue can only grow/))
  })

  it('is loaded with a byte order mark and Windows line ends', () => {
    const path = fileWith('windows.yaml', `\uFEFF${minimal.replaceAll('\n', '\r\n')}`)
    expect(loadScenario(path).procedures).toHaveLength(2)
  })

  it('that is not there is told so', () => {
    expect(faultOf(join(folder, 'none.yaml'))).toMatchObject({
      code: 'file-not-found',
      message: expect.stringContaining('none.yaml'),
    })
  })

  it('that is a folder is told so', () => {
    mkdirSync(join(folder, 'sub'))
    expect(faultOf(join(folder, 'sub'))).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('is a folder'),
    })
  })

  it('of 50 MB is refused at once, without being read', () => {
    const path = fileWith('large.yaml', '')
    truncateSync(path, 50_000_000)
    const before = performance.now()
    expect(faultOf(path)).toMatchObject({ code: 'file-too-large', message: expect.stringContaining('50.0 MB') })
    expect(performance.now() - before).toBeLessThan(500)
  })

  it('that is not UTF-8 is told so', () => {
    const path = fileWith('latin.yaml', Uint8Array.from([0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xe9, 0x0a]))
    expect(faultOf(path)).toMatchObject({ code: 'file-unreadable', message: expect.stringContaining('UTF-8') })
  })

  it('that is empty is told so', () => {
    expect(faultOf(fileWith('empty.yaml', ' \n'))).toMatchObject({
      code: 'scenario-invalid',
      message: expect.stringContaining('is empty'),
    })
  })

  it('that the machine will not let be read is told so', () => {
    const loop = join(folder, 'loop.yaml')
    symlinkSync(loop, loop)
    expect(faultOf(loop)).toMatchObject({ code: 'file-unreadable' })
  })

  it('that is wrong is told with the number of problems and each of them', () => {
    const path = fileWith('wrong.yaml', minimalWith(['seed: 7', 'seed: -7'], ['counters: 2', 'counters: 0']))
    const fault = faultOf(path)
    expect(fault.code).toBe('scenario-invalid')
    expect(fault.message).toContain(`${path} has 2 problems`)
    expect(fault.message).toContain(`${path}:4:7: seed must be at least 0, not -7`)
    expect(fault.message).toContain(`${path}:18:15: units.0.counters must be at least 1, not 0`)
  })
})

describe('a scenario that ships with Dientap', () => {
  it.each(shippedScenarios())('%s is found by its name and is sound', (name) => {
    const plan = loadScenario(name)
    expect(plan.scenario.name).toBe(name)
    expect(readScenarioFile(`./scenarios/${name}.yaml`).text).toBe(readScenarioFile(name).text)
  })

  it('is suggested when its name is mistyped', () => {
    expect(faultOf('rach-gia-2025-7').hint).toContain('"rach-gia-2025-07"')
  })
})

describe('a problem as it is printed', () => {
  it('has its place, the line, a caret under the place, and the hint', () => {
    const [problem] = checkScenario(minimalWith(['population: 250000', 'populaton: 250000']), 'ward.yaml').problems
    expect(problem && formatProblem(problem)).toBe(
      [
        'ward.yaml:16:5: unknown key "populaton" in units.0',
        '  16 |     populaton: 250000',
        '     |     ^',
        '     = did you mean "population"? Inhabitants.',
      ].join('\n'),
    )
  })

  it('shows the part of a long line around the place', () => {
    const long = 'x'.repeat(3000)
    const [problem] = checkScenario(`{ name: ${long}, oops: 1, title: ${long} }`, 'long.yaml').problems.filter((one) =>
      one.message.includes('oops'),
    )
    expect(problem?.sourceLine.length).toBeLessThan(110)
    expect(problem?.sourceLine.slice((problem?.caretColumn ?? 0) - 1)).toMatch(/^oops: 1/)
  })

  it('carries no control character of the file to the terminal', () => {
    const [problem] = checkScenario(
      minimalWith(['holidays: vietnam', 'holidays: "a\\e[31m\u0085"']),
      'escape.yaml',
    ).problems
    expect(problem && formatProblem(problem).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})
