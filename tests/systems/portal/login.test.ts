import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeDirectories } from '../folders.ts'
import { Browser, lastPart, loggedIn, resumed } from '../identity/walk.ts'
import type { Answered } from '../standing.ts'
import { AN, openTown, submission, submitted, type Town } from './town.ts'

const SECRET = 'a-secret-for-tests'
const BINH = '091912345678'

let town: Town
beforeEach(async () => {
  const citizen = (user: string) => ({ user, secret: SECRET, roles: ['citizen'] })
  town = await openTown({ accounts: [citizen(AN), citizen(BINH)] })
})
afterEach(() => town.close())
afterAll(removeDirectories)

/** From the portal to the identity provider and back to the portal's door. @returns what the provider says there */
async function walk(who: string): Promise<Record<string, string>> {
  const sent = await town.portal.ask('portal.login', { at: '2025-07-01T08:00' })
  const there = new URL(sent.headers.get('location') ?? '')
  expect(there.origin).toBe(town.identity.url)
  const browser = new Browser()
  const answer = await town.identity.ask('identity.authorise', { query: Object.fromEntries(there.searchParams) })
  browser.keep(answer)
  const login = { browser, uid: lastPart(new URL(answer.headers.get('location') ?? '', there).pathname) }
  await loggedIn(town.identity, login, who, SECRET)
  const back = await resumed(town.identity, login)
  expect(back.origin + back.pathname).toBe(`${town.portal.url}/login/callback`)
  return Object.fromEntries(back.searchParams)
}
const come = (query: Record<string, string>): Promise<Answered> =>
  town.portal.ask('portal.login-done', { query, at: '2025-07-01T08:01' })

describe('logging in to the portal', () => {
  it('leads through the identity provider to a token with which a citizen hands in what is theirs', async () => {
    const { status, body } = await come(await walk(AN))
    expect(status).toBe(200)
    expect(body).toMatchObject({ SoDinhDanh: AN, token_type: 'Bearer', expires_in: 3600 })
    const headers = { authorization: `Bearer ${body.access_token}` }
    const at = '2025-07-01T08:30'
    expect((await town.portal.ask('portal.me', { headers, at })).body).toEqual({ TaiKhoan: AN, SoDinhDanh: AN })
    const own = submission()
    expect((await town.portal.ask('portal.submit', { headers, at, body: own })).status).toBe(201)
    const other = { ...submission(), SoDinhDanh: BINH }
    expect((await town.portal.ask('portal.submit', { headers, at, body: other })).status).toBe(403)
    const late = await town.portal.ask('portal.me', { headers, at: '2025-07-01T09:01' })
    expect(late).toMatchObject({ status: 401, body: { error: 'token-expired' } })
  })

  it('is possible once for each login that was begun here', async () => {
    const query = await walk(AN)
    expect((await come(query)).status).toBe(200)
    expect((await come(query)).body.error).toBe('login-failed')
    expect((await come({ ...query, state: 'made-up' })).status).toBe(401)
  })

  it('takes no other login’s code, no other provider’s word and no refusal for a login', async () => {
    const [an, binh] = [await walk(AN), await walk(BINH)]
    expect((await come({ ...an, code: binh.code ?? '' })).status).toBe(401)
    expect((await come({ ...binh, iss: 'http://127.0.0.1:1' })).status).toBe(401)
    const { state = '', iss = '' } = await walk(AN)
    expect((await come({ state, iss, error: 'access_denied' })).status).toBe(401)
  })

  it('fails while that is planted', async () => {
    await town.portal.plant({ id: 'shut', kind: 'login-failure' })
    expect((await come(await walk(AN))).body.error).toBe('login-failed')
  })

  it('can’t begin while the identity provider is away', async () => {
    await town.identity.plant({ id: 'out', kind: 'connection-lost' })
    const answer = await town.portal.ask('portal.login', {})
    expect(answer).toMatchObject({ status: 503, body: { error: 'identity-away' } })
    // Whoever is logged in already is not concerned.
    expect(await submitted(town.portal)).toMatch(/^d-/)
  })
})
