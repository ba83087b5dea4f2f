import { type Body, timeFormNames } from '../../schema/index.ts'
import { timeForms } from '../../target/index.ts'
import { unsupported } from './unsupported.ts'

/** An instant that no scenario has: where it stands in a request, the time of the call goes. */
export const SOME_TIME_MS = Date.UTC(1971, 4, 6, 7, 8, 9, 123)

/** How each way to write the instant is found again in what was filled in. */
const writings = timeFormNames.flatMap((form) => {
  const written = String(timeForms[form].write(SOME_TIME_MS))
  return [
    { written, mark: `@@at.${form}@@` },
    { written: encodeURIComponent(written), mark: `@@at.${form}.encoded@@` },
  ]
})
// The longest first: a date is part of a time.
writings.sort((a, b) => b.written.length - a.written.length)

/** A text with a mark wherever the instant stands in it, for the script to put the time of the call there. */
export function withMarks(text: string): string {
  let marked = text
  for (const { written, mark } of writings) marked = marked.replaceAll(written, mark)
  return marked
}

/** How a value is written into the text around it. */
export type CapturedForm = 'encoded' | 'json' | 'text' | 'xml' | 'header'

/** Stands in a request for what an answer will tell under each of the names. */
export function capturedMarks(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name, wordFor(name)]))
}

/** An address with a mark for the script wherever a captured value goes. */
export function markedAddress(text: string, names: readonly string[]): string {
  return replaced(text, names, [[(word) => encodeURIComponent(word), 'encoded']])
}

/** A header with such marks. */
export function markedHeader(text: string, names: readonly string[]): string {
  return replaced(text, names, [[(word) => word, 'header']])
}

/** A body with such marks: in JSON a value that stands alone keeps its type. @throws Fault load-unsupported for a file */
export function markedBody(text: string, names: readonly string[], body: Body | undefined): string {
  if (body?.form !== undefined) return replaced(text, names, [[(word) => encodeURIComponent(word), 'encoded']])
  if (body?.xml !== undefined) return replaced(text, names, [[(word) => word, 'xml']])
  if (body?.file !== undefined) {
    if (names.some((name) => text.includes(encodeURIComponent(wordFor(name))) || text.includes(wordFor(name)))) {
      throw unsupported('a made-up file is named by a {captured.…} value.', 'Let its address name the dossier instead.')
    }
    return text
  }
  return replaced(text, names, [
    [(word) => `"${word}"`, 'json'],
    [(word) => word, 'text'],
  ])
}

const wordFor = (name: string): string => `@@captured ${name}@@`

function replaced(
  text: string,
  names: readonly string[],
  writings: readonly (readonly [written: (word: string) => string, form: CapturedForm])[],
): string {
  let marked = text
  for (const name of names)
    for (const [written, form] of writings)
      marked = marked.replaceAll(written(wordFor(name)), `@@captured.${name}.${form}@@`)
  return marked
}
