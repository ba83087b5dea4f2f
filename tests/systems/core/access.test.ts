import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseLocal } from '../../../src/calendar/index.ts'
import { freshDirectory, removeDirectories } from '../folders.ts'
import { type Asking, RUN_TOKEN, type Standing, type StandingOptions, standing } from '../standing.ts'
import { workshop } from './workshop.ts'

const secret = 'one-two-three-four'
const options: StandingOptions = {
  accounts: [
    { user: '30742.specialist-1', secret, unit: '30742', roles: ['maker'], permissions: { 'province.make': false } },
    {
      user: '30742.specialist-2',
      secret,
      unit: '30742',
      roles: ['maker'],
      permissions: { 'province.make': parseLocal('2025-07-03T08:00') },
    },
    { user: 'guest', secret, roles: ['reader'], permissions: { 'province.make': true } },
    { user: 'stranger', secret, roles: ['no-role-here'] },
  ],
}

let at: Standing
beforeAll(async () => {
  at = await standing(workshop(), options)
})
afterAll(async () => {
  await at.close()
  removeDirectories()
})

let items = 0
const make = async (asking: Asking): Promise<number> =>
  (await at.ask('province.make', { body: { id: `item-${++items}` }, ...asking })).status
const basic = (user: string, password: string) => ({
  as: null,
  headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
})

describe('an account', () => {
  it('may do what its roles may', async () => {
    expect(await make({ as: 'maker' })).toBe(201)
    expect(await make({ as: 'reader' })).toBe(403)
    expect(await make({ as: 'stranger' })).toBe(403)
  })

  it('may be denied a permission of its role, or given one besides', async () => {
    expect(await make({ as: '30742.specialist-1' })).toBe(403)
    expect(await make({ as: 'guest' })).toBe(201)
  })

  it('may hold a permission from a scenario time on', async () => {
    expect(await make({ as: '30742.specialist-2', at: '2025-07-03T07:59' })).toBe(403)
    expect(await make({ as: '30742.specialist-2', at: '2025-07-03T08:00' })).toBe(201)
  })

  it('logs in with Basic too', async () => {
    expect(await make(basic('guest', secret))).toBe(201)
    expect(await make(basic('guest', 'wrong'))).toBe(401)
    expect(await make(basic('nobody', secret))).toBe(401)
    expect(await make({ as: null, headers: { authorization: 'Basic %%%' } })).toBe(401)
  })
})

describe('a bearer token', () => {
  it('is good for an hour of scenario time, from the time at which it was asked for', async () => {
    const token = await at.login('maker', '2025-07-04T08:00')
    const headers = { authorization: `Bearer ${token}` }
    expect(await make({ as: null, headers, at: '2025-07-04T08:59' })).toBe(201)
    const late = await at.ask('province.make', { body: { id: 'x' }, as: null, headers, at: '2025-07-04T09:00' })
    expect(late).toMatchObject({ status: 401, body: { error: 'token-expired' } })
    expect(late.headers.get('www-authenticate')).toBe('Bearer')
  })

  it('can’t be made up, nor changed', async () => {
    const token = await at.login('reader')
    const [payload = '', signature = ''] = token.split('.')
    const forged = Buffer.from(JSON.stringify(['maker', 9e15])).toString('base64url')
    for (const wrong of [`${forged}.${signature}`, `${payload}.${signature}x`, payload, '.', 'x', `${payload}.`]) {
      expect(await make({ as: null, headers: { authorization: `Bearer ${wrong}` } }), wrong).toBe(401)
    }
  })

  it('outlives a restart of the stand-in', async () => {
    const database = { kind: 'sqlite' as const, folder: freshDirectory() }
    const first = await standing(workshop(), { database })
    const headers = { authorization: `Bearer ${await first.login('maker')}` }
    await first.close()
    const second = await standing(workshop(), { database })
    expect((await second.ask('province.make', { body: { id: 'x' }, as: null, headers })).status).toBe(201)
    await second.close()
  })

  it('is given to who knows the secret, and nobody else', async () => {
    const login = (body: Record<string, string>) => at.ask('access.token', { body })
    const good = { grant_type: 'client_credentials', client_id: 'guest', client_secret: secret }
    expect(await login(good)).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3600 } })
    expect(await login({ ...good, client_secret: 'wrong' })).toMatchObject({
      status: 401,
      body: { error: 'invalid-client' },
    })
    expect((await login({ ...good, client_id: 'nobody' })).status).toBe(401)
    expect((await login({ ...good, grant_type: 'password' })).status).toBe(400)
    expect((await login({ ...good, extra: '1' })).status).toBe(400)
  })
})

describe('the latest scenario time', () => {
  it('is moved by who may call, and by no stranger', async () => {
    const token = await at.login('maker', '2025-07-05T08:00')
    const headers = { authorization: `Bearer ${token}` }
    expect(await make({ as: null, at: '2027-12-31T23:59' })).toBe(401)
    expect(await make({ ...basic('maker', 'wrong'), at: '2027-12-31T23:59' })).toBe(401)
    // Without a time the latest counts, at which the token is still good.
    expect(await make({ as: null, headers })).toBe(201)
    expect(await make({ as: 'maker', at: '2025-07-05T09:00' })).toBe(201)
    expect(await make({ as: null, headers })).toBe(401)
  })
})

describe('the token of the run', () => {
  it('opens everything, and says who acts', async () => {
    expect(await make({ as: 'run', headers: { 'x-dientap-by': 'clerk-1' } })).toBe(201)
    expect((await at.ask('control.census')).status).toBe(200)
  })

  it('is not the token of another run', async () => {
    const wrong = { authorization: `Bearer ${RUN_TOKEN}x` }
    expect((await at.ask('control.census', { as: null, headers: wrong })).status).toBe(401)
  })
})

describe('a stand-in that is open', () => {
  it('lets everybody do everything but control it, and describes no login', async () => {
    const open = await standing(workshop(), { access: 'open' })
    expect((await open.ask('province.make', { body: { id: 'x' }, as: null })).status).toBe(201)
    expect((await open.ask('control.census', { as: null })).status).toBe(401)
    const { paths } = open.document.text as { paths: Record<string, Record<string, { security: unknown[] }>> }
    expect(paths['/items']?.post?.security).toEqual([])
    await open.close()
  })
})
