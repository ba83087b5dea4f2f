import { Fault } from '../faults/index.ts'
import type { SystemName, TargetFile, TargetOperation } from '../schema/index.ts'
import { parseCompact, parseIso } from './compact-time.ts'
import { loopbackOrigin } from './guard.ts'
import { compileJson, compilePath, compileText, type Rendering } from './template.ts'
import type { CallValues } from './values.ts'

export interface TargetRequest {
  readonly system: SystemName
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
}

export type TargetAnswer =
  | { readonly ok: true; readonly dueAtMs?: number; readonly dossierNo?: string }
  /** `status` 0 when no answer came. `reason`: the system's own word where it gave one. */
  | { readonly ok: false; readonly reason: string; readonly status: number }

interface CompiledOperation {
  readonly system: SystemName
  readonly method: TargetRequest['method']
  readonly path: Rendering
  readonly headers: readonly (readonly [string, Rendering])[]
  readonly body: Rendering | undefined
  readonly status: number
  readonly dueDate: readonly string[] | undefined
  readonly dossierNo: readonly string[] | undefined
  readonly parseTime: (text: string) => number | undefined
}

/** Operations as HTTP requests, and answers as what the operation needs of them. */
export interface Target {
  /** Origin of each system that an operation asks, for example http://127.0.0.1:8080. */
  readonly origins: ReadonlyMap<SystemName, string>
  has(operation: string): boolean
  /** @throws Fault target-invalid when the target has no such operation */
  request(operation: string, values: CallValues): TargetRequest
  /** Reads an answer; never throws for what a system may say. */
  answer(operation: string, status: number, bodyText: string): TargetAnswer
}

/**
 * Compiles a target file once; requests are then cheap.
 * @param urls where the systems are, before the file's own
 * @throws Fault host-refused for a system that is not on this machine; target-invalid for one without a URL
 */
export function compileTarget(file: TargetFile, urls: Partial<Record<SystemName, string>>): Target {
  const origins = new Map<SystemName, string>()
  const operations = new Map<string, CompiledOperation>()
  for (const [name, operation] of Object.entries(file.operations)) {
    const { system } = operation
    if (!origins.has(system)) {
      const url = urls[system] ?? file.systems?.[system]?.url
      if (url === undefined) {
        throw new Fault(
          'target-invalid',
          `target ${file.name}: no URL for the ${system}.`,
          `Give it under systems: ${system}: url.`,
        )
      }
      origins.set(system, loopbackOrigin(url, `target ${file.name}, ${system}`))
    }
    operations.set(name, compileOperation(operation, file.headers ?? {}))
  }
  const find = (name: string): CompiledOperation => {
    const operation = operations.get(name)
    if (!operation) {
      throw new Fault(
        'target-invalid',
        `target ${file.name} has no operation ${name}.`,
        `It has ${[...operations.keys()].join(', ')}.`,
      )
    }
    return operation
  }
  return {
    origins,
    has: (name) => operations.has(name),
    request: (name, values) => requestOf(find(name), values),
    answer: (name, status, bodyText) => answerOf(find(name), status, bodyText),
  }
}

function compileOperation(operation: TargetOperation, common: Record<string, string>): CompiledOperation {
  const headers = Object.entries({ ...common, ...operation.headers })
  return {
    system: operation.system,
    method: operation.method,
    path: compilePath(operation.path),
    headers: headers
      // A content type without content makes some servers refuse the request.
      .filter(([name]) => operation.body !== undefined || name !== 'content-type')
      .map(([name, text]) => [name, compileText(text)] as const),
    body: operation.body === undefined ? undefined : compileJson(operation.body),
    status: operation.answer.status,
    dueDate: operation.answer.dueDate?.split('.'),
    dossierNo: operation.answer.dossierNo?.split('.'),
    parseTime: operation.answer.times === 'compact' ? parseCompact : parseIso,
  }
}

function requestOf(operation: CompiledOperation, values: CallValues): TargetRequest {
  const headers: Record<string, string> = {}
  for (const [name, render] of operation.headers) headers[name] = render(values)
  return {
    system: operation.system,
    method: operation.method,
    path: operation.path(values),
    headers,
    body: operation.body?.(values),
  }
}

function answerOf(operation: CompiledOperation, status: number, bodyText: string): TargetAnswer {
  if (status !== operation.status) return { ok: false, reason: errorWord(bodyText) ?? `http-${status}`, status }
  if (!operation.dueDate && !operation.dossierNo) return { ok: true }
  const body = parsed(bodyText)
  if (body === undefined) return { ok: false, reason: 'unreadable-answer', status }
  const due = operation.dueDate && fieldAt(body, operation.dueDate)
  const dossierNo = operation.dossierNo && fieldAt(body, operation.dossierNo)
  // Systems write an empty text, or null, where there is no date or number yet.
  const hasDue = typeof due === 'string' && due !== ''
  const dueAtMs = hasDue ? operation.parseTime(due) : undefined
  if (hasDue && dueAtMs === undefined) return { ok: false, reason: 'unreadable-time', status }
  return {
    ok: true,
    ...(dueAtMs === undefined ? {} : { dueAtMs }),
    ...(typeof dossierNo === 'string' && dossierNo !== '' ? { dossierNo } : {}),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function errorWord(bodyText: string): string | undefined {
  const word = fieldAt(parsed(bodyText), ['error'])
  return typeof word === 'string' && word !== '' ? word : undefined
}

function fieldAt(value: unknown, path: readonly string[]): unknown {
  let at = value
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key]
  }
  return at
}
