import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import { PLAYED_REPLICATION } from '../../src/operation/index.ts'
import { indexOfDossier, People } from '../../src/people/index.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import type { RunResult } from '../../src/schema/index.ts'
import { dientap, type Ended, resultIn, runFolder, start, temporary } from '../cli/command.ts'
import { describeWithK6 } from './k6.ts'

interface Kept {
  readonly uid: string
  readonly state: number
  readonly sequence: number
  readonly applicant_name: string
  readonly applicant_id_no: string
}

describe('dientap load', () => {
  it.each([
    ['--rate', '0'],
    ['--duration', 'long'],
    ['--compression', '-1'],
    ['--peak-factor', '0'],
  ])('refuses %s %s', async (option, value) => {
    const { status, stderr } = await dientap(['load', option, value])
    expect(status).toBe(2)
    expect(stderr).toContain(`${option} is`)
  })

  it('refuses the whole country before anything is started', async () => {
    const { status, stderr } = await dientap(['load', 'whole-country-2025-07'])
    expect(status).not.toBe(0)
    expect(stderr).toMatch(/^dientap: The 3321 units of the scenario have \d+ officials; load plays at most 2000/)
  })
})

describeWithK6('dientap load', () => {
  const out = temporary()
  let ended: Ended
  let folder: string
  let result: RunResult
  let kept: Kept[]

  beforeAll(async () => {
    const quick = ['--rate', '8', '--duration', '8', '--no-think']
    ended = await dientap(['load', ...quick, '--quiet', '--out', out])
    folder = runFolder(out)
    result = resultIn(folder)
    const database = new DatabaseSync(join(folder, 'one-stop.sqlite'), { readOnly: true })
    kept = database.prepare('SELECT * FROM dossier').all() as unknown as Kept[]
    database.close()
  }, 90_000)

  it('ends with the status of its verdict and leaves reports and the profile of the systems', () => {
    expect(ended.stderr).toBe('')
    expect(ended.status).toBe({ PASS: 0, FAIL: 1, INVALID: 3 }[result.verdict.status])
    expect(result.run.clock).toBe('load')
    for (const file of ['report.md', 'junit.xml', 'profile.json']) expect(existsSync(join(folder, file))).toBe(true)
    expect(existsSync(join(folder, 'k6'))).toBe(false)
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('Báo cáo thử tải')
  })

  it('takes dossiers from citizen to clerk to specialist to leader and back, and each is somewhere at the end', () => {
    const { harness, systems, problems } = result.conservation
    expect(problems).toEqual([])
    expect(systems.map(({ counts }) => counts)).toEqual([harness, harness])
    expect(harness.received).toBe(result.load?.offered)
    expect(harness.finished).toBeGreaterThan(harness.received / 2)
    for (const name of [
      'one-stop.intake',
      'one-stop.hand-over',
      'one-stop.process',
      'one-stop.sign',
      'one-stop.return',
    ])
      expect(result.operations.find(({ operation }) => operation === name)?.errors).toBe(0)
  })

  it('hands in the scenario’s own dossiers, each once, with the citizens of a rehearsal', () => {
    const plan = loadScenario('scenarios/rach-gia-2025-07.yaml')
    const people = new People(plan, plan.scenario.seed, PLAYED_REPLICATION)
    expect(kept.length).toBe(result.load?.offered)
    for (const { uid, applicant_name, applicant_id_no } of kept) {
      const { fullName, identityNumber } = people.citizen(0, indexOfDossier(uid))
      expect([applicant_name, applicant_id_no]).toEqual([fullName, identityNumber])
    }
  })

  it('does no step twice', () => {
    // Six changes are the longest way without a paper that is missing.
    const done = kept.filter(({ state }) => state === 10)
    expect(done.filter(({ sequence }) => sequence === 6).length).toBeGreaterThan(done.length / 2)
    expect(Math.max(...done.map(({ sequence }) => sequence))).toBeLessThanOrEqual(9)
  })

  it('measured the generator, and it kept up', () => {
    const { load } = result
    expect(load?.dropped).toBe(0)
    expect(load?.begun).toBe(load?.offered)
    expect(load?.calibration?.reachedPerSecond).toBeGreaterThan(0)
    expect(load?.generators).toHaveLength(1)
  })

  it('keeps what was measured when interrupted', async () => {
    const place = temporary()
    const running = start(['load', '--rate', '8', '--duration', '60', '--no-think', '--no-calibrate', '--out', place])
    await running.said(/load runs/)
    await new Promise((resolve) => setTimeout(resolve, 5000))
    running.kill('SIGINT')
    const { status } = await running.ended
    expect(status).toBe(130)
    const { run, verdict, load } = resultIn(runFolder(place))
    expect(verdict.status).toBe('INVALID')
    expect(run.stopped).toContain('Interrupted')
    expect(load?.begun).toBeGreaterThan(0)
    expect(load?.begun).toBeLessThan(load?.offered ?? 0)
  }, 60_000)

  it('ends soon after a system has died, and says which', async () => {
    const place = temporary()
    const running = start(['load', '--rate', '8', '--duration', '60', '--no-think', '--no-calibrate', '--out', place])
    const { portal } = await running.standIns()
    await running.said(/load runs/)
    await new Promise((resolve) => setTimeout(resolve, 4000))
    process.kill(portal, 'SIGKILL')
    const { status } = await running.ended
    expect(status).toBe(5)
    const { run, load } = resultIn(runFolder(place))
    expect(run.stopped).toContain('portal')
    const kinds = load?.operations.flatMap(({ outcomes }) => outcomes.map(({ kind }) => kind)) ?? []
    expect(kinds).toContain('connection-refused')
    expect(kinds).not.toContain('script-error')
  }, 60_000)
})
