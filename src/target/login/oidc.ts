import { createHash, randomBytes } from 'node:crypto'
import type { Login } from '../../schema/index.ts'
import { readField } from '../answer.ts'
import type { Destination } from '../guard.ts'
import { compileHeaders, renderHeaders } from '../operation.ts'
import { placeOf } from '../redirect.ts'
import type { CompiledSystem } from '../system.ts'
import { compileText } from '../template.ts'
import type { CallValues, Filling } from '../values.ts'
import type { Exchange, Wire } from '../wire.ts'
import { Cookies } from './cookies.ts'
import type { Account, Credential, LoginFailure } from './credential.ts'
import { endOf } from './door.ts'
import { readForm } from './form.ts'

type Oidc = Extract<Login, { kind: 'oidc' }>

/** Provider, login page, consent page, and back: a longer way leads in a circle. */
const MOST_HOPS = 15
const MOST_PAGES = 3

const random = (): string => randomBytes(32).toString('base64url')

/**
 * Logs in as a citizen does: authorisation code flow of OpenID Connect Core 1.0, 3.1, with PKCE (RFC 7636, S256).
 * Redirects are followed only to systems of the target file and to hosts that its authorisation lists; the redirect URI
 * itself is recognised and not asked.
 * @throws Fault as Guard does for the provider itself
 */
export async function oidcLogin(
  login: Oidc,
  system: CompiledSystem,
  account: Account & { readonly clientSecret: string | undefined },
  values: CallValues,
  wire: Wire,
): Promise<Credential | LoginFailure> {
  const provider = system.beside(login.provider)
  const [state, nonce, verifier] = [random(), random(), random()]
  const start = new URL(login.authorise, provider.destination.origin.text)
  const asked = {
    response_type: 'code',
    client_id: login.clientId,
    redirect_uri: login.redirectUri,
    scope: login.scope ?? 'openid',
    ...(login.acrValues === undefined ? {} : { acr_values: login.acrValues }),
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(asked)) start.searchParams.set(name, value)
  const filling: Filling = { ...values, captured: new Map(), login: { ...account, session: '' } }
  const back = await new Walk(login, provider, filling, wire).from(start)
  if ('reason' in back) return back
  const code = back.searchParams.get('code')
  if (code === null || back.searchParams.get('state') !== state) return { reason: 'login-failed', status: 302 }
  const exchange = await wire.send(
    {
      method: 'POST',
      path: login.token,
      headers: { ...walkHeaders(provider, filling), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: login.redirectUri,
        client_id: login.clientId,
        code_verifier: verifier,
        ...(account.clientSecret === undefined ? {} : { client_secret: account.clientSecret }),
      }).toString(),
    },
    provider,
  )
  if ('silence' in exchange) return { reason: exchange.silence, status: 0 }
  const token = exchange.status < 300 ? readField(exchange.text, login.use ?? 'access_token') : undefined
  const idToken = readField(exchange.text, 'id_token')
  if (typeof token !== 'string' || (typeof idToken === 'string' && nonceOf(idToken) !== nonce)) {
    return { reason: 'login-failed', status: exchange.status }
  }
  return {
    headers: { authorization: `Bearer ${token}` },
    session: token,
    secrets: [account.secret, token, ...(account.clientSecret === undefined ? [] : [account.clientSecret])],
    endsAtMs: endOf(exchange.text, 'expires_in', undefined),
  }
}

/** The way through the provider's pages. */
class Walk {
  readonly #login: Oidc
  readonly #provider: CompiledSystem
  readonly #filling: Filling
  readonly #wire: Wire
  readonly #cookies = new Cookies()
  #pages = 0

  constructor(login: Oidc, provider: CompiledSystem, filling: Filling, wire: Wire) {
    this.#login = login
    this.#provider = provider
    this.#filling = filling
    this.#wire = wire
  }

  /** @returns where the provider sends the browser back to, with the code */
  async from(start: URL): Promise<URL | LoginFailure> {
    let at = start
    let form: URLSearchParams | undefined
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const destination = placeOf(at, this.#provider)
      if (!destination) return { reason: 'redirect-refused', status: 302 }
      const exchange = await this.#visit(at, form, destination)
      if ('silence' in exchange) return { reason: exchange.silence, status: 0 }
      this.#cookies.keep(at.origin, exchange.headers['set-cookie'])
      const next = this.#next(exchange, at)
      if ('reason' in next) return next
      if (next.form === undefined && isBack(next.url, this.#login.redirectUri)) return next.url
      at = next.url
      form = next.form
    }
    return { reason: 'login-failed', status: 302 }
  }

  #visit(at: URL, form: URLSearchParams | undefined, destination: Destination): Promise<Exchange> {
    const cookie = this.#cookies.header(at.origin)
    const headers = {
      ...walkHeaders(this.#provider, this.#filling),
      accept: 'text/html',
      ...(cookie === undefined ? {} : { cookie }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    }
    const method = form === undefined ? 'GET' : 'POST'
    const request = { method, path: at.pathname + at.search, headers, body: form?.toString() } as const
    return this.#wire.send(request, this.#provider, destination)
  }

  #next(
    exchange: Extract<Exchange, { text: string }>,
    at: URL,
  ): { url: URL; form: URLSearchParams | undefined } | LoginFailure {
    const failed = { reason: 'login-failed', status: exchange.status }
    const { location } = exchange.headers
    if (exchange.status >= 300 && exchange.status < 400 && typeof location === 'string') {
      return URL.canParse(location, at.href) ? { url: new URL(location, at), form: undefined } : failed
    }
    const page = exchange.status === 200 && this.#pages++ < MOST_PAGES ? readForm(exchange.text) : undefined
    if (!page) return failed
    const fields = new URLSearchParams([...page.fields])
    for (const [name, text] of Object.entries(this.#login.page.fields)) {
      // A consent page asks for no password, so it gets none.
      if (page.fields.has(name)) fields.set(name, compileText(text)(this.#filling))
    }
    const action = this.#login.page.action ?? page.action
    return URL.canParse(action, at.href) ? { url: new URL(action, at), form: fields } : failed
  }
}

function isBack(url: URL, redirectUri: string): boolean {
  const wanted = new URL(redirectUri)
  return url.origin === wanted.origin && url.pathname === wanted.pathname
}

function walkHeaders(provider: CompiledSystem, filling: Filling): Record<string, string> {
  return renderHeaders(compileHeaders(provider.file.headers ?? {}), filling, undefined)
}

/** Of a token that came straight from the provider's token door, so its signature need not be checked (Core 1.0, 3.1.3.7). */
function nonceOf(idToken: string): unknown {
  try {
    const claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as { nonce?: unknown }
    return claims.nonce
  } catch {
    return undefined
  }
}
