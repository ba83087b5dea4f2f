import http, { type RefinedResponse } from 'k6/http'
import { Rate, Trend } from 'k6/metrics'
import type { LoadCall, LoadOperation, LoadPlan, LoadRequest } from '../work/load-plan.ts'
import { type Read, type Row, readAnswer } from './answer.ts'
import { tell } from './lines.ts'
import { Credentials } from './login.ts'
import { atForms } from './times.ts'

// For outputs (Prometheus, OpenTelemetry, JSON …) and thresholds of k6 itself; Dientap measures by the lines it is told.
const took = new Trend('dientap_operation', true)
const failed = new Rate('dientap_failed')

const TOO_MANY = 429

/** k6 is to end, and the call under way with it. */
export class Ending extends Error {}

/** Sends requests of the plan and tells what came of each. */
export class Caller {
  /** Whether the last call was answered with no, and would be again: 4xx, but not that it is too early or too much. */
  refused = false
  readonly #plan: LoadPlan
  readonly #zeroMs: number
  readonly #lastMs: number
  readonly #credentials: Credentials

  constructor(plan: LoadPlan, zeroMs: number) {
    this.#plan = plan
    this.#zeroMs = zeroMs
    this.#lastMs = zeroMs + plan.durationMs + plan.graceMs
    this.#credentials = new Credentials(__ENV.DIENTAP_LOAD_LOGINS ?? '[]')
  }

  /**
   * Makes a call of a dossier.
   * @param lateMs by how much it begins later than intended: part of how long it took
   * @returns whether it was done
   */
  call(call: LoadCall, place: number, at: number, lateMs: number): boolean {
    const read = this.#send(call, place, at, lateMs, 0, 0)
    return read.kind === 'ok'
  }

  /** A part of a work list; undefined when it could not be read. */
  look(request: LoadRequest, start: number, end: number): readonly Row[] | undefined {
    return this.#send(request, -1, -1, 0, start, end).rows
  }

  #send(request: LoadRequest, place: number, at: number, lateMs: number, start: number, end: number): Read {
    const operation = this.#plan.operations[request.operation] as LoadOperation
    const atMs = Math.floor(this.#plan.startMs + (Date.now() - this.#zeroMs) * this.#plan.compression)
    let read: Read
    let tookMs = 0
    try {
      const proof = this.#credentials.of(request.login, atMs)
      if (proof === undefined) read = { kind: 'login-failed', status: 0, due: '', rows: undefined }
      else {
        const response = this.#exchange(request, operation, atMs, start, end, proof)
        const { blocked, connecting, tls_handshaking: tls, duration } = response.timings
        tookMs = blocked + connecting + tls + duration
        if (response.status === 401) this.#credentials.forget(request.login)
        // k6 was told to end: that is no answer of the system.
        if (/context canceled/.test(response.error)) throw new Ending()
        read = readAnswer(operation, response)
      }
    } catch (error) {
      if (error instanceof Ending) throw error
      read = { kind: 'script-error', status: 0, due: String(error).slice(0, 200).replace(/\s/g, ' '), rows: undefined }
    }
    this.refused = read.kind === 'http-4xx' && read.status !== TOO_MANY
    const tags = { operation: operation.name }
    took.add(lateMs + tookMs, tags)
    failed.add(read.kind !== 'ok' && read.kind !== 'taken-by-another', tags)
    tell([
      'c',
      place,
      at,
      request.operation,
      read.kind,
      Math.round((lateMs + tookMs) * 1000),
      read.status,
      atMs,
      read.due,
    ])
    return read
  }

  #exchange(
    request: LoadRequest,
    operation: LoadOperation,
    atMs: number,
    start: number,
    end: number,
    proof: string,
  ): RefinedResponse<'text'> {
    const fill = (text: string): string => {
      const timed = text.includes('@@at.') ? atForms(text, atMs) : text
      return end === 0 ? timed : timed.replace('987650001', String(start)).replace('987650002', String(end))
    }
    const headers: Record<string, string> = {}
    for (const name in request.headers) headers[name] = fill(request.headers[name] as string)
    if (proof !== '') headers.authorization = proof
    const leftMs = Math.max(1000, this.#lastMs - Date.now())
    return http.request(request.method, fill(request.url), request.body === null ? null : fill(request.body), {
      headers,
      redirects: 0,
      responseType: 'text',
      timeout: Math.min(operation.timeoutMs, leftMs),
      tags: { name: operation.name },
    })
  }
}
