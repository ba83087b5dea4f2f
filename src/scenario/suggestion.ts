import { distance } from 'fastest-levenshtein'
import { quoted } from './problem.ts'

const MOST_SHOWN = 3

/**
 * The candidates nearest to a mistyped word: all at the least edit distance, at most three, none when even the
 * nearest differs in more than a third of the word.
 */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  const typed = word.toLowerCase()
  let least = Math.max(1, Math.ceil(typed.length / 3))
  let found: string[] = []
  for (const candidate of candidates) {
    const away = distance(typed, candidate.toLowerCase())
    if (away > least) continue
    if (away < least) found = []
    least = away
    found.push(candidate)
  }
  return found.slice(0, MOST_SHOWN)
}

/**
 * A hint for a name that is not known: what was probably meant, or what there is to choose from.
 * @param label how a candidate is told to the reader, with its name beside its code for example
 */
export function suggest(
  word: string,
  candidates: Iterable<string>,
  label: (candidate: string) => string = quoted,
): string | undefined {
  const all = [...candidates]
  const near = nearest(word, all)
  if (near.length > 0) return `did you mean ${near.map(label).join(' or ')}?`
  return all.length > 0 && all.length <= 20 ? `there is ${all.map(label).join(', ')}` : undefined
}
