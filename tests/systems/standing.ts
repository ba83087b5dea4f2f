/** One stand-in, served in the test's own process on a free port, and asked by the names of its operations. */
import { expect } from 'vitest'
import { formatInstant, parseLocal } from '../../src/calendar/index.ts'
import type { StandInName } from '../../src/schema/index.ts'
import type { Account } from '../../src/systems/core/access.ts'
import type { Census } from '../../src/systems/core/census.ts'
import type { Capacity, Configuration, DatabasePlace, World } from '../../src/systems/core/configuration.ts'
import type { Fault } from '../../src/systems/core/faults.ts'
import type { Operation } from '../../src/systems/core/operation.ts'
import { type Served, serve } from '../../src/systems/core/serve.ts'
import type { StandIn } from '../../src/systems/core/stand-in.ts'
import { world as twoWards } from './centre.ts'
import { freshDirectory } from './folders.ts'
import { OpenApi } from './open-api.ts'

type Body = NonNullable<RequestInit['body']>

const SECRET = 'a-secret-for-tests'
export const RUN_TOKEN = 'the-token-of-a-test-run'

export interface StandingOptions {
  /** Default asked, with an account of each role: its user is the role's name. */
  readonly access?: Configuration['access']
  /** Accounts besides. */
  readonly accounts?: readonly Account[]
  readonly peers?: Partial<Record<StandInName, string>>
  /** Which stand-ins the run has; all that are named as peers, and this one, without. */
  readonly running?: readonly StandInName[]
  readonly faults?: readonly Planted[]
  readonly capacity?: Capacity
  readonly world?: World
  /** A fresh SQLite file without. */
  readonly database?: DatabasePlace
  readonly tokenLifetimeMin?: number
  readonly requestTimeoutMs?: number
}

/** A fault without what the stand-in's name and the moment give. */
export type Planted = Omit<Fault, 'id' | 'system'> & { readonly id?: string }

export interface Asking {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: unknown
  /** Role, or user, that asks; nobody when null. Default: the first role that may. */
  readonly as?: string | null
  /** Local scenario time, as 2025-07-01T08:00. */
  readonly at?: string
  /** Id of the call. */
  readonly call?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  /** JSON value, or text where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of it is what the test says
  readonly body: any
}

export interface Standing {
  readonly url: string
  readonly token: string
  readonly standIn: StandIn
  readonly served: Served
  /** Everything that its document describes. */
  readonly document: OpenApi
  /** Asks an operation by its name; holds the answer against the OpenAPI document. */
  ask(operation: string, asking?: Asking): Promise<Answered>
  /** The same as a raw request: where an answer that no document describes is what is wanted. */
  fetch(operation: string, asking?: Asking): Promise<Response>
  plant(fault: Planted): Promise<void>
  census(): Promise<Census>
  /** Waits until others have been told everything. */
  drain(): Promise<Census>
  /** Bearer token of a role's account, or of a user. */
  login(user: string, at?: string): Promise<string>
  close(): Promise<void>
}

