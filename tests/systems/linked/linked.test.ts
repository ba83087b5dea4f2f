import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { removeDirectories } from '../folders.ts'
import { BIRTH, LINKED_DEATH } from '../line-world.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'
import type { StandingOptions } from '../standing.ts'
import { FourSystems, type Name } from './four-systems.ts'

let four: FourSystems | undefined
let server: PostgresServer | undefined
afterEach(async () => {
  await four?.close()
  four = undefined
})
afterAll(async () => {
  await server?.stop()
  removeDirectories()
})

async function start(options: StandingOptions = {}, names?: readonly Name[]): Promise<FourSystems> {
  four = await FourSystems.start(options, names)
  return four
}

/** The whole way of a linked birth. */
async function linkedBirth(at: FourSystems): Promise<void> {
  const id = await at.signed()
  expect(await at.legs(id)).toEqual({ residence: 'received', 'health-insurance': 'received' })
  const registered = await at.act('residence.register', id)
  expect(registered).toMatchObject({ status: 200, body: { state: 'done', isLinked: true, resultNo: 'TT-2025-000001' } })
  expect(await at.legs(id)).toEqual({ residence: 'done', 'health-insurance': 'received' })
  await at.act('health-insurance.issue', id)
  expect(await at.legs(id)).toEqual({ residence: 'done', 'health-insurance': 'done' })
  const { record } = await at.record(id)
  // Province 91, a boy of 2025, the first.
  expect(record.personalNo).toBe('091825000001')
  const person = await at.ask('population.person', { params: { identityNumber: record.personalNo } })
  expect(person.body).toMatchObject({ fullName: 'Nguyễn Bảo Khang', state: 'living' })
}

