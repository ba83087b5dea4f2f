import type { LoadCapture } from '../work/load-plan.ts'
import type { CapturedForm } from '../work/marks.ts'
import { at, isValue } from './answer.ts'

export type CapturedValues = ReadonlyMap<string, string | number>

/** So many dossiers a VU keeps what it was told of: the oldest is forgotten, and found again when needed. */
const MOST_KEPT = 4000

/** What answers have told a VU of dossiers, by their place. */
export class Captured {
  readonly #kept = new Map<number, Map<string, string | number>>()

  of(place: number): CapturedValues | undefined {
    return this.#kept.get(place)
  }

  /** Keeps what an answer, or a row of a list, tells. */
  take(place: number, captures: readonly LoadCapture[], body: unknown): void {
    for (const { name, path } of captures) {
      const value = at(body, path)
      if (!isValue(value)) continue
      let values = this.#kept.get(place)
      if (!values) {
        values = new Map()
        keep(this.#kept, place, values, MOST_KEPT)
      }
      values.set(name, value)
    }
  }

  forget(place: number): void {
    this.#kept.delete(place)
  }
}

/** Puts a value into a memory of bounded size: the oldest makes room. */
export function keep<V>(memory: Map<number, V>, key: number, value: V, most: number): void {
  if (memory.size >= most && !memory.has(key)) {
    const oldest = memory.keys().next()
    if (!oldest.done) memory.delete(oldest.value)
  }
  memory.set(key, value)
}

const MARK = '@@captured.'

/** Puts captured values where a text has marks for them, each written as its mark says. */
export function withCaptured(text: string, values: CapturedValues): string {
  const parts = text.split(MARK)
  let filled = parts[0] as string
  for (let each = 1; each < parts.length; each++) {
    const part = parts[each] as string
    const end = part.indexOf('@@')
    const point = part.lastIndexOf('.', end)
    filled += write(part.slice(point + 1, end) as CapturedForm, values.get(part.slice(0, point)) ?? '')
    filled += part.slice(end + 2)
  }
  return filled
}

function write(form: CapturedForm, value: string | number): string {
  switch (form) {
    case 'encoded':
      return encodeURIComponent(String(value))
    case 'json':
      return JSON.stringify(value)
    case 'text':
      return JSON.stringify(String(value)).slice(1, -1)
    case 'xml':
      return escapeXml(String(value))
    case 'header':
      return asciiOf(String(value))
  }
}

function asciiOf(text: string): string {
  let written = ''
  for (const letter of text) written += letter >= ' ' && letter <= '~' ? letter : encodeURIComponent(letter)
  return written
}

const ESCAPES: readonly (readonly [letter: string, written: string])[] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]

function escapeXml(text: string): string {
  return ESCAPES.reduce((escaped, [letter, written]) => escaped.split(letter).join(written), text)
}
