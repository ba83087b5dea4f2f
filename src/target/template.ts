import { type CallValues, type PlaceholderValue, placeholders } from './values.ts'

type Getter = (values: CallValues) => PlaceholderValue
type Part = string | Getter
export type Rendering = (values: CallValues) => string

const PLACEHOLDER = /\{([A-Za-z][A-Za-z.-]*)\}/g

/** Names of placeholders in a text that no call can fill in. */
export function unknownPlaceholders(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)]
    .map((match) => match[1] as string)
    .filter((name) => !Object.hasOwn(placeholders, name))
}

/** Compiles a text for a path: values are URL-encoded. */
export function compilePath(text: string): Rendering {
  return rendering(split(text, (value) => encodeURIComponent(plain(value))))
}

/** Compiles a text for a header: values go in as they are. */
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
  } else if (typeof template === 'object' && template !== null) {
    parts.push('{')
    for (const [index, [key, value]] of Object.entries(template).entries()) {
      parts.push(`${index > 0 ? ',' : ''}${JSON.stringify(key)}:`)
      collect(value, parts)
    }
    parts.push('}')
  } else parts.push(JSON.stringify(template))
}

function collectString(text: string, parts: Part[]): void {
  const pieces = split(text, (value) => JSON.stringify(plain(value)).slice(1, -1))
  const whole = /^\{([A-Za-z][A-Za-z.-]*)\}$/.exec(text)
  if (whole) {
    const get: Getter = placeholders[whole[1] as keyof typeof placeholders]
    parts.push((values) => JSON.stringify(get(values)))
  } else {
    parts.push(
      '"',
      ...pieces.map((piece) => (typeof piece === 'string' ? JSON.stringify(piece).slice(1, -1) : piece)),
      '"',
    )
  }
}

function split(text: string, write: (value: PlaceholderValue) => string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(text.slice(from, match.index))
    const get: Getter = placeholders[match[1] as keyof typeof placeholders]
    parts.push((values) => write(get(values)))
    from = match.index + match[0].length
  }
  parts.push(text.slice(from))
  return parts
}

function plain(value: PlaceholderValue): string {
  return typeof value === 'object' ? value.join(', ') : String(value)
}

/** Joins neighbouring constants, so that as few pieces as possible are left for each call. */
function rendering(parts: readonly Part[]): Rendering {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else if (part !== '') joined.push(part)
  }
  const [only] = joined
  if (joined.length === 0) return () => ''
  if (joined.length === 1 && typeof only === 'string') return () => only
  return (values) => {
    let text = ''
    for (const part of joined) text += typeof part === 'string' ? part : (part(values) as string)
    return text
  }
}
