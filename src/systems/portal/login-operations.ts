import { randomBytes } from 'node:crypto'
import * as oidc from 'openid-client'
import Type from 'typebox'
import { formatInstant } from '../../calendar/index.ts'
import { loopbackOrigin } from '../../target/index.ts'
import { type Call, free, type Operation, problem, refused, type Said } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { logins } from './logins.ts'
import { citizenOf } from './who.ts'

export const LOGIN_FAILURE = 'login-failure'
const CLIENT_ID = 'portal'
const CALLBACK = '/login/callback'
const TIMEOUT_S = 5
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/

type AnyCall = Call<never, never, never> | Call
const random = (): string => randomBytes(32).toString('base64url')
const away = (): Said => refused(503, 'identity-away', { message: 'The identity provider does not answer.' })
const failed = (why: string): Said => refused(401, 'login-failed', { message: why })

/** How citizens log in: at the identity provider, whose word the portal checks (OpenID Connect Core 1.0, 3.1). */
export function loginOperations(parts: Parts): Operation[] {
  const { store, accounts, configuration, faults } = parts

  /** The provider as it describes itself now: after a restart it may be elsewhere. */
  const clientFor = async (call: AnyCall): Promise<oidc.Configuration | undefined> => {
    try {
      const { status, body } = await parts.peer('identity').ask('GET', '/.well-known/openid-configuration')
      if (status !== 200) return undefined
      const metadata = { id_token_signed_response_alg: 'ES256' }
      const client = new oidc.Configuration(body as oidc.ServerMetadata, CLIENT_ID, metadata, oidc.None())
      // On loopback there is no TLS, so the signature of the ID token is looked at all the same.
      oidc.allowInsecureRequests(client)
      oidc.enableNonRepudiationChecks(client)
      client.timeout = TIMEOUT_S
      client[oidc.customFetch] = (url, options) => {
        loopbackOrigin(new URL(url).origin, 'the identity')
        const headers = { ...options.headers, 'x-dientap-at': formatInstant(call.atMs) }
        return fetch(url, { ...options, headers } as RequestInit)
      }
      return client
    } catch {
      return undefined
    }
  }

  return [
    free({
      name: 'portal.login',
      method: 'GET',
      path: '/login',
      summary: 'Log in',
      description: 'Sends the browser to the identity provider, from which it comes back to /login/callback.',
      access: { kind: 'public' },
      query: closed(
        { acr_values: Type.Optional(text(100, 1, 'Level of assurance asked for: loa1, loa2.')) },
        'How sure it must be.',
      ),
      answers: {
        302: { description: 'To the identity provider.', schema: undefined, headers: { location: 'Its login.' } },
        400: problem('bad-host: asked under a name that is not of this machine.'),
      },
      async handle(call) {
        const host = call.headers.host ?? ''
        if (!LOOPBACK_HOST.test(host)) return refused(400, 'bad-host')
        const client = await clientFor(call)
        if (!client) return away()
        const [state, nonce, verifier] = [random(), random(), oidc.randomPKCECodeVerifier()]
        const redirectUri = `http://${host}${CALLBACK}`
        const location = oidc.buildAuthorizationUrl(client, {
          redirect_uri: redirectUri,
          scope: 'openid',
          acr_values: call.query.acr_values ?? 'loa1',
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
        const row = { state, nonce, verifier, redirect_uri: redirectUri, begun_at: call.atMs }
        await store.write(`login:${state}`, (tx) => logins.begin(tx, row))
        return { status: 302, body: undefined, headers: { location: location.href, 'cache-control': 'no-store' } }
      },
    }),

    free({
      name: 'portal.login-done',
      method: 'GET',
      path: CALLBACK,
      summary: 'Come back from the login',
      access: { kind: 'public' },
      query: closed(
        {
          state: text(200, 1, 'As it was sent there.'),
          code: Type.Optional(text(500, 1, 'To be changed for tokens.')),
          iss: Type.Optional(text(500, 1, 'The provider.')),
          error: Type.Optional(text(100, 1, 'Why nobody logged in.')),
          error_description: Type.Optional(text(1000, 0, 'The same in a sentence.')),
        },
        'The provider’s word.',
      ),
      answers: {
        200: {
          description: 'A token for the citizen.',
          schema: closed(
            {
              access_token: text(500, 1, 'The token.'),
              token_type: Type.Literal('Bearer', { description: 'How it is shown.' }),
              expires_in: Type.Integer({ description: 'How long it is good, seconds of scenario time.' }),
              SoDinhDanh: text(20, 1, 'Who is logged in.'),
            },
            'A login.',
          ),
        },
        401: problem('login-failed: nobody logged in, or the login was not begun here, or was used before.'),
      },
      async handle(call) {
        const { query } = call
        // Taken away before anything else, so that nobody comes back with it twice.
        const begun = await store.write(`login:${query.state}`, (tx) => logins.take(tx, query.state))
        if (!begun) return failed('There is no such login.')
        if (faults.find(LOGIN_FAILURE, call)) return failed('The identity could not be confirmed.')
        const client = await clientFor(call)
        if (!client) return away()
        const back = new URL(`${begun.redirect_uri}?${new URLSearchParams(query)}`)
        let identityNo: string | undefined
        try {
          const tokens = await oidc.authorizationCodeGrant(client, back, {
            pkceCodeVerifier: begun.verifier,
            expectedState: begun.state,
            expectedNonce: begun.nonce,
            idTokenExpected: true,
          })
          identityNo = tokens.claims()?.sub
        } catch (error) {
          return failed(error instanceof Error ? error.message : 'No tokens.')
        }
        const account = identityNo === undefined ? undefined : accounts.find(identityNo)
        const citizen = account ?? (configuration.access === 'open' ? guest(identityNo ?? '') : undefined)
        if (!citizen) return failed('The portal does not know this citizen.')
        const { token, lifetimeSeconds } = accounts.issue(citizen, call.atMs)
        return {
          status: 200,
          body: { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds, SoDinhDanh: citizen.user },
          headers: { 'cache-control': 'no-store' },
        }
      },
    }),

    free({
      name: 'portal.me',
      method: 'GET',
      path: '/api/me',
      summary: 'Who is logged in',
      access: { kind: 'account' },
      answers: {
        200: {
          description: 'The account.',
          schema: closed(
            {
              TaiKhoan: text(100, 0, 'Name of the account; empty where nobody need log in, and nobody did.'),
              SoDinhDanh: text(20, 0, 'Of the citizen whose own it is; empty for any other account.'),
            },
            'The account.',
          ),
        },
      },
      handle: (call) => ({
        status: 200,
        body: { TaiKhoan: call.account?.user ?? '', SoDinhDanh: citizenOf(call) ?? '' },
      }),
    }),
  ]
}

/** Where nobody need log in, whoever did is known by the number alone. */
function guest(user: string) {
  return { user, secret: '', roles: ['citizen'] }
}
