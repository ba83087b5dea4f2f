import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeContract } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'
import { type Standing, standing } from '../standing.ts'
import { workshop } from './workshop.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server.stop()
  removeDirectories()
})

let items = 0
const fresh = () => `item-${++items}`
const existing = async (at: Standing): Promise<{ params: { id: string } }> => {
  const id = fresh()
  await at.ask('province.make', { body: { id }, as: 'run' })
  return { params: { id } }
}

describeContract(workshop(), {
  'province.make': () => ({ body: { id: fresh() } }),
  'province.spoil': { params: { id: 'nothing' }, body: { note: 'x' }, status: 409 },
  'province.act': [
    async (at) => ({ ...(await existing(at)), body: { what: 'mend' } }),
    async (at) => ({ ...(await existing(at)), body: { what: 'break' } }),
  ],
  'province.tell': async (at) => ({ ...(await existing(at)), body: { word: 'hello' } }),
  'province.read': existing,
  'province.replies': existing,
  'province.form': { body: { note: 'Đặng & Lê' } },
  'province.xml': { body: '<a>Đặng</a>' },
  'province.bytes': { body: Uint8Array.from([1, 2, 3]) },
  'province.odd': { body: { note: 'x' } },
})

const places = {
  SQLite: () => undefined,
  PostgreSQL: () => ({ kind: 'postgres' as const, url: server.url, prefix: `doors_${++items}` }),
}

describe.each(Object.entries(places))('the doors of a stand-in on %s', (_, place) => {
  let at: Standing
  const opened = async () => {
    const database = place()
    return standing(workshop(), database ? { database } : {})
  }
  beforeAll(async () => {
    at = await opened()
  })
  afterAll(() => at.close())
  const make = (id: string, call?: string) => at.ask('province.make', { body: { id }, ...(call ? { call } : {}) })
  const stateOf = async (id: string) => (await at.ask('province.read', { params: { id } })).body.state

  it('do what a call asks once, and give a repeated one the same answer', async () => {
    const id = fresh()
    expect(await make(id, `make ${id}`)).toMatchObject({ status: 201, body: { id, state: 'new' } })
    expect(await make(id, `make ${id}`)).toMatchObject({ status: 201, body: { id, state: 'new' } })
    expect(await make(id)).toMatchObject({ status: 409, body: { error: 'there-already' } })
  })

  it('refuse a call id that named another call', async () => {
    const id = fresh()
    await make(id, `once ${id}`)
    const other = await make(fresh(), `once ${id}`)
    expect(other).toMatchObject({ status: 409, body: { error: 'call-id-reused' } })
  })

  it('take a call id of another run for another call, and of the same run for the same', async () => {
    const id = fresh()
    const inRun = (run: string) =>
      at.ask('province.make', { body: { id }, call: `of a run ${id}`, headers: { 'x-dientap-run': run } })
    const answers = [await inRun('monday'), await inRun('tuesday'), await inRun('monday')]
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 201])
    expect(answers[1]?.body).toMatchObject({ error: 'call-id-reused' })
  })

  it('do not keep a refusal: the same call may be sent again', async () => {
    const id = fresh()
    await at.plant({ id: 'stuck', kind: 'sticky-door' })
    expect(await make(id, `again ${id}`)).toMatchObject({ status: 409, body: { error: 'sticky-door' } })
    const removed = await at.ask('control.remove-fault', { params: { id: 'stuck' } })
    expect(removed.body.faults).toEqual([])
    expect((await make(id, `again ${id}`)).status).toBe(201)
  })

  it('write nothing of a call that is refused after it wrote something', async () => {
    const { params } = await existing(at)
    expect((await at.ask('province.spoil', { params, body: { note: '' } })).status).toBe(409)
    expect(await stateOf(params.id)).toBe('new')
  })

  it('let one of many equal calls that race have its effect, and answer all of them alike', async () => {
    const id = fresh()
    const answers = await Promise.all(Array.from({ length: 8 }, () => make(id, `race ${id}`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  })

  it('let one of many different calls for one thing through', async () => {
    const id = fresh()
    const answers = await Promise.all(Array.from({ length: 8 }, (__, n) => make(id, `rival ${id} ${n}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
  })

  it('tell apart several operations at one door: the right, the fault and the effect go by the name of each', async () => {
    const { params } = await existing(at)
    await at.plant({ id: 'no-break', kind: 'connection-lost', operations: ['province.break'] })
    expect((await at.ask('province.act', { params, body: { what: 'break' } })).status).toBe(503)
    expect((await at.ask('province.act', { params, body: { what: 'mend' } })).status).toBe(200)
    expect(await stateOf(params.id)).toBe('mended')
    await at.ask('control.remove-fault', { params: { id: 'no-break' } })
  })

  it('pass forms, XML and bytes on as they are, and write errors in the form of the operation', async () => {
    expect((await at.ask('province.form', { body: { note: 'Đặng & Lê = 1' } })).body).toEqual({ note: 'Đặng & Lê = 1' })
    expect((await at.ask('province.xml', { body: '<a>Đặng</a>' })).body).toBe('<a>Đặng</a>')
    const bytes = await at.fetch('province.bytes', { body: Uint8Array.from([0, 128, 255]) })
    expect([...new Uint8Array(await bytes.arrayBuffer())]).toEqual([255, 128, 0])
    expect(bytes.headers.get('etag')).toBe('"3"')
    expect(await at.ask('province.odd', { body: { note: '' } })).toMatchObject({
      status: 404,
      body: { code: 'NOT-HERE' },
    })
    expect((await at.ask('province.odd', { body: {} })).body).toMatchObject({ code: 'INVALID', data: null })
    expect((await at.ask('province.odd', { body: { note: 'x' }, as: null })).body).toMatchObject({
      code: 'UNAUTHORISED',
    })
  })

  it('refuse a form in which a name occurs twice', async () => {
    expect((await at.ask('province.form', { body: 'note=1&note=2' })).status).toBe(400)
  })

  it('take no answer of a stand-in for granted while tests run', async () => {
    const answer = await at.fetch('province.odd', { body: { note: 'wrong' } })
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('province.odd, answer 200')
  })

  it('keep what they did over a restart, the answers to calls too', async () => {
    const database = place() ?? { kind: 'sqlite' as const, folder: at.served.database.replace(/\/[^/]*$/, '/again') }
    if (database.kind === 'sqlite') (await import('node:fs')).mkdirSync(database.folder)
    const first = await standing(workshop(), { database })
    const id = fresh()
    const said = await first.ask('province.make', { body: { id }, call: `kept ${id}` })
    await first.close()
    const second = await standing(workshop(), { database })
    expect(await second.ask('province.make', { body: { id }, call: `kept ${id}` })).toMatchObject({
      status: 201,
      body: said.body,
    })
    expect((await second.census()).counts).toMatchObject({ received: 1, open: 1 })
    await second.close()
  })

  it('list everything in pages, as lines of JSON', async () => {
    const answer = await at.ask('control.dossiers')
    const lines = (answer.body as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, string])
    expect(lines.map(([id]) => id)).toEqual(lines.map(([id]) => id).toSorted())
    expect(lines.length).toBe((await at.census()).counts.received)
  })
})
