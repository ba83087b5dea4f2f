import { Pool } from 'undici'
import { loopbackOrigin } from '../target/index.ts'

/** A system that does not answer another within this time is taken to be away; the message stays in the outbox. */
const PEER_TIMEOUT_MS = 5000
const CONNECTIONS = 32

export interface PeerAnswer {
  readonly status: number
  readonly body: unknown
}

/** The other system, as a stand-in reaches it: kept connections, loopback only. */
export class Peer {
  readonly #token: string
  #pool: Pool | undefined

  constructor(token: string, url: string | undefined) {
    this.#token = token
    if (url !== undefined) this.moveTo(url)
  }

  /** @throws Fault host-refused when the URL is not of this machine */
  moveTo(url: string): void {
    const origin = loopbackOrigin(url, 'the other system')
    void this.#pool?.destroy()
    this.#pool = new Pool(origin, {
      connections: CONNECTIONS,
      headersTimeout: PEER_TIMEOUT_MS,
      bodyTimeout: PEER_TIMEOUT_MS,
      connect: { timeout: PEER_TIMEOUT_MS },
    })
  }

  post(path: string, body: string, headers: Record<string, string> = {}): Promise<PeerAnswer> {
    return this.#ask('POST', path, body, { 'content-type': 'application/json', ...headers })
  }

  get(path: string): Promise<PeerAnswer> {
    return this.#ask('GET', path, undefined, {})
  }

  async close(): Promise<void> {
    await this.#pool?.destroy()
    this.#pool = undefined
  }

  /** Rejects when no answer came, or one that is not JSON. */
  async #ask(
    method: 'GET' | 'POST',
    path: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<PeerAnswer> {
    if (!this.#pool) throw new Error('the other system is not known yet')
    const response = await this.#pool.request({
      method,
      path,
      headers: { authorization: `Bearer ${this.#token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    return { status: response.statusCode, body: await response.body.json() }
  }
}
