import type { RefinedResponse } from 'k6/http'
import type { LoadOperation, OutcomeKind } from '../work/load-plan.ts'

export interface Read {
  readonly kind: OutcomeKind
  readonly status: number
  /** The appointment date as it stands in the answer; '' where there is none. */
  readonly due: string
  readonly rows: readonly Row[] | undefined
  /** The whole of a good answer, where something more is wanted of it. */
  readonly body: unknown
}

export interface Row {
  readonly about: string
  /** Number of changes, or TrangThaiHoSo, whichever the list shows. */
  readonly stand: number
  /** The whole of it. */
  readonly item: unknown
}

/** Sorts an answer: every way to fail is a kind of its own. */
export function readAnswer(operation: LoadOperation, response: RefinedResponse<'text'>): Read {
  const { status } = response
  if (response.error_code !== 0 && (status === 0 || response.error_code < 1400)) return bare(silence(response), status)
  if (status === 409) return bare('taken-by-another', status)
  if (status >= 500) return bare('http-5xx', status)
  if (status >= 400) return bare('http-4xx', status)
  if (status >= 300) return bare('http-3xx', status)
  if (!operation.reads) return bare(operation.done.includes(status) ? 'ok' : 'error-body', status)
  let body: unknown
  try {
    body = JSON.parse(response.body)
  } catch {
    return bare('unreadable', status)
  }
  if (typeof body !== 'object' || body === null) return bare('unreadable', status)
  if (!operation.done.includes(status)) return bare('error-body', status)
  const { doneWhen } = operation
  if (doneWhen) {
    const found = at(body, doneWhen.path)
    if (!doneWhen.is.some((value) => value === found || String(value) === found)) return bare('error-body', status)
    // Done, by its status; yet it says what went wrong, and nothing else says which of the two is meant.
  } else if (saysError(operation, body)) return bare('error-body', status)
  const due = operation.duePath === null ? undefined : at(body, operation.duePath)
  if (operation.list === null)
    return { kind: 'ok', status, due: isValue(due) ? String(due) : '', rows: undefined, body }
  const items = at(body, operation.list.at)
  if (!Array.isArray(items)) return bare('error-body', status)
  const { about, stand, states } = operation.list
  const standOf = (item: unknown): number => {
    const shown = at(item, stand)
    return states === null ? Number(shown) : (states[String(shown)] ?? Number.NaN)
  }
  const rows = items.map((item) => ({ about: String(at(item, about)), stand: standOf(item), item }))
  return { kind: 'ok', status, due: '', rows, body: undefined }
}

/** What came of a call and nothing else; a script error says in place of the date what it was. */
export function bare(kind: OutcomeKind, status: number, due = ''): Read {
  return { kind, status, due, rows: undefined, body: undefined }
}

/** How long a request took, from the first byte of its connection on, ms. */
export function lengthOf({ timings }: RefinedResponse<'text'>): number {
  return timings.blocked + timings.connecting + timings.tls_handshaking + timings.duration
}

function saysError({ errorPaths }: LoadOperation, body: unknown): boolean {
  for (let each = 0; each < errorPaths.length; each++)
    if (isValue(at(body, errorPaths[each] as readonly string[]))) return true
  return false
}

function silence({ error, error_code: code }: RefinedResponse<'text'>): OutcomeKind {
  if (code === 1050 || code === 1211 || /timeout|deadline/.test(error)) return 'timed-out'
  if (code === 1212 || /refused/.test(error)) return 'connection-refused'
  if (/malformed|invalid|unexpected content|bad /i.test(error)) return 'unreadable'
  if (code === 1220 || /EOF|reset|broken pipe|closed|aborted/.test(error)) return 'connection-cut'
  if (code >= 1600 && code < 1800) return 'unreadable'
  return 'unreachable'
}

// By index: k6's engine takes its time over iterators.
export function at(body: unknown, path: readonly string[]): unknown {
  let found = body
  for (let each = 0; each < path.length; each++) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Record<string, unknown>)[path[each] as string]
  }
  return found
}

/** Empty texts and null are how systems write that there is none yet. */
export function isValue(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
