import { createPublicKey, verify } from 'node:crypto'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { identity } from '../../../src/systems/identity/index.ts'
import { describeContract } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { type Standing, standing } from '../standing.ts'
import { begun, loggedIn, pathOf, REDIRECT_URI, request, resumed, verifier } from './walk.ts'

const AN = '091812345678'
const SECRET = 'a-secret-for-tests'
/** A number that a living person could have. */
const LIVING = '091087654321'
const accounts = [AN, LIVING].map((user) => ({ user, secret: SECRET, roles: ['citizen'] }))

afterAll(removeDirectories)

async function coded(at: Standing, query = request()): Promise<string> {
  const login = await begun(at, query)
  await loggedIn(at, login, AN, SECRET)
  return (await resumed(at, login)).searchParams.get('code') ?? ''
}
const exchange = (code: string) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT_URI,
  client_id: 'portal',
  code_verifier: verifier,
})

describeContract(
  identity,
  {
    'identity.configuration': {},
    'identity.keys': {},
    'identity.authorise': () => ({ query: request() }),
    'identity.resume': async (at) => {
      const login = await begun(at)
      await loggedIn(at, login, AN, SECRET)
      return { params: { uid: login.uid }, headers: { cookie: login.browser.cookie } }
    },
    'identity.page': async (at) => ({ params: { uid: (await begun(at)).uid } }),
    'identity.log-in': async (at) => {
      const { uid, browser } = await begun(at)
      return { params: { uid }, headers: { cookie: browser.cookie }, body: { soDinhDanh: AN, matKhau: SECRET } }
    },
    'identity.token': async (at) => ({ body: exchange(await coded(at)) }),
    'identity.me': async (at) => {
      const { body } = await at.ask('identity.token', { body: exchange(await coded(at)) })
      return { headers: { authorization: `Bearer ${body.access_token}` } }
    },
  },
  { accounts },
)

describe('the identity provider', () => {
  let at: Standing
  beforeEach(async () => {
    at = await standing(identity, { accounts })
  })
  afterEach(() => at.close())

  it('logs a citizen in: code, tokens, and who it is', async () => {
    const login = await begun(at)
    expect(pathOf(login.answer)).toMatch(/^\/interaction\//)
    expect((await at.ask('identity.page', { params: { uid: login.uid } })).body).toContain('name="soDinhDanh"')
    expect((await loggedIn(at, login, AN, SECRET)).status).toBe(303)
    const back = await resumed(at, login)
    expect(back.origin + back.pathname).toBe(REDIRECT_URI)
    expect(back.searchParams.get('state')).toBe('a-state')
    expect(back.searchParams.get('iss')).toBe(at.url)

    const { body: tokens } = await at.ask('identity.token', { body: exchange(back.searchParams.get('code') ?? '') })
    const claims = await claimsOf(tokens.id_token)
    expect(claims).toMatchObject({ sub: AN, aud: 'portal', iss: at.url, nonce: 'a-nonce', acr: 'loa2' })
    const me = await at.ask('identity.me', { headers: { authorization: `Bearer ${tokens.access_token}` } })
    expect(me.body).toEqual({ sub: AN })
    expect(await at.census()).toMatchObject({ byState: { done: 1 }, counts: { finished: 1 } })
  })

  /** The claims of an ID token, whose signature is checked with the provider's published key. */
  async function claimsOf(token: string): Promise<unknown> {
    const [head = '', body = '', signature = ''] = token.split('.')
    const { keys } = (await at.ask('identity.keys')).body
    const key = createPublicKey({ key: keys[0], format: 'jwk' })
    const isRight = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
    expect(isRight).toBe(true)
    return JSON.parse(Buffer.from(body, 'base64url').toString())
  }

  it('knows nobody by a wrong password, and nobody at all who could be alive', async () => {
    const login = await begun(at)
    const wrong = await loggedIn(at, login, AN, 'another-secret')
    expect(wrong.status).toBe(401)
    expect(wrong.body).toContain('không đúng')
    expect((await loggedIn(at, login, LIVING, SECRET)).status).toBe(401)
    expect((await loggedIn(at, login, 'citizen', SECRET)).status).toBe(401)
    expect((await loggedIn(at, login, AN, SECRET)).status).toBe(303)
  })

  it('lets nobody log in while that is planted', async () => {
    await at.plant({ id: 'down', kind: 'login-failure', toMs: Date.parse('2025-07-01T12:00+07:00') })
    const { uid, browser } = await begun(at)
    const headers = { cookie: browser.cookie }
    const asked = { params: { uid }, headers, body: { soDinhDanh: AN, matKhau: SECRET } }
    expect((await at.ask('identity.log-in', { ...asked, at: '2025-07-01T11:59' })).status).toBe(401)
    expect((await at.ask('identity.log-in', { ...asked, at: '2025-07-01T12:00' })).status).toBe(303)
  })

  it('changes a code once, for who has its verifier', async () => {
    const code = await coded(at)
    const wrong = { ...exchange(code), code_verifier: `${verifier}-not` }
    expect(await at.ask('identity.token', { body: wrong })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
    const other = await coded(at)
    expect((await at.ask('identity.token', { body: exchange(other) })).status).toBe(200)
    expect((await at.ask('identity.token', { body: exchange(other) })).body.error).toBe('invalid_grant')
  })

  it('sends nobody to a page that is not the portal’s, and takes no login without PKCE', async () => {
    const elsewhere = await at.ask('identity.authorise', { query: request({ redirect_uri: 'http://evil.invalid/' }) })
    expect(elsewhere).toMatchObject({ status: 400, body: { error: 'invalid_redirect_uri' } })
    const stranger = await at.ask('identity.authorise', { query: request({ client_id: 'stranger' }) })
    expect(stranger).toMatchObject({ status: 400, body: { error: 'invalid_client' } })
    const { code_challenge: _, code_challenge_method: __, ...plain } = request()
    const { answer } = await begun(at, plain)
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request')
  })

  it('takes the form only in the browser in which the login was begun', async () => {
    const [one, two] = [await begun(at), await begun(at)]
    expect((await loggedIn(at, { uid: one.uid, browser: two.browser }, AN, SECRET)).status).toBe(404)
    expect((await loggedIn(at, one, AN, SECRET)).status).toBe(303)
  })

  it('says nothing on the console of the process', async () => {
    const spies = (['info', 'log', 'warn'] as const).map((way) => vi.spyOn(globalThis.console, way))
    await coded(at)
    const said = spies.flatMap((spy) => spy.mock.calls)
    for (const spy of spies) spy.mockRestore()
    expect(said).toEqual([])
  })
})
