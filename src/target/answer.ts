import type { Answer, TargetSystem } from '../schema/index.ts'
import { timeForms } from './times.ts'
import { readXml } from './xml.ts'

export type TargetAnswer =
  | {
      readonly ok: true
      readonly status: number
      readonly dueAtMs?: number
      /** When what was handed over arrived. */
      readonly arrivedAtMs?: number
      readonly dossierNo?: string
      /** TrangThaiHoSo, 1 to 10. */
      readonly state?: number
      /** Every field that the target file names and the answer holds, as it stands there. */
      readonly fields: Readonly<Record<string, string>>
    }
  /** `status` 0 when no answer came. `reason`: the system's own word where it gave one. */
  | { readonly ok: false; readonly reason: string; readonly status: number }

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number
  readonly text: string
}

export interface AnswerReader {
  /** Reads an answer; never throws for what a system may say. */
  read(raw: RawAnswer, into: Map<string, string | number>): TargetAnswer
}

/** Longer texts are no words but pages. */
const LONGEST_WORD = 80

/**
 * Compiles how answers are read.
 * @param own what the operation says of its answers, before what its system says of all
 */
export function compileAnswer(own: Answer, system: Pick<TargetSystem, 'answer' | 'states' | 'errors'>): AnswerReader {
  const shared = system.answer ?? {}
  const done = own.done ?? shared.done ?? [200]
  const doneWhen = own.doneWhen ?? shared.doneWhen
  const as = own.as ?? shared.as ?? 'json'
  const times = timeForms[own.times ?? shared.times ?? 'iso']
  const fields = Object.entries({ ...shared.fields, ...own.fields }).map(splitPath)
  const captures = Object.entries({ ...shared.captures, ...own.captures }).map(splitPath)
  const errorPaths = (own.error ?? shared.error ?? ['error']).map((path) => path.split('.'))
  const whenPath = doneWhen?.field.split('.')
  const states = new Map(Object.entries(system.states ?? {}))

  const errorIn = (body: unknown) => errorPaths.map((path) => wordAt(body, path)).find((text) => text !== undefined)
  const failure = (status: number, body: unknown, otherwise: string): TargetAnswer => {
    const word = errorIn(body)
    const said = word === undefined ? undefined : (system.errors?.[word] ?? word)
    return { ok: false, reason: said ?? otherwise, status }
  }
  return {
    read({ status, text }, into) {
      const body =
        as === 'nothing' ? {} : (parsed(text, as) ?? (done.includes(status) ? undefined : parsedAnyhow(text)))
      if (!done.includes(status)) return failure(status, body, `http-${status}`)
      if (body === undefined) return { ok: false, reason: 'unreadable-answer', status }
      if (whenPath && doneWhen && !doneWhen.is.some((value) => sameValue(fieldAt(body, whenPath), value))) {
        return failure(status, body, 'not-done')
      }
      // A good status over the body of an error, where nothing else says which of the two is meant.
      if (!doneWhen && errorIn(body) !== undefined) return failure(status, body, 'not-done')
      const found: Record<string, string> = {}
      for (const [name, path] of fields) {
        const value = scalarAt(body, path)
        if (value !== undefined) found[name] = String(value)
      }
      const timeOf = (wanted: string): number | undefined | 'unreadable' => {
        const path = fields.find(([name]) => name === wanted)?.[1]
        const value = path && scalarAt(body, path)
        if (value === undefined) return undefined
        return typeof value === 'boolean' ? 'unreadable' : (times.read(value) ?? 'unreadable')
      }
      const dueAtMs = timeOf('dueDate')
      const arrivedAtMs = timeOf('arrivedAt')
      if (dueAtMs === 'unreadable' || arrivedAtMs === 'unreadable')
        return { ok: false, reason: 'unreadable-time', status }
      const state = found.state === undefined ? undefined : stateOf(found.state, states)
      if (found.state !== undefined && state === undefined) return { ok: false, reason: 'unknown-state', status }
      for (const [name, path] of captures) {
        const value = scalarAt(body, path)
        if (value !== undefined && typeof value !== 'boolean') into.set(name, value)
      }
      return {
        ok: true,
        status,
        ...(dueAtMs === undefined ? {} : { dueAtMs }),
        ...(arrivedAtMs === undefined ? {} : { arrivedAtMs }),
        ...(found.dossierNo === undefined ? {} : { dossierNo: found.dossierNo }),
        ...(state === undefined ? {} : { state }),
        fields: found,
      }
    },
  }
}

/** The scalar at a path of a JSON text; for the answers of login doors. */
export function readField(text: string, path: string): string | number | boolean | undefined {
  return scalarAt(parsedAnyhow(text), path.split('.'))
}

/** Whether a JSON text has one of some values at a path. */
export function hasValue(text: string, { field, is }: { field: string; is: readonly (string | number)[] }): boolean {
  const found = readField(text, field)
  return is.some((value) => sameValue(found, value))
}

function splitPath([name, path]: [string, string]): readonly [string, readonly string[]] {
  return [name, path.split('.')]
}

/** Without words of their own, systems write TrangThaiHoSo itself. */
function stateOf(word: string, states: ReadonlyMap<string, number>): number | undefined {
  return states.size > 0 ? states.get(word) : /^([1-9]|10)$/.test(word) ? Number(word) : undefined
}

function parsed(text: string, as: 'json' | 'xml'): unknown {
  if (as === 'xml') return readXml(text)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Servers, and what stands before them, tell of failures in whichever form they like. */
function parsedAnyhow(text: string): unknown {
  return parsed(text, 'json') ?? (text.trimStart().startsWith('<') ? readXml(text) : undefined)
}

function wordAt(body: unknown, path: readonly string[]): string | undefined {
  const value = scalarAt(body, path)
  if (value === undefined || typeof value === 'boolean') return undefined
  const word = String(value)
  return word.length <= LONGEST_WORD && /^[\p{L}\p{N} _.,:()-]+$/u.test(word) ? word : undefined
}

/** Undefined also for an empty text or null: so systems write that there is no date or number yet. */
function scalarAt(body: unknown, path: readonly string[]): string | number | boolean | undefined {
  const value = fieldAt(body, path)
  if (value === '' || value === null || typeof value === 'object') return undefined
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

function fieldAt(body: unknown, path: readonly string[]): unknown {
  let at = body
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined
    // A list of one is not a list in XML, so its first place is the element itself.
    if (!Object.hasOwn(at, key)) {
      if (key === '0' && !Array.isArray(at)) continue
      return undefined
    }
    at = (at as Record<string, unknown>)[key]
  }
  return at
}

function sameValue(found: unknown, wanted: string | number | boolean): boolean {
  return found === wanted || (typeof found === 'string' && found === String(wanted))
}
