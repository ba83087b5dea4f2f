import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oneStop as oneStopStandIn } from '../../src/systems/one-stop/index.ts'
import { portal as portalStandIn } from '../../src/systems/portal/index.ts'
import { type Standing, standing } from './standing.ts'

let oneStop: Standing
let portal: Standing
let token: string

beforeAll(async () => {
  oneStop = await standing(oneStopStandIn, { access: 'open' })
  portal = await standing(portalStandIn, { access: 'open', peers: { 'one-stop': oneStop.url } })
  token = portal.token
})
afterAll(async () => {
  await portal.close()
  await oneStop.close()
})

const at = { 'content-type': 'application/json', 'x-dientap-at': '2025-07-01T08:00:00.000+07:00' }
const registration = {
  referenceUid: 'd-1',
  serviceCode: '1.001193',
  govAgencyCode: '000.00.53.H48',
  applicantName: 'Trần Văn An',
  applicantIdType: 'CCCD',
  applicantIdNo: '091812345678',
  viaPostal: 0,
  documents: ['Tờ khai'],
}
const submission = {
  MaThamChieu: 'd-2',
  MaDonVi: '000.00.53.H48',
  MaTTHC: '1.001193',
  ChuHoSo: 'Trần Văn An',
  SoDinhDanh: '091812345678',
  TaiLieuNop: ['Tờ khai'],
}

async function post(url: string, body: unknown, headers: Record<string, string> = at) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(url, { method: 'POST', headers, body: text })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

