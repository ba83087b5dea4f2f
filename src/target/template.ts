import { Fault } from '../faults/index.ts'
import { type Filling, type Getter, getterOf, type PlaceholderValue } from './values.ts'

export type Part = string | ((filling: Filling) => string)
export type Rendering = (filling: Filling) => string

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*)\}/g
const WHOLE = /^\{([A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*)\}$/

/** Names of the placeholders in a text, known or not. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] as string)
}

/** Names of all placeholders in any text of a value, in the order in which they stand there. */
export function placeholdersWithin(value: unknown): string[] {
  if (typeof value === 'string') return placeholdersIn(value)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(placeholdersWithin) : []
}

/** Compiles a text for a path: values are URL-encoded. */
export function compilePath(text: string): Rendering {
  return rendering(split(text, (value) => encodeURIComponent(plain(value))))
}

/** Compiles a text for a header: letters beyond ASCII, which a header can't hold, are URL-encoded. */
export function compileHeader(text: string): Rendering {
  const encode = (value: string): string => value.replace(/[^\x20-\x7e]+/gu, encodeURIComponent)
  return rendering(split(text, (value) => encode(plain(value)), encode))
}

/** Compiles a text into which values go as they are. */
export function compileText(text: string): Rendering {
  return rendering(split(text, plain))
}

/**
 * Compiles a JSON value once, so that a call only joins ready pieces: a string that is one placeholder becomes the
 * value with its type, a placeholder within a longer string becomes text.
 */
export function compileJson(template: unknown): Rendering {
  const parts: Part[] = []
  collect(template, parts)
  return rendering(parts)
}

function collect(template: unknown, parts: Part[]): void {
  if (typeof template === 'string') collectString(template, parts)
  else if (Array.isArray(template)) {
    parts.push('[')
    for (const [index, item] of template.entries()) {
      if (index > 0) parts.push(',')
      collect(item, parts)
    }
    parts.push(']')
  } else if (isRepeated(template)) parts.push(repeated(template))
  else if (typeof template === 'object' && template !== null) {
    parts.push('{')
    for (const [index, [key, value]] of Object.entries(template).entries()) {
      parts.push(`${index > 0 ? ',' : ''}${JSON.stringify(key)}:`)
      collect(value, parts)
    }
    parts.push('}')
  } else parts.push(JSON.stringify(template))
}

interface Repeated {
  readonly $each: string
  readonly $item: unknown
}

/** Whether a part of a JSON body stands for a list of as many items as a placeholder has. */
export function isRepeated(template: unknown): template is Repeated {
  return typeof template === 'object' && template !== null && '$each' in template && '$item' in template
}

function repeated({ $each, $item }: Repeated): Part {
  const name = WHOLE.exec($each)?.[1] ?? $each
  const list = filler(name)
  const render = compileJson($item)
  return (filling) => {
    const value = list(filling)
    const items = typeof value === 'object' ? value : [String(value)]
    return `[${items.map((item) => render({ ...filling, item })).join(',')}]`
  }
}

function collectString(text: string, parts: Part[]): void {
  const whole = WHOLE.exec(text)
  if (whole) {
    const get = filler(whole[1] as string)
    parts.push((filling) => JSON.stringify(get(filling)))
    return
  }
  const quoted = (value: string): string => JSON.stringify(value).slice(1, -1)
  parts.push('"', ...split(text, (value) => quoted(plain(value)), quoted), '"')
}

export function split(
  text: string,
  write: (value: PlaceholderValue) => string,
  constant: (text: string) => string = (same) => same,
): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(constant(text.slice(from, match.index)))
    const get = filler(match[1] as string)
    parts.push((filling) => write(get(filling)))
    from = match.index + match[0].length
  }
  parts.push(constant(text.slice(from)))
  return parts
}

/** A getter that does not come back empty-handed: a request with a hole in it would only look like one. */
function filler(name: string): (filling: Filling) => PlaceholderValue {
  const get: Getter = getterOf(name) ?? (() => undefined)
  return (filling) => {
    const value = get(filling)
    if (value === undefined) {
      throw new Fault(
        'target-invalid',
        `A request needs {${name}}, which nothing has told.`,
        name.startsWith('captured.')
          ? 'Let an earlier answer capture it, or name under `found` the operation that tells it.'
          : 'Give it among the values of the operation.',
      )
    }
    return value
  }
}

export function plain(value: PlaceholderValue): string {
  return typeof value === 'object' ? value.join(', ') : String(value)
}

const XML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeXml(text: string): string {
  // Characters that XML 1.0 has no way to write are left out.
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (letter) => XML_ESCAPES[letter] as string)
}

/** Joins neighbouring constants, so that as few pieces as possible are left for each call. */
export function rendering(parts: readonly Part[]): Rendering {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else if (part !== '') joined.push(part)
  }
  const [only] = joined
  if (joined.length === 0) return () => ''
  if (joined.length === 1 && typeof only === 'string') return () => only
  return (filling) => {
    let text = ''
    for (const part of joined) text += typeof part === 'string' ? part : part(filling)
    return text
  }
}
