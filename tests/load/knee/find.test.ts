import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dientap, resultIn, runFolder, start, temporary, until } from '../../cli/command.ts'
import { describeWithK6 } from '../k6.ts'

const CAPACITY = 60

/** Rạch Giá with a one-stop centre that serves 60 requests a second. */
function scenarioFile(): string {
  const file = new URL('../../../scenarios/rach-gia-2025-07.yaml', import.meta.url)
  const text = readFileSync(file, 'utf8').replace(/^( {2}one-stop: \{ .*) \}$/m, `$1, capacity: ${CAPACITY}/s }`)
  const path = join(temporary(), 'limited.yaml')
  writeFileSync(path, text)
  return path
}

describe('dientap load --find-knee', () => {
  it.each([
    ['--plateau-s', '1'],
    ['--tolerance', '0'],
    ['--max-rate', '-1'],
    ['--head-room', 'much'],
  ])('refuses %s %s', async (option, value) => {
    const { status, stderr } = await dientap(['load', '--find-knee', option, value])
    expect(status).toBe(2)
    expect(stderr).toContain(`${option} is`)
  })
})

describe('a search for the knee', () => {
  it.each([['--instances', '2'], ['--out-k6', 'json=samples.json'], ['--dashboard']])(
    'is of one k6 on this machine, and refuses %s',
    async (...options) => {
      const { status, stderr } = await dientap(['load', '--find-knee', ...options])
      expect(status).toBe(2)
      expect(stderr).toContain(`${options[0]} do not go together`)
    },
  )
})

describeWithK6('dientap load --find-knee', () => {
  it('finds the capacity of the one-stop centre, and says how sure that is', async () => {
    const out = temporary()
    // Near it from the start, and coarse: a search in earnest is npm run bench -- knee.
    const quick = ['--rate', '8', '--tolerance', '0.3', '--plateau-s', '5']
    const { status } = await dientap(['load', scenarioFile(), '--find-knee', ...quick, '--quiet', '--out', out])
    const folder = runFolder(out)
    const { verdict, load } = resultIn(folder)
    const knee = load?.knee
    expect(knee?.limit).toBe('systems')
    const found = knee?.heldSystems.find(({ system }) => system === 'one-stop')?.callsPerSecond ?? 0
    expect(found).toBeGreaterThan(0.82 * CAPACITY)
    expect(found).toBeLessThan(1.05 * CAPACITY)
    expect(knee?.givesInFirst).toMatch(/^(one-stop\.|portal\.submit$)/)
    expect(knee?.headRoomFailed).toBeGreaterThan(knee?.headRoom ?? Number.POSITIVE_INFINITY)
    expect({ status, verdict: verdict.status }).toEqual({ status: 0, verdict: 'PASS' })
    const report = readFileSync(join(folder, 'report.md'), 'utf8')
    expect(report).toMatch(/hệ thống chịu được gấp [\d.,]+ lần giờ cao điểm .*giới hạn nằm giữa/)
  }, 240_000)

  it('keeps what it knows when it is interrupted', async () => {
    const out = temporary()
    const search = start(['load', '--find-knee', '--plateau-s', '4', '--out', out])
    await until(() => /2\.00 dossiers\/s/.test(search.stderr), 60_000)
    search.kill('SIGINT')
    expect((await search.ended).status).toBe(130)
    const { verdict, load } = resultIn(runFolder(out))
    expect(verdict.status).toBe('INVALID')
    expect(load?.knee).toMatchObject({ limit: 'stopped', failed: null })
    expect(load?.knee?.held).toBeGreaterThanOrEqual(1)
  }, 90_000)
})
