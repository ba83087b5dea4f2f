import { timeFormNames } from '../../schema/index.ts'
import { timeForms } from '../../target/index.ts'

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
