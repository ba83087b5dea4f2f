import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { civilStatus } from '../../src/systems/civil-status/index.ts'
import type { StandIn } from '../../src/systems/core/stand-in.ts'
import { land } from '../../src/systems/land/index.ts'
import { declaration, freshUid, LAND, world } from './line-world.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'
import { type Asking, type Standing, standing } from './standing.ts'

// The linked procedures on PostgreSQL are in linked/linked.test.ts.
let server: PostgresServer
let at: Standing | undefined
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterEach(async () => at?.close())
afterAll(() => server.stop())

async function start(standIn: StandIn): Promise<Standing> {
  at = await standing(standIn, { world, database: { kind: 'postgres', url: server.url, prefix: 'line' } })
  return at
}

const MORNING = '2025-07-01T08:00'
/** Of the only dossier that there is: the list has a line for each. */
const dossierAt = async ({ url, token }: Standing) =>
  (await fetch(`${url}/control/dossiers`, { headers: { authorization: `Bearer ${token}` } })).json()

describe('on PostgreSQL as on SQLite', () => {
  it('the civil-status system enters, lists, weeds out, signs, finds and copies', async () => {
    const { ask, plant } = await start(civilStatus)
    const call = async (what: string, asking: Asking) =>
      (await ask(`civil-status.${what}`, { at: MORNING, ...asking })).body.result
    await plant({ kind: 'transfer-duplicated', more: { as: 'another' } })
    const body = declaration()
    const params = { requestNo: body.requestNo }
    await call('transfer', { body })
    await call('enter', { body })
    const all = { params: { register: 'birth' }, body: { searchKey: body.applicantIdNo, isApprove: false } }
    const { content } = await call('list', all)
    expect(content.map(({ status }: { status: string }) => status)).toEqual(['entered', 'transferred'])
    await call('discard', { params: { ...params, id: content[1].id }, body: {} })
    await call('approve', { params, body: {} })
    expect(await call('sign', { params, body: {} })).toMatchObject({ registrationNo: '1/2025' })
    const signed = { signStatus: 1, registrationDate: ['2025-07-01', '2025-07-01'] }
    expect(await call('list', { ...all, body: signed, query: { sort: 'id,desc' } })).toMatchObject({ totalElements: 1 })
    expect(await call('record', { params })).toMatchObject({ doubles: 0, record: { status: 'signed' } })
    expect(await call('search', { query: { searchKey: body.applicantIdNo } })).toMatchObject({ totalElements: 2 })
    expect(await call('extract', { body: { ...params, searchKey: '1/2025', copies: 1 } })).toMatchObject({ copies: 1 })
    expect((await at?.census())?.byState).toEqual({ signed: 1, discarded: 1, extract: 1 })
    expect(await dossierAt(at as Standing)).toEqual([body.requestNo, 'signed'])
  })

  it('the land information system enters, verifies and settles', async () => {
    const { ask } = await start(land)
    const call = async (what: string, asking: Asking) =>
      (await ask(`land.${what}`, { at: MORNING, body: {}, ...asking })).body.Data
    const person = { ChuHoSo: 'Lê Văn Bình', SoDinhDanh: '091812345678' }
    const body = { MaHoSo: freshUid(), MaDonVi: '000.00.53.H48', MaTTHC: LAND, ...person }
    const { SoBienNhan } = await call('enter', { body })
    const params = { SoBienNhan }
    await call('verify', { params })
    expect(await call('settle', { params })).toMatchObject({ TrangThai: 'DA_GIAI_QUYET' })
    expect(await call('find', { body: { MaHoSo: body.MaHoSo } })).toEqual(await call('record', { params }))
    expect((await at?.census())?.byState).toEqual({ DA_GIAI_QUYET: 1 })
    expect(await dossierAt(at as Standing)).toEqual([body.MaHoSo, 'DA_GIAI_QUYET'])
  })
})
