import Type from 'typebox'
import { type Answer, type Call, free, type Operation, problem, refused, type Said } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { Bridge, type Led } from './bridge.ts'
import { Citizens } from './citizens.ts'
import { loginPage, pageHeaders } from './login-page.ts'
import { acrValues } from './provider.ts'

export const LOGIN_FAILURE = 'login-failure'
const HTML = 'text/html; charset=utf-8'
const COUNT =
  'INSERT INTO login (outcome, times) VALUES (?, 1) ON CONFLICT (outcome) DO UPDATE SET times = login.times + 1'

const access = { kind: 'public' } as const
const said = (description: string) => Type.Optional(text(2000, 0, description))
const LoginId = closed(
  { uid: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', description: 'Id of the login under way.' }) },
  'Which login.',
)
const redirect: Answer = {
  description: 'On to the next page.',
  schema: undefined,
  headers: { location: 'Where to go on.', 'set-cookie': 'The login under way.' },
}
const json = (description: string): Answer => ({
  description,
  schema: Type.Object({}, { additionalProperties: true, description }),
})
const page = (description: string): Answer => ({
  description,
  schema: Type.String({ description: 'HTML.' }),
  contentType: 'text/html',
})
const unusable = problem('What is asked can’t be done: the word of OAuth 2 or OpenID Connect for it.')

/** Parameters of OpenID Connect Core 1.0, 3.1.2.1, and RFC 7636. */
const AuthoriseQuery = closed(
  {
    response_type: said('code'),
    client_id: said('The client: portal.'),
    redirect_uri: said('Where the browser is sent back to.'),
    scope: said('openid'),
    acr_values: said(`Level of assurance asked for: ${acrValues.join(', ')}.`),
    state: said('Comes back as it is.'),
    nonce: said('Stands in the ID token.'),
    code_challenge: said('SHA-256 of the code verifier.'),
    code_challenge_method: said('S256'),
    response_mode: Type.Optional(Type.Enum(['query', 'fragment'], { description: 'How the answer comes back.' })),
    prompt: Type.Optional(
      Type.Enum(['login', 'none'], { description: 'login: even if somebody is logged in. none: no page is shown.' }),
    ),
    max_age: Type.Optional(Type.String({ pattern: '^\\d{1,9}$', description: 'How old a login may be, s.' })),
    ui_locales: said('Languages.'),
    login_hint: said('Who might log in.'),
  },
  'What is asked for.',
)

/** The doors of the identity provider; behind most of them is the provider's library. */
export function operations(parts: Parts): Operation[] {
  const { faults, store } = parts
  const citizens = new Citizens(parts)
  const bridge = new Bridge(parts, citizens)
  const lead = (call: Call<never, never, never> | Call, led: Led): Promise<Said> => bridge.lead(call, led)

  const logIn = async (
    call: Call<{ uid: string }, unknown, { soDinhDanh: string; matKhau: string }>,
  ): Promise<Said> => {
    const { uid } = call.params
    const fault = faults.find(LOGIN_FAILURE, call)
    const citizen = fault ? undefined : citizens.login(call.body.soDinhDanh, call.body.matKhau)
    let isUnderWay = true
    const led = await lead(call, {
      method: 'POST',
      path: `/interaction/${uid}`,
      async dispatch(provider, request, response) {
        const { uid: known, params } = await provider.interactionDetails(request, response).catch((error: Error) => {
          isUnderWay = false
          throw error
        })
        if (known !== uid) isUnderWay = false
        if (!citizen || !isUnderWay) {
          response.end()
          return
        }
        const acr =
          acrValues.find((value) =>
            String(params.acr_values ?? '')
              .split(' ')
              .includes(value),
          ) ?? acrValues[0]
        const result = { login: { accountId: citizen.user, acr, amr: ['pwd'] } }
        await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
      },
    })
    if (!isUnderWay) return refused(404, 'unknown-login')
    await store.write('logins', (tx) => tx.run(COUNT, citizen ? 'done' : 'failed'))
    if (citizen) return led
    return { status: 401, body: loginPage(uid, true), contentType: HTML, headers: pageHeaders }
  }

  return [
    free({
      name: 'identity.configuration',
      method: 'GET',
      path: '/.well-known/openid-configuration',
      summary: 'What the provider is',
      description: 'OpenID Connect Discovery 1.0. The issuer is the address at which this is asked.',
      access,
      answers: { 200: json('The provider’s metadata.') },
      handle: (call) => lead(call, { method: 'GET', path: '/.well-known/openid-configuration' }),
    }),
    free({
      name: 'identity.keys',
      method: 'GET',
      path: '/jwks',
      summary: 'Keys with which ID tokens are signed',
      access,
      answers: { 200: json('A JWK set.') },
      handle: (call) => lead(call, { method: 'GET', path: '/jwks' }),
    }),
    free({
      name: 'identity.authorise',
      method: 'GET',
      path: '/authorize',
      summary: 'Begin a login',
      description:
        'Authorisation code flow with PKCE; leads to the login page, or straight back where the session lasts.',
      access,
      query: AuthoriseQuery,
      answers: { 303: redirect, 400: unusable },
      handle: (call) => lead(call, { method: 'GET', path: `/authorize?${new URLSearchParams(call.query)}` }),
    }),
    free({
      name: 'identity.resume',
      method: 'GET',
      path: '/authorize/:uid',
      summary: 'Go on after the login page',
      access,
      params: LoginId,
      answers: { 303: redirect, 400: unusable },
      handle: (call) => lead(call, { method: 'GET', path: `/authorize/${call.params.uid}` }),
    }),
    free({
      name: 'identity.page',
      method: 'GET',
      path: '/interaction/:uid',
      summary: 'The login page',
      access,
      params: LoginId,
      answers: { 200: page('The page, with the fields soDinhDanh and matKhau.') },
      handle: ({ params }) => ({
        status: 200,
        body: loginPage(params.uid, false),
        contentType: HTML,
        headers: pageHeaders,
      }),
    }),
    free({
      name: 'identity.log-in',
      method: 'POST',
      path: '/interaction/:uid',
      summary: 'Log in',
      access,
      params: LoginId,
      body: closed({ soDinhDanh: text(20, 0, 'Identity number.'), matKhau: text(200, 0, 'Password.') }, 'Who logs in.'),
      bodyKind: 'form',
      answers: {
        303: redirect,
        401: page('The page again: number or password are wrong.'),
        404: problem('unknown-login: it has expired, or was begun in another browser.'),
      },
      handle: logIn,
    }),
    free({
      name: 'identity.token',
      method: 'POST',
      path: '/token',
      summary: 'Change a code for tokens',
      description: 'The access token is good at every stand-in of the run, for scenario time.',
      access,
      body: closed(
        {
          grant_type: said('authorization_code'),
          code: said('The code.'),
          redirect_uri: said('As it was at the start.'),
          client_id: said('The client: portal.'),
          client_secret: said('None: the client has PKCE.'),
          code_verifier: said('What the code challenge was made of.'),
        },
        'The code.',
      ),
      bodyKind: 'form',
      answers: { 200: json('Access token and ID token.'), 400: unusable, 401: unusable },
      handle: (call) => lead(call, { method: 'POST', path: '/token', form: call.body }),
    }),
    free({
      name: 'identity.me',
      method: 'GET',
      path: '/me',
      summary: 'Who is logged in',
      access,
      answers: { 200: json('Claims: sub is the identity number.'), 400: unusable, 401: unusable },
      handle: (call) => lead(call, { method: 'GET', path: '/me' }),
    }),
  ]
}
