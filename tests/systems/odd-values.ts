/** Calls of which one value is odd: what a fuzzer would think of, put in the place of each value in turn. */
import type { Asking } from './standing.ts'

const oddTexts: readonly string[] = [
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  '\u{10ffff}',
  "x'); DROP TABLE dossier; --",
  '..%2f..%5c..\\../etc/passwd',
  '__proto__',
  'toString',
  'x\r\nx-evil: 1',
  'Giấy "khai"; sinh.pdf',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  ']]>&#0;&lt;',
  '%00%ff',
  '2025-02-30',
  '99999999999999999999',
  'ệ'.repeat(5000),
]
const oddNumbers: readonly number[] = [-0, -1, 0.1, 1e308, 2 ** 53, 2 ** 63, 5e-324]
const oddOthers: readonly unknown[] = [null, true, [], {}, [[[]]], { toString: 1 }]

/**
 * `asking` with each value of its path, query and body replaced in turn; `what` says which by what.
 * @param isForm its body can hold nothing but text
 */
export function* odd(asking: Asking, isForm: boolean): Generator<readonly [what: string, asking: Asking]> {
  for (const [name, value] of Object.entries(asking.params ?? {})) {
    for (const text of oddTexts) {
      // An address can hold neither half a character nor nothing.
      if (text === '\ud800' || text === '') continue
      yield [`${name}=${show(text)}`, { ...asking, params: { ...asking.params, [name]: text } }]
    }
    yield [`${name} in capitals`, { ...asking, params: { ...asking.params, [name]: String(value).toUpperCase() } }]
  }
  for (const name of Object.keys(asking.query ?? {})) {
    for (const value of [...oddTexts, ...oddNumbers]) {
      yield [`?${name}=${show(value)}`, { ...asking, query: { ...asking.query, [name]: value } }]
    }
  }
  if (asking.body === undefined || asking.body instanceof Uint8Array) return
  for (const [path, body] of replaced(asking.body)) {
    if (!isForm || Object.values(body ?? [body]).every((value) => typeof value === 'string')) {
      yield [path, { ...asking, body }]
    }
  }
}

/** A JSON value with each of its parts replaced by each odd value of its kind, and by a few of others. */
function* replaced(value: unknown): Generator<readonly [path: string, value: unknown]> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      for (const [path, odd] of replaced(each)) yield [`/${index}${path}`, value.with(index, odd)]
    }
    yield [' twice', [...value, ...value]]
    yield [' 3000 times', Array.from({ length: 3000 }, () => value[0] ?? 'x')]
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      for (const [path, odd] of replaced(each)) yield [`/${name}${path}`, { ...value, [name]: odd }]
    }
  } else if (typeof value === 'string') {
    for (const text of oddTexts) yield [`=${show(text)}`, text]
  } else if (typeof value === 'number') {
    for (const number of oddNumbers) yield [`=${show(number)}`, number]
  }
  for (const other of oddOthers) yield [`=${show(other)}`, other]
}

function show(value: unknown): string {
  return Object.is(value, -0) ? '-0' : JSON.stringify(value).slice(0, 20)
}