/** Serves a stand-in with everything that the options do not say as in a plain run; every answer is checked. */
export async function standing(standIn: StandIn, options: StandingOptions = {}): Promise<Standing> {
  const system = standIn.name
  const roles = Object.keys(standIn.roles)
  const peers = options.peers ?? {}
  const accounts: Account[] = [
    ...roles.map((role) => ({ user: role, secret: SECRET, unit: '30742', roles: [role] })),
    ...(options.accounts ?? []),
  ]
  let faults = 0
  const planted = (fault: Planted): Fault => ({ id: `fault-${++faults}`, ...fault, system })
  const configuration: Configuration = {
    standIns: [],
    running: [...(options.running ?? [system, ...(Object.keys(peers) as StandInName[])])],
    peers,
    database: options.database ?? { kind: 'sqlite', folder: freshDirectory() },
    token: RUN_TOKEN,
    access: options.access ?? 'asked',
    accounts,
    faults: (options.faults ?? []).map(planted),
    checkAnswers: true,
    world: options.world ?? twoWards,
    ...(options.tokenLifetimeMin === undefined ? {} : { tokenLifetimeMin: options.tokenLifetimeMin }),
    ...(options.requestTimeoutMs === undefined ? {} : { requestTimeoutMs: options.requestTimeoutMs }),
  }
  const own = { system, port: 0, ...(options.capacity ? { capacity: options.capacity } : {}) }
  const served = await serve(standIn, own, configuration)
  const document = await OpenApi.of(served.url)
  const secretOf = (user: string) => accounts.find((account) => account.user === user)?.secret ?? SECRET
  const tokens = new Map<string, string>()

  const login = async (user: string, at?: string): Promise<string> => {
    // A token is good for an hour of scenario time only.
    const known = tokens.get(`${user} ${at}`)
    if (known !== undefined) return known
    const answer = await fetch(`${served.url}/oauth2/token`, {
      method: 'POST',
      headers: at === undefined ? {} : { 'x-dientap-at': formatInstant(parseLocal(at)) },
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: user, client_secret: secretOf(user) }),
    })
    const { access_token: token } = (await answer.json()) as { access_token?: string }
    if (token === undefined) throw new Error(`${user} can’t log in: ${answer.status}`)
    tokens.set(`${user} ${at}`, token)
    return token
  }

  const raw = async (name: string, asking: Asking = {}): Promise<Response> => {
    const { method, path, body: hasBody } = document.operation(name)
    const url = new URL(served.url + filled(path, asking.params ?? {}))
    for (const [key, value] of Object.entries(asking.query ?? {})) url.searchParams.set(key, String(value))
    const headers = new Headers(asking.headers ?? {})
    const as = asking.as === undefined ? roleFor(standIn, served.operations, name) : asking.as
    if (as !== null && !headers.has('authorization')) {
      headers.set('authorization', as === 'run' ? `Bearer ${RUN_TOKEN}` : basic(as, secretOf(as)))
    }
    if (asking.at !== undefined) headers.set('x-dientap-at', formatInstant(parseLocal(asking.at)))
    if (asking.call !== undefined) headers.set('x-dientap-call', asking.call)
    let body: Body | null = null
    if (hasBody !== undefined && asking.body !== undefined) {
      if (!headers.has('content-type')) headers.set('content-type', hasBody)
      body = bodyOf(hasBody, asking.body)
    }
    // A redirect is an answer like another.
    return fetch(url, { method, headers, body, redirect: 'manual' })
  }

  return {
    url: served.url,
    token: RUN_TOKEN,
    standIn,
    served,
    document,
    login,
    fetch: raw,
    async ask(name, asking) {
      const answer = await raw(name, asking)
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true
      const body: unknown = isJson ? JSON.parse(text) : text
      const problem = await document.problemOf(name, answer.status, answer.headers.get('content-type'), body)
      expect(problem, `${name} answered ${answer.status} ${text.slice(0, 500)}`).toBeUndefined()
      return { status: answer.status, headers: answer.headers, body }
    },
    async plant(fault) {
      const answer = await fetch(`${served.url}/control/faults`, {
        method: 'POST',
        headers: { authorization: `Bearer ${RUN_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(planted(fault)),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    census: () => control(served.url, 'GET', '/control/census'),
    drain: () => control(served.url, 'POST', '/control/drain'),
    close: () => served.close(),
  }
}

/** Logs in with each request: needs no token, which may have expired, or not be had while a fault is planted. */
function basic(user: string, secret: string): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
}

async function control(url: string, method: string, path: string): Promise<Census> {
  const headers: Record<string, string> = { authorization: `Bearer ${RUN_TOKEN}` }
  if (method === 'POST') headers['content-type'] = 'application/json'
  const answer = await fetch(url + path, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Census
}

/** The first role that may ask an operation; null where nobody need log in. */
function roleFor(standIn: StandIn, operations: readonly Operation[], name: string): string | null {
  const operation = operations.find((each) => each.name === name)
  if (!operation) return name.startsWith('control.') || name.startsWith('inner.') ? 'run' : null
  const { access, names } = operation
  if (access.kind === 'run') return 'run'
  if (access.kind === 'public' || access.kind === 'own') return null
  const wanted = access.kind === 'permission' ? [access.permission ?? name, ...(names ?? [])] : []
  const [role] = Object.entries(standIn.roles).find(
    ([, permissions]) => access.kind === 'account' || wanted.some((permission) => permissions.includes(permission)),
  ) ?? [undefined]
  if (role === undefined) throw new Error(`no role of the ${standIn.name} may ${name}`)
  return role
}

function filled(path: string, params: Readonly<Record<string, string | number>>): string {
  return path.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))
}

function bodyOf(contentType: string, body: unknown): Body {
  if (typeof body === 'string' || body instanceof Uint8Array) return body as Body
  if (contentType === 'application/x-www-form-urlencoded') return new URLSearchParams(body as Record<string, string>)
  return JSON.stringify(body)
}
