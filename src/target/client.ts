import { Pool } from 'undici'
import type { SystemName } from '../schema/index.ts'
import type { Target, TargetAnswer, TargetRequest } from './target.ts'
import type { CallValues } from './values.ts'

export interface ClientOptions {
  /** Time-out of one call, ms; default 60,000, as the synchronisation services state. */
  readonly timeoutMs?: number
  /** Connections kept open to each system; more calls at once than this wait for one. Default 64. */
  readonly connections?: number
  /** Is told every request just before it is sent, in order. */
  readonly onCall?: (request: TargetRequest) => void
}

const TIMED_OUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'])
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_SOCKET',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
])

/** Calls the systems of a target over kept connections, one pool a system. */
export class SystemClient {
  readonly #target: Target
  readonly #pools = new Map<SystemName, Pool>()
  readonly #onCall: ((request: TargetRequest) => void) | undefined

  constructor(target: Target, options: ClientOptions = {}) {
    const timeout = options.timeoutMs ?? 60_000
    this.#target = target
    this.#onCall = options.onCall
    for (const [system, origin] of target.origins) {
      const pool = new Pool(origin, {
        connections: options.connections ?? 64,
        headersTimeout: timeout,
        bodyTimeout: timeout,
        connect: { timeout },
      })
      this.#pools.set(system, pool)
    }
  }

  /**
   * Carries out one operation. A system that does not answer is an answer too, with status 0: `unreachable` or
   * `timed-out`. `tookMs` runs from just before the request to the last byte of the answer.
   */
  async call(operation: string, values: CallValues): Promise<{ answer: TargetAnswer; tookMs: number }> {
    const request = this.#target.request(operation, values)
    this.#onCall?.(request)
    // compileTarget has an origin for every system that an operation names, so there is a pool.
    const pool = this.#pools.get(request.system) as Pool
    const startedMs = performance.now()
    let status: number
    let text: string
    try {
      const response = await pool.request({
        method: request.method,
        path: request.path,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
      })
      status = response.statusCode
      text = await response.body.text()
    } catch (error) {
      const reason = silenceOf(error)
      if (!reason) throw error
      return { answer: { ok: false, reason, status: 0 }, tookMs: performance.now() - startedMs }
    }
    const tookMs = performance.now() - startedMs
    return { answer: this.#target.answer(operation, status, text), tookMs }
  }

  /** Ends at once, calls under way included: they answer `unreachable`. */
  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()))
  }
}

/** Why no answer came; undefined when the error is not the network's but a mistake of ours. */
function silenceOf(error: unknown): 'timed-out' | 'unreachable' | undefined {
  if (!(error instanceof Error)) return undefined
  // A host with several addresses fails with an AggregateError; its code is that of the first.
  const code = 'code' in error ? String(error.code) : ''
  if (TIMED_OUT.has(code)) return 'timed-out'
  if (UNREACHABLE.has(code) || code.startsWith('HPE_')) return 'unreachable'
  return undefined
}