describe('wrong input is answered 4xx with a JSON body that names the error', () => {
  const register = (body: unknown, headers?: Record<string, string>) =>
    post(`${oneStop.url}/o/rest/v2/dossiers`, body, headers)
  const submit = (body: unknown, headers?: Record<string, string>) => post(`${portal.url}/api/dossiers`, body, headers)

  it.each([
    ['broken JSON', '{"referenceUid":', 400, 'bad-request'],
    ['an empty body', '', 400, 'bad-request'],
    ['a list', [], 400, 'invalid'],
    ['a missing key', { ...registration, serviceCode: undefined }, 400, 'invalid'],
    ['an unknown key', { ...registration, extra: 1 }, 400, 'invalid'],
    ['a number as text', { ...registration, viaPostal: '0' }, 400, 'invalid'],
    ['a number for a name', { ...registration, applicantName: 7 }, 400, 'invalid'],
    ['one text for a list', { ...registration, documents: 'Tờ khai' }, 400, 'invalid'],
    ['an id with a slash', { ...registration, referenceUid: '../x' }, 400, 'invalid'],
    ['an identity number of letters', { ...registration, applicantIdNo: 'abcdefghi' }, 400, 'invalid'],
    ['an unknown procedure', { ...registration, serviceCode: '9.999999' }, 422, 'unknown-procedure'],
    ['another agency', { ...registration, govAgencyCode: '000.00.01.H48' }, 422, 'unknown-agency'],
    ['300 KB', { ...registration, applicantName: 'a'.repeat(300_000) }, 413, 'too-large'],
    ['a prototype', '{"__proto__":{"x":1}}', 400, 'bad-request'],
  ])('register with %s', async (_, body, status, error) => {
    const answer = await register(body)
    expect(answer).toMatchObject({ status, body: { error } })
  })

  it.each([
    ['a word', 'tomorrow'],
    ['a day that does not exist', '2025-02-30T08:00:00.000+07:00'],
    ['another offset', '2025-07-01T08:00:00.000+00:00'],
    ['the year 9999', '9999-07-01T08:00:00.000+07:00'],
  ])('a scenario time that is %s', async (_, time) => {
    const headers = { 'content-type': 'application/json', 'x-dientap-at': time }
    expect(await register(registration, headers)).toMatchObject({ status: 400, body: { error: 'no-scenario-time' } })
    expect(await submit(submission, headers)).toMatchObject({ status: 400, body: { error: 'no-scenario-time' } })
  })

  it('a content type that is not JSON', async () => {
    expect((await register('a=1', { ...at, 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
  })

  it('unknown ids, doors, actions and statuses', async () => {
    const dossiers = `${oneStop.url}/o/rest/v2/dossiers`
    const action = { actionCode: 'receive', actionUser: 'clerk-1' }
    expect(await post(`${dossiers}/nobody/actions`, action)).toMatchObject({
      status: 404,
      body: { error: 'unknown-dossier' },
    })
    expect((await post(`${dossiers}/nobody/actions`, { ...action, actionCode: 'burn' })).status).toBe(400)
    expect((await post(`${dossiers}/a%2Fb/actions`, action)).status).toBe(400)
    expect((await post(`${portal.url}/api/dossiers/nobody/withdraw`, {})).status).toBe(404)
    expect((await post(`${portal.url}/nowhere`, {})).status).toBe(404)
    for (const path of ['/nobody', '?status=burnt', '?start=-1', '?start=x', '/%zz']) {
      const answer = await fetch(dossiers + path)
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
      expect(answer.status, path).toBeLessThan(500)
      expect(await answer.json()).toHaveProperty('error')
    }
  })

  it('a second registration of the same dossier', async () => {
    expect((await register({ ...registration, referenceUid: 'double' })).status).toBe(201)
    expect(await register({ ...registration, referenceUid: 'double' })).toMatchObject({
      status: 409,
      body: { state: 1 },
    })
  })

  it('text that could be SQL comes back as it was; only a NUL, which PostgreSQL can’t hold, is refused', async () => {
    const applicantName = `Robert'); DROP TABLE dossier;-- \u0007 "Đặng" 🙂`
    expect((await register({ ...registration, referenceUid: 'quoted', applicantName })).status).toBe(201)
    const answer = await fetch(`${oneStop.url}/o/rest/v2/dossiers/quoted`)
    expect(await answer.json()).toMatchObject({ applicantName })
    const nul = { ...registration, referenceUid: 'nul', applicantName: 'a\u0000b' }
    expect(await register(nul)).toMatchObject({ status: 400, body: { error: 'invalid' } })
  })

  it('inner doors without the token', async () => {
    expect((await fetch(`${oneStop.url}/control/census`)).status).toBe(401)
    expect((await post(`${oneStop.url}/inner/messages`, { messages: [] })).status).toBe(401)
    expect((await post(`${portal.url}/lgsp/login`, { username: 'x', password: 'wrong' })).status).toBe(401)
    const lgsp = { session: 'made-up', madonvi: 'x', service: 'DongBoHoSoMC', isUpdating: 'False', data: [] }
    expect((await post(`${portal.url}/lgsp`, lgsp)).status).toBe(401)
    expect((await post(`${portal.url}/lgsp`, { ...lgsp, service: 'XoaHetHoSo' })).status).toBe(400)
    expect((await post(`${portal.url}/lgsp`, { ...lgsp, data: [{ MaThamChieu: 1 }] })).status).toBe(400)
  })

  it('a peer on another host is refused', async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    expect(await post(`${portal.url}/control/peers`, { 'one-stop': 'http://203.0.113.7:80' }, headers)).toMatchObject({
      status: 422,
      body: { error: 'host-refused' },
    })
  })

  it('headers that Node itself turns away', async () => {
    const status = await new Promise((resolve) => {
      const asked = request(`${oneStop.url}/o/rest/v2/dossiers`, { headers: { 'x-dientap-by': 'a'.repeat(20_000) } })
      asked.on('response', (answer) => resolve(answer.statusCode)).on('error', resolve)
      asked.end()
    })
    expect(status).toBe(431)
  })
})

describe('the list of dossiers', () => {
  it('comes in pages, by status as a word or a number', async () => {
    for (const n of [1, 2, 3]) {
      await post(`${oneStop.url}/o/rest/v2/dossiers`, { ...registration, referenceUid: `list-${n}` })
    }
    await post(`${oneStop.url}/o/rest/v2/dossiers/list-2/actions`, { actionCode: 'refuse', actionUser: 'clerk-1' })
    const list = async (query: string) =>
      (await (await fetch(`${oneStop.url}/o/rest/v2/dossiers?${query}`)).json()) as {
        total: number
        data: { referenceUid: string }[]
      }
    expect(await list('status=denied')).toMatchObject({
      total: 1,
      data: [{ referenceUid: 'list-2', dossierStatus: 'denied' }],
    })
    expect(await list('status=3')).toEqual(await list('status=denied'))
    const all = await list('start=0&end=100')
    expect((await list('start=1&end=3')).data).toEqual(all.data.slice(1, 3))
    expect(all.total).toBe(all.data.length)
  })
})
