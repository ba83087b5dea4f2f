import { describe, expect, it } from 'vitest'
import { type Rehearsed, rehearse, standInTarget } from '../../src/rehearse/index.ts'
import type { SystemName, TargetFile } from '../../src/schema/index.ts'
import { SystemClient, type TargetFiles, Targets } from '../../src/target/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { withServer } from '../target/server.ts'
import { callOf } from '../target/values.ts'
import { SmallCentre } from './small-centre.ts'
import { threeWards } from './three-wards.ts'

/** The shipped target files, with the systems at a place of the test's choosing; nobody logs citizens in there. */
function at(url: string): TargetFiles {
  const moved = (file: TargetFile): TargetFile => {
    const place = (name: SystemName) => ({ [name]: { ...file.systems?.[name], url } })
    const { portal } = place('portal')
    const login = (portal?.login ?? []).filter(({ kind }) => kind !== 'oidc')
    return { ...file, systems: { ...file.systems, portal: { ...portal, login }, ...place('one-stop') } }
  }
  const { own, dialects } = standInTarget()
  return { own: moved(own), dialects: new Map([...dialects].map(([dialect, file]) => [dialect, moved(file)])) }
}

describe('one scenario over centres of three dialects', () => {
  it('brings every dossier through, each in the dialect of its unit, and both sides count the same', async () => {
    const plan = threeWards(['opencps', 'igate', 'new-portal'])
    const centre = new SmallCentre()
    const tally = new Tally(plan)
    let rehearsed: Rehearsed | undefined
    await withServer(
      (app) => centre.open(app),
      async (url) => {
        rehearsed = await rehearse(plan, {
          seed: 11,
          runId: 'three-wards',
          target: at(url),
          systems: undefined,
          secrets: () => 'a-secret-of-the-test',
          journal: tally,
          signal: new AbortController().signal,
        })
      },
    )
    expect(rehearsed?.stopped).toBeUndefined()
    expect(centre.refusals).toEqual([])
    tally.close(rehearsed?.untilMs ?? 0)
    const states = [...centre.dossiers.values()].map(({ state }) => state)
    const count = (...of: number[]) => states.filter((state) => of.includes(state)).length
    expect(tally.counts()).toEqual({
      received: states.length,
      finished: count(9, 10),
      refused: count(3, 8),
      withdrawn: count(7),
      open: count(1, 2, 4, 5),
    })
    expect(states.length).toBe(180)
    expect(count(10)).toBeGreaterThan(100)
    expect(tally.operations().every(({ errors }) => errors === 0)).toBe(true)
    for (const face of ['opencps', 'igate', 'new-portal']) expect(centre.calls.get(face)).toBeGreaterThan(150)
    expect([...centre.users]).toEqual(
      expect.arrayContaining([
        'opencps 30742.clerk-1',
        'igate 30760.clerk-1',
        'new-portal 30766.clerk-1',
        'igate 30760.centre',
      ]),
    )
    expect([...centre.users].filter((user) => user.endsWith('nobody'))).toEqual([])
  })
})

describe('an answer of each dialect', () => {
  it.each(['opencps', 'igate', 'new-portal'] as const)(
    '%s: says number, appointment and state, or the word of why not',
    async (dialect) => {
      const centre = new SmallCentre()
      await withServer(
        (app) => centre.open(app),
        async (url) => {
          const client = await SystemClient.open(new Targets(at(url), {}), { secrets: () => 'a-secret-of-the-test' })
          const ask = async (operation: string) => (await client.call(operation, callOf('d-1'), dialect)).answer
          expect(await ask('one-stop.register')).toMatchObject({ ok: true, state: 1 })
          expect(await ask('one-stop.sign')).toMatchObject({ ok: false, reason: 'action-not-allowed', status: 409 })
          expect(await ask('one-stop.receive')).toMatchObject({
            ok: true,
            state: 2,
            dossierNo: 'H01-1',
            dueAtMs: Date.parse('2025-07-04T16:30:00+07:00'),
          })
          expect(await ask('one-stop.register')).toMatchObject({ reason: 'already-registered' })
          await client.close()
        },
      )
    },
  )
})
