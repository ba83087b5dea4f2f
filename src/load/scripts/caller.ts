import http, { type RefinedResponse } from 'k6/http'
import { Rate, Trend } from 'k6/metrics'
import type { LoadCapture, LoadFinder, LoadList, LoadOperation, LoadPlan, LoadRequest } from '../work/load-plan.ts'
import { at, bare, isValue, lengthOf, type Read, type Row, readAnswer } from './answer.ts'
import { Captured, type CapturedValues, withCaptured } from './captured.ts'
import type { OpenDossier } from './dossier-lines.ts'
import { Ending, isEnding } from './ending.ts'
import { tell } from './lines.ts'
import { Credentials } from './login.ts'
import { atForms } from './times.ts'

// For outputs (Prometheus, OpenTelemetry, JSON …) and thresholds of k6 itself; Dientap measures by the lines it is told, and
// says so where nobody else is there to take them.
const isSampled = __ENV.DIENTAP_LOAD_SAMPLES !== 'none'
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
  /** Undefined for whoever makes one call of a dossier alone: it would be kept for nothing. */
  readonly #captured: Captured | undefined

  /** @param goesOn whether whoever calls makes later calls of a dossier too */
  constructor(plan: LoadPlan, zeroMs: number, goesOn: boolean) {
    this.#plan = plan
    this.#zeroMs = zeroMs
    this.#lastMs = zeroMs + plan.durationMs + plan.graceMs
    this.#credentials = new Credentials(__ENV.DIENTAP_LOAD_LOGINS ?? '[]')
    this.#captured = goesOn ? new Captured() : undefined
  }

  /**
   * Makes a call of a dossier; where its request needs what no answer has told, that is asked for first.
   * @param lateMs by how much it begins later than intended: part of how long it took
   * @returns whether it was done
   */
  call(dossier: OpenDossier, place: number, number: number, lateMs: number): boolean {
    try {
      return this.#call(dossier, place, number, lateMs)
    } catch (error) {
      if (error instanceof Ending && number === 0) tell(`b\t${place}\t${lateMs + error.afterMs}`)
      throw error
    }
  }

  /** A part of a work list, the first is 0; undefined when it could not be read. */
  look(request: string, { firstPage, size }: LoadList, part: number): readonly Row[] | undefined {
    const start = part * (size ?? 0)
    const asked = request
      .replace('987650001', String(start))
      .replace('987650002', String(start + (size ?? 0)))
      .replace('987650003', String(firstPage + part))
    const atMs = this.#nowMs()
    return this.#send(requestAt(asked, atMs), atMs, -1, -1, 0).rows
  }

  /** Keeps what a row of a list tells of a dossier. */
  keep(place: number, captures: readonly LoadCapture[], item: unknown): void {
    this.#captured?.take(place, captures, item)
  }

  /** Nothing more is called for a dossier. */
  forget(place: number): void {
    this.#captured?.forget(place)
  }

  #call(dossier: OpenDossier, place: number, number: number, lateMs: number): boolean {
    const asJson = dossier.request(number) as string
    let atMs = this.#nowMs()
    let request = requestAt(asJson, atMs)
    const operation = this.#operationOf(request)
    if (operation.needs.length > 0) {
      const found = this.#find(dossier, place, number, operation.needs)
      if (!found) {
        if (number === 0) tell(`b\t${place}\t${lateMs}`)
        return false
      }
      // Finding may have taken its time.
      atMs = this.#nowMs()
      request = filled(requestAt(asJson, atMs), found)
    }
    const { kind, body } = this.#send(request, atMs, place, number, lateMs)
    if (kind !== 'ok') return false
    if (operation.captures.length > 0) this.#captured?.take(place, operation.captures, body)
    return true
  }

  /** What is known of a dossier, with all that is needed: undefined where a finder could not tell it. */
  #find(dossier: OpenDossier, place: number, number: number, needs: readonly string[]): CapturedValues | undefined {
    const known = this.#captured ?? new Captured()
    for (const name of needs) {
      if (known.of(place)?.has(name)) continue
      const atMs = this.#nowMs()
      const finders = JSON.parse(atForms(dossier.finders(number), atMs)) as LoadFinder[]
      const finder = finders.find((each) => each.name === name) as LoadFinder
      const { kind, body } = this.#send(finder.request, atMs, place, -1, 0, name)
      if (kind !== 'ok') return undefined
      known.take(place, this.#operationOf(finder.request).captures, body)
    }
    return known.of(place)
  }

  #nowMs(): number {
    return Math.floor(this.#plan.startMs + (Date.now() - this.#zeroMs) * this.#plan.compression)
  }

  #operationOf({ operation }: LoadRequest): LoadOperation {
    return this.#plan.operations[operation] as LoadOperation
  }

  /** @param wanted name without which the answer is none */
  #send(request: LoadRequest, atMs: number, place: number, number: number, begunLateMs: number, wanted = ''): Read {
    const operation = this.#operationOf(request)
    const begunMs = Date.now()
    let lateMs = begunLateMs
    let read: Read
    let tookMs = 0
    try {
      const { proof, tookMs: loginMs } = this.#credentials.of(request.login, atMs, this.#timeoutMs(operation))
      tookMs = loginMs
      if (proof === undefined) read = bare('login-failed', 0)
      else {
        let response = this.#exchange(request, operation, proof)
        tookMs += lengthOf(response)
        if (response.status === 401 && this.#credentials.forget(request.login)) {
          // Its time had come: as in a rehearsal another is got, once.
          const renewed = this.#credentials.of(request.login, atMs, this.#timeoutMs(operation))
          tookMs += renewed.tookMs
          if (renewed.proof !== undefined) {
            response = this.#exchange(request, operation, renewed.proof)
            tookMs += lengthOf(response)
          }
        }
        // k6 was told to end: that is no answer of the system.
        if (isEnding(response)) throw new Ending()
        read = readAnswer(operation, response)
        if (wanted !== '' && read.kind === 'ok' && !tells(operation, wanted, read.body))
          read = { ...read, kind: 'error-body' }
        // Nobody but its citizen hands a dossier in, and a list belongs to no dossier: there it is a plain no.
        if (read.kind === 'taken-by-another' && number <= 0) read = { ...read, kind: 'http-4xx' }
      }
      // Where requests a second are limited, k6 holds them back: the load is late then, and not the system.
      if (number === 0 && this.#plan.mostPerSecond !== null)
        lateMs += Math.max(0, Date.now() - begunMs - Math.ceil(tookMs))
    } catch (error) {
      // Held back until the run was over, it was never sent.
      if (error instanceof Ending || String(error).includes(HELD_BACK)) throw new Ending(Date.now() - begunMs)
      read = bare('script-error', 0, String(error).slice(0, 200).replace(/\s/g, ' '))
    }
    const { kind, status, due } = read
    this.refused = kind === 'http-4xx' && status !== TOO_MANY
    if (isSampled) {
      const tags = { operation: operation.name }
      took.add(lateMs + tookMs, tags)
      failed.add(kind !== 'ok' && kind !== 'taken-by-another', tags)
    }
    const tookUs = Math.round((lateMs + tookMs) * 1000)
    tell(`c\t${place}\t${number}\t${request.operation}\t${kind}\t${tookUs}\t${status}\t${atMs}\t${lateMs}\t${due}`)
    return read
  }

  #exchange(request: LoadRequest, operation: LoadOperation, proof: string): RefinedResponse<'text'> {
    const { method, url, body } = request
    const { name } = operation
    const timeout = this.#timeoutMs(operation)
    const headers = proof === '' ? request.headers : { ...request.headers, authorization: proof }
    return http.request(
      method,
      url,
      body,
      isSampled ? { headers, redirects: 0, timeout, tags: { name } } : { headers, redirects: 0, timeout },
    )
  }

  #timeoutMs({ timeoutMs }: LoadOperation): number {
    return Math.min(timeoutMs, Math.max(1000, this.#lastMs - Date.now()))
  }
}

/** A request as it is made now. */
function requestAt(asJson: string, atMs: number): LoadRequest {
  // No form of a time has a character that JSON would escape.
  return JSON.parse(atForms(asJson, atMs)) as LoadRequest
}

function filled({ url, headers, body, ...rest }: LoadRequest, values: CapturedValues): LoadRequest {
  const filledHeaders: Record<string, string> = {}
  for (const name in headers) filledHeaders[name] = withCaptured(headers[name] as string, values)
  const filledBody = body === null ? null : withCaptured(body, values)
  return { ...rest, url: withCaptured(url, values), headers: filledHeaders, body: filledBody }
}

function tells({ captures }: LoadOperation, wanted: string, body: unknown): boolean {
  return captures.some(({ name, path }) => name === wanted && isValue(at(body, path)))
}
