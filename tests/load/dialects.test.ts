import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadWork } from '../../src/load/work/build.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import { type RunResult, systemNames } from '../../src/schema/index.ts'
import { loadTarget, Targets } from '../../src/target/index.ts'
import { dientap, type Ended, resultIn, runFolder, temporary } from '../cli/command.ts'
import { describeWithK6 } from './k6.ts'

/** Rạch Giá with a one-stop centre that speaks another dialect. */
function scenarioFile(dialect: string): string {
  const file = new URL('../../scenarios/rach-gia-2025-07.yaml', import.meta.url)
  const text = readFileSync(file, 'utf8').replace(/^( +)organisationId: .*$/m, `$&\n$1oneStop: ${dialect}`)
  const path = join(temporary(), `${dialect}.yaml`)
  writeFileSync(path, text)
  return path
}

const drive = { peakFactor: 1, compression: 60, durationMs: 100_000, noThink: true, ratePerSecond: 10 }

function workIn(dialect: string) {
  const urls = Object.fromEntries(systemNames.map((name) => [name, 'http://127.0.0.1:1']))
  const targets = new Targets(loadTarget('stand-ins'), urls)
  return loadWork(loadScenario(scenarioFile(dialect)), targets, () => 'x', { seed: 1, runId: 'r', ...drive })
}

describe.each(['igate', 'new-portal'])('where the list of %s shows states alone', (dialect) => {
  const { dossiers, ways, plan } = workIn(dialect)

  it('one virtual user makes all calls of a dossier before which the state is the same', () => {
    let several = 0
    for (const { calls } of dossiers) {
      const owners = new Map<number, number>()
      calls.slice(1).forEach(({ who }, before) => {
        const { state } = calls[before] as (typeof calls)[number]
        if (owners.has(state)) several++
        expect(owners.get(state) ?? who).toBe(who)
        owners.set(state, who)
      })
    }
    expect(several).toBeGreaterThan(dossiers.length / 2)
  })

  it('each call is made in the name of whoever makes it in a rehearsal', () => {
    for (const [place, { calls }] of dossiers.entries())
      expect(calls.map(({ headers }) => headers['x-dientap-by'])).toEqual(
        ways[place]?.way.calls.map(({ call }) => call.by),
      )
  })

  it('a call about a dossier comes with the request that finds its id, in the name of the same person', () => {
    const needing = dossiers.flatMap(({ calls }) => calls.filter(({ finders }) => finders.length > 0))
    expect(needing.length).toBeGreaterThan(3 * dossiers.length)
    for (const { finders, headers, login, url, body } of needing) {
      expect(url + body).toContain('@@captured.oneStopId.')
      expect(finders.map(({ name }) => name)).toEqual(['oneStopId'])
      expect(finders[0]?.request).toMatchObject({ headers: { 'x-dientap-by': headers['x-dientap-by'] }, login })
    }
  })

  it('pages are asked for by number, and rows tell the ids', () => {
    for (const { list } of plan.operations.filter(({ name }) => /\.(todo|list)$/.test(name))) {
      expect(list).toMatchObject({
        firstPage: dialect === 'igate' ? 0 : 1,
        size: 20,
        captures: [{ name: 'oneStopId' }],
      })
    }
  })
})

describe.each(['igate', 'new-portal'])('dientap load of a centre that speaks %s', (dialect) => {
  describeWithK6('as a whole', () => {
    let ended: Ended
    let result: RunResult
    let kept: { readonly state: number; readonly sequence: number; readonly draft_result: string | null }[]

    beforeAll(async () => {
      const out = temporary()
      const quick = ['--rate', '6', '--duration', '8', '--no-think', '--no-calibrate']
      ended = await dientap(['load', scenarioFile(dialect), ...quick, '--quiet', '--out', out])
      const folder = runFolder(out)
      result = resultIn(folder)
      const database = new DatabaseSync(join(folder, 'one-stop.sqlite'), { readOnly: true })
      kept = database.prepare('SELECT * FROM dossier').all() as unknown as typeof kept
      database.close()
    }, 90_000)

    it('takes dossiers from citizen to clerk to specialist to leader and back, and each is somewhere at the end', () => {
      expect(ended.stderr).toBe('')
      const { harness, systems, problems } = result.conservation
      expect(problems).toEqual([])
      expect(systems.map(({ counts }) => counts)).toEqual([harness, harness])
      expect(harness.received).toBe(result.load?.offered)
      expect(harness.finished).toBeGreaterThan(harness.received / 2)
    })

    it('makes no call that fails', () => {
      const { operations = [] } = result.load ?? {}
      for (const name of ['intake', 'hand-over', 'process', 'sign', 'return', 'ask-supplement', 'todo', 'list']) {
        const found = operations.find(({ operation }) => operation === `one-stop.${name}`)
        expect(found?.outcomes.map(({ kind }) => kind)).toEqual(['ok'])
      }
    })

    it('signs nothing that was not processed, and does no step twice', () => {
      const done = kept.filter(({ state }) => state === 10)
      expect(done.length).toBeGreaterThan(kept.length / 2)
      expect(done.filter(({ draft_result }) => draft_result === null)).toEqual([])
      expect(done.filter(({ sequence }) => sequence === 6).length).toBeGreaterThan(done.length / 2)
      expect(Math.max(...done.map(({ sequence }) => sequence))).toBeLessThanOrEqual(9)
    })
  })
})
