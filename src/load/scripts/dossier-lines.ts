import type { LoadCall, LoadDossier, LoadRequest } from '../work/load-plan.ts'

/**
 * The dossiers as k6 shares them among its VUs: a line each, as text. A VU takes out of it what it needs now; k6's own
 * SharedArray of objects would make and freeze everything in a dossier at each look. Fields between tabs: the id; when it
 * comes, in ms; whose turn each call is, as JSON; and for each call two: its request as JSON, and how to find what it needs,
 * empty for most.
 */
export type DossierLine = string

/** What is known of a call before it is made: all but its request. */
export type Turn = Pick<LoadCall, 'who' | 'handleMs' | 'beforeMs' | 'shown' | 'state'>

const FIXED = 3
const BEYOND_ASCII = /[\u0080-\uffff]/g

/** Writes a dossier as its line: ASCII alone, which k6's engine handles several times faster than other text. */
export function lineOf({ id, atMs, calls }: LoadDossier): DossierLine {
  const turns = calls.map(
    ({ who, handleMs, beforeMs, shown, state }): Turn => ({ who, handleMs, beforeMs, shown, state }),
  )
  const requests = calls.flatMap(({ method, url, headers, body, operation, login, finders }) => [
    JSON.stringify({ method, url, headers, body, operation, login } satisfies LoadRequest),
    finders.length === 0 ? '' : JSON.stringify(finders),
  ])
  return [id, atMs, JSON.stringify(turns), ...requests]
    .join('\t')
    .replace(BEYOND_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The id, without a look at the rest. */
export function idOf(line: DossierLine): string {
  return line.slice(0, line.indexOf('\t'))
}

/** A line taken apart; its fields stay text until they are needed. */
export class OpenDossier {
  readonly #parts: readonly string[]
  #turns: readonly Turn[] | undefined

  constructor(line: DossierLine) {
    this.#parts = line.split('\t')
  }

  /** When it comes, ms after the beginning of the run. */
  get atMs(): number {
    return Number(this.#parts[1])
  }

  get turns(): readonly Turn[] {
    this.#turns ??= JSON.parse(this.#parts[2] as string) as Turn[]
    return this.#turns
  }

  /** A call's request as JSON; undefined beyond the last. */
  request(place: number): string | undefined {
    return this.#parts[FIXED + 2 * place]
  }

  /** How to ask for what a call's request needs, as JSON; empty where it needs nothing. */
  finders(place: number): string {
    return this.#parts[FIXED + 2 * place + 1] ?? ''
  }
}
