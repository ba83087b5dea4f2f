import { Pool } from 'undici'
import { type StandInName, standInNames } from '../../schema/index.ts'
import { loopbackOrigin } from '../../target/index.ts'
import type { Peer } from './messages.ts'

/** A system that does not answer another within this time is taken to be away; the message stays in the outbox. */
const TIMEOUT_MS = 5000
const CONNECTIONS = 32

/** The other stand-ins, as one reaches them. */
export class Peers {
  readonly #token: string
  readonly #peers = new Map<StandInName, KnownPeer>()

  /** @throws Fault host-refused when a URL is not of this machine */
  constructor(token: string, urls: Partial<Record<StandInName, string>>) {
    this.#token = token
    this.moveTo(urls)
  }

  get(name: StandInName): Peer {
    return this.#of(name)
  }

  /** Where they are now. @throws Fault host-refused when a URL is not of this machine; then none has moved */
  moveTo(urls: Partial<Record<StandInName, string>>): void {
    const origins = standInNames.flatMap((name) => {
      const url = urls[name]
      return url === undefined ? [] : [[name, loopbackOrigin(url, `the ${name}`)] as const]
    })
    for (const [name, origin] of origins) this.#of(name).moveTo(origin)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#peers.values()].map((peer) => peer.close()))
  }

  #of(name: StandInName): KnownPeer {
    let peer = this.#peers.get(name)
    if (!peer) {
      peer = new KnownPeer(name, this.#token)
      this.#peers.set(name, peer)
    }
    return peer
  }
}

class KnownPeer implements Peer {
  readonly #name: StandInName
  readonly #token: string
  #pool: Pool | undefined
  #origin = ''

  constructor(name: StandInName, token: string) {
    this.#name = name
    this.#token = token
  }

  get isKnown(): boolean {
    return this.#pool !== undefined
  }

  moveTo(origin: string): void {
    if (origin === this.#origin) return
    void this.#pool?.destroy()
    this.#origin = origin
    this.#pool = new Pool(origin, {
      connections: CONNECTIONS,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      connect: { timeout: TIMEOUT_MS },
    })
  }

  async ask(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: unknown }> {
    if (!this.#pool) throw new Error(`the ${this.#name} is not known yet`)
    const response = await this.#pool.request({
      method,
      path,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.statusCode, body: await response.body.json() }
  }

  async close(): Promise<void> {
    await this.#pool?.destroy()
    this.#pool = undefined
    this.#origin = ''
  }
}
