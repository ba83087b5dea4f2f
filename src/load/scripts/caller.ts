import http, { type RefinedResponse } from 'k6/http'
import { Rate, Trend } from 'k6/metrics'
import type { LoadOperation, LoadPlan, LoadRequest } from '../work/load-plan.ts'
import { type Read, type Row, readAnswer } from './answer.ts'
import { Ending, isEnding } from './ending.ts'
import { tell } from './lines.ts'
import { Credentials } from './login.ts'
import { atForms } from './times.ts'

// For outputs (Prometheus, OpenTelemetry, JSON …) and thresholds of k6 itself; Dientap measures by the lines it is told.
const took = new Trend('dientap_operation', true)
const failed = new Rate('dientap_failed')

const TOO_MANY = 429
/** k6 says so of a request that its limit of requests a second would let go only after the request's time-out. */
const HELD_BACK = 'rate: Wait'

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
   * @param request as JSON
   * @param lateMs by how much it begins later than intended: part of how long it took
   * @returns whether it was done
   */
  call(request: string, place: number, at: number, lateMs: number): boolean {
    return this.#send(request, place, at, lateMs).kind === 'ok'
  }

  /** A part of a work list; undefined when it could not be read. */
  look(request: string, start: number, end: number): readonly Row[] | undefined {
    const part = request.replace('987650001', String(start)).replace('987650002', String(end))
    return this.#send(part, -1, -1, 0).rows
  }

  #send(asJson: string, place: number, at: number, begunLateMs: number): Read {
    let lateMs = begunLateMs
    const atMs = Math.floor(this.#plan.startMs + (Date.now() - this.#zeroMs) * this.#plan.compression)
    // No form of a time has a character that JSON would escape.
    const request = JSON.parse(atForms(asJson, atMs)) as LoadRequest
    const operation = this.#plan.operations[request.operation] as LoadOperation
    const begunMs = Date.now()
    let read: Read
    let tookMs = 0
    try {
      const { proof, tookMs: loginMs } = this.#credentials.of(request.login, atMs, this.#timeoutMs(operation))
      tookMs = loginMs
      if (proof === undefined) read = { kind: 'login-failed', status: 0, due: '', rows: undefined }
      else {
        const response = this.#exchange(request, operation, proof)
        const { blocked, connecting, tls_handshaking: tls, duration } = response.timings
        tookMs += blocked + connecting + tls + duration
        if (response.status === 401) this.#credentials.forget(request.login)
        // k6 was told to end: that is no answer of the system.
        if (isEnding(response)) throw new Ending()
        read = readAnswer(operation, response)
        // Nobody but its citizen hands a dossier in, and a list belongs to no dossier: there it is a plain no.
        if (read.kind === 'taken-by-another' && at <= 0) read = { ...read, kind: 'http-4xx' }
      }
      // Where requests a second are limited, k6 holds them back: the load is late then, and not the system.
      if (at === 0 && this.#plan.mostPerSecond !== null) lateMs += Math.max(0, Date.now() - begunMs - Math.ceil(tookMs))
    } catch (error) {
      // Held back until the run was over, it was never sent.
      if (error instanceof Ending || String(error).includes(HELD_BACK)) {
        if (at === 0) tell(`b\t${place}\t${lateMs + Date.now() - begunMs}`)
        throw new Ending()
      }
      read = { kind: 'script-error', status: 0, due: String(error).slice(0, 200).replace(/\s/g, ' '), rows: undefined }
    }
    const { kind, status, due } = read
    this.refused = kind === 'http-4xx' && status !== TOO_MANY
    const tags = { operation: operation.name }
    took.add(lateMs + tookMs, tags)
    failed.add(kind !== 'ok' && kind !== 'taken-by-another', tags)
    const tookUs = Math.round((lateMs + tookMs) * 1000)
    tell(`c\t${place}\t${at}\t${request.operation}\t${kind}\t${tookUs}\t${status}\t${atMs}\t${lateMs}\t${due}`)
    return read
  }

  #exchange(request: LoadRequest, operation: LoadOperation, proof: string): RefinedResponse<'text'> {
    const { method, url, headers, body } = request
    return http.request(method, url, body, {
      headers: proof === '' ? headers : { ...headers, authorization: proof },
      redirects: 0,
      responseType: 'text',
      timeout: this.#timeoutMs(operation),
      tags: { name: operation.name },
    })
  }

  #timeoutMs({ timeoutMs }: LoadOperation): number {
    return Math.min(timeoutMs, Math.max(1000, this.#lastMs - Date.now()))
  }
}
