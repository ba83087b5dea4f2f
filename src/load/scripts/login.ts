import http from 'k6/http'
import type { LoadLogin } from '../work/load-plan.ts'
import { at } from './answer.ts'
import { atForms } from './times.ts'

/** A new token is fetched a little before the old one ends. */
const EARLY_MS = 5000

/** What proves who acts, got when it is first needed. Of one VU. */
export class Credentials {
  readonly #logins: readonly LoadLogin[]
  readonly #kept = new Map<number, { readonly proof: string; readonly endsAtMs: number }>()

  constructor(json: string) {
    this.#logins = JSON.parse(json)
  }

  /** @param atMs scenario time of the call. @returns value of the authorization header; '' where nobody asks for one, undefined when the door gave none. */
  of(place: number, atMs: number): string | undefined {
    const login = this.#logins[place]
    if (!login) return ''
    if (login.kind === 'header') return login.authorization
    const kept = this.#kept.get(place)
    if (kept && kept.endsAtMs > Date.now()) return kept.proof
    const headers: Record<string, string> = {}
    for (const name in login.headers) headers[name] = atForms(login.headers[name] as string, atMs)
    const body = login.body === null ? null : atForms(login.body, atMs)
    const answer = http.request(login.method, atForms(login.url, atMs), body, {
      headers,
      redirects: 0,
      responseType: 'text',
      tags: { name: 'login' },
    })
    if (answer.status !== 200 && answer.status !== 201) return undefined
    const said: unknown = JSON.parse(answer.body)
    const token = at(said, login.token)
    if (typeof token !== 'string') return undefined
    const seconds = Number(at(said, login.expiresIn))
    const endsAtMs = seconds > 0 ? Date.now() + seconds * 1000 - EARLY_MS : Number.POSITIVE_INFINITY
    this.#kept.set(place, { proof: `Bearer ${token}`, endsAtMs })
    return `Bearer ${token}`
  }

  /** It was refused: the next call gets another. @returns whether there is another to be got */
  forget(place: number): boolean {
    return this.#kept.delete(place)
  }
}
