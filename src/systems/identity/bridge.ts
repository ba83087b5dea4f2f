import type { IncomingMessage, ServerResponse } from 'node:http'
import inject, { type Response } from 'light-my-request'
import type { Provider } from 'oidc-provider'
import { type Call, refused, type Said } from '../core/operation.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Citizens } from './citizens.ts'
import { AT_HEADER, openProvider } from './provider.ts'

/** Where the stand-in is asked as something else than its own address, of which there are few. */
const MOST_ISSUERS = 8
const HOST = /^[A-Za-z0-9.-]{1,200}(:\d{1,5})?$|^\[[0-9a-f:]{2,39}\](:\d{1,5})?$/
/** Headers of the caller that the provider looks at. */
const passed = ['accept', 'authorization', 'cookie'] as const
/** Headers of the provider's answers that the caller needs. */
const returned = ['location', 'set-cookie', 'cache-control', 'www-authenticate'] as const

type AnyCall = Call<never, never, never> | Call
type Dispatch = (provider: Provider, request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Led {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Fields of a form that is posted. */
  readonly form?: Readonly<Record<string, string>>
  /** What is done with the request; the provider's own doors without. */
  readonly dispatch?: Dispatch
}

/** Leads calls that the core's doors have let in to the provider's library, and its answers back. */
export class Bridge {
  readonly #parts: Parts
  readonly #citizens: Citizens
  readonly #providers = new Map<string, Promise<Provider>>()

  constructor(parts: Parts, citizens: Citizens) {
    this.#parts = parts
    this.#citizens = citizens
  }

  async lead(call: AnyCall, { method, path, form, dispatch = ask }: Led): Promise<Said> {
    const host = call.headers.host ?? ''
    if (!HOST.test(host)) return refused(400, 'bad-host')
    const provider = await this.#providerFor(`http://${host}`)
    const headers: Record<string, string> = { host, [AT_HEADER]: String(call.atMs) }
    for (const name of passed) if (call.headers[name] !== undefined) headers[name] = String(call.headers[name])
    if (form) headers['content-type'] = 'application/x-www-form-urlencoded'
    const response = await inject(
      (request, answer) => {
        dispatch(provider, request as unknown as IncomingMessage, answer as unknown as ServerResponse).catch(
          (error: Error) => fail(answer as unknown as ServerResponse, error),
        )
      },
      { method, url: path, headers, ...(form ? { payload: new URLSearchParams(form).toString() } : {}) },
    )
    return saidOf(response)
  }

  /** The issuer is the address at which it is asked, as the stand-in's port is not known before it is served. */
  #providerFor(issuer: string): Promise<Provider> {
    let provider = this.#providers.get(issuer)
    if (!provider) {
      const [oldest] = this.#providers.keys()
      if (this.#providers.size >= MOST_ISSUERS && oldest !== undefined) this.#providers.delete(oldest)
      provider = openProvider(issuer, this.#parts, this.#citizens)
      this.#providers.set(issuer, provider)
    }
    return provider
  }
}

const ask: Dispatch = (provider, request, response) => provider.callback()(request, response)

function fail(response: ServerResponse, error: Error & { statusCode?: number; error?: string }): void {
  response.statusCode = error.statusCode ?? 500
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ error: error.error ?? 'server_error', error_description: error.message }))
}

function saidOf(response: Response): Said {
  const headers: Record<string, string | string[]> = {}
  for (const name of returned) {
    const value = response.headers[name]
    if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value)
  }
  const status = response.statusCode
  // application/json, or application/jwk-set+json
  const isJson = /^application\/([a-z-]+\+)?json/.test(String(response.headers['content-type']))
  if (status >= 300 && status < 400) return { status, body: undefined, headers }
  const body = isJson ? (JSON.parse(response.payload) as Record<string, unknown>) : undefined
  if (status < 300) return { status, body, headers }
  const { error = 'invalid_request', ...more } = body ?? {}
  return { ...refusedWith(status, String(error), more), headers }
}

function refusedWith(status: number, error: string, more: Record<string, unknown>): Said {
  return { status, body: { error, ...more } }
}