describe('a linked birth', () => {
  it('is split when it is signed, under one reference, and each leg tells how it stands', async () => {
    await linkedBirth(await start())
  })

  it('goes the same way on PostgreSQL', async () => {
    server ??= await startPostgres()
    await linkedBirth(await start({ database: { kind: 'postgres', url: server.url, prefix: 'linked' } }))
  }, 60_000)

  it('has no legs when it is not linked, or not signed yet', async () => {
    const at = await start()
    const id = await at.signed({ serviceCode: BIRTH })
    expect(await at.legs(id)).toEqual({})
    expect((await at.act('residence.sub-dossier', id)).status).toBe(404)
  })

  it('goes on with the others when one leg fails, and the failed one can be tried again', async () => {
    const at = await start()
    const id = await at.signed()
    await at.at.residence.plant({ id: 'f', kind: 'leg-fails', more: { reason: 'Thiếu ý kiến chủ hộ' } })
    const failed = await at.act('residence.register', id)
    expect(failed).toMatchObject({ status: 422, body: { error: 'leg-failed', message: 'Thiếu ý kiến chủ hộ' } })
    expect((await at.act('health-insurance.issue', id)).status).toBe(200)
    expect(await at.legs(id)).toEqual({ residence: 'failed', 'health-insurance': 'done' })
    expect((await at.record(id)).legs[0]).toMatchObject({ system: 'residence', reason: 'Thiếu ý kiến chủ hộ' })
    expect(await at.at.residence.census()).toMatchObject({ byState: { failed: 1 }, counts: { refused: 1 } })
    const toMs = Date.parse('2025-07-02T00:00+07:00')
    await at.at.residence.plant({ id: 'f', kind: 'leg-fails', toMs })
    expect((await at.act('residence.register', id, { at: '2025-07-02T08:00' })).status).toBe(200)
    expect(await at.legs(id)).toEqual({ residence: 'done', 'health-insurance': 'done' })
  })

  it('goes on with the others when one leg hangs', async () => {
    const at = await start()
    const id = await at.signed()
    await at.at['health-insurance'].plant({ kind: 'leg-hangs', toMs: Date.parse('2025-07-02T00:00+07:00') })
    expect(await at.act('health-insurance.issue', id)).toMatchObject({ status: 202, body: { state: 'processing' } })
    expect((await at.act('residence.register', id)).status).toBe(200)
    expect(await at.legs(id)).toEqual({ residence: 'done', 'health-insurance': 'processing' })
    expect((await at.act('health-insurance.issue', id)).status).toBe(202)
    expect((await at.act('health-insurance.issue', id, { at: '2025-07-02T08:00' })).status).toBe(200)
    expect(await at.legs(id)).toEqual({ residence: 'done', 'health-insurance': 'done' })
  })

  it('fails or hangs for the stated share of the dossiers, the same ones at every attempt', async () => {
    const at = await start({}, ['residence'])
    await at.at.residence.plant({ kind: 'leg-fails', share: 0.5 })
    const statuses: number[] = []
    for (let n = 0; n < 60; n++) statuses.push((await at.act('residence.register', `d-${n}`)).status)
    const failed = statuses.filter((status) => status === 422).length
    // Binomial(60, 0.5): 30 ± 4 standard deviations of 3.9.
    expect(failed).toBeGreaterThan(14)
    expect(failed).toBeLessThan(46)
    const again: number[] = []
    for (let n = 0; n < 60; n++) again.push((await at.act('residence.register', `d-${n}`)).status)
    expect(again).toEqual(statuses.map((status) => (status === 200 ? 409 : 422)))
  })

  it('whose leg acts before it is handed over is reported all the same', async () => {
    const at = await start()
    const requestNo = '30742-900001'
    expect((await at.act('residence.register', requestNo)).body).toMatchObject({ state: 'done', isLinked: false })
    const id = await at.signed({ requestNo })
    expect(await at.legs(id)).toEqual({ residence: 'done', 'health-insurance': 'received' })
    expect((await at.act('residence.sub-dossier', id)).body).toMatchObject({ isLinked: true, state: 'done' })
  })

  it('of which a leg was lost on the way stays sent', async () => {
    const at = await start()
    await at.at['civil-status'].plant({ kind: 'transfer-lost', operations: ['to:residence'] })
    const id = await at.signed()
    expect(await at.legs(id)).toEqual({ residence: 'sent', 'health-insurance': 'received' })
    expect((await at.act('residence.sub-dossier', id)).status).toBe(404)
  })

  it('says so where a leg’s system is not connected at all', async () => {
    const at = await start({ running: ['civil-status'] }, ['civil-status'])
    const id = await at.signed()
    expect(await at.legs(id)).toEqual({ residence: 'not-connected', 'health-insurance': 'not-connected' })
  })
})

describe('a linked death', () => {
  it('has the residence deleted and an allowance granted, and the dead noted', async () => {
    const at = await start()
    const personIdNo = '091812345999'
    const id = await at.signed({ serviceCode: LINKED_DEATH, fullName: 'Trần Văn Cụ', personIdNo })
    expect((await at.act('residence.register', id)).body).toMatchObject({ error: 'other-act', act: 'delete' })
    expect((await at.act('residence.delete', id)).body.resultNo).toBe('XTT-2025-000001')
    expect((await at.act('health-insurance.allow', id)).body.resultNo).toBe('MTP-2025-000001')
    expect(await at.legs(id)).toEqual({ residence: 'done', 'health-insurance': 'done' })
    const body = { identityNumber: personIdNo, fullName: 'Trần Văn Cụ' }
    expect((await at.ask('population.check', { body })).body).toMatchObject({ matched: true, state: 'deceased' })
    expect((await at.record(id)).record.personalNo).toBe(personIdNo)
  })

  it('of somebody whose number is not told is registered, and nobody noted', async () => {
    const at = await start()
    const id = await at.signed({ serviceCode: LINKED_DEATH })
    expect((await at.record(id)).record).toMatchObject({ status: 'signed', personalNo: '' })
    expect(await at.at.population.census()).toMatchObject({ counts: { received: 0 } })
  })
})
