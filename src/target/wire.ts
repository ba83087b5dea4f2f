import { isIP, type LookupFunction } from 'node:net'
import { Pool } from 'undici'
import type { Destination } from './guard.ts'
import { TokenBucket } from './rate.ts'
import type { CompiledSystem } from './system.ts'

/** Why no answer came. */
export type Silence = 'timed-out' | 'unreachable' | 'connection-cut' | 'answer-too-large'

/** What came back, and how long it took from just before the request to the last byte; waiting for leave apart. */
export type Exchange = { readonly tookMs: number } & (
  | {
      readonly status: number
      readonly text: string
      readonly headers: Readonly<Record<string, string | string[] | undefined>>
    }
  | { readonly status: 0; readonly silence: Silence }
)

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
}

const DEFAULT_CONCURRENT = 64
const CONNECT_MS = 10_000
const ANSWER_MS = 60_000
/** An answer of one operation; more is a mistake, or an attack on the reader. */
const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024

/** The connections: one pool an origin, each to the addresses that the guard pinned, none faster than allowed. */
export class Wire {
  readonly #pools = new Map<string, Promise<Pool>>()
  /** The same pools, once they stand: a request need not wait for a promise then. */
  readonly #standing = new Map<string, Pool>()
  readonly #concurrent = new Map<string, number>()
  readonly #own = new Map<CompiledSystem, TokenBucket>()
  /** By authorisation: files that state the same one share its rate. */
  readonly #agreed = new Map<string, TokenBucket>()
  #closed = false

  /**
   * Makes the pools of systems ready; their names are resolved here and never again.
   * @throws Fault as Guard.pin does
   */
  async open(systems: readonly CompiledSystem[]): Promise<void> {
    for (const { destination, given } of systems) {
      const { concurrent } = given.limits ?? {}
      const origin = destination.origin.text
      if (concurrent !== undefined)
        this.#concurrent.set(origin, Math.min(concurrent, this.#concurrent.get(origin) ?? concurrent))
    }
    await Promise.all(systems.map((system) => this.#pool(system.destination, system)))
  }

  /**
   * @param to where, if not to the system itself: a place to which its login leads
   * @throws Fault as Guard does; a system that does not answer is an answer too, with status 0
   */
  async send(request: WireRequest, system: CompiledSystem, to: Destination = system.destination): Promise<Exchange> {
    const pool = this.#standing.get(to.origin.text) ?? (await this.#pool(to, system))
    if (to.listed || system.given.limits?.requestsPerSecond !== undefined) await this.#leave(to, system)
    const answerMs = system.given.timeOuts?.answerMs ?? ANSWER_MS
    const startedMs = performance.now()
    try {
      const response = await pool.request({
        method: request.method,
        path: request.path,
        headers: request.headers,
        headersTimeout: answerMs,
        bodyTimeout: answerMs,
        ...(request.body === undefined ? {} : { body: request.body }),
      })
      const text = await response.body.text()
      return { status: response.statusCode, text, headers: response.headers, tookMs: performance.now() - startedMs }
    } catch (error) {
      const silence = silenceOf(error)
      if (!silence) throw error
      return { status: 0, silence, tookMs: performance.now() - startedMs }
    }
  }

  /** Ends at once, requests under way included: they find the system unreachable. */
  async close(): Promise<void> {
    this.#closed = true
    const pools = await Promise.allSettled(this.#pools.values())
    await Promise.all(pools.map((pool) => (pool.status === 'fulfilled' ? pool.value.destroy() : undefined)))
  }

  /** Waits until the system's own limit and the agreed rate let another request through. */
  async #leave({ listed }: Destination, system: CompiledSystem): Promise<void> {
    const { guard, given } = system
    const limit = given.limits?.requestsPerSecond
    if (limit !== undefined) await bucketOf(this.#own, system, limit).take()
    if (!listed || !guard.authorisation) return
    const { document, ratePerSecond } = guard.authorisation
    await bucketOf(this.#agreed, `${document} ${ratePerSecond}`, ratePerSecond).take()
    guard.stillHolds()
  }

  #pool(destination: Destination, system: CompiledSystem): Promise<Pool> {
    const key = destination.origin.text
    let pool = this.#pools.get(key)
    if (!pool) {
      pool = this.#connect(destination, system)
      this.#pools.set(key, pool)
      pool.then(
        (stands) => {
          this.#standing.set(key, stands)
          if (this.#closed) void stands.destroy()
        },
        () => this.#pools.delete(key),
      )
    }
    return pool
  }

  async #connect(destination: Destination, { given, guard }: CompiledSystem): Promise<Pool> {
    const { origin } = destination
    const addresses = await guard.pin(destination)
    return new Pool(origin.text, {
      connections: this.#concurrent.get(origin.text) ?? DEFAULT_CONCURRENT,
      maxResponseSize: LARGEST_ANSWER_BYTES,
      connect: {
        timeout: given.timeOuts?.connectMs ?? CONNECT_MS,
        lookup: lookupOf(origin.host, addresses),
        rejectUnauthorized: true,
      },
    })
  }
}

function bucketOf<K>(buckets: Map<K, TokenBucket>, key: K, requestsPerSecond: number): TokenBucket {
  let bucket = buckets.get(key)
  if (!bucket) {
    bucket = new TokenBucket(requestsPerSecond)
    buckets.set(key, bucket)
  }
  return bucket
}

/** Answers with the pinned addresses and asks no name server. */
function lookupOf(host: string, addresses: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    if (hostname.toLowerCase() !== host) {
      callback(new Error(`${hostname} is not the host that was pinned`), '', 0)
      return
    }
    const all = addresses.map((address) => ({ address, family: isIP(address) }))
    const wanted =
      options.family === 4 || options.family === 6 ? all.filter(({ family }) => family === options.family) : all
    const [first] = wanted
    if (!first) callback(Object.assign(new Error(`${host} has no such address`), { code: 'ENOTFOUND' }), '', 0)
    else if (options.all) callback(null, wanted)
    else callback(null, first.address, first.family)
  }
}

const TIMED_OUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'])
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ENOTFOUND',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
])
const CUT = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'])

/** Why no answer came; undefined when the error is not the network's but a mistake of ours. */
function silenceOf(error: unknown): Silence | undefined {
  if (!(error instanceof Error)) return undefined
  // A host with several addresses fails with an AggregateError; its code is that of the first.
  const code = 'code' in error ? String(error.code) : ''
  if (TIMED_OUT.has(code)) return 'timed-out'
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'answer-too-large'
  // TLS: a certificate that is not trusted is a system that can't be reached.
  const tls = code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') || /CERT|SELF_SIGNED|UNABLE_TO/.test(code)
  if (UNREACHABLE.has(code) || tls) return 'unreachable'
  // Also of a system that speaks no HTTP, or breaks off in the middle of it.
  if (CUT.has(code) || error.name === 'HTTPParserError') return 'connection-cut'
  return undefined
}
