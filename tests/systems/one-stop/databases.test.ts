import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatabasePlace } from '../../../src/systems/index.ts'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { province } from '../../../src/systems/province/index.ts'
import { freshDirectory, removeDirectories } from '../folders.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'
import { type Standing, standing } from '../standing.ts'
import { act } from './act.ts'
import { IGATE, igateRegistration, OPENCPS, registration, world } from './centres.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server.stop()
  removeDirectories()
})

const databases: Record<string, () => DatabasePlace> = {
  SQLite: () => ({ kind: 'sqlite', folder: freshDirectory() }),
  PostgreSQL: () => ({ kind: 'postgres', url: server.url, prefix: 'life' }),
}

describe.each(Object.entries(databases))('on %s', (_, database) => {
  let at: Standing
  beforeAll(async () => {
    at = await standing(oneStop, { world, database: database() })
  })
  afterAll(() => at.close())

  it('receptions at the same moment get numbers without gap and without repetition', async () => {
    const bodies = Array.from({ length: 30 }, () => registration())
    await Promise.all(bodies.map((body) => at.ask('one-stop.register', { body, at: '2025-07-01T08:00' })))
    const answers = await Promise.all(
      bodies.map(({ referenceUid }) => act(at, referenceUid, 'receive', { at: '2025-07-01T08:00' })),
    )
    const numbers = answers.map(({ body }) => Number(body.dossierNo.slice(-4))).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 30 }, (__, index) => index + 1))
  })

  it('actions at the same moment, by whichever name of the dossier, are carried out one after the other', async () => {
    const body = registration()
    const { dossierId } = (await at.ask('one-stop.register', { body })).body
    await act(at, body.referenceUid, 'receive')
    const names = Array.from({ length: 20 }, (__, n) => (n % 2 === 0 ? body.referenceUid : dossierId))
    const answers = await Promise.all(
      names.map((name) => act(at, name, 'digitise', {}, { documents: [`Giấy ${name}`] })),
    )
    expect(answers.map(({ body: { sequence } }) => sequence).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (__, index) => index + 3),
    )
    const view = await at.ask('one-stop.dossier', { params: { id: body.referenceUid } })
    expect(view.body).toMatchObject({ sequence: 22 })
    expect(view.body.digitised).toHaveLength(2)
  })

  it('one of two that would end a dossier in different ways is refused', async () => {
    for (let n = 0; n < 5; n++) {
      const { id, nationCode } = (
        await at.ask('one-stop.igate-register', { body: igateRegistration({ receivingKind: 2 }), as: 'run' })
      ).body
      const message = {
        id: `m-${nationCode}`,
        from: 'portal',
        kind: 'citizen-act',
        subject: nationCode,
        atMs: 1_751_331_600_000,
        dueMs: 1_751_331_600_000,
        ordered: true,
        call: '',
        body: {
          referenceUid: nationCode,
          action: 'withdraw',
          by: 'citizen',
          note: '',
          documents: [],
          run: '',
          serviceCode: '1.001193',
          govAgencyCode: IGATE,
          applicantName: 'Lê Thị Hồng',
          applicantIdType: 'CCCD',
          applicantIdNo: '091912345678',
        },
      }
      const [refused, withdrawn] = await Promise.all([
        at.ask('one-stop.igate-reject', { params: { id }, body: { comment: '' }, as: 'run' }),
        at.ask('inner.messages', { body: { messages: [message] }, as: 'run' }),
      ])
      expect([refused.status, withdrawn.body.replies[0].status].sort()).toEqual([200, 409])
    }
  })

  it('numbers that came twice are found, tickets counted, lists paged', async () => {
    await at.plant({ id: 'apart', kind: 'separate-numbering', more: { secondSite: 'clerk-2' } })
    const uids = []
    for (const user of ['clerk-1', 'clerk-2', 'clerk-2']) {
      const body = registration()
      const how = { as: 'run', headers: { 'x-dientap-by': user }, at: '2025-07-09T08:00' }
      await at.ask('one-stop.register', { body, ...how })
      await act(at, body.referenceUid, 'receive', how, { actionUser: user })
      uids.push(body.referenceUid)
    }
    const { body } = await at.ask('one-stop.duplicates', { query: { govAgencyCode: OPENCPS } })
    expect(body).toEqual({
      total: 1,
      data: [{ dossierNo: `${OPENCPS}-250709-0001`, referenceUids: uids.slice(0, 2) }],
    })
    const booking = { body: { govAgencyCode: OPENCPS, serviceCode: '2.000815', bookingName: 'An' } }
    const codes = []
    for (let n = 0; n < 2; n++) codes.push((await at.ask('one-stop.ticket', booking)).body.codeNumber)
    expect(codes).toEqual(['001', '002'])
    const todo = await at.ask('one-stop.todo', { query: { status: 'receiving', start: 0, end: 2 }, as: 'clerk' })
    expect(todo.body.data).toHaveLength(2)
    expect(todo.body.total).toBe(34)
    const found = await at.ask('one-stop.igate-search', { query: { status: 6, 'agency-code': IGATE }, as: 'clerk' })
    const withdrawn = await at.ask('one-stop.igate-search', { query: { status: 7, 'agency-code': IGATE }, as: 'clerk' })
    expect(found.body.totalElements + withdrawn.body.totalElements).toBe(5)
  })

  it('a dossier goes to the province and back', async () => {
    const there = await standing(province, { world, database: database() })
    const { viaPostal: _viaPostal, ...body } = registration()
    const params = { referenceUid: body.referenceUid }
    await there.ask('province.hand-over', { body, at: '2025-07-01T08:00' })
    for (const [actionCode, as] of [
      ['ask-supplement', 'department'],
      ['supply', 'specialist'],
      ['decide', 'department'],
      ['collect', 'specialist'],
    ] as const) {
      const asking = { params, body: { actionCode, actionUser: as }, as, at: '2025-07-02T08:00' }
      expect((await there.ask('province.act', asking)).status).toBe(200)
    }
    const sent = await there.ask('province.exchanges', { params })
    expect(sent.body.data.map(({ copies }: { copies: number }) => copies)).toEqual([1, 1, 1, 1, 1, 1])
    expect((await there.ask('province.todo', { query: { side: 'commune' } })).body.total).toBe(0)
    await there.close()
  })
})
