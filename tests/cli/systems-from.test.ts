import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunResult, SystemsProfile } from '../../src/schema/index.ts'
import { dientap, type Ended, resultIn, runFolder, temporary, tenthOfRachGia } from './command.ts'

describe('dientap simulate --systems-from', () => {
  const cwd = temporary()
  let rehearsal: string
  let simulated: Ended
  beforeAll(async () => {
    writeFileSync(join(cwd, 'tenth.yaml'), tenthOfRachGia())
    await dientap(['rehearse', 'tenth.yaml', '--replications', '0', '--quiet', '--out', join(cwd, 'rehearsed')], {
      cwd,
    })
    rehearsal = runFolder(join(cwd, 'rehearsed'))
    simulated = await simulate('tenth.yaml', '--json')
  }, 60_000)
  const simulate = (...args: string[]) =>
    dientap(['simulate', '--replications', '10', '--systems-from', rehearsal, ...args], { cwd })
  const result = () => JSON.parse(simulated.stdout) as RunResult

  it('simulates with the times that the rehearsal’s profile holds', () => {
    const profile = JSON.parse(readFileSync(join(rehearsal, 'profile.json'), 'utf8')) as SystemsProfile
    expect(profile).toMatchObject({ clock: 'rehearse', run: resultIn(rehearsal).run.id })
    const measured = profile.operations.find(({ operation }) => operation === 'one-stop.receive')
    const row = result().operations.find(({ operation }) => operation === 'one-stop.receive')
    expect(measured?.answered).toBeGreaterThan(50)
    const [least = 0, most = 0] = [measured?.latencyMs[0], measured?.latencyMs.at(-1)]
    expect(row?.p95Ms).toBeGreaterThanOrEqual(Math.floor(least))
    expect(row?.p95Ms).toBeLessThanOrEqual(Math.ceil(most))
    expect(result().scenario.basis.some(({ source }) => JSON.stringify(source).includes(profile.run))).toBe(true)
  })

  it('holds the prediction against what the rehearsal measured', () => {
    const { rows } = result().prediction ?? { rows: [] }
    const [all] = resultIn(rehearsal).indicators
    expect(rows.find(({ indicator }) => indicator === 'onTimeRate')?.measured).toBe(all?.onTimeRate)
    const compared = rows.filter(({ inside }) => inside !== null)
    expect(compared.length).toBeGreaterThan(10)
    // One in twenty of these intervals misses by chance alone.
    expect(compared.filter(({ inside }) => inside).length / compared.length).toBeGreaterThan(0.7)
  })

  it('shows both in its report', async () => {
    const { stdout } = await simulate('tenth.yaml')
    expect(stdout).toContain('Predicted against measured')
    expect(stdout).toMatch(/\d+ of \d+ measured figures lie inside/)
  })

  it('holds nothing against it where the rehearsal was of another scenario, and says so', async () => {
    writeFileSync(
      join(cwd, 'other.yaml'),
      tenthOfRachGia().replace('kind: fixed, dossiers: 8 ', 'kind: fixed, dossiers: 9 '),
    )
    const { stdout, stderr } = await simulate('other.yaml', '--json')
    expect(stderr).toContain('was of another scenario')
    expect((JSON.parse(stdout) as RunResult).prediction?.rows.every(({ measured }) => measured === null)).toBe(true)
  })

  it('tells of a folder that holds no such run', async () => {
    const ended = await dientap(['simulate', '--systems-from', 'nowhere'], { cwd })
    expect(ended).toMatchObject({ status: 4, stdout: '' })
    expect(ended.stderr).toMatch(/there is no file nowhere\/profile\.json\n/)
  })
})
