import http from 'k6/http'
import type { LoadLogin } from '../work/load-plan.ts'
import { at, lengthOf } from './answer.ts'
import { Ending, isEnding } from './ending.ts'
import { atForms } from './times.ts'

/** A new token is fetched a little before the old one ends. */
const EARLY_MS = 5000

/** What goes into the authorization header: '' where nobody asks for one, undefined when the door gave none. */
interface Proof {
  readonly proof: string | undefined
  /** How long it took to get, ms: part of how long the call took that needed it. */
  readonly tookMs: number
}

/** What proves who acts, got when it is first needed. Of one VU. */
export class Credentials {
  readonly #logins: readonly LoadLogin[]
  readonly #kept = new Map<number, { readonly proof: string; readonly endsAtMs: number }>()

  constructor(json: string) {
    this.#logins = JSON.parse(json)
  }

  /** @param atMs scenario time of the call @throws Ending */
  of(place: number, atMs: number, timeoutMs: number): Proof {
    const login = this.#logins[place]
    if (!login) return { proof: '', tookMs: 0 }
    if (login.kind === 'header') return { proof: login.authorization, tookMs: 0 }
    const kept = this.#kept.get(place)
    if (kept && kept.endsAtMs > Date.now()) return { proof: kept.proof, tookMs: 0 }
    const headers: Record<string, string> = {}
    for (const name in login.headers) headers[name] = atForms(login.headers[name] as string, atMs)
    const body = login.body === null ? null : atForms(login.body, atMs)
    const answer = http.request(login.method, atForms(login.url, atMs), body, {
      headers,
      redirects: 0,
      responseType: 'text',
      timeout: timeoutMs,
      tags: { name: 'login' },
    })
    if (isEnding(answer)) throw new Ending()
    const tookMs = lengthOf(answer)
    if (answer.status !== 200 && answer.status !== 201) return { proof: undefined, tookMs }
    const said = read(answer.body)
    const token = at(said, login.token)
    if (typeof token !== 'string') return { proof: undefined, tookMs }
    const seconds = Number(at(said, login.expiresIn))
    const endsAtMs = seconds > 0 ? Date.now() + seconds * 1000 - EARLY_MS : Number.POSITIVE_INFINITY
    const proof = `Bearer ${token}`
    this.#kept.set(place, { proof, endsAtMs })
    return { proof, tookMs }
  }

  /** It was refused: the next call gets another. @returns whether there is another to be got */
  forget(place: number): boolean {
    return this.#kept.delete(place)
  }
}

/** What a door answered; undefined where that is no JSON. */
function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
