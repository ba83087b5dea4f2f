import type { RefinedResponse } from 'k6/http'
import type { LoadOperation, OutcomeKind } from '../work/load-plan.ts'

export interface Read {
  readonly kind: OutcomeKind
  readonly status: number
  /** The appointment date as it stands in the answer; '' where there is none. */
  readonly due: string
  readonly rows: readonly Row[] | undefined
}

export interface Row {
  readonly about: string
  readonly changes: number
}

/** Sorts an answer: every way to fail is a kind of its own. */
export function readAnswer(operation: LoadOperation, response: RefinedResponse<'text'>): Read {
  const { status } = response
  const said = (kind: OutcomeKind): Read => ({ kind, status, due: '', rows: undefined })
  if (response.error_code !== 0 && (status === 0 || response.error_code < 1400)) return said(silence(response))
  if (status === 409) return said('taken-by-another')
  if (status >= 500) return said('http-5xx')
  if (status >= 400) return said('http-4xx')
  if (status >= 300) return said('http-3xx')
  if (!operation.reads) return said(operation.done.includes(status) ? 'ok' : 'error-body')
  let body: unknown
  try {
    body = JSON.parse(response.body)
  } catch {
    return said('unreadable')
  }
  if (typeof body !== 'object' || body === null) return said('unreadable')
  if (!operation.done.includes(status)) return said('error-body')
  const { doneWhen } = operation
  if (doneWhen) {
    const found = at(body, doneWhen.path)
    if (!doneWhen.is.some((value) => value === found || String(value) === found)) return said('error-body')
  }
  // Done, by its status; yet it says what went wrong, where nothing else says which of the two is meant.
  if (!doneWhen && operation.errorPaths.some((path) => isWord(at(body, path)))) return said('error-body')
  const due = operation.duePath === null ? undefined : at(body, operation.duePath)
  if (operation.list === null) return { kind: 'ok', status, due: isWord(due) ? String(due) : '', rows: undefined }
  const items = at(body, operation.list.at)
  if (!Array.isArray(items)) return said('error-body')
  const { about, changes } = operation.list
  const rows = items.map((item) => ({ about: String(at(item, about)), changes: Number(at(item, changes)) }))
  return { kind: 'ok', status, due: '', rows }
}

function silence({ error, error_code: code }: RefinedResponse<'text'>): OutcomeKind {
  if (code === 1050 || code === 1211 || /timeout|deadline/.test(error)) return 'timed-out'
  if (code === 1212 || /refused/.test(error)) return 'connection-refused'
  if (/malformed|invalid|unexpected content|bad /i.test(error)) return 'unreadable'
  if (code === 1220 || /EOF|reset|broken pipe|closed|aborted/.test(error)) return 'connection-cut'
  if (code >= 1600 && code < 1800) return 'unreadable'
  return 'unreachable'
}

export function at(body: unknown, path: readonly string[]): unknown {
  let found = body
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Record<string, unknown>)[key]
  }
  return found
}

function isWord(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
