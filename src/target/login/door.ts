import type { Login } from '../../schema/index.ts'
import { compileAnswer, readField } from '../answer.ts'
import { compileHeaders, renderHeaders } from '../operation.ts'
import type { CompiledSystem } from '../system.ts'
import { compileBody, compilePath } from '../template.ts'
import type { CallValues, Filling } from '../values.ts'
import type { Wire, WireRequest } from '../wire.ts'
import type { Account, Credential, LoginFailure } from './credential.ts'

type Bearer = Extract<Login, { kind: 'bearer' }>
type Session = Extract<Login, { kind: 'session' }>

/** The form of OAuth 2 (RFC 6749, 4.4) with the credentials in the body. */
const CLIENT_CREDENTIALS = {
  form: { grant_type: 'client_credentials', client_id: '{login.user}', client_secret: '{login.secret}' },
}

/** Gets a bearer token from a token door. */
export async function bearerLogin(
  login: Bearer,
  system: CompiledSystem,
  account: Account,
  values: CallValues,
  wire: Wire,
): Promise<Credential | LoginFailure> {
  const { door = {} } = login
  const { at, request, token: path, expiresIn } = doorRequest(login, system, account, values)
  const exchange = await wire.send(request, at)
  if ('silence' in exchange) return { reason: exchange.silence, status: 0 }
  const token = exchange.status < 300 ? readField(exchange.text, path) : undefined
  if (typeof token !== 'string') return { reason: 'login-failed', status: exchange.status }
  return {
    headers: { authorization: `Bearer ${token}` },
    session: token,
    secrets: [account.secret, token],
    endsAtMs: endOf(exchange.text, expiresIn, door.expiresInS),
  }
}

/** What is asked of a token door, where, and which fields of its answer are the token and how long it holds, in seconds. */
export function doorRequest(
  { door = {} }: Bearer,
  system: CompiledSystem,
  account: Account,
  values: CallValues,
): { at: CompiledSystem; request: WireRequest; token: string; expiresIn: string } {
  const at = door.system === undefined ? system : system.beside(door.system)
  return {
    at,
    request: requestOf({ path: '/oauth2/token', body: CLIENT_CREDENTIALS, ...door }, at, account, values),
    token: door.token ?? 'access_token',
    expiresIn: door.expiresIn ?? 'expires_in',
  }
}

/** Opens a session at a login door, as the interchange platform has it: {username, password} → {session, error_code: 0}. */
export async function sessionLogin(
  login: Session,
  system: CompiledSystem,
  account: Account,
  values: CallValues,
  wire: Wire,
): Promise<Credential | LoginFailure> {
  const { door } = login
  const at = door.system === undefined ? system : system.beside(door.system)
  const exchange = await wire.send(requestOf(door, at, account, values), at)
  if ('silence' in exchange) return { reason: exchange.silence, status: 0 }
  const answer = compileAnswer(door.answer ?? {}, {}).read(exchange, new Map())
  const session = answer.ok ? readField(exchange.text, door.session) : undefined
  if (session === undefined || typeof session === 'boolean') return { reason: 'login-failed', status: exchange.status }
  return {
    headers: {},
    session: String(session),
    secrets: [account.secret, String(session)],
    endsAtMs: endOf(exchange.text, door.expiresIn ?? 'expires_in', door.expiresInS),
  }
}

/** A new token is fetched a little before the old one ends: the next call may take a while. */
const EARLY_MS = 5000

export function endOf(text: string, path: string, otherwiseS: number | undefined): number {
  const told = Number(readField(text, path))
  const seconds = Number.isFinite(told) && told > 0 ? told : otherwiseS
  return seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000 - EARLY_MS
}

type Door = Pick<Session['door'], 'path' | 'method' | 'headers' | 'body'>

function requestOf(door: Door, at: CompiledSystem, account: Account, values: CallValues): WireRequest {
  const filling: Filling = { ...values, captured: new Map(), login: { ...account, session: '' } }
  const body = door.body && compileBody(door.body)
  const headers = compileHeaders({ ...at.file.headers, ...door.headers })
  return {
    method: door.method ?? 'POST',
    path: compilePath(door.path)(filling),
    headers: renderHeaders(headers, filling, body?.contentType),
    body: body?.render(filling),
  }
}
